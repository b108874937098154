"""Makes pages: a room's template in the common layout, with the room's texts in the form that the visitor reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from service.access.visitor import Role, Visitor
from service.page import FORMS, WEB

FRAME = "pages"
_SERVICE = Path(__file__).parent.parent
_COOKIE = "form"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation: the key of its text, where it leads, and who sees it."""

    text: str
    path: str
    roles: tuple[Role, ...]


class Pages:
    """Renders the rooms' templates.

    Parameters
    ----------
    rooms
        Names of the folders in ``service`` that hold ``templates/`` and ``texts.json``. A template is named
        ``room/name.html``, a text ``room.path.to.it``.
    links
        The navigation, in its order.

    """

    def __init__(self, rooms: tuple[str, ...], links: tuple[Link, ...]) -> None:
        every = (FRAME, *rooms)
        self._links = links
        self._texts = {room: json.loads((_SERVICE / room / "texts.json").read_text("utf-8")) for room in every}
        self._errors = json.loads((WEB / "texts.json").read_text("utf-8"))
        self._environment = Environment(
            loader=PrefixLoader({room: FileSystemLoader(_SERVICE / room / "templates") for room in every}),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def text(self, form: str, path: str, **facts: object) -> Any:
        """Return a text by its path, with ``{facts}`` filled in; lists come as they are.

        Raises
        ------
        KeyError
            There is no such text.

        """
        room, *keys = path.split(".")
        found: Any = self._texts[room][form]
        for key in keys:
            found = found[key]
        if not isinstance(found, str):
            return found
        return re.sub(r"\{(\w+)\}", lambda name: str(facts.get(name[1], name[0])), found)

    def error_text(self, form: str, code: str) -> str:
        """Return what a person reads of an error."""
        texts: Mapping[str, str] = self._errors[form]["errors"]
        return texts.get(code, texts["internal-error"])

    def render(
        self, request: Request, name: str, *, visitor: Visitor | None, status: int = 200, **facts: Any
    ) -> Response:
        """Return a page.

        Parameters
        ----------
        request
            What is answered.
        name
            The template, ``room/name.html``. It can use ``t("room.path", fact=…)``, ``form``, ``visitor``, ``path``.
        visitor
            Who reads it.
        status
            The status of the answer.
        facts
            What the template is filled with.

        """
        form = form_of(request)
        links = [link for link in self._links if visitor and any(visitor.has(role) for role in link.roles)]
        content = self._environment.get_template(name).render(
            t=lambda path, **more: self.text(form, path, **more),
            form=form,
            visitor=visitor,
            path=request.scope["path"],
            links=links,
            here=_here(request.scope["path"], links),
            in_form=lambda other: _in_form(request, other),
            **facts,
        )
        headers = {"Content-Language": form, "Vary": "Cookie, Accept-Language"}
        answer = HTMLResponse(content, status_code=status, headers=headers)
        if request.query_params.get("lang") in FORMS:
            answer.set_cookie(_COOKIE, form, max_age=_YEAR, samesite="lax", httponly=True, secure=_secure(request))
        return answer


def _here(path: str, links: Iterable[Link]) -> str:
    """Return the path of the entry that a page belongs to: the longest that leads its address."""
    leading = [link.path for link in links if path == link.path or path.startswith(f"{link.path}/")]
    return max(leading, key=len, default="")


def form_of(request: Request) -> str:
    """Return the form named by ``?lang=``, else the one chosen before, else the browser's first, else bokmål."""
    for named in (request.query_params.get("lang"), request.cookies.get(_COOKIE)):
        if named in FORMS:
            return str(named)
    listed = re.search(r"\b(nb|nn|no)\b", request.headers.get("accept-language", "").lower())
    return "nn" if listed and listed[1] == "nn" else "nb"


def _in_form(request: Request, form: str) -> str:
    """Return the address of the same page in a form."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"{request.scope['path']}?{urlencode([*query, ('lang', form)])}"


def _secure(request: Request) -> bool:
    return bool(request.scope["scheme"] == "https")


def redirect(path: str) -> Response:
    """Lead on after a form has done its work, so that reloading the page does not send it again."""
    return RedirectResponse(path, status_code=303)


def _pages(request: Request) -> Pages:
    pages: Pages = request.app.state.pages
    return pages


Shown = Annotated[Pages, Depends(_pages)]
"""What renders the pages."""
