"""Elements of SVG and HTML, with everything in them escaped."""

from __future__ import annotations

from markupsafe import Markup, escape


def element(name: str, *content: str | Markup, **attributes: str | float) -> Markup:
    """Return an element; ``class_`` is ``class``, ``stroke_width`` is ``stroke-width``, ``viewBox`` stays as it is."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"' for key, value in attributes.items()
    )
    inside = Markup("").join(content)
    return Markup(f"<{name}{given}>{inside}</{name}>")  # noqa: S704 - names are this module's callers', values escaped


def _written(value: str | float) -> str:
    """Return a coordinate to a tenth, without a needless decimal."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
