"""Asks the OpenID provider: code flow with PKCE, state and nonce, by Authlib."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2
from authlib.integrations.starlette_client import OAuth, OAuthError
from fastapi import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc.errors import JoseError
from starlette.responses import Response

from service.people.belonging import Belonging, from_claims, from_feide
from service.settings import Settings

_SECONDS = 10
_FLOW_SECONDS = 600
_CALLBACK = "/login/callback"
_SCOPES = {"feide": "openid userid profile groups-org groups-edu", "generic": "openid profile"}
"""The name is asked for, the e-mail address and the national identity number are not."""


class LoginRefused(Exception):
    """The login did not succeed; ``reason`` is ``stale``, ``refused`` or ``unreachable``, and nothing is quoted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says has logged in."""

    issuer: str
    subject: str
    name: str
    belongings: list[Belonging] | None


class Provider:
    """The provider that the settings name; nothing is asked of it before somebody logs in.

    Parameters
    ----------
    settings
        With ``oidc_issuer`` and what belongs to it.

    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._issuer = str(settings.oidc_issuer)
        self._base = str(settings.public_url).rstrip("/")
        self._secure = self._base.startswith("https:")
        self._cookie = "__Host-login-flow" if self._secure else "login-flow"
        secret = settings.client_secret()
        self._signer = URLSafeTimedSerializer(secret, salt="tilbakemelding.login-flow")
        self.client: Any = OAuth().register(
            "provider",
            client_id=settings.oidc_client_id,
            client_secret=secret,
            server_metadata_url=f"{self._issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": settings.oidc_scopes or _SCOPES[settings.oidc_profile],
                "code_challenge_method": "S256",
                "timeout": _SECONDS,
            },
        )

    async def lead_there(self, request: Request) -> Response:
        """Return the answer that leads the browser to the provider, with state, nonce and verifier in a signed cookie.

        Raises
        ------
        LoginRefused
            The provider cannot be reached.

        """
        flow: dict[str, Any] = {}
        request.scope["session"] = flow
        try:
            answer: Response = await self.client.authorize_redirect(request, self._base + _CALLBACK)
        except (httpx2.HTTPError, ValueError, RuntimeError):
            raise LoginRefused("unreachable") from None
        answer.set_cookie(
            self._cookie,
            str(self._signer.dumps(flow)),
            max_age=_FLOW_SECONDS,
            httponly=True,
            secure=self._secure,
            samesite="lax",
            path="/",
        )
        return answer

    def forget_flow(self, answer: Response) -> None:
        """Let the browser forget the state of a login that is over."""
        answer.delete_cookie(self._cookie, httponly=True, secure=self._secure, samesite="lax", path="/")

    async def identity(self, request: Request) -> Identity:
        """Return who has come back from the provider.

        Raises
        ------
        LoginRefused
            The login was begun elsewhere or too long ago, the provider refused, or its answer does not hold.

        """
        try:
            flow = self._signer.loads(request.cookies.get(self._cookie, ""), max_age=_FLOW_SECONDS)
        except BadSignature:
            raise LoginRefused("stale") from None
        request.scope["session"] = flow
        issuer = {"iss": {"essential": True, "values": [self._issuer]}}
        try:
            token = await self.client.authorize_access_token(request, claims_options=issuer)
            claims: Mapping[str, Any] = token["userinfo"]
            subject = str(claims["sub"])
            profile = await self._profile(token, subject)
            belongings = await self._belongings(token, {**profile, **claims})
        except httpx2.HTTPError:
            raise LoginRefused("unreachable") from None
        except OAuthError as error:
            raise LoginRefused("stale" if error.error == "mismatching_state" else "refused") from None
        except (JoseError, KeyError, TypeError, ValueError, RuntimeError):
            raise LoginRefused("refused") from None
        name = str(profile.get("name") or claims.get("name") or "").strip()[:200]
        return Identity(self._issuer, subject, name, belongings)

    async def _profile(self, token: Mapping[str, Any], subject: str) -> Mapping[str, Any]:
        """Return what the provider tells of the person; the ID token need not hold the name."""
        metadata = await self.client.load_server_metadata()
        if "userinfo_endpoint" not in metadata:
            return {}
        profile: Mapping[str, Any] = await self.client.userinfo(token=token)
        # Source: OpenID Connect Core 1.0, 5.3.2: another subject's answer must not be used.
        if profile.get("sub") != subject:
            raise ValueError("another subject")
        return profile

    async def _belongings(self, token: Mapping[str, Any], claims: Mapping[str, Any]) -> list[Belonging] | None:
        if self._settings.oidc_profile != "feide":
            return from_claims(claims, self._settings)
        answer = await self.client.get(self._settings.oidc_groups_url, token=token)
        answer.raise_for_status()
        return from_feide(answer.json())

    async def way_out(self) -> str | None:
        """Return where a person can also log out of the provider; None where it offers none.

        Source: OpenID Connect RP-Initiated Logout 1.0. No ID token is kept to send along, so the provider asks first.
        """
        try:
            metadata = await self.client.load_server_metadata()
        except (httpx2.HTTPError, ValueError):
            return None
        address = metadata.get("end_session_endpoint")
        if not isinstance(address, str) or not address.startswith(("https://", "http://")):
            return None
        asked = {"client_id": self._settings.oidc_client_id, "post_logout_redirect_uri": f"{self._base}/logged-out"}
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
