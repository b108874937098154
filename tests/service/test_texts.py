"""What people read: bokmål and nynorsk side by side, with the same keys and facts, and each in its own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SERVICE = Path(__file__).parents[2] / "service"
FILES = sorted(SERVICE.glob("*/texts.json"))
TEMPLATES = sorted(SERVICE.glob("*/templates/**/*.html"))
FORMS = ("nb", "nn")
PROPER = {"Bokmål", "Nynorsk"}
"""What a template may say by itself: the forms' own names."""

ENGLISH = frozenset(
    """
    about add also amount and any apply approve because been browse button by cancel cannot change check choose
    clear click close coder coding comment comments confirm consent continue copy could create date default delete
    deleted description details download draft empty error example examples feedback finish forgot found from go
    help hide home if import improved input invalid is item items label labels leave library loading login logout
    may meeting missing more my network new next none not nothing of optional or our page password people please
    preview previous read reason reflection remove required reset result results retry review rewrite round rounds
    sample samples save saved saving school search segment segments select share shared should show subject
    submit submitted success than that the their then there these they this title undo unknown untitled update
    upload use user view vote votes warning was were what when which who why will with would yes you your
    """.split()
)
"""English words that a Norwegian text of this kind has no use for; those that are Norwegian words too are left out."""

BOKMAL = frozenset(
    """
    annen annet dem dere deres egen eget egne eksempler elevene elever en et ett finner flere flest forteller
    fra gjenta gjør gjøre gjøres hele hennes hun hva hvem hver hverandre hverken hvert hvilke hvilken hvilket
    hvis hvor hvordan hvorfor hvorvidt ikke jeg kommentarene kommentarer kommer kun leser lærere lærerne mens mulig
    muligheter måned måneder noe noen oppgaver opplysninger peker rettigheter runder samme sammen samtaler selv
    siden skolene skoler skrevet skriver slettes spørsmålene tjeneste tjenesten tjenester trenger uke uker uten velg
    velger være vært åpen åpne åpner åpnes
    """.split()
)
"""Words that only bokmål writes so."""

NYNORSK = frozenset(
    """
    annan berre brukarar dei difor dykk døme eg eige eigen eigne ein eit eitt elevane elevar fleire framleis frå
    gjerast gjere gjev heile ho ikkje innhaldet kjem kommentarane kommentarar korfor korleis kva kvar kvarandre kven
    kvifor lærar lærarane lærarar medan meir mogleg moglege månad månader namn namnet noko nokon nokre opne oppgåva
    oppgåve oppgåver peikar saman sidan sjølv skilnad skulane skular skule skulen spørsmåla tenesta tenester utan
    veke veker vere verte vore òg
    """.split()
)
"""Words that only nynorsk writes so."""


@cache
def read(path: Path) -> dict[str, Any]:
    texts: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return texts


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, below in node.items():
            yield from leaves(below, f"{path}.{key}" if path else key)
    else:
        for number, below in enumerate(node):
            yield from leaves(below, f"{path}[{number}]")


def words(text: str) -> set[str]:
    """Return the words that a person reads: no placeholders, no addresses, no names of files."""
    plain = re.sub(r"\{\w+\}|«[^»]*»|\S*[/_@]\S*|\b\w+\.(?:json|csv|docx|oxt)\b", " ", text.lower())
    return set(re.findall(r"[a-zæøåéèêòóô]+(?:-[a-zæøåéèêòóô]+)*", plain))


def foreign(path: Path, form: str, listed: frozenset[str]) -> dict[str, list[str]]:
    return {key: sorted(found) for key, text in leaves(read(path)[form]) if (found := words(text) & listed)}


every_room = pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SERVICE)))


def test_there_are_texts() -> None:
    assert {path.parent.name for path in FILES} >= {"pages", "web"}


@every_room
def test_both_forms_have_the_same_texts(path: Path) -> None:
    texts = read(path)
    assert tuple(texts) == FORMS
    nb, nn = ([key for key, _ in leaves(texts[form])] for form in FORMS)
    assert nb == nn


@every_room
def test_both_forms_have_the_same_places_for_facts(path: Path) -> None:
    nb, nn = (
        {key: sorted(set(re.findall(r"\{\w+\}", text))) for key, text in leaves(read(path)[form])} for form in FORMS
    )
    assert nb == nn


@every_room
@pytest.mark.parametrize("form", FORMS)
def test_no_text_is_empty_or_carelessly_typed(path: Path, form: str) -> None:
    texts = dict(leaves(read(path)[form]))
    assert [key for key, text in texts.items() if not text.strip()] == []
    assert [key for key, text in texts.items() if re.search(r"  |\t| [.,;:!?](?!\S)|\.\.\.|\bTODO\b", text)] == []
    assert [key for key, text in texts.items() if re.search(r"(?i)\b(\w{2,}) \1\b", text)] == []


@every_room
@pytest.mark.parametrize("form", FORMS)
def test_no_english_word_is_left(path: Path, form: str) -> None:
    assert foreign(path, form, ENGLISH) == {}


@every_room
def test_nynorsk_has_no_words_of_bokmal(path: Path) -> None:
    assert foreign(path, "nn", BOKMAL) == {}


@every_room
def test_bokmal_has_no_words_of_nynorsk(path: Path) -> None:
    assert foreign(path, "nb", NYNORSK) == {}


@every_template
def test_a_template_says_nothing_by_itself(path: Path) -> None:
    markup = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    spoken = re.findall(r"(?:aria-label|title|alt|placeholder|aria-description)=\"([^\"]*)\"", markup)
    spoken.append(re.sub(r"<[^>]*>|&\w+;", " ", markup))
    said = {word for text in spoken for word in re.findall(r"[^\W\d_]{2,}", text)}
    assert said <= PROPER


@every_template
def test_each_text_that_a_template_names_is_there(path: Path) -> None:
    named = re.findall(r"\bt\(\"(\w+)\.([\w.]+)\"\s*[,)]", path.read_text("utf-8"))
    for room, key in named:
        for form in FORMS:
            found = read(SERVICE / room / "texts.json")[form]
            for step in key.split("."):
                assert step in found, f"{room}.{key}"
                found = found[step]
