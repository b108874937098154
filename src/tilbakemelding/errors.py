"""Every error of the package.

The tree::

    TilbakemeldingError
    ├── InputError                 what the caller gave can be mended by the caller
    │   ├── BlankText              nothing but white space
    │   ├── TextTooLong            over the limit in characters
    │   ├── InvalidCharacters      lone surrogates (no Unicode text)
    │   ├── WrongType              not a string, or not an object with a text
    │   ├── UnknownLabel           none of the scheme's labels
    │   ├── UndecodableFile        not UTF-8
    │   ├── MalformedLine          a JSON Lines line that is not the object asked for
    │   ├── FileUnreadable         missing, a folder, or not permitted
    │   ├── DocumentError          a document that is not read
    │   │   ├── UnsupportedDocument    of a kind that no reader knows
    │   │   ├── DocumentMismatch       its content is not of the kind that its name says
    │   │   ├── DocumentTooLarge       over the limit in bytes
    │   │   ├── TooManyComments        over the limit in comments, rows or cells
    │   │   ├── BrokenDocument         cut off or damaged
    │   │   ├── EncryptedDocument      locked with a password
    │   │   ├── MacroDocument          carries macros
    │   │   ├── HostileDocument        built to exhaust or mislead whoever reads it
    │   │   ├── NoComments             read, and nothing found
    │   │   ├── UnknownSheet           has no sheet of the name asked for
    │   │   └── UnknownColumn          has no column of the name asked for
    │   ├── InvalidCorrection      a correction of a masked text that does not fit it
    │   └── UnknownLanguageModel   the language pipeline named in the settings cannot be loaded or used
    ├── CorpusError                the annotated corpus breaks its own rules
    ├── ModelError                 the model files are not to be trusted or not to be used
    │   ├── ModelMissing           a file is not there
    │   ├── ModelTampered          a file is not the one that the manifest describes
    │   ├── ModelMalformed         a manifest or model that cannot be read
    │   └── ModelMismatch          trained on another pipeline, scheme or library version
    └── ToolMissing                a program that rebuilding needs is not installed

Each error takes facts, words itself in plain English (what, where, what is allowed, what to do), and has a
stable ``code``. No message ever holds the text of a comment.
"""

from __future__ import annotations

from typing import ClassVar


class TilbakemeldingError(Exception):
    """Root of all errors. ``code`` is stable; ``facts`` are what the message was made from."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, **facts: object) -> None:
        """Keep the message and the facts behind it."""
        super().__init__(message)
        self.facts = facts


class InputError(TilbakemeldingError):
    """What the caller gave can be mended by the caller."""

    code = "input"


class BlankText(InputError):
    """The text is empty or nothing but white space and invisible characters."""

    code = "blank-text"

    def __init__(self, *, where: str = "") -> None:
        """``where`` names the place, such as ``file.jsonl:3``."""
        super().__init__(
            f"{_at(where)}the text is empty or holds only white space. "
            "Give a comment of at least one visible character.",
            where=where,
        )


class TextTooLong(InputError):
    """The text has more characters than one comment may have."""

    code = "text-too-long"

    def __init__(self, *, length: int, limit: int, where: str = "") -> None:
        """``length`` and ``limit`` are Unicode code points."""
        super().__init__(
            f"{_at(where)}the text has {length} characters; at most {limit} are allowed. "
            "Send one comment at a time, or split the text.",
            where=where,
            length=length,
            limit=limit,
        )


class InvalidCharacters(InputError):
    """The text holds lone surrogates, so it is no Unicode text."""

    code = "invalid-characters"

    def __init__(self, *, position: int, where: str = "") -> None:
        """``position`` is the index of the first lone surrogate."""
        super().__init__(
            f"{_at(where)}the text holds a lone surrogate at position {position}, which is no Unicode character. "
            "Encode the text as valid UTF-8 (in JSON: pair the \\u escapes).",
            where=where,
            position=position,
        )


class WrongType(InputError):
    """A value of another type than the one asked for."""

    code = "wrong-type"

    def __init__(self, *, what: str, expected: str, got: str, where: str = "") -> None:
        """Take the value's name in ``what``, and names of types in ``expected`` and ``got``."""
        super().__init__(
            f"{_at(where)}{what} must be {expected}, not {got}.", where=where, what=what, expected=expected, got=got
        )


