"""Documents that hold teachers' comments: bytes and a name in, the comments with their places out.

Nothing here runs, fetches or stores anything, and the name of whoever wrote a comment is never read out.
"""

from tilbakemelding.readers.document import (
    MAX_COMMENTS,
    MAX_DOCUMENT_BYTES,
    Document,
    FoundComment,
    Place,
    TableFacts,
)
from tilbakemelding.readers.reading import ENDINGS, read_document

__all__ = [
    "ENDINGS",
    "MAX_COMMENTS",
    "MAX_DOCUMENT_BYTES",
    "Document",
    "FoundComment",
    "Place",
    "TableFacts",
    "read_document",
]
