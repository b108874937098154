"""What each route of the rooms for people demands: every rule stands here and nowhere else.

A rule says which roles may ask at all; which rows they see is decided by the room, from the schools where the visitor
has the role. A route without a rule keeps the service from starting, and a rule without a route fails the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.access.visitor import ROLES, Role


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may ask a route.

    Parameters
    ----------
    roles
        One of these is needed; none at all means that anybody may ask, also without having logged in.
    scope
        What a machine's token must carry; None where machines may not ask.

    """

    roles: tuple[Role, ...]
    scope: str | None = None


ANYBODY = Rule(())
KNOWN = Rule(ROLES)
ADMINS = Rule(("admin",))
TEAM_MAKERS = Rule(("coach", "admin"))

RULES: Mapping[tuple[str, str], Rule] = {
    # ── pages ──
    ("GET", "/start"): KNOWN,
    # ── people ──
    ("GET", "/login"): ANYBODY,
    ("GET", "/login/callback"): ANYBODY,
    ("GET", "/login/waiting"): ANYBODY,
    ("GET", "/logout"): ANYBODY,
    ("POST", "/logout"): ANYBODY,
    ("GET", "/logged-out"): ANYBODY,
    ("GET", "/tokens"): KNOWN,
    ("POST", "/tokens"): KNOWN,
    ("POST", "/tokens/{token_id}/revoke"): KNOWN,
    ("GET", "/admin"): ADMINS,
    ("POST", "/admin/schools"): ADMINS,
    ("POST", "/admin/schools/{school_id}"): ADMINS,
    ("GET", "/admin/people/{person_id}"): ADMINS,
    ("POST", "/admin/people/{person_id}/roles"): ADMINS,
    ("POST", "/admin/people/{person_id}/roles/{grant_id}/revoke"): ADMINS,
    ("GET", "/admin/audit"): ADMINS,
    ("GET", "/teams"): TEAM_MAKERS,
    ("POST", "/teams"): TEAM_MAKERS,
    ("GET", "/teams/{team_id}"): TEAM_MAKERS,
    ("POST", "/teams/{team_id}"): TEAM_MAKERS,
    ("POST", "/teams/{team_id}/members"): TEAM_MAKERS,
    ("POST", "/teams/{team_id}/members/{person_id}/remove"): TEAM_MAKERS,
    # ── samples ──
    # ── rounds ──
    # ── meeting ──
    # ── network ──
    # ── culture ──
}
"""Method and path → who may ask."""
