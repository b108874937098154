"""The examples of the interface's page, run against the running service: what they print is what the page says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(sh|python|javascript)\n(.*?)```\n\n```text\n(.*?)```", _PAGE, re.DOTALL)
_TOOLS = {"sh": ("curl", ["bash", "-c"]), "python": (sys.executable, [sys.executable, "-c"])}
_TOOLS["javascript"] = ("node", ["node", "--input-type=module", "--eval"])


@pytest.fixture(scope="module")
def port():
    with subprocess.Popen(
        [sys.executable, "-m", "service", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as service:
        yield service.stdout.readline().split(":")[-1].split("/")[0]
        service.terminate()
        assert service.wait(timeout=60) == 0


def test_every_example_says_what_it_prints():
    assert len(EXAMPLES) == len(re.findall(r"```(?:sh|python|javascript)\n", _PAGE))
    assert {language for language, _, _ in EXAMPLES} == set(_TOOLS)


@pytest.mark.parametrize(("language", "code", "printed"), EXAMPLES, ids=[language for language, _, _ in EXAMPLES])
def test_example_prints_what_the_page_says(port, language, code, printed):
    tool, command = _TOOLS[language]
    if not shutil.which(tool):
        missing = f"{tool} is not installed, so an example of docs/api.md was not run"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    outcome = subprocess.run(
        [*command, code.replace("8000", port)], capture_output=True, text=True, check=False, timeout=60
    )
    assert outcome.stderr == ""
    assert outcome.stdout == printed
