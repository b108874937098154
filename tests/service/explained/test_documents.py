"""The documents on law and privacy name what is there, and leave to the owner what is the owner's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LAW = Path("docs/law.md").read_text("utf-8")
DPIA = Path("docs/dpia.md").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:service|src)/[\w/.]+)`", LAW))))
def test_each_place_in_the_code_that_the_law_document_names_is_there(path: str) -> None:
    assert Path(path).exists()


@pytest.mark.parametrize("document", [LAW, DPIA])
def test_each_document_that_is_linked_is_there(document: str) -> None:
    linked = re.findall(r"\]\(([\w.]+\.md)\)", document)
    assert linked
    assert all((Path("docs") / name).exists() for name in linked)


def test_what_the_owner_must_fill_in_is_marked_alike_in_both_forms() -> None:
    rows = [line.split("|")[2:4] for line in DPIA.splitlines() if line.count("|") == 4 and "---" not in line]
    assert rows
    assert [row for row in rows if ("☐ Eier" in row[0]) != ("☐ Eigar" in row[1])] == []


def test_each_risk_is_told_in_both_forms() -> None:
    risks = [line for line in DPIA.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(risks) == 9
    assert all("nb: " in line and "nn: " in line for line in risks)


def test_what_a_lawyer_must_confirm_is_said() -> None:
    assert LAW.count("to confirm") + LAW.count("To confirm") >= 4
    assert "no legal advice" in LAW
