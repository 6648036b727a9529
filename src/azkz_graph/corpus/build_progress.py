"""Progress of a corpus build: a bar on a terminal, with the rate and the time left."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from azkz_graph.corpus.engine import Tell


class Rate(ProgressColumn):
    """Articles per second."""

    def render(self, task: Task) -> Text:
        """Return the rate, as soon as it is known."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f} articles/s")


@contextmanager
def bars(articles: int, size: int) -> Iterator[Tell]:
    """Yield the function that reports on how many more parts of `size` articles a step is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    shown = sys.stderr.isatty()
    with Progress(
        *columns, console=Console(stderr=True), disable=not shown, speed_estimate_period=60
    ) as progress:
        tasks: dict[str, TaskID] = {}
        done: Counter[str] = Counter()

        def tell(step: str, more: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step, total=articles)
            done[step] += more * size
            # The last part may have fewer.
            progress.update(tasks[step], completed=min(done[step], articles))

        yield tell
