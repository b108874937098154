"""The extension for LibreOffice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from service.languagetool.oxt import MEDIA_TYPE, NAME, SOURCES, build_oxt

ROOT = Path(__file__).parents[3]
MANIFEST = "{http://openoffice.org/2001/manifest}"
LINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture
def packed() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(build_oxt()))


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    for path in sorted(SOURCES.rglob("*"), reverse=True):
        copy = tmp_path / path.relative_to(SOURCES)
        copy.mkdir(parents=True, exist_ok=True) if path.is_dir() else copy.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            copy.write_bytes(path.read_bytes())
    assert build_oxt() == build_oxt(tmp_path)


def test_it_holds_the_sources_and_no_code(packed: zipfile.ZipFile) -> None:
    assert packed.testzip() is None
    assert sorted(packed.namelist()) == [
        "LICENSE.txt",
        "Linguistic.xcu",
        "META-INF/manifest.xml",
        "description.xml",
        "description/en.txt",
        "description/nb.txt",
        "description/nn.txt",
    ]


def test_its_files_are_well_formed(packed: zipfile.ZipFile) -> None:
    for name in packed.namelist():
        if name.endswith((".xml", ".xcu")):
            ET.fromstring(packed.read(name))


def test_its_manifest_names_files_that_are_there(packed: zipfile.ZipFile) -> None:
    manifest = ET.fromstring(packed.read("META-INF/manifest.xml"))
    named = [entry.attrib[f"{MANIFEST}full-path"] for entry in manifest]
    assert named == ["Linguistic.xcu"]
    assert set(named) <= set(packed.namelist())


def test_its_description_names_texts_that_are_there_in_both_forms(packed: zipfile.ZipFile) -> None:
    description = ET.fromstring(packed.read("description.xml"))
    linked = {node.attrib["lang"]: node.attrib[LINK] for node in description.iter() if LINK in node.attrib}
    assert set(linked) == {"nb", "nn", "en"}
    assert set(linked.values()) <= set(packed.namelist())


def test_it_adds_both_forms_and_takes_no_language_away(packed: zipfile.ZipFile) -> None:
    value = ET.fromstring(packed.read("Linguistic.xcu")).find(".//value")
    assert value is not None
    assert value.text is not None
    locales = value.text.split()
    assert {"nb-NO", "nn-NO", "nb", "no", "en-US", "de-DE", "uk-UA"} <= set(locales)
    assert len(locales) == len(set(locales))


def test_its_licence_is_the_projects() -> None:
    assert (SOURCES / "LICENSE.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_it_can_be_downloaded(client: TestClient) -> None:
    answer = client.get(f"/downloads/{NAME}")
    assert answer.content == build_oxt()
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert NAME in answer.headers["Content-Disposition"]


def test_it_is_not_sent_again_to_who_has_it(client: TestClient) -> None:
    etag = client.get(f"/downloads/{NAME}").headers["ETag"]
    assert client.get(f"/downloads/{NAME}", headers={"If-None-Match": etag}).status_code == 304
