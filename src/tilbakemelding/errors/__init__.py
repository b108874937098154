"""Every error of the package.

The tree::

    TilbakemeldingError
    ├── InputError                 what the caller gave can be mended by the caller
    │   ├── BlankText              nothing but white space
    │   ├── TextTooLong            over the limit in characters
    │   ├── InvalidCharacters      lone surrogates (no Unicode text)
    │   ├── WrongType              not a string, or not an object with a text
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
    │   ├── UnknownLabel           none of the scheme's labels
    │   ├── UnknownLanguageModel   the language pipeline named in the settings cannot be loaded or used
    │   ├── UnusableFigure         a number that the statistics cannot use
    │   └── UnusableRelease        pieces or earlier blocks that no release can be planned from
    ├── CorpusError                the annotated corpus breaks its own rules
    ├── ModelError                 the model files are not to be trusted or not to be used
    │   ├── ModelMissing           a file is not there
    │   ├── ModelTampered          a file is not the one that the manifest describes
    │   ├── ModelMalformed         a manifest or model that cannot be read
    │   └── ModelMismatch          trained on another pipeline, scheme or library version
    └── ToolMissing                a program that rebuilding needs is not installed

Each error takes facts, words itself in plain English (what, where, what is allowed, what to do), and has a
stable ``code``. No message ever holds the text of a comment. Each family stands in a module of its own; all are
imported from here.
"""

from tilbakemelding.errors.building import (
    CorpusError,
    ToolMissing,
)
from tilbakemelding.errors.documents import (
    BrokenDocument,
    DocumentError,
    DocumentMismatch,
    DocumentTooLarge,
    EncryptedDocument,
    HostileDocument,
    MacroDocument,
    NoComments,
    TooManyComments,
    UnknownColumn,
    UnknownSheet,
    UnsupportedDocument,
)
from tilbakemelding.errors.inputs import (
    BlankText,
    FileUnreadable,
    InvalidCharacters,
    InvalidCorrection,
    MalformedLine,
    TextTooLong,
    UndecodableFile,
    UnknownLabel,
    UnknownLanguageModel,
    UnusableFigure,
    UnusableRelease,
    WrongType,
)
from tilbakemelding.errors.models import (
    ModelError,
    ModelMalformed,
    ModelMismatch,
    ModelMissing,
    ModelTampered,
)
from tilbakemelding.errors.root import (
    InputError,
    TilbakemeldingError,
)

__all__ = [
    "BlankText",
    "BrokenDocument",
    "CorpusError",
    "DocumentError",
    "DocumentMismatch",
    "DocumentTooLarge",
    "EncryptedDocument",
    "FileUnreadable",
    "HostileDocument",
    "InputError",
    "InvalidCharacters",
    "InvalidCorrection",
    "MacroDocument",
    "MalformedLine",
    "ModelError",
    "ModelMalformed",
    "ModelMismatch",
    "ModelMissing",
    "ModelTampered",
    "NoComments",
    "TextTooLong",
    "TilbakemeldingError",
    "TooManyComments",
    "ToolMissing",
    "UndecodableFile",
    "UnknownColumn",
    "UnknownLabel",
    "UnknownLanguageModel",
    "UnknownSheet",
    "UnsupportedDocument",
    "UnusableFigure",
    "UnusableRelease",
    "WrongType",
]
