"""The label scheme: codes, Norwegian names, what each label asks, and where it comes from.

Source: ``corpora/annotated/guidelines/annotation.md``; the four principles of assessment stand in the regulation
to the Norwegian Education Act (2020 wording), the danger of the verdict in the framework document of the
national programme *Vurdering for læring* (2014–2017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Form = Literal["nb", "nn"]
"""A written standard of Norwegian: ``nb`` bokmål, ``nn`` nynorsk."""

FORMS: tuple[Form, ...] = get_args(Form)

SCHEME_VERSION = "1.0"
"""Changes whenever a definition or the set of labels changes; a classifier is bound to it."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of the scheme.

    ``principle`` is the number of the principle of assessment that the label makes visible, None for the verdict;
    ``name``, ``test`` and ``meaning`` hold a text per form; ``letter`` is the annotators' one-letter code.
    """

    code: str
    letter: str
    core: bool
    principle: int | None
    name: Mapping[Form, str]
    test: Mapping[Form, str]
    meaning: Mapping[Form, str]


LABELS: tuple[Label, ...] = (
    Label(
        code="quality",
        letter="q",
        core=True,
        principle=2,
        name={"nb": "kvalitetsbeskrivelse", "nn": "kvalitetsskildring"},
        test={
            "nb": "Sier den hva i arbeidet som er bra, svakt, rett, galt eller mangler?",
            "nn": "Seier ho kva i arbeidet som er bra, svakt, rett, gale eller manglar?",
        },
        meaning={
            "nb": "Elever lærer best når de får tilbakemeldinger som forteller om kvaliteten på arbeidet.",
            "nn": "Elevar lærer best når dei får tilbakemeldingar som fortel om kvaliteten på arbeidet.",
        },
    ),
    Label(
        code="advice",
        letter="a",
        core=True,
        principle=3,
        name={"nb": "framovermelding", "nn": "framovermelding"},
        test={
            "nb": "Sier den hva eleven bør gjøre, i dette arbeidet eller neste gang?",
            "nn": "Seier ho kva eleven bør gjere, i dette arbeidet eller neste gong?",
        },
        meaning={
            "nb": "Elever lærer best når de får råd om hvordan de kan forbedre seg.",
            "nn": "Elevar lærer best når dei får råd om korleis dei kan bli betre.",
        },
    ),
    Label(
        code="summative",
        letter="s",
        core=True,
        principle=None,
        name={"nb": "sluttvurdering (dom)", "nn": "sluttvurdering (dom)"},
        test={
            "nb": "Feller den en dom over helheten: karakter, nivå, poeng eller ros uten innhold?",
            "nn": "Feller ho ein dom over heilskapen: karakter, nivå, poeng eller ros utan innhald?",
        },
        meaning={
            "nb": "En dom forteller hvor eleven står, men ikke hva som er bra, eller hva som er neste steg.",
            "nn": "Ein dom fortel kvar eleven står, men ikkje kva som er bra, eller kva som er neste steg.",
        },
    ),
    Label(
        code="goal",
        letter="g",
        core=False,
        principle=1,
        name={"nb": "læringsmål", "nn": "læringsmål"},
        test={
            "nb": "Viser den til det som skal læres eller ventes: mål, kriterium, oppgavens krav?",
            "nn": "Viser ho til det som skal lærast eller er venta: mål, kriterium, krav i oppgåva?",
        },
        meaning={
            "nb": "Elever lærer best når de forstår hva de skal lære, og hva som er forventet av dem.",
            "nn": "Elevar lærer best når dei forstår kva dei skal lære, og kva som er venta av dei.",
        },
    ),
    Label(
        code="involvement",
        letter="i",
        core=False,
        principle=4,
        name={"nb": "elevmedvirkning", "nn": "elevmedverknad"},
        test={
            "nb": "Trekker den eleven inn: egen vurdering, refleksjon, valg eller en samtale?",
            "nn": "Dreg ho eleven inn: eiga vurdering, refleksjon, val eller ein samtale?",
        },
        meaning={
            "nb": "Elever lærer best når de er med i eget læringsarbeid og vurderer eget arbeid.",
            "nn": "Elevar lærer best når dei er med i eige læringsarbeid og vurderer eige arbeid.",
        },
    ),
)

LABEL_CODES: tuple[str, ...] = tuple(label.code for label in LABELS)
CORE_CODES: tuple[str, ...] = tuple(label.code for label in LABELS if label.core)
BY_CODE: Mapping[str, Label] = {label.code: label for label in LABELS}
BY_LETTER: Mapping[str, Label] = {label.letter: label for label in LABELS}


def in_order(codes: set[str] | frozenset[str]) -> tuple[str, ...]:
    """Return label codes in the scheme's order."""
    return tuple(code for code in LABEL_CODES if code in codes)
