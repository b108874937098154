"""The languages that the protocol offers: the two written standards of Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.errors import RequestError
from tilbakemelding import Form

_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2,4})?")


@dataclass(frozen=True, slots=True)
class Language:
    """A written standard as the protocol names it."""

    name: str
    code: str
    long_code: str


LANGUAGES: Mapping[Form, Language] = {
    "nb": Language("Norsk (bokmål)", "nb", "nb-NO"),
    "nn": Language("Norsk (nynorsk)", "nn", "nn-NO"),
}

_ASKED: Mapping[str, Form | None] = {
    "auto": None,
    "no": None,
    "no-no": None,
    "nb": "nb",
    "nb-no": "nb",
    "nn": "nn",
    "nn-no": "nn",
}
SUPPORTED = ("auto", "nb", "nb-NO", "nn", "nn-NO", "no", "no-NO")


def asked_form(code: str) -> Form | None:
    """Return the form that a language code asks for, None where the text decides.

    Raises
    ------
    RequestError
        The code is not one of `SUPPORTED`. It is quoted only where it looks like a code: what arrives here can be a
        piece of a text that was cut wrongly.

    """
    if code.casefold() in _ASKED:
        return _ASKED[code.casefold()]
    shown = f"'{code}'" if _CODE.fullmatch(code) else "The value"
    raise RequestError(
        "unknown-language",
        f"{shown} is not a language code known to this service. Supported language codes are: {', '.join(SUPPORTED)}.",
    )


def preferred_form(variants: Iterable[str]) -> Form | None:
    """Return the one Norwegian form among the preferred variants, None where there is none or both."""
    forms = {_ASKED.get(variant.casefold()) for variant in variants} - {None}
    return forms.pop() if len(forms) == 1 else None
