"""Published data sets, as rows of categories with a coder a column."""

from __future__ import annotations

# Fleiss 1971, table 1: thirty patients, six psychiatrists, five diagnoses, as counts of each diagnosis.
PSYCHIATRISTS = [
    [value for value, times in enumerate(map(int, counts), start=1) for _ in range(times)]
    for counts in (
        "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
        "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
    ).split()
]

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C: four observers, twelve units, a "." where
# an observer gave no value.
OBSERVERS = [
    [None if value == "." else int(value) for value in unit]
    for unit in "11.1 2232 3333 3333 2222 1234 4444 1112 2222 .555 ..11 .3..".split()
]
