"""The page on how to connect each editor, in bokmål and nynorsk, and the extension for LibreOffice to download.

The texts are data (``pages/``); the address to type in is the one that the page was asked at, and the list of rules is
that of `rules`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import get_args

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from service.languagetool.oxt import MEDIA_TYPE, NAME, build_oxt
from service.languagetool.rules import rules
from tilbakemelding import Form

PAGE = "/editors"
DOWNLOAD = f"/downloads/{NAME}"

_FRAME: Mapping[Form, Mapping[str, str]] = {
    "nb": {
        "title": "Spørsmål mens du skriver",
        "skip": "Hopp til innholdet",
        "choose": "Språk",
        "options": "Innstillinger",
        "picky": "Bare på det strengeste nivået («picky»).",
    },
    "nn": {
        "title": "Spørsmål medan du skriv",
        "skip": "Hopp til innhaldet",
        "choose": "Språk",
        "options": "Innstillingar",
        "picky": "Berre på det strengaste nivået («picky»).",
    },
}

router = APIRouter(include_in_schema=False)


@router.api_route(PAGE, methods=["GET", "HEAD"])
async def choose_page(request: Request) -> Response:
    """Lead to the page in the form that the browser prefers."""
    form = preferred_page(request.headers.get("accept-language", ""))
    return RedirectResponse(f"{PAGE}/{form}", status_code=302, headers={"Vary": "Accept-Language"})


@router.api_route(f"{PAGE}/{{form}}", methods=["GET", "HEAD"])
async def read_page(request: Request, form: str) -> Response:
    """Serve the page in one form."""
    for known in get_args(Form):
        if form == known:
            page = page_in(known, address=str(request.base_url).rstrip("/"))
            return Response(page, media_type="text/html; charset=utf-8", headers={"Content-Language": known})
    raise HTTPException(404)


@router.api_route(DOWNLOAD, methods=["GET", "HEAD"])
async def download_extension(request: Request) -> Response:
    """Serve the extension for LibreOffice."""
    content, etag = _extension()
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


@cache
def _extension() -> tuple[bytes, str]:
    """Return the extension and its tag, packed once."""
    content = build_oxt()
    return content, f'"{hashlib.sha256(content).hexdigest()[:16]}"'


def preferred_page(accepted: str) -> Form:
    """Return the form that an ``Accept-Language`` header names first; bokmål where it names none."""
    for entry in accepted.lower().split(","):
        match entry.strip()[:2]:
            case "nn":
                return "nn"
            case "nb" | "no":
                return "nb"
    return "nb"


def page_in(form: Form, *, address: str) -> str:
    """Return the page in a form, with the address that editors are to be given."""
    frame = _FRAME[form]
    facts = {"address": escape(address), "oxt": DOWNLOAD, "oxt_name": NAME, "options": frame["options"]}
    content = _template(f"{form}.html").substitute(facts, rules=_rules_in(form))
    current = {f"current_{one}": ' aria-current="page"' if one == form else "" for one in get_args(Form)}
    return _template("frame.html").substitute(frame, form=form, content=content, **current)


@cache
def _template(name: str) -> Template:
    return Template(files(__package__).joinpath("pages", name).read_text("utf-8"))


def _rules_in(form: Form) -> str:
    """Return the rules as the entries of a description list; a message's link leads to its entry."""
    entries = list[str]()
    for rule in rules().values():
        text = rule.texts[form]
        more = f"{text.more} {_FRAME[form]['picky']}" if rule.picky else text.more
        entries.append(
            f'        <dt id="{rule.id}"><b>{escape(text.description)}</b> <code>{rule.id}</code></dt>\n'
            f"        <dd><p>{escape(more)}</p>\n"
            f"        <p><q>{escape(text.message.format(count=6))}</q></p></dd>"
        )
    return "\n".join(entries)
