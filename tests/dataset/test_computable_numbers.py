"""Numbers within and beyond those that the engine computes with: what is kept, and what is said of it."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from azkz_graph.dataset.computable_numbers import (
    describe_incomputable,
    find_incomputable,
    has_long_number,
    is_computable,
)
from azkz_graph.vocabulary import TYPE, XSD

WITHIN = (
    ("9223372036854775807", "integer"),
    ("-9223372036854775808", "integer"),
    ("0000000000000000000000007", "integer"),
    ("170141183460469231731.687303715884105727", "decimal"),
    ("0.123456789012345678", "decimal"),
    ("1e400", "double"),
    ("many", "integer"),
    ("99999999999999999999", "string"),
)
BEYOND = (
    ("9223372036854775808", "integer"),
    ("+9223372036854775808", "integer"),
    ("-9223372036854775809", "integer"),
    ("18446744073709551615", "unsignedLong"),
    ("99999999999999999999", "nonNegativeInteger"),
    ("170141183460469231731.687303715884105728", "decimal"),
    ("0.1234567890123456789", "decimal"),
    (".0000000000000000001", "decimal"),
    ("1.0000000000000000001", "decimal"),
)


def literal(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize(("text", "datatype"), WITHIN)
def test_within(text: str, datatype: str) -> None:
    assert is_computable(literal(text, datatype))


@pytest.mark.parametrize(("text", "datatype"), BEYOND)
def test_beyond(text: str, datatype: str) -> None:
    assert not is_computable(literal(text, datatype))
    assert has_long_number(text.encode())


def test_a_store_keeps_and_names_them() -> None:
    store = Store()
    quads = {Quad(TYPE, TYPE, literal(*each)) for each in (*WITHIN, *BEYOND)}
    store.extend(quads)
    assert find_incomputable(store) == sorted(text for text, _ in BEYOND)
    assert {quad for quad in quads if not is_computable(quad.object)} <= set(store)


def test_a_few_are_named_and_the_rest_is_counted() -> None:
    said = describe_incomputable([f"{number}" * 100 for number in range(1, 8)])
    assert said.startswith(f"no query compares, computes or sorts by value {'1' * 60}…, {'2' * 60}…")
    assert f"{'5' * 60}… and 2 more: the engine has integers" in said
