"""Progress bars on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(title: str, total: int, *, in_bytes: bool = True) -> Iterator[Callable[[int], None]]:
    """Yield the function that reports how many of `total` bytes, or things, are done.

    It draws only on a terminal.
    """
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    title_column = TextColumn("{task.description}", markup=False)
    amount = DownloadColumn() if in_bytes else MofNCompleteColumn()
    columns = (title_column, BarColumn(), amount, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(title, total=total)
        yield lambda done: shown.update(task, completed=done)
