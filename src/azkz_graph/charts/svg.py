"""SVG elements, with everything escaped and nothing that changes the direction of text."""

from markupsafe import Markup, escape

from azkz_graph.charts.lettering import neutral

Value = str | float | int | None


def element(name: str, *children: str | Markup, **attributes: Value) -> Markup:
    """Build an element; `_` in an attribute's name stands for `-`, and a trailing one is dropped.

    What is None is left out. Numbers have one decimal, so that output is the same everywhere.

    >>> element("text", "a < b", x=1.25, text_anchor="end", class_="label")
    Markup('<text x="1.2" text-anchor="end" class="label">a &lt; b</text>')
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(decimal(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(child if isinstance(child, Markup) else escape(neutral(child)) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>")


def decimal(value: str | float) -> str:
    """Return the value as an attribute writes it.

    >>> [decimal(value) for value in (3.14159, 2.0, -0.04, "a")]
    ['3.1', '2', '0', 'a']
    """
    if isinstance(value, str):
        return value
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def percent(share: float) -> str:
    """Return a share of the width as a percentage.

    >>> percent(0.12345)
    '12.3%'
    """
    return decimal(share * 100) + "%"
