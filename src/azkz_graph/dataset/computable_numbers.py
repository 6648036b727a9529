"""Numbers that the engine of queries computes with; it keeps all others as they are, and compares them with nothing."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, Store

from azkz_graph.vocabulary import XSD

DATATYPES: Final = frozenset(
    XSD + name
    for name in (
        *("decimal", "integer", "nonPositiveInteger", "negativeInteger", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
        "positiveInteger",
    )
)
"""The datatypes whose numbers may have any number of digits, and what is derived from them."""

NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")

DIGITS: Final = 19
"""What is beyond the engine has as many digits, or more, before and behind the point together."""

LIMITS: Final = "integers from -2^63 to 2^63-1, and decimals of 20 digits before the point and 18 after it"
"""What it computes with. Source: https://docs.rs/oxsdatatypes, Integer and Decimal."""

NAMED: Final = 5
SHOWN: Final = 60
"""How many numbers a message names, and how many characters of each."""

ZEROS: Final = bytes(ord("0") if chr(byte).isdecimal() else byte for byte in range(256))

FIND: Final = (
    "SELECT DISTINCT ?number { ?s ?p ?number FILTER(isLiteral(?number) && !isNumeric(?number) && "
    f"DATATYPE(?number) IN ({', '.join(f'<{name}>' for name in sorted(DATATYPES))})) }}"
)


@lru_cache(1 << 12)
def is_computable(literal: Literal) -> bool:
    """Return whether the engine computes with the literal if it is a number; it may be any literal.

    >>> integer = Literal(1).datatype
    >>> [is_computable(Literal(text, datatype=integer)) for text in ("9" * 18, "9" * 19, "many")]
    [True, False, True]
    """
    if literal.datatype.value not in DATATYPES or not has_long_number(literal.value.encode()):
        return True
    if not NUMBER.fullmatch(literal.value):
        return True
    return bool(Store().query(f"ASK {{ FILTER(isNumeric({literal})) }}"))


def has_long_number(content: bytes) -> bool:
    """Return whether a text holds as many digits as a number has that is beyond the engine.

    A point may stand among them.
    """
    return b"0" * DIGITS in content.translate(ZEROS, delete=b".")


def find_incomputable(store: Store) -> list[str]:
    """Return the numbers in a store that its queries do not compute with, by their digits."""
    found = {row["number"].value for row in store.query(FIND)}  # type: ignore[union-attr]
    return sorted(text for text in found if NUMBER.fullmatch(text))


def describe_incomputable(numbers: Sequence[str]) -> str:
    """Say what the engine does not do with the numbers, some of which are named.

    >>> describe_incomputable(["9223372036854775808"])[:68]
    'no query compares, computes or sorts by value 9223372036854775808: t'
    """
    named = ", ".join(text if len(text) <= SHOWN else f"{text[:SHOWN]}…" for text in numbers[:NAMED])
    rest = f" and {len(numbers) - NAMED} more" if len(numbers) > NAMED else ""
    return f"no query compares, computes or sorts by value {named}{rest}: the engine has {LIMITS}"
