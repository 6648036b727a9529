"""Extras that bring what a command needs beside the program's own packages."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Final

from azkz_graph.problem import UsageError, lack

EXTRAS: Final[Mapping[str, str]] = {
    "check-deref": "load",
    "corpus": "corpus",
    "diff": "load",
    "load": "load",
    "mcp": "mcp",
    "query": "load",
    "serve": "serve",
    "site": "site",
    "verify": "load",
}
"""The extra of each command that needs one; `query` needs it for an endpoint, `diff` and `verify` for a URL."""

SERVER: Final = (
    "babel",
    "brotli",
    "cachetools",
    "httptools",
    "jinja2",
    "markupsafe",
    "prometheus_client",
    "pyarrow",
    "pygments",
    "rapidfuzz",
    "uvicorn",
    "uvloop",
)
"""The packages of the extra `serve`, as they are imported."""

PACKAGES: Final = {*SERVER, "duckdb", "mcp", "pyspark", "starlette", "urllib3"}
"""The packages that any extra brings."""


def need(*packages: str) -> None:
    """Find the packages before processes are forked that need them.

    Raises:
        ModuleNotFoundError: one is not installed.
    """
    for package in packages:
        if find_spec(package) is None:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)


def find_missing_extra(error: ModuleNotFoundError, words: Sequence[str]) -> UsageError | None:
    """Return what to install for the command in `words`; None if what is missing is no package of an extra."""
    package = (error.name or "").partition(".")[0]
    command = next((word for word in words if word in EXTRAS), None)
    if package not in PACKAGES or command is None:
        return None
    return lack(f"azkz {command}", package, EXTRAS[command])
