"""Reports → the tables of cards and README."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tilbakemelding.evaluation import COLUMNS
from tilbakemelding.training.blocks import table

_SCOPES = ("all", "nb", "nn")


def results_table(report: Mapping[str, Any]) -> str:
    """Return F1 with its 95 % interval on the test split, both forms side by side."""
    test = report["test"]
    rows = [
        [
            f"**{name}**" if name in {"advice", "points_forward"} else name,
            *(_cell(test[scope][name]) for scope in _SCOPES),
        ]
        for name in COLUMNS
    ]
    rows.insert(5, ["macro-F1 of the core labels", *(_cell(test[scope]["macro_f1_core"]) for scope in _SCOPES)])
    rows.append(["calibration error, core labels", *(f"{test[scope]['ece']['core']:.3f}" for scope in _SCOPES)])
    rows.append(["comments", *(f"{test[scope]['comments']:,}" for scope in _SCOPES)])
    return table(["F1 on the test split [95 % interval]", "all", "bokmål", "nynorsk"], rows)


def changes_table(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return F1 on the development split before and after a training, and what changed."""
    rows = []
    for name in (*COLUMNS, "macro_f1_core"):
        pair = [report["dev"]["all"][name]["f1"] for report in (before, after)]
        if None not in pair:
            rows.append([name, *(f"{value:.3f}" for value in pair), f"{pair[1] - pair[0]:+.3f}"])
    return table([f"F1 on dev: {before['model']} → {after['model']}", "before", "after", "change"], rows)


def precision_recall_table(report: Mapping[str, Any]) -> str:
    """Return precision and recall on the test split, both forms side by side."""
    test = report["test"]
    rows = [
        [name, *(_pair(test[scope][name]) for scope in _SCOPES), str(test["all"][name]["support"])] for name in COLUMNS
    ]
    return table(["precision / recall", "all", "bokmål", "nynorsk", "support"], rows)


def baseline_table(report: Mapping[str, Any]) -> str:
    """Return macro-F1 of the core labels of baselines and model on the test split."""
    named = {**report["baselines"], "this model": report["test"]}
    rows = [
        [name, *(_cell(figures[scope]["macro_f1_core"]) for scope in _SCOPES), _cell(figures["all"]["advice"])]
        for name, figures in named.items()
    ]
    return table(["macro-F1 of the core labels", "all", "bokmål", "nynorsk", "advice, all"], rows)


def robustness_table(report: Mapping[str, Any]) -> str:
    """Return macro-F1 on disturbed test comments, and the drop."""
    rows = [[n, f"{v['macro_f1_core']:.3f}", f"{v['drop']:+.3f}"] for n, v in report["robustness"].items()]
    return table(["the test comments with", "macro-F1 (core)", "drop"], rows)


def curve_table(report: Mapping[str, Any]) -> str:
    """Return the learning curve on dev."""
    rows = [[f"{p['share']:.0%}", f"{p['segments']:,}", f"{p['macro_f1_core']:.3f}"] for p in report["learning_curve"]]
    return table(["share of the training authors", "segments", "macro-F1 (core) on dev"], rows)


def ablation_table(report: Mapping[str, Any]) -> str:
    """Return F1 on dev with feature groups left out."""
    names = ["quality", "advice", "summative", "goal", "involvement", "macro_f1_core"]
    rows = [[name, *(f"{row[n]:.3f}" for n in names)] for name, row in report["ablation"].items()]
    return table(["features (F1 on dev, gold segments)", *names[:-1], "core"], rows)


def groups_table(report: Mapping[str, Any]) -> str:
    """Return macro-F1 on the test split by level, genre and author."""
    rows = [
        [f"{field}: {value}", str(row["comments"]), _cell(row)]
        for field, groups in report["groups"].items()
        for value, row in groups.items()
    ]
    return table(["group", "comments", "macro-F1 (core) [95 % interval]"], rows)


def language_table(report: Mapping[str, Any]) -> str:
    """Return the language pipeline's figures on the test parts, both forms side by side."""
    names = {
        "pos": "parts of speech", "features": "features, whole string", "lemma": "lemma", "sentences": "sentences, F",
        "PER": "names of persons, F", "LOC": "places, F", "ORG": "organisations, F",
    }  # fmt: skip
    columns = ("test nb", "test nn", "dev nb", "dev nn")
    rows = [[shown, *(f"{report[column][key]:.2f}" for column in columns)] for key, shown in names.items()]
    return table(["%", "bokmål test", "nynorsk test", "bokmål dev", "nynorsk dev"], rows)


def _cell(figures: Mapping[str, Any]) -> str:
    if figures["f1"] is None:
        return "–"
    low, high = figures["interval"]
    return f"{figures['f1']:.3f} [{low:.2f}, {high:.2f}]" if low is not None else f"{figures['f1']:.3f}"


def _pair(figures: Mapping[str, Any]) -> str:
    return " / ".join("–" if figures[key] is None else f"{figures[key]:.2f}" for key in ("precision", "recall"))
