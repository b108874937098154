"""Which rules a client wants: by rule, by category, and how strict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.errors import RequestError

PICKY = "picky"


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for; the empty selection is every rule that is not for the strictest level."""

    enabled_rules: frozenset[str] = frozenset()
    disabled_rules: frozenset[str] = frozenset()
    enabled_categories: frozenset[str] = frozenset()
    disabled_categories: frozenset[str] = frozenset()
    enabled_only: bool = False
    picky: bool = False

    @classmethod
    def of_fields(cls, fields: Mapping[str, str]) -> Selection:
        """Return what the fields of a request ask for; names of rules that are not ours are passed over.

        Raises
        ------
        RequestError
            Only what is enabled is asked for, and nothing is.

        """
        chosen = cls(
            enabled_rules=_names(fields, "enabledRules"),
            disabled_rules=_names(fields, "disabledRules"),
            enabled_categories=_names(fields, "enabledCategories"),
            disabled_categories=_names(fields, "disabledCategories"),
            enabled_only=fields.get("enabledOnly", "").strip().casefold() in {"true", "yes"},
            picky=fields.get("level", "").strip().casefold() == PICKY,
        )
        if chosen.enabled_only and not chosen.enabled_rules | chosen.enabled_categories:
            raise RequestError(
                "invalid-parameters", "With enabledOnly=true, name what to enable in enabledRules or enabledCategories."
            )
        return chosen

    def without(self, rule: str) -> Selection:
        """Return the selection with one more rule turned off."""
        return replace(self, disabled_rules=self.disabled_rules | {rule})

    def allows(self, rule: str, category: str, *, picky: bool) -> bool:
        """Tell whether a rule is to be used; ``picky`` rules only on the strictest level or when named."""
        if rule in self.disabled_rules:
            return False
        if rule in self.enabled_rules:
            return True
        if category in self.disabled_categories:
            return False
        if self.enabled_only and category not in self.enabled_categories:
            return False
        return self.picky or not picky


def _names(fields: Mapping[str, str], field: str) -> frozenset[str]:
    """Return the names of a list parted by commas."""
    return frozenset(name.strip() for name in fields.get(field, "").split(",")) - {""}
