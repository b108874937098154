"""People log in at a real provider, and whatever does not hold is refused."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from service.app import create_app
from service.people.roles import grant_role
from service.settings import Settings
from service.store import Store
from service.store.columns import now
from service.store.tables import LoginSession, Person, School
from tests.service.fake import FakeAnalyser, FakeMasker
from tests.service.running import served

PAGE = {"accept": "text/html", "sec-fetch-site": "same-origin"}
OWNER = "964338531"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Run the provider in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    environment = {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 30
        while True:
            try:
                httpx2.get(f"{address}/.well-known/openid-configuration").raise_for_status()
                break
            except httpx2.HTTPError:
                assert time.monotonic() < deadline
                assert process.poll() is None
                time.sleep(0.1)
        httpx2.put(f"{address}/users/kari", json={"name": "Kari Nordmann", "owner": OWNER}).raise_for_status()
        httpx2.put(f"{address}/users/far", json={"name": "Far Away", "owner": "999999999"}).raise_for_status()
        yield address
        process.terminate()


@dataclass
class Place:
    """The service with a login, its store, and a browser."""

    app: FastAPI
    store: Store
    settings: Settings

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url=self.settings.public_url, headers=PAGE, follow_redirects=False)

    def to_provider(self, browser: TestClient) -> str:
        answer = browser.get("/login")
        assert answer.status_code == 302
        return answer.headers["location"]

    def back(self, address: str, subject: str) -> str:
        """Log in at the provider; return where it leads back to, without the host."""
        answer = httpx2.post(address, data={"sub": subject})
        found = urlsplit(answer.headers["location"])
        return f"{found.path}?{found.query}"

    def log_in(self, subject: str = "kari") -> TestClient:
        browser = self.browser()
        answer = browser.get(self.back(self.to_provider(browser), subject))
        assert answer.status_code == 303, answer.text
        return browser

    def make_admin(self) -> None:
        with self.store.write(OWNER) as session:
            person = session.scalars(select(Person)).one()
            grant_role(session, None, person.id, "admin", None)


def place(store: Store, settings: Settings, issuer: str, **more: Any) -> Place:
    whole = {
        "oidc_issuer": issuer,
        "oidc_client_id": "tilbakemelding",
        "oidc_client_secret": SecretStr("a secret of the provider's"),
        "public_url": "http://127.0.0.1:8000",
        "oidc_owner_claim": "owner",
        **more,
    }
    settings = Settings(**{**settings.model_dump(), **whole})
    app = create_app(FakeAnalyser(), FakeMasker(), settings, {})
    app.state.store = store
    from service.people.identify import identifier  # noqa: PLC0415

    app.state.identify = identifier(store, settings)
    store.create_owner(OWNER, name="Kommunen")
    return Place(app, store, settings)


@pytest.fixture
def here(store: Store, settings: Settings, issuer: str) -> Place:
    return place(store, settings, issuer)


def test_a_person_logs_in_and_is_known_by_subject_and_name(here: Place) -> None:
    browser = here.log_in()
    assert browser.get("/login/waiting").status_code == 200
    with here.store.read(OWNER) as session:
        person = session.scalars(select(Person)).one()
        assert (person.issuer, person.subject, person.name) == (here.settings.oidc_issuer, "kari", "Kari Nordmann")


def test_without_a_role_nothing_is_open_and_with_one_it_is(here: Place) -> None:
    browser = here.log_in()
    assert browser.get("/start").status_code == 403
    here.make_admin()
    assert "Kari Nordmann" in browser.get("/start").text


def test_a_second_login_is_the_same_person_in_another_session(here: Place) -> None:
    first, second = here.log_in(), here.log_in()
    assert first.cookies["login"] != second.cookies["login"]
    with here.store.read(OWNER) as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_the_provider_is_asked_with_pkce_state_and_nonce(here: Place) -> None:
    asked = parse_qs(urlsplit(here.to_provider(here.browser())).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/login/callback"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert "email" not in asked["scope"][0]


def test_the_store_holds_no_secret_of_the_session(here: Place) -> None:
    secret = here.log_in().cookies["login"].split(".")[1]
    with here.store.read(OWNER) as session:
        assert session.scalars(select(LoginSession.digest)).one() != secret


def test_logging_in_again_ends_the_session_before(here: Place) -> None:
    browser = here.log_in()
    before = browser.cookies["login"]
    browser.get(here.back(here.to_provider(browser), "kari"))
    assert browser.cookies["login"] != before
    other = here.browser()
    other.cookies.set("login", before)
    assert other.get("/start").status_code == 401


def test_a_session_that_a_stranger_planted_is_not_taken_over(here: Place) -> None:
    browser = here.browser()
    planted = f"{OWNER}.{'A' * 43}"
    browser.cookies.set("login", planted, domain="127.0.0.1", path="/")
    browser.get(here.back(here.to_provider(browser), "kari"))
    assert planted not in [cookie.value for cookie in browser.cookies.jar]


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_another_state_is_refused_in_words(here: Place, form: str) -> None:
    browser = here.browser()
    path = re.sub(r"state=[^&]+", "state=another", here.back(here.to_provider(browser), "kari"))
    answer = browser.get(f"{path}&lang={form}")
    assert answer.status_code == 400
    assert f'<html lang="{form}"' in answer.text
    assert "login" not in browser.cookies


def test_a_login_begun_in_another_browser_is_refused(here: Place) -> None:
    path = here.back(here.to_provider(here.browser()), "kari")
    assert here.browser().get(path).status_code == 400


def test_a_flow_cookie_that_was_changed_is_refused(here: Place) -> None:
    browser = here.browser()
    path = here.back(here.to_provider(browser), "kari")
    other = here.browser()
    other.cookies.set("login-flow", browser.cookies["login-flow"][:-2] + "xx")
    assert other.get(path).status_code == 400


def test_another_nonce_is_refused(here: Place) -> None:
    browser = here.browser()
    address = urlsplit(here.to_provider(browser))
    asked = {**{name: values[0] for name, values in parse_qs(address.query).items()}, "nonce": "another"}
    path = here.back(address._replace(query=urlencode(asked)).geturl(), "kari")
    assert browser.get(path).status_code == 403
    assert "login" not in browser.cookies


def test_a_code_works_once(here: Place) -> None:
    browser = here.browser()
    path = here.back(here.to_provider(browser), "kari")
    flow = browser.cookies["login-flow"]
    assert browser.get(path).status_code == 303
    again = here.browser()
    again.cookies.set("login-flow", flow)
    assert again.get(path).status_code == 403


def _tampered(token: str, part: int) -> str:
    parts = token.split(".")
    middle = len(parts[part]) // 2
    parts[part] = parts[part][:middle] + ("A" if parts[part][middle] != "A" else "B") + parts[part][middle + 1 :]
    return ".".join(parts)


@pytest.mark.parametrize("part", [1, 2], ids=["claims", "signature"])
def test_an_id_token_that_was_changed_is_refused(here: Place, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    browser = here.browser()
    path = here.back(here.to_provider(browser), "kari")
    client = here.app.state.provider.client
    fetch = client.fetch_access_token

    async def changed(**asked: Any) -> dict[str, Any]:
        token = await fetch(**asked)
        return {**token, "id_token": _tampered(token["id_token"], part)}

    monkeypatch.setattr(client, "fetch_access_token", changed)
    assert browser.get(path).status_code == 403


def test_an_answer_without_an_id_token_is_refused(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = here.browser()
    path = here.back(here.to_provider(browser), "kari")
    client = here.app.state.provider.client
    fetch = client.fetch_access_token

    async def without(**asked: Any) -> dict[str, Any]:
        return {name: value for name, value in (await fetch(**asked)).items() if name != "id_token"}

    monkeypatch.setattr(client, "fetch_access_token", without)
    assert browser.get(path).status_code == 403


def test_a_person_who_says_no_at_the_provider_is_told(here: Place) -> None:
    browser = here.browser()
    here.to_provider(browser)
    assert browser.get("/login/callback?error=access_denied&state=x").status_code == 403


def test_a_person_of_an_unknown_owner_is_told(here: Place) -> None:
    browser = here.browser()
    answer = browser.get(here.back(here.to_provider(browser), "far"))
    assert answer.status_code == 403
    assert "skoleeier som ikke bruker" in answer.text
    assert here.store.owners() == [OWNER]


def test_a_provider_that_does_not_answer_is_told(store: Store, settings: Settings) -> None:
    away = place(store, settings, "http://127.0.0.1:9")
    assert away.browser().get("/login").status_code == 502


def test_an_idle_session_ends(here: Place) -> None:
    browser = here.log_in()
    here.make_admin()
    assert browser.get("/start").status_code == 200
    with here.store.write(OWNER) as session:
        session.execute(update(LoginSession).values(expires_at=now() - timedelta(seconds=1)))
    assert browser.get("/start").status_code == 401


def test_use_lengthens_a_session_but_not_beyond_its_longest(here: Place) -> None:
    browser = here.log_in()
    here.make_admin()
    began = now() - timedelta(hours=here.settings.session_hours) + timedelta(minutes=10)
    with here.store.write(OWNER) as session:
        session.execute(update(LoginSession).values(created_at=began, expires_at=now() + timedelta(minutes=1)))
    assert browser.get("/start").status_code == 200
    with here.store.read(OWNER) as session:
        ends = session.scalars(select(LoginSession.expires_at)).one()
    assert ends == began + timedelta(hours=here.settings.session_hours)


def test_logging_out_ends_the_session_and_offers_the_providers_way_out(here: Place) -> None:
    browser = here.log_in()
    here.make_admin()
    cookie = browser.cookies["login"]
    assert browser.post("/logout").headers["location"] == "/logged-out"
    page = browser.get("/logged-out")
    assert unescape(re.findall(r'href="([^"]+)"', page.text.split("<main")[1])[0]).startswith(
        f"{here.settings.oidc_issuer}/oauth2/end_session?client_id=tilbakemelding&"
    )
    kept = here.browser()
    kept.cookies.set("login", cookie)
    assert kept.get("/start").status_code == 401


def test_another_site_cannot_log_a_person_out(here: Place) -> None:
    browser = here.log_in()
    assert browser.post("/logout", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_over_https_the_cookies_are_bound_to_the_host(store: Store, settings: Settings, issuer: str) -> None:
    secure = place(store, settings, issuer, public_url="https://skole.example")
    browser = secure.browser()
    path = secure.back(secure.to_provider(browser), "kari")
    given = browser.get(path).headers.get_list("set-cookie")
    login = next(cookie for cookie in given if cookie.startswith("__Host-login="))
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(login.split("; "))
    assert "Domain" not in login


def test_feide_names_the_owner_and_the_schools(store: Store, settings: Settings, issuer: str) -> None:
    groups = FastAPI()

    @groups.get("/groups")
    def read() -> list[dict[str, Any]]:
        return [
            {"id": "fc:org:skole.kommune.no", "type": "fc:org", "norEduOrgNIN": f"NO{OWNER}", "displayName": "Kommune"},
            {
                "id": "fc:org:skole.kommune.no:unit:NO975279154",
                "type": "fc:org",
                "parent": "fc:org:skole.kommune.no",
                "displayName": "Nordre skole",
            },
            {"id": "fc:gogroup:x", "type": "fc:gogroup", "parent": "fc:org:skole.kommune.no"},
        ]

    with served(groups) as address:
        feide = place(store, settings, issuer, oidc_profile="feide", oidc_groups_url=f"{address}/groups")
        feide.log_in()
    with store.read(OWNER) as session:
        school = session.scalars(select(School)).one()
        assert (school.number, school.name) == ("975279154", "Nordre skole")
