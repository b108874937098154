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
TEAMS = Rule(("teacher", "coach"))
LEADERS = Rule(("leader",))

RULES: Mapping[tuple[str, str], Rule] = {
    # ── pages ──
    ("GET", "/start"): KNOWN,
    # ── people ──
    # ── samples ──
    # ── rounds ──
    # ── meeting ──
    # ── network ──
    # ── culture ──
    ("GET", "/culture/about"): ANYBODY,
    ("GET", "/culture/goals"): Rule(("teacher", "coach", "leader")),
    ("GET", "/culture/goals/{team_id}/{term}"): TEAMS,
    ("POST", "/culture/goals/{team_id}/{term}"): TEAMS,
    ("GET", "/culture/goals/{team_id}/{term}/release"): TEAMS,
    ("POST", "/culture/goals/{team_id}/{term}/release"): TEAMS,
    ("POST", "/culture/goals/{team_id}/{term}/withdraw"): TEAMS,
    ("GET", "/culture/goals/{team_id}/{term}/delete"): TEAMS,
    ("POST", "/culture/goals/{team_id}/{term}/delete"): TEAMS,
    ("GET", "/culture/survey"): LEADERS,
    ("GET", "/culture/survey/{school_id}"): LEADERS,
    ("POST", "/culture/survey/{school_id}"): LEADERS,
    ("GET", "/culture/survey/{school_id}/draft"): LEADERS,
    ("POST", "/culture/survey/{school_id}/draft"): LEADERS,
    ("POST", "/culture/survey/{school_id}/draft/discard"): LEADERS,
    ("GET", "/culture/survey/{school_id}/{import_id}/delete"): LEADERS,
    ("POST", "/culture/survey/{school_id}/{import_id}/delete"): LEADERS,
}
"""Method and path → who may ask."""
