"""`tilbakemelding serve` with the shipped models, as a person at a terminal or a process manager uses it."""

import json
import subprocess
import sys
from http.client import HTTPConnection

import pytest

_SERVE = [sys.executable, "-c", "from tilbakemelding.cli import main; main()", "serve", "--port", "0", "--workers", "2"]


def test_service_answers_and_stops_with_the_command_that_started_it():
    with subprocess.Popen(_SERVE, stdout=subprocess.PIPE, text=True) as command:
        port = int(command.stdout.readline().split(":")[-1].split("/")[0])
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request(
            "POST", "/v1/analyses", json.dumps({"text": "Husk kilder."}), {"Content-Type": "application/json"}
        )
        with connection.getresponse() as answer:
            assert json.load(answer)["points_forward"]["value"] is True
        connection.close()
        command.terminate()
        assert command.wait(timeout=60) == 0
    with pytest.raises(ConnectionRefusedError):
        connection.connect()
