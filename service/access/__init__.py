"""Who asks, and what they may: the visitor behind a request, and the one table of what each route demands."""

from service.access.guard import Stored, Visiting, guard
from service.access.rules import RULES, Rule
from service.access.visitor import Role, Visitor

__all__ = ["RULES", "Role", "Rule", "Stored", "Visiting", "Visitor", "guard"]
