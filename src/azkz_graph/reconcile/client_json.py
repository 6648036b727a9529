"""What a client sent as JSON in; the same, as what is expected in each place, out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from azkz_graph.problem import UsageError

LONGEST: Final = 10_000
"""The most characters of a text."""

DEEPEST: Final = 20
"""How deeply arrays and objects may nest; no request of ours needs more than six levels."""


def parsed(text: str, what: str) -> Any:  # noqa: ANN401
    """The value that the text is as JSON.

    Raises:
        UsageError: it is none (`NaN` is none, nor is a number with thousands of digits), or nests too deeply.
    """
    try:
        value = json.loads(text, parse_constant=refused)
    except RecursionError:
        raise UsageError(too_deep(what)) from None
    except ValueError:
        raise UsageError(f"{what} is no JSON; send a JSON object") from None
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in members(outer)]
    if any(isinstance(each, dict | list) for each in level):
        raise UsageError(too_deep(what))
    return value


def refused(constant: str) -> object:
    """No value, for JSON has no such number. Source: RFC 8259, section 6."""
    raise ValueError(constant)


def members(value: object) -> Iterable[object]:
    """What an array or an object holds; nothing if the value is neither."""
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def too_deep(what: str) -> str:
    """That a value nests too deeply."""
    return f"{what} nests more than {DEEPEST} levels deep; send a flatter JSON object"


def mapping(value: object, what: str) -> Mapping[str, Any]:
    """The object.

    Raises:
        UsageError: it is none; `what` names the place and how to fill it.
    """
    if not isinstance(value, dict):
        raise UsageError(f"{what} is no JSON object; send one")
    return value


def sequence(value: object, what: str, most: int) -> list[Any]:
    """The array.

    Raises:
        UsageError: it is none, or has more than `most` members.
    """
    if not isinstance(value, list):
        raise UsageError(f"{what} is no JSON array; send one")
    if len(value) > most:
        raise UsageError(f"{what} has {len(value)} members; send at most {most}")
    return value


def string(value: object, what: str) -> str:
    """The text.

    Raises:
        UsageError: it is none, or too long.
    """
    if not isinstance(value, str):
        raise UsageError(f"{what} is no JSON string; send one")
    if len(value) > LONGEST:
        raise UsageError(f"{what} has {len(value)} characters; send at most {LONGEST}")
    return value


def count(value: object, what: str) -> int:
    """The whole number above zero.

    Raises:
        UsageError: it is none.
    """
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole or value < 1:  # type: ignore[operator]
        raise UsageError(f"{what} is no whole number above zero; send one, or leave it out")
    return int(value)  # type: ignore[call-overload,no-any-return]
