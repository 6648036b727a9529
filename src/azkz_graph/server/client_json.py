"""What a client sent as JSON, parsed, in; the same as what is expected in that place out."""

from collections.abc import Mapping
from typing import Any, Final

from azkz_graph.problem import UsageError

LONGEST: Final = 10_000
"""The most characters of a text."""


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
