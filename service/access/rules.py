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
COLLEAGUES = Rule(("teacher", "coach"))
COACHES = Rule(("coach",))
ADMINS = Rule(("admin",))
TEAM_MAKERS = Rule(("coach", "admin"))
LEADERS = Rule(("leader",))
OWNERS = Rule(("owner",))
UPWARD = Rule(("leader", "owner"))
RELEASERS = Rule(("teacher", "coach", "leader"))

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
    ("GET", "/samples"): COLLEAGUES,
    ("POST", "/samples"): COLLEAGUES,
    ("GET", "/samples/new"): COLLEAGUES,
    ("POST", "/samples/new"): COLLEAGUES,
    ("POST", "/samples/file"): COLLEAGUES,
    ("POST", "/samples/masking"): COLLEAGUES,
    ("POST", "/samples/confirm"): COLLEAGUES,
    ("GET", "/samples/export"): COLLEAGUES,
    ("GET", "/samples/{contribution_id}"): COLLEAGUES,
    ("GET", "/samples/{contribution_id}/revoke"): COLLEAGUES,
    ("POST", "/samples/{contribution_id}/revoke"): COLLEAGUES,
    ("POST", "/v1/maskings"): Rule(("teacher", "coach"), scope="contribute"),
    ("POST", "/v1/contributions"): Rule(("teacher", "coach"), scope="contribute"),
    # ── rounds ──
    ("GET", "/rounds"): COLLEAGUES,
    ("GET", "/rounds/new"): COACHES,
    ("POST", "/rounds"): COACHES,
    ("GET", "/rounds/{round_id}"): COACHES,
    ("POST", "/rounds/{round_id}/coders"): COACHES,
    ("POST", "/rounds/{round_id}/reopen"): COACHES,
    ("GET", "/rounds/{round_id}/remove"): COACHES,
    ("POST", "/rounds/{round_id}/remove"): COACHES,
    ("GET", "/rounds/{round_id}/code"): COLLEAGUES,
    ("PUT", "/rounds/{round_id}/votes/{segment_id}"): COLLEAGUES,
    ("PUT", "/rounds/{round_id}/notes/{item_id}"): COLLEAGUES,
    ("POST", "/rounds/{round_id}/submit"): COLLEAGUES,
    # ── meeting ──
    ("GET", "/rounds/{round_id}/meeting"): COLLEAGUES,
    ("POST", "/rounds/{round_id}/meeting/segments/{segment_id}"): COLLEAGUES,
    ("POST", "/rounds/{round_id}/meeting/items/{item_id}/rewrite"): COLLEAGUES,
    ("POST", "/rounds/{round_id}/meeting/reflections"): COLLEAGUES,
    ("POST", "/rounds/{round_id}/meeting/names"): COACHES,
    ("POST", "/rounds/{round_id}/close"): COACHES,
    ("POST", "/rounds/{round_id}/resume"): COACHES,
    ("GET", "/rounds/{round_id}/agreement"): COLLEAGUES,
    ("GET", "/rounds/{round_id}/minutes"): COLLEAGUES,
    ("GET", "/rounds/{round_id}/minutes.docx"): COLLEAGUES,
    ("GET", "/rounds/{round_id}/export.jsonl"): COLLEAGUES,
    ("GET", "/rounds/{round_id}/export.csv"): COLLEAGUES,
    ("GET", "/rounds/{round_id}/training.jsonl"): COACHES,
    ("GET", "/rounds/{round_id}/consent"): COLLEAGUES,
    ("POST", "/rounds/{round_id}/consent"): COLLEAGUES,
    # ── network ──
    ("GET", "/network"): COLLEAGUES,
    ("GET", "/network/mine"): COLLEAGUES,
    ("GET", "/network/share/{comment_id}"): COLLEAGUES,
    ("POST", "/network/share/{comment_id}"): COLLEAGUES,
    ("GET", "/network/examples/{example_id}"): COLLEAGUES,
    ("GET", "/network/examples/{example_id}/meeting"): COLLEAGUES,
    ("GET", "/network/examples/{example_id}/revoke"): COLLEAGUES,
    ("POST", "/network/examples/{example_id}/revoke"): COLLEAGUES,
    ("GET", "/network/hidden"): COACHES,
    ("GET", "/network/examples/{example_id}/hide"): COACHES,
    ("POST", "/network/examples/{example_id}/hide"): COACHES,
    ("POST", "/network/examples/{example_id}/show"): COACHES,
    ("GET", "/v1/examples"): Rule(("teacher", "coach"), scope="examples"),
    # ── culture ──
    ("GET", "/culture/about"): ANYBODY,
    ("GET", "/culture"): UPWARD,
    ("GET", "/culture/schools/{school_id}"): LEADERS,
    ("GET", "/culture/schools/{school_id}/figures.csv"): LEADERS,
    ("GET", "/culture/owner"): OWNERS,
    ("GET", "/culture/owner/figures.csv"): OWNERS,
    ("GET", "/v1/culture/figures"): Rule(("leader", "owner"), scope="culture"),
    ("GET", "/culture/release"): RELEASERS,
    ("GET", "/culture/release/teams/{team_id}/{term}"): COLLEAGUES,
    ("POST", "/culture/release/teams/{team_id}/{term}"): COLLEAGUES,
    ("POST", "/culture/release/teams/{team_id}/{term}/withdraw"): COLLEAGUES,
    ("GET", "/culture/release/schools/{school_id}/{term}"): LEADERS,
    ("POST", "/culture/release/schools/{school_id}/{term}"): LEADERS,
    ("POST", "/culture/release/schools/{school_id}/{term}/withdraw"): LEADERS,
    ("GET", "/culture/goals"): RELEASERS,
    ("GET", "/culture/goals/{team_id}/{term}"): COLLEAGUES,
    ("POST", "/culture/goals/{team_id}/{term}"): COLLEAGUES,
    ("GET", "/culture/goals/{team_id}/{term}/release"): COLLEAGUES,
    ("POST", "/culture/goals/{team_id}/{term}/release"): COLLEAGUES,
    ("POST", "/culture/goals/{team_id}/{term}/withdraw"): COLLEAGUES,
    ("GET", "/culture/goals/{team_id}/{term}/delete"): COLLEAGUES,
    ("POST", "/culture/goals/{team_id}/{term}/delete"): COLLEAGUES,
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