class UnknownLabel(InputError):
    """A label that is none of the scheme's."""

    code = "unknown-label"

    def __init__(self, *, allowed: str) -> None:
        """Take the scheme's codes; what was given instead may be anything, and is not quoted."""
        super().__init__(f"a label is none of the scheme's. Give one of: {allowed}.", allowed=allowed)


class UndecodableFile(InputError):
    """The bytes are not UTF-8."""

    code = "undecodable-file"

    def __init__(self, *, where: str, position: int) -> None:
        """``position`` counts bytes from the start of the file or line."""
        super().__init__(
            f"{_at(where)}byte {position} is not valid UTF-8. Save the file as UTF-8 and try again.",
            where=where,
            position=position,
        )


class MalformedLine(InputError):
    """A line that is not the JSON object asked for."""

    code = "malformed-line"

    def __init__(self, *, where: str, problem: str) -> None:
        """``problem`` says what is wrong, without the line's text."""
        super().__init__(
            f'{_at(where)}{problem}. Each line must be a JSON object such as {{"id": "7", "text": "…"}}.',
            where=where,
            problem=problem,
        )


class FileUnreadable(InputError):
    """A file that cannot be opened."""

    code = "file-unreadable"

    def __init__(self, *, where: str, reason: str) -> None:
        """``reason`` is the operating system's own word."""
        super().__init__(
            f"{_at(where)}cannot be read: {reason}. Check the path and its permissions.", where=where, reason=reason
        )


class DocumentError(InputError):
    """A document that is not read."""

    code = "document"


class UnsupportedDocument(DocumentError):
    """The document is of a kind that no reader knows."""

    code = "unsupported-document"

    def __init__(self, *, ending: str, allowed: str) -> None:
        """Take the ``ending`` of the name, and in ``allowed`` those that are read."""
        super().__init__(
            f"files whose names end in {ending or 'nothing known'} are not read. Save it as one of: {allowed}.",
            ending=ending,
            allowed=allowed,
        )


class DocumentMismatch(DocumentError):
    """The content is not of the kind that the name says."""

    code = "document-mismatch"

    def __init__(self, *, ending: str, found: str) -> None:
        """``found`` says what the content looks like."""
        super().__init__(
            f"the name ends in {ending}, but the content is {found}. Open the document in the program that made it, "
            f"and save it anew as {ending}.",
            ending=ending,
            found=found,
        )


class DocumentTooLarge(DocumentError):
    """The document has more bytes than one may have."""

    code = "document-too-large"

    def __init__(self, *, size: int, limit: int) -> None:
        """``size`` and ``limit`` are bytes."""
        super().__init__(
            f"the document has {size} bytes; at most {limit} are read. Take pictures out of it, or split it.",
            size=size,
            limit=limit,
        )


class TooManyComments(DocumentError):
    """The document holds more than can be read at once."""

    code = "too-many-comments"

    def __init__(self, *, limit: int, what: str = "comments") -> None:
        """Say ``what`` is counted: comments, rows or cells."""
        super().__init__(
            f"the document holds more than {limit} {what}, which is the limit. Split it into several documents.",
            limit=limit,
            what=what,
        )


class BrokenDocument(DocumentError):
    """The document is cut off or damaged."""

    code = "broken-document"

    def __init__(self, *, reason: str) -> None:
        """``reason`` says what could not be read, without the document's text."""
        super().__init__(
            f"the document is damaged: {reason}. Open it in the program that made it, and save it anew.", reason=reason
        )


class EncryptedDocument(DocumentError):
    """The document is locked with a password."""

    code = "encrypted-document"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("the document is locked with a password. Save a copy without a password.")


class MacroDocument(DocumentError):
    """The document carries macros."""

    code = "macro-document"

    def __init__(self, *, allowed: str) -> None:
        """Take the endings to save it under."""
        super().__init__(
            f"the document carries macros (programs) and is not opened. Save it without macros, as {allowed}.",
            allowed=allowed,
        )


class HostileDocument(DocumentError):
    """The document is built in a way that exhausts or misleads whoever reads it."""

    code = "hostile-document"

    def __init__(self, *, reason: str) -> None:
        """``reason`` says what was found."""
        super().__init__(
            f"the document is not opened, because {reason}. If it is your own, copy its text into a new document.",
            reason=reason,
        )


class NoComments(DocumentError):
    """The document was read, and holds no comment."""

    code = "no-comments"

    def __init__(self, *, looked_for: str) -> None:
        """``looked_for`` says what would have been taken for comments."""
        super().__init__(f"no comments were found; looked for {looked_for}.", looked_for=looked_for)


