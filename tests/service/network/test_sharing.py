"""Sharing: the contributor's own act, on masked texts that were seen; taken back, nothing remains."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text

from service.network.sharing import Checked, own_comment, share
from service.store import Store
from service.store.full_text import INDEX
from service.store.tables import (
    Act,
    Comment,
    Contribution,
    Example,
    Reflection,
    Rewrite,
    Round,
    RoundItem,
)
from tests.service.house import House, contribute
from tests.service.network.steps import found_by, kept, seen_in, share_by_form, write

RARE = "qwzkanarifugl"


@pytest.fixture
def comment(house: House) -> UUID:
    return contribute(house, "teacher", ["Flott. Karakter 4."])[0]


def test_sharing_shows_first_and_keeps_then(house: House, comment: UUID) -> None:
    client = house.client("teacher", page=True)
    shown = client.post(
        f"/network/share/{comment}", data={"improved": "Forklar mer.", "reflection": "", "step": "check"}
    )
    assert "Alle lærere og ressurspersoner på skolene til skoleeieren din ser det." in shown.text
    assert kept(house) == []
    address = share_by_form(client, comment, improved="Forklar mer.", reflection="Rådet manglet.")
    [example] = kept(house)
    assert address == f"/network/examples/{example.id}"
    assert (example.text, example.improved, example.reflection) == (
        "Flott. Karakter 4.",
        "Forklar mer.",
        "Rådet manglet.",
    )
    assert (example.labels, example.subject, example.form) == (("summative",), "norsk", "nb")
    assert example.analyses["improved"]["points_forward"] is True
    assert (example.shows_name, example.shows_school) == (False, False)


def test_names_are_masked_before_anything_is_kept(house: House, comment: UUID) -> None:
    client = house.client("teacher", page=True)
    shown = client.post(
        f"/network/share/{comment}", data={"improved": "Forklar, Kari.", "reflection": "Ola og Kari.", "step": "check"}
    ).text
    assert '<mark class="placeholder">[ELEV 1]</mark>' in shown
    share_by_form(client, comment, improved="Forklar, Kari.", reflection="Ola og Kari.")
    [example] = kept(house)
    assert example.improved == "Forklar, [ELEV 1]."
    assert example.reflection == "[ELEV 2] og [ELEV 1]."


def test_a_mistaken_mask_can_be_taken_back(house: House, comment: UUID) -> None:
    client = house.client("teacher", page=True)
    fields = {"improved": "Forklar ordet Ola, Kari.", "reflection": "", "undone": "improved-14"}
    share_by_form(client, comment, **fields)
    assert kept(house)[0].improved == "Forklar ordet Ola, [ELEV 1]."


@pytest.mark.parametrize("undone", ["", "x", "improved-", "improved-99", "reflection-0", "text-0"])
def test_a_mask_that_is_not_there_cannot_be_taken_back(house: House, comment: UUID, undone: str) -> None:
    share_by_form(house.client("teacher", page=True), comment, improved="Forklar, Kari.", undone=undone)
    assert kept(house)[0].improved == "Forklar, [ELEV 1]."


@pytest.mark.parametrize(
    "changed", [{"seen": "0" * 64}, {"sure": ""}, {"improved": "Noe annet."}, {"undone": "improved-9"}]
)
def test_only_what_was_seen_and_confirmed_is_shared(house: House, comment: UUID, changed: dict[str, str]) -> None:
    client = house.client("teacher", page=True)
    fields = {"improved": "Forklar, Kari.", "reflection": ""}
    seen = seen_in(client.post(f"/network/share/{comment}", data={**fields, "step": "check"}).text)
    sent = {**fields, "step": "share", "sure": "1", "seen": seen, **changed}
    answer = client.post(f"/network/share/{comment}", data={name: value for name, value in sent.items() if value})
    assert answer.status_code == 422
    assert "Ingenting er delt ennå" in answer.text
    assert kept(house) == []


def test_without_a_better_version_or_a_thought_there_is_nothing_to_share(house: House, comment: UUID) -> None:
    answer = house.client("teacher", page=True).post(
        f"/network/share/{comment}", data={"improved": " ", "reflection": "\n", "step": "check"}
    )
    assert answer.status_code == 422
    assert "Skriv en bedre utgave" in answer.text


def test_the_contribution_leads_to_the_form(house: House, comment: UUID) -> None:
    with house.store.read("alfa") as session:
        contribution = session.get_one(Comment, comment).contribution_id
    page = house.client("teacher", page=True).get(f"/samples/{contribution}").text
    assert f'href="/network/share/{comment}"' in page


@pytest.mark.parametrize("person", ["teacher2", "coach", "neighbour", "stranger"])
def test_nobody_shares_another_persons_comment(house: House, comment: UUID, person: str) -> None:
    client = house.client(person)
    assert client.get(f"/network/share/{comment}").status_code == 404
    assert client.post(f"/network/share/{comment}", data={"improved": "A", "step": "check"}).status_code == 404
    assert kept(house) == []


def test_sharing_twice_is_one_example_and_changes_it(house: House, comment: UUID) -> None:
    client = house.client("teacher", page=True)
    first = share_by_form(client, comment, improved="Forklar mer.")
    assert share_by_form(client, comment, improved=f"Forklar {RARE}.", **{"shows-name": "1"}) == first
    [example] = kept(house)
    assert (example.improved, example.shows_name) == (f"Forklar {RARE}.", True)
    assert found_by(client, q=RARE) == ["Flott. Karakter 4."]
    assert found_by(client, q="mer") == []


def test_sharing_the_same_comment_several_times_at_once_is_one_example(house: House, comment: UUID) -> None:
    visitor, analyses = house.visitor("teacher"), {"text": house.analyser.analyse("Flott. Karakter 4.")}

    def share_once(_: int) -> UUID:
        with house.store.write("alfa") as session:
            mine = own_comment(session, visitor, comment, lock=True)
            return share(session, visitor, mine, Checked({}), analyses, shows=()).id

    with ThreadPoolExecutor(6) as pool:
        keys = set(pool.map(share_once, range(24)))
    assert keys == {example.id for example in kept(house)}


def test_the_form_begins_with_what_the_team_made_of_the_comment(house: House, comment: UUID) -> None:
    _met(house, comment, rewrite="Forklar hvorfor.", reflection="Vi savnet et råd.")
    page = house.client("teacher", page=True).get(f"/network/share/{comment}").text
    assert "Forklar hvorfor." in page
    assert "Vi savnet et råd." in page
    assert "Feltene er fylt ut" in page


def test_a_round_that_is_still_coded_gives_nothing_away(house: House, comment: UUID) -> None:
    _met(house, comment, rewrite="Forklar hvorfor.", reflection="Vi savnet et råd.", state="coding")
    assert "Forklar hvorfor." not in house.client("teacher", page=True).get(f"/network/share/{comment}").text


def test_own_comments_are_listed_and_nobody_elses(house: House, comment: UUID) -> None:
    contribute(house, "teacher2", ["En annens kommentar."])
    share_by_form(house.client("teacher", page=True), comment, improved="Bedre.")
    contribute(house, "teacher", ["Ikke delt ennå."])
    page = house.client("teacher", page=True).get("/network/mine").text
    assert "Flott. Karakter 4." in page
    assert "Ikke delt ennå." in page
    assert "En annens" not in page


def test_taken_back_it_is_gone_at_once_for_all(house: House, comment: UUID) -> None:
    client = house.client("teacher", page=True)
    address = share_by_form(client, comment, improved=f"Forklar {RARE}.")
    assert "Trekke eksempelet tilbake?" in client.get(f"{address}/revoke").text
    assert client.post(f"{address}/revoke").headers["location"] == "/network/mine?done=revoked"
    assert kept(house) == []
    assert found_by(house.client("coach"), q=RARE) == []
    assert house.client("coach").get(address).status_code == 404
    assert client.post(f"{address}/revoke").status_code == 404
    with house.store.read("alfa") as session:
        assert session.scalar(select(func.count()).select_from(Comment)) == 1


@pytest.mark.parametrize("person", ["teacher2", "coach", "neighbour"])
def test_nobody_takes_back_another_persons_example(house: House, person: str) -> None:
    key = write(house, "teacher", "Flott.")
    assert house.client(person).post(f"/network/examples/{key}/revoke").status_code == 404
    assert len(kept(house)) == 1


def test_a_revoked_contribution_takes_its_examples_and_their_words_along(house: House) -> None:
    write(house, "teacher", f"Flott {RARE}.", improved=f"Bedre {RARE}.", reflection=f"Tanker om {RARE}.")
    write(house, "teacher2", "Husk kilder.")
    with house.store.write("alfa") as session:
        contribution = session.scalars(
            select(Contribution).where(Contribution.contributor_id == house.people["teacher"])
        ).one()
        session.delete(contribution)
    house.store.settle("alfa")
    assert found_by(house.client("coach"), q=RARE) == []
    assert found_by(house.client("coach"), q="kilder") == ["Husk kilder."]
    assert _traces(house.store) == []


def test_nothing_of_what_was_taken_back_or_changed_remains_in_the_files(house: House, comment: UUID) -> None:
    client = house.client("teacher", page=True)
    for number in range(30):
        write(house, "teacher2", f"Kommentar nummer {number} om kilder.")
    address = share_by_form(client, comment, improved=f"Forklar {RARE}.", reflection=f"{RARE} {RARE}")
    share_by_form(client, comment, improved="Forklar mer.")
    assert _traces(house.store) == []
    share_by_form(client, comment, improved=f"Forklar {RARE}.")
    client.post(f"{address}/revoke")
    assert _traces(house.store) == []


def test_acts_are_audited_without_texts(house: House, comment: UUID) -> None:
    client = house.client("teacher", page=True)
    address = share_by_form(client, comment, improved=f"Forklar {RARE}.")
    share_by_form(client, comment, improved="Forklar.")
    client.post(f"{address}/revoke")
    with house.store.read("alfa") as session:
        acts = session.scalars(select(Act).order_by(Act.at)).all()
        assert [act.what for act in acts] == ["example.shared", "example.changed", "example.revoked"]
        assert {(act.actor_id, str(act.thing_id)) for act in acts} == {
            (house.people["teacher"], address.split("/")[-1])
        }
        assert {str(act.facts) for act in acts} == {"{}"}


def test_the_index_holds_what_the_rows_hold(house: House) -> None:
    for number in range(5):
        write(house, "teacher", f"Kommentar nummer {number}.")
    with house.store.write("alfa") as session:
        session.delete(session.scalars(select(Example)).first())
        if session.get_bind().dialect.name != "sqlite":
            return
        session.flush()
        indexed = session.execute(text(f"SELECT words FROM {INDEX} ORDER BY words")).scalars().all()  # noqa: S608
        assert indexed == sorted(" ".join(words) for words in session.scalars(select(Example.words)))


def _met(house: House, comment: UUID, *, rewrite: str, reflection: str, state: str = "closed") -> None:
    with house.store.write("alfa") as session:
        review = Round(
            team_id=house.teams["nord"],
            title="R",
            selection="random",
            population=1,
            model="m",
            label_scheme="1.0",
            state=state,
        )
        item = RoundItem(comment_id=comment, position=0, round=review)
        session.add(review)
        session.flush()
        session.add(Rewrite(item_id=item.id, text=rewrite))
        session.add(Reflection(id=uuid4(), round_id=review.id, item_id=item.id, prompt="p", text=reflection))


def _traces(store: Store) -> list[str]:
    """Return the names of the store's files that hold the rare word; none for a database without files of its own."""
    folder = Path(store._address)
    return [path.name for path in folder.iterdir() if RARE.encode() in path.read_bytes()] if folder.is_dir() else []
