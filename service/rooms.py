"""The rooms for people: which there are, in which order they are shown, and that each of their routes has its rule."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from service.access.guard import Identify
from service.access.local import LocalMode
from service.access.rules import RULES
from service.access.visitor import ROLES
from service.explained import routes as explained
from service.goals import routes as goals
from service.listening import is_loopback
from service.pages import failures
from service.pages import routes as start
from service.pages.rendering import Link, Pages
from service.settings import Settings
from service.store import Store, open_store
from service.survey import routes as survey

ROOMS: tuple[str, ...] = ("explained", "goals", "survey")
"""Folders with templates and texts, beside the frame."""

LINKS: tuple[Link, ...] = (
    Link("pages.start", "/start", ROLES),
    Link("goals.link", "/culture/goals", ("teacher", "coach", "leader")),
    Link("survey.link", "/culture/survey", ("leader",)),
)

ROUTERS: tuple[APIRouter, ...] = (start.router, explained.router, goals.router, survey.router)


def add_rooms(app: FastAPI, settings: Settings) -> None:
    """Add the rooms to the service; nothing is opened or made before somebody enters one."""
    app.state.store = open_store(settings.store)
    app.state.identify = identifier(app.state.store, settings)
    app.state.pages = Pages(ROOMS, LINKS)
    failures.install(app)
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods or ():
                if (method, route.path) not in RULES:
                    raise LookupError(f"no rule for {method} {route.path}; see service/access/rules.py")
        app.include_router(router)


def identifier(store: Store, settings: Settings) -> Identify:
    """Return what finds out who asks: the local mode where the service listens on this machine only, else nobody."""
    if is_loopback(settings.host):
        return LocalMode(store)
    return lambda _: None
