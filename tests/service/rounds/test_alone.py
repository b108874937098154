"""Who is alone on a machine, without logins, can try everything alone."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient

from service.app import create_app
from service.samples.choices import recent_terms
from service.settings import Settings
from service.store.columns import now
from tests.service.fake import FakeAnalyser, FakeMasker

HERE = ("127.0.0.1", 50_000)


def field(page: str, name: str) -> str:
    return unescape(re.findall(rf'name="{name}"[^>]*value="([^"]*)"', page)[0])


def test_from_a_comment_to_the_minutes_alone(settings: Settings) -> None:
    app = create_app(FakeAnalyser(), FakeMasker(), settings, {})
    headers = {"sec-fetch-site": "same-origin", "accept": "text/html"}
    with TestClient(app, base_url="http://127.0.0.1:8000", client=HERE, headers=headers) as alone:
        page = alone.get("/samples/new").text
        team = re.findall(r'<option value="([0-9a-f-]{36})"', page)[0]
        about = {
            "team": team,
            "subject": "norsk",
            "level": "vgs",
            "genre": "lms",
            "term": recent_terms(now())[0],
        }
        page = alone.post("/samples/masking", data={**about, "text": "Kari, du er tydelig. Husk kilder!"}).text
        page = alone.post(
            "/samples/confirm", data={**about, "held": field(page, "held"), "key": field(page, "key")}
        ).text
        sent = {**about, "masked": field(page, "masked"), "key": field(page, "key"), "agreed": "1"}
        assert "[ELEV 1], du er tydelig." in alone.post("/samples", data=sent).text
        page = alone.get("/rounds/new").text
        sent = {
            "team": team, "selection": "random", "count": "1", "title": "Alene", "coder": field(page, "coder")
        }  # fmt: skip
        made = alone.post("/rounds", data=sent)
        path = made.url.path
        work = alone.get(f"{path}/code").text
        for segment in re.findall(r'"id": "([0-9a-f-]{36})", "start"', work):
            answer = alone.put(f"{path}/votes/{segment}", json={"labels": ["quality"], "version": 0})
            assert answer.status_code == 200
        assert alone.post(f"{path}/submit").status_code == 200
        assert "du er tydelig" in alone.get(f"{path}/meeting").text
        assert alone.get(f"{path}/agreement").status_code == 200
        assert alone.get(f"{path}/minutes").status_code == 200
    app.state.store.close()
