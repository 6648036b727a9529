"""Values of a client's JSON, each of the kind that its place requires."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from azkz_graph.problem import UsageError

LONGEST: Final = 10_000
"""The most characters of a text."""

DEEPEST: Final = 20
"""How deeply arrays and objects may nest; no request of ours needs more than six levels."""


def parse_json(text: str, what: str) -> Any:  # noqa: ANN401
    """Parse a text as JSON; `what` is what an error calls it.

    Raises:
        UsageError: it is not JSON (nor are `NaN` and a number of thousands of digits), or nests too deeply.
    """
    try:
        value = json.loads(text, parse_constant=refuse_constant)
    except RecursionError:
        raise UsageError(describe_depth(what)) from None
    except ValueError:
        raise UsageError(f"{what} is not JSON; send a JSON object") from None
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in list_members(outer)]
    if any(isinstance(each, dict | list) for each in level):
        raise UsageError(describe_depth(what))
    return value


def refuse_constant(constant: str) -> object:
    """Raise ValueError, for JSON has no such number. Source: RFC 8259, section 6."""
    raise ValueError(constant)


def list_members(value: object) -> Iterable[object]:
    """Return what an array or an object holds; nothing if the value is neither."""
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def describe_depth(what: str) -> str:
    """Return the error's words for a value that nests too deeply."""
    return f"{what} nests more than {DEEPEST} levels deep; send a flatter JSON object"


def require_object(value: object, what: str) -> Mapping[str, Any]:
    """Return the value if it is an object.

    Raises:
        UsageError: it is not; `what` names its place.
    """
    if not isinstance(value, dict):
        raise UsageError(f"{what} is not a JSON object; send one")
    return value


def require_array(value: object, what: str, most: int) -> list[Any]:
    """Return the value if it is an array.

    Raises:
        UsageError: it is not, or has more than `most` members.
    """
    if not isinstance(value, list):
        raise UsageError(f"{what} is not a JSON array; send one")
    if len(value) > most:
        raise UsageError(f"{what} has {len(value)} members; send at most {most}")
    return value


def require_string(value: object, what: str) -> str:
    """Return the value if it is a text.

    Raises:
        UsageError: it is not, or is too long.
    """
    if not isinstance(value, str):
        raise UsageError(f"{what} is not a JSON string; send one")
    if len(value) > LONGEST:
        raise UsageError(f"{what} has {len(value)} characters; send at most {LONGEST}")
    return value


def require_count(value: object, what: str) -> int:
    """Return the value if it is a whole number above zero.

    Raises:
        UsageError: it is not.
    """
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole or value < 1:  # type: ignore[operator]
        raise UsageError(f"{what} is not a whole number above zero; send one, or leave it out")
    return int(value)  # type: ignore[call-overload,no-any-return]
