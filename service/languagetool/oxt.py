"""The extension that lets LibreOffice ask in Norwegian: packed from ``oxt/``, the same bytes each time.

``python -m service.languagetool.oxt FILE`` writes it; the service packs it in memory and offers it for download.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

SOURCES = Path(__file__).parent / "oxt"
NAME = "tilbakemelding-languagetool.oxt"
MEDIA_TYPE = "application/vnd.openofficeorg.extension"

_NO_DATE = (1980, 1, 1, 0, 0, 0)
_FILE_MODE = 0o100644 << 16
_UNIX = 3


def build_oxt(sources: Path = SOURCES) -> bytes:
    """Return the extension: every file in order, without dates, not compressed, so that it never differs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(sources.rglob("*"), key=lambda path: path.relative_to(sources).as_posix()):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(sources).as_posix(), date_time=_NO_DATE)
                entry.create_system, entry.external_attr = _UNIX, _FILE_MODE
                archive.writestr(entry, path.read_bytes())
    return packed.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build_oxt())
