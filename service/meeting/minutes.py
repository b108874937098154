"""The minutes of a meeting as a Word document: headings that a screen reader can walk, and the language set."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from service.meeting.reading import Item, Meeting, Part

Say = Callable[..., str]
_LANGUAGE = {"nb": "nb-NO", "nn": "nn-NO"}


def talked_about(meeting: Meeting) -> list[Item]:
    """Return the comments that the minutes tell of: those with a dispute, a reason, a rewrite or a reflection."""
    return [
        item
        for item in meeting.items
        if item.disagreement
        or item.rewrite
        or item.reflections
        or any(part.decision is not None and part.decision.reason for part in item.parts)
    ]


def counts(meeting: Meeting) -> dict[str, int]:
    """Return how many segments there are, how many all agreed on before the meeting, and how many are decided."""
    parts = [part for item in meeting.items for part in item.parts]
    return {
        "all": len(parts),
        "agreed": sum(not part.disagreement for part in parts),
        "decided": sum(part.decision is not None for part in parts),
    }


def as_document(meeting: Meeting, *, form: str, names: dict[str, str], say: Say, agreement: tuple[str, ...]) -> bytes:
    """Return the minutes as .docx.

    Parameters
    ----------
    form
        The form they are read in.
    names
        Names of the labels.
    say
        Returns a text of the room.
    agreement
        How far the coders agreed, in words.

    """
    document = Document()
    _set_language(document, _LANGUAGE[form])
    document.core_properties.title = f"{say('minutesTitle')}: {meeting.round.title}"
    document.core_properties.author = ""
    document.add_heading(f"{say('minutesTitle')}: {meeting.round.title}", level=0)
    document.add_paragraph(f"{meeting.team.name}. {say('minutesCounts', **counts(meeting))}")
    document.add_paragraph(" ".join(agreement))
    for number, item in enumerate(talked_about(meeting), start=1):
        document.add_heading(say("minutesComment", n=number), level=1)
        document.add_paragraph(item.text, style="Intense Quote")
        for part in item.parts:
            document.add_paragraph(told(part, item, names, say), style="List Bullet")
        if item.rewrite:
            document.add_heading(say("minutesBetter"), level=2)
            document.add_paragraph(item.rewrite.text, style="Intense Quote")
        for answer in item.reflections:
            document.add_heading(say(f"prompts.{answer.prompt}"), level=2)
            document.add_paragraph(answer.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def told(part: Part, item: Item, names: dict[str, str], say: Say) -> str:
    """Return a segment and what was decided of it in one line."""
    words = item.text[part.start : part.end]
    if part.decision is None:
        return f"«{words}» – {say('minutesOpen')}"
    labels = ", ".join(names[code] for code in names if code in part.decision.labels) or say("noLabel")
    reason = f" ({part.decision.reason})" if part.decision.reason else ""
    return f"«{words}» – {labels}{reason}"


def _set_language(document: Any, language: str) -> None:
    """Say which language the text is in, so that it is read aloud and spelt as such."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    properties.append(mark)
