"""Documents that are not read."""

from __future__ import annotations

from tilbakemelding.errors.root import InputError


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