class UnknownSheet(DocumentError):
    """The document has no sheet of the name asked for."""

    code = "unknown-sheet"

    def __init__(self, *, count: int) -> None:
        """``count`` is how many sheets it has; their names are the document's own and are not quoted."""
        super().__init__(
            f"none of the document's sheets ({count}) has the name asked for. "
            "Leave the sheet out, and the answer names them all.",
            count=count,
        )


class UnknownColumn(DocumentError):
    """The document has no column of the name asked for."""

    code = "unknown-column"

    def __init__(self, *, count: int) -> None:
        """``count`` is how many columns it has; their names are the document's own and are not quoted."""
        super().__init__(
            f"none of the document's columns ({count}) has the name asked for. "
            "Leave the column out, and the answer names them all.",
            count=count,
        )


class InvalidCorrection(InputError):
    """A correction of a masked text that does not fit it."""

    code = "invalid-correction"

    def __init__(self, *, problem: str) -> None:
        """``problem`` says what does not fit, without the text."""
        super().__init__(
            f"the correction cannot be applied: {problem}. Mask the text anew and correct what is shown then.",
            problem=problem,
        )


class UnknownLanguageModel(InputError):
    """The language pipeline named in the settings cannot be loaded, or lacks what is needed."""

    code = "unknown-language-model"

    def __init__(self, *, name: str, reason: str) -> None:
        """``name`` as given in the settings."""
        super().__init__(
            f"the language pipeline {name!r} cannot be used: {reason}. "
            "Name an installed spaCy package or a folder with UPOS, UD features and sentence starts.",
            name=name,
            reason=reason,
        )


class CorpusError(TilbakemeldingError):
    """The annotated corpus breaks its own rules; ``problems`` lists every one with its place."""

    code = "corpus"

    def __init__(self, problems: list[str]) -> None:
        """``problems`` are sentences that begin with ``file:line``."""
        shown = "\n".join(problems[:50])
        more = f"\n… and {len(problems) - 50} more" if len(problems) > 50 else ""  # noqa: PLR2004
        super().__init__(f"the corpus has {len(problems)} problem(s):\n{shown}{more}", problems=problems)
        self.problems = problems


class ModelError(TilbakemeldingError):
    """The model files are not to be trusted or not to be used."""

    code = "model"


class ModelMissing(ModelError):
    """A model file is not there."""

    code = "model-missing"

    def __init__(self, *, path: str, remedy: str) -> None:
        """``remedy`` says how to get the file."""
        super().__init__(f"{path}: the model file is missing. {remedy}", path=path)


class ModelTampered(ModelError):
    """A model file is not the one that its manifest describes."""

    code = "model-tampered"

    def __init__(self, *, path: str, expected: str, found: str) -> None:
        """Take the sha256 sums ``expected`` and ``found``."""
        super().__init__(
            f"{path}: sha256 is {found[:12]}…, the manifest says {expected[:12]}…. The file was changed or damaged "
            "and is not loaded. Restore it from the release, or train anew with `tilbakemelding train`.",
            path=path,
            expected=expected,
            found=found,
        )


class ModelMalformed(ModelError):
    """A manifest or model that cannot be read."""

    code = "model-malformed"

    def __init__(self, *, path: str, reason: str) -> None:
        """``reason`` says what could not be read."""
        super().__init__(f"{path}: {reason}. Restore it from the release, or train anew.", path=path, reason=reason)


class ModelMismatch(ModelError):
    """The classifier was made for something else than what is at hand."""

    code = "model-mismatch"

    def __init__(self, *, what: str, trained: str, found: str, remedy: str) -> None:
        """Say ``what`` differs: ``trained`` is the classifier's, ``found`` is the present one."""
        super().__init__(
            f"the classifier was trained with {what} {trained!r}, but {found!r} is in use. {remedy}",
            what=what,
            trained=trained,
            found=found,
        )


class ToolMissing(TilbakemeldingError):
    """A program that rebuilding needs is not installed."""

    code = "tool-missing"

    def __init__(self, *, tool: str, package: str) -> None:
        """``package`` names what to install."""
        super().__init__(
            f"{tool} is not installed. Install the package {package} and try again.", tool=tool, package=package
        )


def _at(where: str) -> str:
    return f"{where}: " if where else ""
