"""Opens the zip archives that office documents are, with guards.

Only the parts asked for are unpacked, never to disk. An archive is refused before anything is unpacked where its own
directory shows that it is encrypted, carries macros or names a part twice; a part where it is too large or packed
too tightly. Parts that are not read (pictures) are not judged, since they are never unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from lxml import etree

from tilbakemelding.errors import BrokenDocument, EncryptedDocument, HostileDocument, MacroDocument

MAX_PARTS = 10_000
"""Source: a document of a thousand pictures has some 2,000 parts."""
MAX_PART_BYTES = 32_000_000
"""Of one part, unpacked. Source: 20,000 comments of 200 words with Word's markup."""
MAX_RATIO = 200
"""Unpacked by packed, for parts over `_SMALL`. Source: office documents lie between 5 and 60; deflate ends at 1,032."""
_SMALL = 1_000_000
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("basic/", "scripts/")


class Target(Protocol):
    """What the parser tells of a part; tags and attributes are in Clark notation."""

    def start(self, tag: str, attributes: Any) -> None:
        """Take an element's beginning."""
        ...

    def end(self, tag: str) -> None:
        """Take an element's end."""
        ...

    def data(self, text: str) -> None:
        """Take text."""
        ...


class Package:
    """An archive whose directory was checked."""

    def __init__(self, data: bytes, *, without_macros: str) -> None:
        """Check the directory; ``without_macros`` is the ending that a document with macros should be saved under.

        Raises
        ------
        BrokenDocument, EncryptedDocument, MacroDocument, HostileDocument
            It is not opened.

        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise BrokenDocument(reason="its archive cannot be opened") from error
        infos = self._archive.infolist()
        if len(infos) > MAX_PARTS:
            raise HostileDocument(reason=f"its archive has more than {MAX_PARTS} parts")
        self.parts = {info.filename: info for info in infos}
        if len(self.parts) != len(infos):
            raise HostileDocument(reason="its archive holds two parts of the same name")
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise EncryptedDocument
        names = [name.lower() for name in self.parts]
        if any(name.endswith(_MACROS) or name.startswith(_MACRO_FOLDERS) for name in names):
            raise MacroDocument(allowed=without_macros)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name in self.parts

    def read(self, name: str) -> bytes:
        """Return a part, unpacked.

        Raises
        ------
        HostileDocument, BrokenDocument
            It is too large or too tightly packed, or missing or damaged.

        """
        return b"".join(self._chunks(name))

    def parse(self, name: str, target: Target) -> None:
        """Tell a part's elements and text to ``target``; nothing but what the target keeps is kept.

        Raises
        ------
        HostileDocument, BrokenDocument
            It declares a document type, is too large or too tightly packed, or is missing, damaged or no XML.

        """
        parse_xml(self._chunks(name), target)

    def _chunks(self, name: str) -> Iterator[bytes]:
        info = self.parts.get(name)
        if info is None:
            raise BrokenDocument(reason="a part of it is missing")
        _check(info)
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as error:
            raise BrokenDocument(reason="a part of it cannot be unpacked") from error


def parse_xml(chunks: Iterator[bytes], target: Target) -> None:
    """Tell elements and text to ``target``; entities, document types and addresses are never followed.

    Raises
    ------
    HostileDocument, BrokenDocument
        There is a document type, or it is no XML.

    """
    parser = etree.XMLParser(
        target=_Guard(target), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise BrokenDocument(reason="a part of it is not well-formed XML") from error


class _Guard:
    """Stands before a target and refuses document types, through which entities would come."""

    def __init__(self, target: Target) -> None:
        self.start: Callable[[str, Any], None] = target.start
        self.end: Callable[[str], None] = target.end
        self.data: Callable[[str], None] = target.data

    def doctype(self, *_: object) -> None:
        raise HostileDocument(reason="it declares a document type, which office documents never do")

    def close(self) -> None:
        """Be asked for a result by the parser; there is none."""


def _check(info: zipfile.ZipInfo) -> None:
    if info.compress_type not in _METHODS:
        raise BrokenDocument(reason="a part of it is packed in a way that office programs do not use")
    if info.file_size > MAX_PART_BYTES:
        raise HostileDocument(reason=f"a part of it unpacks to more than {MAX_PART_BYTES} bytes")
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise HostileDocument(reason=f"a part of it is packed more than {MAX_RATIO} to one")
