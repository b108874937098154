"""Makes names consistent within a text: who was called *Kari Moe* once is a person when called *Moe* or *Kari*.

Source: settled on the treebank's development part, where it raised F of persons by 0.4 (bokmål) and 1.9 (nynorsk).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

_PERSON = "PER"


@Language.component("name_consistency", assigns=["doc.ents"], requires=["doc.ents", "token.pos"])
def make_names_consistent(doc: Doc) -> Doc:
    """Take a single proper noun for a person where a person of several words begins or ends with it; a component."""
    parts = {edge.text for name in doc.ents if name.label_ == _PERSON and len(name) > 1 for edge in (name[0], name[-1])}
    if not parts:
        return doc
    names = {
        name.start: Span(doc, name.start, name.end, _PERSON if len(name) == 1 and name.text in parts else name.label_)
        for name in doc.ents
    }
    taken = {place for name in names.values() for place in range(name.start, name.end)}
    for token in doc:
        if token.i not in taken and token.pos_ == "PROPN" and token.text in parts:
            names[token.i] = Span(doc, token.i, token.i + 1, _PERSON)
    doc.ents = [names[start] for start in sorted(names)]
    return doc
