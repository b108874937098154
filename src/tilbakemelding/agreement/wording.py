"""Codes and figures → plain sentences in bokmål and nynorsk. The wording is data (``sentences.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from tilbakemelding.agreement.between import LabelAgreement, SetAgreement
from tilbakemelding.agreement.caution import MIN_COMMENTS, MIN_USES
from tilbakemelding.agreement.model import ModelAgreement
from tilbakemelding.agreement.resampling import Estimate
from tilbakemelding.labels import BY_CODE, Form


@cache
def _texts() -> Mapping[str, Mapping[str, Mapping[Form, str]]]:
    loaded: dict[str, dict[str, dict[Form, str]]] = json.loads(
        files(__package__).joinpath("sentences.json").read_text("utf-8")
    )
    return loaded


def agreement_sentences(agreement: LabelAgreement | SetAgreement, form: Form) -> tuple[str, ...]:
    """Return what the agreement on a label, or on all, says: level, figures, caveats; or why it is withheld."""
    kind, label = "level-whole", ""
    if isinstance(agreement, LabelAgreement):
        kind, label = "level", BY_CODE[agreement.label].name[form]
    if agreement.withheld or not agreement.level:
        return (_withheld("withheld", agreement.withheld or "", label, form),)
    level = _texts()[kind][agreement.level][form].format(label=label)
    return (level, *_figures(agreement, form), *(_texts()["caveat"][code][form] for code in agreement.caveats))


def model_sentences(agreement: ModelAgreement, form: Form) -> tuple[str, ...]:
    """Return what the agreement of the model with the team says of a label, as counts; or why it is withheld."""
    label = BY_CODE[agreement.label].name[form]
    if agreement.withheld:
        return (_withheld("withheld-model", agreement.withheld, label, form),)
    added = agreement.given - agreement.hits
    found = _texts()["model"]["found"][form].format(label=label, settled=agreement.settled, hits=agreement.hits)
    return (found, _texts()["model"]["added"][form].format(added=added)) if added else (found,)


def _withheld(kind: str, code: str, label: str, form: Form) -> str:
    return _texts()[kind][code][form].format(label=label, comments=MIN_COMMENTS, uses=MIN_USES)


def _figures(agreement: LabelAgreement | SetAgreement, form: Form) -> Iterator[str]:
    shown: Mapping[str, Estimate | None] = (
        {"raw": agreement.raw, "positive": agreement.positive}
        if isinstance(agreement, LabelAgreement)
        else {"identical": agreement.identical}
    )
    for code, figure in shown.items():
        if figure:
            yield _texts()["figure"][code][form].format(value=_of_hundred(figure.value))


def _of_hundred(share: float) -> int:
    """Return a share of hundred; 100 and 0 only where it is all or none."""
    rounded = round(100 * share)
    return min(max(rounded, 1 if share > 0 else 0), 99 if share < 1 else 100)
