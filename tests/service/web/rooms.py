"""What a page must be, whoever reads it: no fault that axe-core finds, and nothing that needs sideways scrolling."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def faults(page: Page) -> list[str]:
    """Return what axe-core finds in the page as it stands, and whether it is wider than its window."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "(rules) => axe.run(document, { runOnly: rules }).then(({ violations }) => violations)", RULES
    )
    told = [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
    if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        told.append("wider than the window")
    return told
