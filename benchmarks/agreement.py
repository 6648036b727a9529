"""Agreement of servers: which of them answer differently from ours."""

import json
from collections.abc import Sequence

from asked import ROWS, Asked
from servers import OURS, Running


def rows_of(content: bytes) -> list[list[tuple[str, str, str]]]:
    """The rows of an answer in SPARQL JSON, sorted, without datatypes, which engines may narrow.

    >>> rows_of(b'{"results": {"bindings": [{"b": {"type": "literal", "value": "x", "xml:lang": "en"}}]}}')
    [[('b', 'x', 'en')]]
    """
    bindings = json.loads(content)["results"]["bindings"]
    return sorted(
        sorted((name, term["value"], term.get("xml:lang", "").lower()) for name, term in row.items())
        for row in bindings
    )


def differing(servers: Sequence[Running], asked: Sequence[Asked]) -> set[tuple[str, str]]:
    """The rows, each with a server, that it answers differently from ours.

    Raises:
        RuntimeError: ours answers by another status or media type than it should, or with nothing.
    """
    found = set()
    for each in asked:
        told: dict[str, list[object]] = {}
        for server in servers:
            paths = [filled(path) for path in each.paths_at(server.kind)]
            told[server.kind.name] = [outcome(server, path, each) for path in paths]
        if not all(told[OURS]):
            raise RuntimeError(f"{each.name}: the answers are not what they should be")
        found |= {(each.name, name) for name, answers in told.items() if answers and answers != told[OURS]}
    return found


def filled(path: str) -> str:
    """The path with numbers in it, as the load has them."""
    return path.replace("UNIQUE", "1").replace("ONEYEAR", "1001").replace("OTHERYEAR", "1002")


def outcome(server: Running, path: str, asked: Asked) -> object:
    """What is to be the same everywhere: the rows, or that there is a document; None if it is no answer."""
    status, type, content = server.get(path, asked.accept)
    if status != asked.status or (status == 200 and type != asked.accept):
        return None
    return rows_of(content) if asked.accept == ROWS else True
