"""Parameters of a saved query, read from a request's address."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.near_names import near_names

MOST_VALUES: Final = 100
"""How many values one parameter may have, repeated and empty ones counted."""

LONGEST_VALUE: Final = 2_000
"""How many characters one value may have."""

CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no value holds: control characters, and halves of characters, which no UTF-8 text has."""

LONGEST_NAME: Final = 40
"""How much of an unknown name an error repeats."""


def read_parameters(query: QueryFile, pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values of each parameter, each once; `pairs` are decoded parameters of an address, in order.

    An empty value is left out: a form sends one for each field that nobody filled in. The values are for
    `azkz_graph.ask.parameters.bind_parameters`, with the empty mark.

    Raises:
        UsageError: the query has no such parameter, or a value is too long, one too many, or no text.
    """
    known = query.parameters
    given: dict[str, dict[str, None]] = {}
    counts: Counter[str] = Counter()
    for name, text in pairs:
        if name not in known:
            raise UsageError(unknown(query, name))
        counts[name] += 1
        if counts[name] > MOST_VALUES:
            raise UsageError(f"{name}: there are more than {MOST_VALUES} values; ask in several requests")
        if text:
            given.setdefault(name, {})[check_value(name, text)] = None
    return {name: list(values) for name, values in given.items()}


def check_value(name: str, text: str) -> str:
    """Return the value of a parameter, if it is a text of permitted length."""
    if len(text) > LONGEST_VALUE:
        raise UsageError(
            f"{name}: a value has more than {LONGEST_VALUE:,} characters; give a name, an identifier or a number"
        )
    if match := CONTROLS.search(text):
        raise UsageError(f"{name}: a value has the control character {match[0]!r}; leave it out")
    return text


def unknown(query: QueryFile, name: str) -> str:
    """Say that the query has no parameter of that name, and which it has.

    >>> from pathlib import Path
    >>> unknown(QueryFile(Path("states.rq"), "ASK { VALUES ?state { UNDEF } }"), "stat")
    "the query states has no parameter 'stat'; close to it: state"
    """
    shown = repr(name[:LONGEST_NAME])
    known = list(query.parameters)
    if not known:
        return f"the query {query.name} has no parameters; leave {shown} out"
    near = near_names(name[:LONGEST_NAME], known)
    advice = f"{'close to it' if near else 'it has'}: {', '.join(near or known)}"
    return f"the query {query.name} has no parameter {shown}; {advice}"
