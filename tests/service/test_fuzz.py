"""Ten thousand mutated requests: never a failure, never a hang."""

from __future__ import annotations

import asyncio

from service.app import create_app
from service.settings import Settings
from tests.service.conftest import CARD, FAILING, FakeAnalyser, FakeMasker
from tests.service.fuzz import COUNT, Attempt, ask, attempts, fuzz, judge


def test_ten_thousand_mutated_requests_are_all_answered_and_none_fails() -> None:
    statuses, faults, longest = asyncio.run(fuzz(create_app(FakeAnalyser(), FakeMasker(), Settings(), CARD)))
    assert faults == []
    assert statuses.total() == COUNT
    assert {200, 400, 405, 413, 415, 422} - {405} <= set(statuses)
    assert longest < 10


def test_the_same_seed_makes_the_same_requests() -> None:
    app = create_app(FakeAnalyser(), FakeMasker(), Settings(), CARD)
    assert list(attempts(app, count=200)) == list(attempts(app, count=200))
    assert list(attempts(app, count=200)) != list(attempts(app, count=200, seed=1))


def test_every_way_in_is_attempted() -> None:
    app = create_app(FakeAnalyser(), FakeMasker(), Settings(), CARD)
    described = {(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods}
    assert {(one.method, one.path) for one in attempts(app, count=200)} >= {
        way for way in described if "{" not in way[1]
    }


def test_a_failure_would_be_noticed() -> None:
    app = create_app(FakeAnalyser(), FakeMasker(), Settings(), CARD)
    body = b'{"text": "%s"}' % FAILING.encode()
    attempt = Attempt("POST", "/v1/analyses", b"", b"application/json", (body,))
    assert judge(attempt, asyncio.run(ask(app, attempt))).startswith("500")
