"""What the team decided leaves as minutes and data; what may be trained on, by each contributor's consent only."""

from __future__ import annotations

import csv
import io
import json
from uuid import UUID

import pytest
from docx import Document

from tests.service.house import House
from tests.service.meeting.conftest import TEXTS
from tests.service.meeting.test_meeting import at, decide
from tilbakemelding.corpus.records import comment_from_object


def lines(house: House, round_id: UUID, name: str, person: str = "coach") -> list[dict[str, object]]:
    text = house.client(person).get(at(round_id, name)).text
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(("form", "title"), [("nb", "Hva kunne denne"), ("nn", "Kva kunne denne")])
def test_minutes_are_a_document_with_headings_and_a_language(
    house: House, round_id: UUID, disputed: UUID, form: str, title: str
) -> None:
    decide(house, round_id, disputed, "advice", reason="Den ber om noe.")
    page = house.client("teacher", page=True).get(at(round_id, "meeting")).text
    item = page.partition('name="item" value="')[2].partition('"')[0]
    sent = {"n": "1", "version": "0", "prompt": "forward", "text": "Et konkret råd.", "item": item}
    house.client("teacher").post(at(round_id, "meeting", "reflections"), data=sent)
    answer = house.client("teacher").get(at(round_id, "minutes.docx") + f"?lang={form}")
    document = Document(io.BytesIO(answer.content))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert any(heading.startswith(title) for heading in headings)
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "framovermelding (Den ber om noe.)" in told
    assert "Et konkret råd." in told
    assert "Teacher" not in told
    assert f'w:val="{form}-NO"' in document.styles["Normal"].element.xml


def test_decided_comments_leave_in_the_format_of_the_corpus(house: House, round_id: UUID, disputed: UUID) -> None:
    assert len(lines(house, round_id, "export.jsonl")) == 2
    decide(house, round_id, disputed, "advice", "quality")
    found = lines(house, round_id, "export.jsonl")
    comments = [comment_from_object(record) for record in found]
    assert sorted(comment.text for comment in comments) == TEXTS
    assert len({comment.author for comment in comments}) == 1
    assert comments[0].segments[0].labels == ("quality", "advice")


def test_the_table_holds_votes_and_no_formulas(house: House, round_id: UUID, disputed: UUID) -> None:
    decide(house, round_id, disputed, "advice", reason="=1+1")
    text = house.client("teacher").get(at(round_id, "export.csv")).text
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["Kommentar", "Del", "Tekst", "Bestemt", "Begrunnelse", "Valgt"]
    assert rows[1][3:] == ["framovermelding", "'=1+1", "kvalitetsbeskrivelse: 1/2, framovermelding: 1/2"]
    assert len(rows) == 7


def test_nothing_is_trained_on_without_consent(house: House, round_id: UUID) -> None:
    assert lines(house, round_id, "training.jsonl") == []


def test_consent_holds_for_ones_own_comments_and_can_be_taken_back(
    house: House, round_id: UUID, disputed: UUID
) -> None:
    decide(house, round_id, disputed, "advice")
    client = house.client("teacher3", page=True)
    page = client.get(at(round_id, "consent")).text
    assert (TEXTS[0] in page, TEXTS[2] in page) == (True, False)
    for _ in range(2):
        client.post(at(round_id, "consent"), data={"given": "yes"})
    found = lines(house, round_id, "training.jsonl")
    assert sorted(str(record["text"]) for record in found) == TEXTS[:2]
    assert all(comment_from_object(record) for record in found)  # type: ignore[arg-type]
    client.post(at(round_id, "consent"), data={"given": "no"})
    assert lines(house, round_id, "training.jsonl") == []


def test_only_the_coach_takes_out_what_may_be_trained_on(house: House, round_id: UUID) -> None:
    assert house.client("teacher").get(at(round_id, "training.jsonl")).json()["code"] == "not-allowed"
