"""The pages of the learning network: the library, an example, and what the coaches see."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from service.access import Stored, Visiting, Visitor
from service.errors import RequestError
from service.network import moderation
from service.network.library import LAST_PAGE, ORDERS, Options, Wanted, find, options, sources, visible_example
from service.network.showing import analysed
from service.network.words import search_for, snippet
from service.pages import Sent, Shown, form_of, redirect
from service.samples.choices import name_of
from service.store import Store
from service.store.tables import Example
from tilbakemelding import FORMS, LABELS

LONGEST_SEARCH = 200
_FILTERS = ("subject", "level", "label", "form")

router = APIRouter(include_in_schema=False)


@router.get("/network")
def read_library(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show what a search finds, or the newest; the search stands in the address."""
    asked = request.query_params
    with store.read(visitor.owner) as session:
        choices = options(session)
        wanted = _wanted(asked, choices)
        found = find(session, wanted)
        rows = [
            (example, source, snippet(_texts(example), wanted.search), example.analyses)
            for example, source in ((one, sources(session, [one])[one.id]) for one in found.examples)
        ]
    return pages.render(
        request,
        "network/library.html",
        visitor=visitor,
        rows=rows,
        found=found,
        wanted=wanted,
        asked_words=asked.get("q", "")[:LONGEST_SEARCH],
        choices=choices,
        narrowed=bool(wanted.search) or any(getattr(wanted, name) for name in _FILTERS),
        page_address=lambda number: _address(asked, number),
        names=label_names(request),
        name_of=name_of,
    )


@router.get("/network/hidden")
def read_hidden(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show the coaches what has been hidden."""
    with store.read(visitor.owner) as session:
        rows = moderation.hidden_examples(session)
    return pages.render(request, "network/hidden.html", visitor=visitor, rows=rows)


@router.get("/network/examples/{example_id}")
def read_example(request: Request, example_id: str, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show an example: the comment and its parts, the improved version, the reflection."""
    return pages.render(
        request, "network/example.html", visitor=visitor, **_example_facts(request, store, visitor, example_id)
    )


@router.get("/network/examples/{example_id}/meeting")
def read_for_meeting(request: Request, example_id: str, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show an example as a sheet to print for a meeting, with questions to talk about."""
    return pages.render(
        request, "network/meeting.html", visitor=visitor, **_example_facts(request, store, visitor, example_id)
    )


@router.get("/network/examples/{example_id}/hide")
def ask_to_hide(request: Request, example_id: str, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Ask a coach why the example is to be hidden."""
    with store.read(visitor.owner) as session:
        example = visible_example(session, visitor, key(example_id))
    return pages.render(request, "network/hide.html", visitor=visitor, example=example, reasons=moderation.REASONS)


@router.post("/network/examples/{example_id}/hide")
def hide(example_id: str, visitor: Visiting, sent: Sent, store: Stored) -> Response:
    """Hide an example."""
    reason = sent.choice("reason", moderation.REASONS)
    with store.write(visitor.owner) as session:
        moderation.hide(session, visitor, visible_example(session, visitor, key(example_id)), reason)
    return redirect("/network/hidden")


@router.post("/network/examples/{example_id}/show")
def show(example_id: str, visitor: Visiting, store: Stored) -> Response:
    """Show a hidden example again."""
    with store.write(visitor.owner) as session:
        moderation.show(session, visitor, visible_example(session, visitor, key(example_id)))
    return redirect(f"/network/examples/{key(example_id)}")


def key(value: str) -> UUID:
    """Return a key from an address.

    Raises
    ------
    RequestError
        ``not-found``: it is none.

    """
    try:
        return UUID(value)
    except ValueError:
        raise RequestError("not-found", "There is nothing at this address.") from None


def label_names(request: Request) -> dict[str, str]:
    """Return code → name of the labels, in the form that the visitor reads."""
    form = next(form for form in FORMS if form == form_of(request))
    return {label.code: label.name[form] for label in LABELS}


def _example_facts(request: Request, store: Store, visitor: Visitor, example_id: str) -> dict[str, Any]:
    with store.read(visitor.owner) as session:
        example = visible_example(session, visitor, key(example_id))
        source = sources(session, [example])[example.id]
    return {
        "example": example,
        "source": source,
        "own": example.shared_by == visitor.person_id,
        "texts": {part: analysed(getattr(example, part), facts) for part, facts in example.analyses.items()},
        "names": label_names(request),
        "name_of": name_of,
    }


def _texts(example: Example) -> list[str]:
    return [text for text in (example.text, example.improved, example.reflection) if text]


def _wanted(asked: QueryParams, choices: Options) -> Wanted:
    """Return what an address asks for; what it cannot mean is left out, since a person may have changed it by hand."""
    filters: dict[str, Any] = {name: value for name in _FILTERS if choices.allows(name, value := asked.get(name, ""))}
    number = asked.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < len(str(LAST_PAGE)) else 1
    order = next((order for order in ORDERS if order == asked.get("order")), ORDERS[0])
    return Wanted(search_for(asked.get("q", "")[:LONGEST_SEARCH]), order=order, page=page, **filters)


def _address(asked: QueryParams, number: int) -> str:
    kept = [(name, value) for name, value in asked.multi_items() if name not in {"page", "lang"} and value]
    return f"/network?{urlencode([*kept, ('page', number)])}"
