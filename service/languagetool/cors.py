"""Other origins may ask the LanguageTool routes, and no others: browser add-ons work inside other pages."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIXES = ("/v2/", "/letters/v2/")


class EditorsCors:
    """Middleware: Starlette's CORS for the addresses under `PREFIXES`, with any origin and without credentials."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open = CORSMiddleware(app, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, through the CORS rules where it is for an editor."""
        is_open = scope["type"] == "http" and scope["path"].startswith(PREFIXES)
        await (self.open if is_open else self.app)(scope, receive, send)
