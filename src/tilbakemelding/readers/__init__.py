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
from tilbakemelding.readers.reading import ENDINGS, TABLE_ENDINGS, read_document, read_rows
from tilbakemelding.readers.tables import NumberedRows

__all__ = [
    "ENDINGS",
    "MAX_COMMENTS",
    "MAX_DOCUMENT_BYTES",
    "TABLE_ENDINGS",
    "Document",
    "FoundComment",
    "NumberedRows",
    "Place",
    "TableFacts",
    "read_document",
    "read_rows",
]
