"""LibreOffice itself asks the running service, paragraph by paragraph."""

from __future__ import annotations

import pytest

from service.languagetool.oxt import NAME, build_oxt
from service.languagetool.rules import rules

pytestmark = pytest.mark.clients
BLUE = 0x0000FF
PRAISE, NO_ADVICE = rules()["TM_PRAISE_ALONE"].texts, rules()["TM_NO_ADVICE"].texts


def _marked(text, mark):
    units = text.encode("utf-16-le")
    return units[mark["start"] * 2 : (mark["start"] + mark["length"]) * 2].decode("utf-16-le")


@pytest.mark.parametrize(
    ("text", "form", "stretch", "message"),
    [
        ("Bra jobba!", "nb", "Bra jobba!", PRAISE["nb"].message),
        ("Kjempebra!", "nn", "Kjempebra!", PRAISE["nn"].message),
        ("Kjære Åse 😀👍🏽 Flott jobba!", "nb", "Flott jobba!", PRAISE["nb"].message),
        ("Du skriv tydeleg om sjøfart & fiske, og språket er rikt.", "nn", None, NO_ADVICE["nn"].message),
        ("Tabellen din viser 100 % rett, og grafen er nøyaktig & ryddig.", "nb", None, NO_ADVICE["nb"].message),
    ],
)
def test_what_only_judges_is_underlined_where_it_stands(office, text, form, stretch, message):
    (found,) = office("check", given=[[text, form, "NO"]])
    marks = found["marks"]
    assert found["known"]
    assert message in [mark["message"] for mark in marks]
    mark = next(mark for mark in marks if mark["message"] == message)
    assert _marked(text, mark) == (stretch or text)


def test_marks_are_blue_and_offer_no_text_of_their_own(office):
    (found,) = office("check", given=[["Bra jobba!", "nb", "NO"]])
    assert [(mark["colour"], mark["suggestions"]) for mark in found["marks"]] == [(BLUE, [])]


def test_a_paragraph_that_advises_gets_no_mark(office):
    (found,) = office("check", given=[["Du har en tydelig problemstilling, men du må vise til kilder.", "nb", "NO"]])
    assert found["marks"] == []


def test_other_languages_are_left_alone(office):
    (found,) = office("check", given=[["Well done!", "en", "US"]])
    assert found == {"known": False, "marks": []}


def test_the_extension_installs_and_adds_both_forms(office, tmp_path):
    file = tmp_path / NAME
    file.write_bytes(build_oxt())
    found = office("extend", file.as_uri())
    assert found["name"] == "Norwegian for LanguageTool servers"
    languages = found["locales"][0].split() if len(found["locales"]) == 1 else found["locales"]
    assert {"nb-NO", "nn-NO", "en-US"} <= set(languages)
