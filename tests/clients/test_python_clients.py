"""The Python clients of LanguageTool ask the running service."""

from __future__ import annotations

import importlib
import sys
import warnings
from types import ModuleType

import pytest

from service.languagetool.rules import rules
from tests.clients.conftest import missing

pytestmark = pytest.mark.clients
TEXT = "Kjære Åse 😀👍🏽 Flott jobba!"


def _load(name):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError:
        return missing(name)


@pytest.fixture
def pylanguagetool(monkeypatch):
    # Its command line asks setuptools for its own version, with a module that setuptools no longer has.
    monkeypatch.setitem(sys.modules, "pkg_resources", ModuleType("pkg_resources"))
    return _load("pylanguagetool.api")


@pytest.fixture
def tool(address):
    library = _load("language_tool_python")
    with library.LanguageTool("nn-NO", remote_server=f"{address}/v2") as one:
        yield one


def _cut(text, offset, length):
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le")


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_pylanguagetool_is_told_in_the_language_it_names(pylanguagetool, address, form):
    answer = pylanguagetool.check(TEXT, api_url=f"{address}/v2/", lang=f"{form}-NO")
    (match,) = answer["matches"]
    assert match["message"] == rules()["TM_PRAISE_ALONE"].texts[form].message
    assert _cut(TEXT, match["offset"], match["length"]) == "Flott jobba!"


def test_pylanguagetool_can_turn_a_rule_off(pylanguagetool, address):
    answer = pylanguagetool.check(
        "Bra jobba!", api_url=f"{address}/v2/", lang="auto", disabled_rules="TM_PRAISE_ALONE,TM_NO_ADVICE"
    )
    assert answer["matches"] == []


def test_pylanguagetool_lists_both_forms(pylanguagetool, address):
    assert [one["longCode"] for one in pylanguagetool.get_languages(f"{address}/v2/")] == ["nb-NO", "nn-NO"]


def test_language_tool_python_finds_the_same_place(tool):
    (match,) = tool.check("Bra jobba 👏, Åse & co!")
    assert match.rule_id in rules()
    assert match.rule_issue_type == "style"
    assert match.replacements == []
    assert match.message == rules()[match.rule_id].texts["nn"].message


def test_language_tool_python_corrects_nothing(tool):
    assert tool.correct("Bra jobba!") == "Bra jobba!"
