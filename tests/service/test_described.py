"""The service does what its own description says: schemathesis tries every way in, with good values and bad ones."""

from __future__ import annotations

import json

import hypothesis
import schemathesis
from hypothesis import strategies as st
from schemathesis import Case

from service.app import create_app
from service.settings import Settings
from tests.service.conftest import CARD, FakeAnalyser, FakeMasker

_VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5)
_LINES = st.fixed_dictionaries({"text": st.text()}, optional={"id": _VALUES}) | _VALUES
schemathesis.openapi.media_type(
    "application/x-ndjson",
    st.lists(_LINES.map(json.dumps) | st.text(), max_size=5).map(lambda lines: "\n".join(lines).encode()),
)

_REFUSALS = [400, 413, 415, 422]
_BEYOND_A_SCHEMA = ("/v1/files", "/v2/check")
"""Ways in whose input is more than a schema can say: a sound document, one of two parameters."""
_FOR_PEOPLE_WHO_ARE_KNOWN = ("/v1/contributions", "/v1/examples", "/v1/maskings")
"""Ways in that answer nobody who is not known, whatever is sent; their rooms' tests try them as somebody."""
_CONFIG = schemathesis.Config.from_dict(
    {
        "checks": {"negative_data_rejection": {"expected-statuses": _REFUSALS}},
        "operations": [
            {"include-path": path, "checks": {"positive_data_acceptance": {"enabled": False}}}
            for path in _BEYOND_A_SCHEMA
        ]
        + [
            {
                "include-path": path,
                "checks": {
                    "positive_data_acceptance": {"enabled": False},
                    "negative_data_rejection": {"expected-statuses": [401, 403]},
                },
            }
            for path in _FOR_PEOPLE_WHO_ARE_KNOWN
        ],
    }
)
_APP = create_app(FakeAnalyser(), FakeMasker(), Settings(), CARD)
description = schemathesis.openapi.from_asgi("/openapi.json", _APP, config=_CONFIG)


@description.parametrize()
@hypothesis.settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_every_answer_is_one_that_the_description_knows(case: Case) -> None:
    case.call_and_validate()


def test_every_way_in_is_tried() -> None:
    tried = {operation.ok().path for operation in description.get_all_operations()}
    assert tried == set(_APP.openapi()["paths"])
