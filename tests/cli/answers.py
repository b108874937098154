"""What the command line wrote, and what it is to be compared with."""

from __future__ import annotations

import json


def as_dict(analyser, text):
    """Return an analysis as it comes out of JSON."""
    return json.loads(json.dumps(analyser.analyse(text).to_dict()))


def objects(result):
    """Return the objects of an answer in JSON Lines."""
    return [json.loads(line) for line in result.stdout_bytes.split(b"\n") if line]
