"""The rooms for people: which there are, in which order they are shown, and that each of their routes has its rule."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute

from service.access.guard import guard
from service.access.rules import RULES
from service.access.visitor import ROLES
from service.culture import api as culture_api
from service.culture import routes as culture
from service.explained import routes as explained
from service.goals import routes as goals
from service.meeting import routes as meeting
from service.meeting import ways_out
from service.network import api as network_api
from service.network import own as network_own
from service.network import routes as network
from service.pages import failures
from service.pages import routes as start
from service.pages.rendering import Link, Pages
from service.people import admin_routes, audit_routes, login_routes, team_routes, token_routes
from service.people.identify import identifier
from service.rounds import routes as rounds
from service.samples import api as samples_api
from service.samples import routes as samples
from service.settings import Settings
from service.store import open_store
from service.survey import routes as survey

ROOMS: tuple[str, ...] = (
    "people",
    "samples",
    "rounds",
    "meeting",
    "network",
    "explained",
    "goals",
    "survey",
    "culture",
)
"""Folders with templates and texts, beside the frame."""

LINKS: tuple[Link, ...] = (
    Link("pages.start", "/start", ROLES),
    Link("samples.link", "/samples", ("teacher", "coach")),
    Link("rounds.link", "/rounds", ("teacher", "coach")),
    Link("network.link", "/network", ("teacher", "coach")),
    Link("culture.link", "/culture", ("leader", "owner")),
    Link("culture.releaseLink", "/culture/release", ("teacher", "coach", "leader")),
    Link("goals.link", "/culture/goals", ("teacher", "coach", "leader")),
    Link("survey.link", "/culture/survey", ("leader",)),
    Link("people.teams.link", "/teams", ("coach", "admin")),
    Link("people.admin.link", "/admin", ("admin",)),
    Link("people.tokens.link", "/tokens", ROLES),
)

ROUTERS: tuple[APIRouter, ...] = (
    start.router,
    samples_api.router,
    samples.router,
    rounds.router,
    meeting.router,
    ways_out.router,
    network.router,
    network_own.router,
    network_api.router,
    explained.router,
    culture.router,
    culture_api.router,
    goals.router,
    survey.router,
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
        app.include_router(router, dependencies=[Depends(guard)])
