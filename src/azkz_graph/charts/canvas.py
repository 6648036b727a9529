"""Canvas: SVG elements placed by the page's direction.

Across, everything is said as a share of the width, counted from where reading begins, so that a picture can be
as wide as the page is and mirrored where the page is; letters keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from azkz_graph.charts.chart_words import Term, Words
from azkz_graph.charts.lettering import direction, isolate, neutral
from azkz_graph.charts.svg import element, percent


@dataclass(frozen=True)
class Canvas:
    """Where a picture is drawn: `id` begins every id in it, `title` says what it shows."""

    id: str
    title: str
    words: Words

    @property
    def mirrored(self) -> bool:
        """Return whether reading begins at the right."""
        return self.words.direction == "rtl"

    def x(self, start: float, width: float = 0.0) -> str:
        """Return the `x` of a box that begins at a share of the width and is that wide."""
        return percent(1 - start - width if self.mirrored else start)

    def away(self, pixels: float) -> float:
        """Return that many pixels in the direction of reading."""
        return -pixels if self.mirrored else pixels

    def letters(
        self,
        text: str,
        x: float | str,
        y: float,
        *more: Markup,
        side: str = "start",
        class_: str = "chart-label",
        language: str | None = None,
        dx: float | None = None,
    ) -> Markup:
        """Draw a text that begins, has its middle or ends at `x` in the page's direction.

        `more` goes inside it.
        """
        turned = direction(text) or self.words.direction
        ends = {"start": "end", "end": "start", "middle": "middle"}
        return element(
            "text",
            text,
            *more,
            class_=class_,
            x=self.x(x) if isinstance(x, float) else x,
            y=y,
            dx=None if dx is None else self.away(dx),
            text_anchor=side if turned == self.words.direction else ends[side],
            direction=turned,
            lang=language,
        )

    def mark(self, name: str, href: str | None, *drawn: Markup, class_: str = "chart-mark") -> Markup:
        """Wrap what stands for one thing: in a link if the thing has a page, with its whole name."""
        title = element("title", name)
        if href is None:
            return element("g", title, *drawn, class_=class_)
        return element("a", title, *drawn, href=href, class_=class_, aria_label=neutral(name))

    def name(self, terms: Sequence[Term]) -> str:
        """Return what the terms are called, one after the other."""
        return " · ".join(isolate(self.words.label(term)) for term in terms)

    def language(self, terms: Sequence[Term]) -> str | None:
        """Return the language of the terms' names, if it is not the page's."""
        languages = {self.words.name(term)[1] for term in terms} - {None}
        return languages.pop() if len(languages) == 1 and self.words.language not in languages else None

    def picture(
        self,
        description: str,
        *drawn: Markup,
        height: float,
        width: float | None = None,
        view: bool = False,
        id: str | None = None,
        title: str | None = None,
    ) -> Markup:
        """Return the whole picture, with a title and a description.

        It is as wide as there is room, unless it has a width in pixels; `view` lets it be scaled.
        """
        id = id or self.id
        return element(
            "svg",
            element("title", title or self.title, id=f"{id}-title"),
            element("desc", description, id=f"{id}-desc"),
            *drawn,
            xmlns="http://www.w3.org/2000/svg",
            class_="chart-picture",
            role="group",
            aria_labelledby=f"{id}-title",
            aria_describedby=f"{id}-desc",
            direction=self.words.direction,
            width="100%" if view or width is None else width,
            height=None if view else height,
            viewBox=f"0 0 {width:.0f} {height:.0f}" if view and width is not None else None,
        )

    def rest(self, left: int) -> Markup:
        """Say how many more are in the table."""
        if left <= 0:
            return Markup("")
        return element(
            "p", self.words.t("chart-rest", n=self.words.number(Decimal(left))), class_="chart-note"
        )

    def scroll(self, picture: Markup, class_: str = "chart-scroll") -> Markup:
        """Put the picture into a frame that scrolls, by keys too, if the page is narrower."""
        return element(
            "div", picture, class_=class_, tabindex=0, role="group", aria_labelledby=f"{self.id}-title"
        )
