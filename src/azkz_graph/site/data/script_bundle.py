"""Bundle of scripts that the build of the package made, if there is one."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from azkz_graph.charts.chart_words import Outlines

FOLDER: Final = Path(__file__).parents[1] / "bundle"
SCRIPTS: Final = ("page.js", "search.js", "ask.js", "question.js", "reading.js", "engine.js")
OUTLINES: Final = "outlines.json"


def is_bundled() -> bool:
    """Return whether the scripts were bundled when the package was built."""
    return all((FOLDER / name).is_file() for name in SCRIPTS)


def list_bundled_files() -> Iterator[tuple[PurePosixPath, Path]]:
    """Yield the files of the bundle that the site carries, by their path in it."""
    for path in sorted(FOLDER.rglob("*")) if is_bundled() else ():
        if path.is_file() and path.name != OUTLINES and not path.name.startswith("."):
            yield PurePosixPath("assets", path.relative_to(FOLDER).as_posix()), path


@cache
def outlines() -> Outlines | None:
    """Return the outlines of countries, if the bundle has them."""
    path = FOLDER / OUTLINES
    return json.loads(path.read_bytes()) if path.is_file() else None
