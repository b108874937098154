"""The rooms for people: which there are, in which order they are shown, and that each of their routes has its rule."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from service.access.rules import RULES
from service.access.visitor import ROLES
from service.pages import failures
from service.pages import routes as start
from service.pages.rendering import Link, Pages
from service.people import admin_routes, audit_routes, login_routes, team_routes, token_routes
from service.people.identify import identifier
from service.settings import Settings
from service.store import open_store

ROOMS: tuple[str, ...] = ("people",)
"""Folders with templates and texts, beside the frame."""

LINKS: tuple[Link, ...] = (
    Link("pages.start", "/start", ROLES),
    Link("people.teams.link", "/teams", ("coach", "admin")),
    Link("people.admin.link", "/admin", ("admin",)),
    Link("people.tokens.link", "/tokens", ROLES),
)

ROUTERS: tuple[APIRouter, ...] = (
    start.router,
    login_routes.router,
    token_routes.router,
    admin_routes.router,
    team_routes.router,
    audit_routes.router,
)


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
