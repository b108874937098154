"""The service as a teacher runs it, with the released models, and LibreOffice beside it, both as programs."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
DRIVER = Path(__file__).with_name("office_driver.py")
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"><prop oor:name="BaseURL"
 oor:op="fuse"><value>{base}</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"><prop oor:name="IsEnabled"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def missing(what: str) -> None:
    """Skip where something is not installed, but never in continuous integration."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Run the service on a free port and return its address."""
    command = [sys.executable, "-m", "service", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        line = service.stdout.readline()
        assert "listens on" in line
        yield line.split("listens on ")[1].split()[0].rstrip("/")
        service.terminate()
        _, errors = service.communicate(timeout=20)
        assert errors == "", errors


@pytest.fixture(scope="session")
def office(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Start LibreOffice with the service as its LanguageTool server; the value drives it."""
    program = shutil.which("soffice")
    if (
        program is None
        or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode
    ):
        missing("LibreOffice with python3-uno")
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(base=f"{address}/v2"), "utf-8")
    port = _free_port()
    command = [
        str(program),
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile.as_uri()}",
        f"--accept=socket,host=127.0.0.1,port={port};urp;",
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def drive(*arguments: str, given: object = None) -> Any:
        done = subprocess.run(
            [SYSTEM_PYTHON, str(DRIVER), str(port), *arguments],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    yield drive
    os.killpg(running.pid, 15)
    running.wait(timeout=30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
