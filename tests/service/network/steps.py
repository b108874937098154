"""What the tests of the learning network do again and again."""

from __future__ import annotations

import re
from uuid import UUID

from starlette.testclient import TestClient

from service.network.sharing import Checked, share
from service.store.tables import Comment, Example
from tests.service.house import PEOPLE, House, contribute
from tilbakemelding import Masked


def write(  # noqa: PLR0913 - each is a fact of the example
    house: House,
    person: str,
    text: str,
    *,
    improved: str = "",
    reflection: str = "",
    subject: str = "norsk",
    shows: tuple[str, ...] = (),
) -> UUID:
    """Put an example into the store as that person has shared it; return its key."""
    [comment_id] = contribute(house, person, [text], subject=subject)
    visitor = house.visitor(person)
    parts = {"improved": improved, "reflection": reflection}
    checked = Checked({part: Masked(words, words, "nb", ()) for part, words in parts.items() if words})  # type: ignore[misc]
    analyses = {
        part: house.analyser.analyse(words) for part, words in (("text", text), ("improved", improved)) if words
    }
    with house.store.write(PEOPLE[person][0]) as session:
        comment = session.get_one(Comment, comment_id)
        return share(session, visitor, comment, checked, analyses, shows=shows).id


def seen_in(page: str) -> str:
    """Return what the page that shows what would be kept says was seen."""
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None
    return found[1]


def share_by_form(client: TestClient, comment_id: UUID, **fields: str) -> str:
    """Share a comment as a browser does; return the example's address."""
    texts = {"improved": "", "reflection": "", **fields}
    shown = client.post(f"/network/share/{comment_id}", data={**texts, "step": "check"})
    assert shown.status_code == 200, shown.text
    sent = {**texts, "step": "share", "sure": "1", "seen": seen_in(shown.text)}
    answer = client.post(f"/network/share/{comment_id}", data=sent)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def found_by(client: TestClient, **asked: str) -> list[str]:
    """Return the texts of the comments that the interface for machines finds, in their order."""
    answer = client.get("/v1/examples", params=asked)
    assert answer.status_code == 200, answer.text
    return [example["comment"]["text"] for example in answer.json()["examples"]]


def kept(house: House, owner: str = "alfa") -> list[Example]:
    """Return every example in an owner's store."""
    with house.store.read(owner) as session:
        return list(session.query(Example))
