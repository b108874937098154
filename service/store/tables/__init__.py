"""What is kept: every table, by the room that it serves.

Every row but the list of owners belongs to one school owner (``owner``). `Owned` fills that in from the session, and
PostgreSQL refuses rows of another owner (row-level security, forced).
"""

from service.store.tables.audit import Act
from service.store.tables.base import Base, Owned
from service.store.tables.culture import Figure, FigureState, SchoolRelease
from service.store.tables.goals import TeamGoal
from service.store.tables.network import Example
from service.store.tables.people import ApiToken, LoginSession, Owner, Person, RoleGrant, School, Team, TeamMember
from service.store.tables.rounds import Coder, Decision, Note, Reflection, Rewrite, Round, RoundItem, RoundSegment, Vote
from service.store.tables.samples import Comment, Contribution, Prediction
from service.store.tables.survey import SurveyImport, SurveyResult
from service.store.tables.upward import ReviewRelease, TrainingConsent

__all__ = [
    "Act",
    "ApiToken",
    "Base",
    "Coder",
    "Comment",
    "Contribution",
    "Decision",
    "Example",
    "Figure",
    "FigureState",
    "LoginSession",
    "Note",
    "Owned",
    "Owner",
    "Person",
    "Prediction",
    "Reflection",
    "ReviewRelease",
    "Rewrite",
    "RoleGrant",
    "Round",
    "RoundItem",
    "RoundSegment",
    "School",
    "SchoolRelease",
    "SurveyImport",
    "SurveyResult",
    "Team",
    "TeamGoal",
    "TeamMember",
    "TrainingConsent",
    "Vote",
]
