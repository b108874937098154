"""What is wrong with a text, a line, a file or a setting that was given."""

from __future__ import annotations

from tilbakemelding.errors.root import InputError


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


class InvalidCorrection(InputError):
    """A correction of a masked text that does not fit it."""

    code = "invalid-correction"

    def __init__(self, *, problem: str) -> None:
        """``problem`` says what does not fit, without the text."""
        super().__init__(
            f"the correction cannot be applied: {problem}. Mask the text anew and correct what is shown then.",
            problem=problem,
        )


class UnknownLabel(InputError):
    """A label that is none of the scheme's."""

    code = "unknown-label"

    def __init__(self, *, allowed: str) -> None:
        """Take the scheme's codes; what was given instead may be anything, and is not quoted."""
        super().__init__(f"a label is none of the scheme's. Give one of: {allowed}.", allowed=allowed)


class UnusableFigure(InputError):
    """A number, or a set of them, that the statistics cannot use."""

    code = "unusable-figure"

    def __init__(self, *, what: str, got: object, allowed: str) -> None:
        """Name the figure in ``what``, and what it may be in ``allowed``."""
        super().__init__(f"{what} is {got}; it must be {allowed}.", what=what, got=got, allowed=allowed)


class UnusableRelease(InputError):
    """Pieces or earlier blocks that no release can be planned from."""

    code = "unusable-release"

    def __init__(self, *, problem: str) -> None:
        """``problem`` says what is wrong, without naming a contributor."""
        super().__init__(
            f"the release cannot be planned: {problem}. Give each piece once, with an id that changes whenever its "
            "comments do, and the blocks of the release before unchanged.",
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


def _at(where: str) -> str:
    return f"{where}: " if where else ""
