"""What clients send is of the expected form, or refused in a sentence."""

from collections.abc import Callable

import pytest

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.client_json import require_array, require_count, require_object, require_string


def test_what_is_expected_is_taken() -> None:
    assert require_object({"a": 1}, "it") == {"a": 1}
    assert require_array([1, 2], "it", 2) == [1, 2]
    assert require_string("x" * 10_000, "it") == "x" * 10_000
    assert [require_count(value, "it") for value in (1, 7.0)] == [1, 7]


@pytest.mark.parametrize("value", [None, 1, "x", [], True])
def test_no_object(value: object) -> None:
    with pytest.raises(UsageError, match="it is not a JSON object; send one"):
        require_object(value, "it")


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        (lambda: require_array({}, "it", 2), "it is not a JSON array"),
        (lambda: require_array([1, 2, 3], "it", 2), "it has 3 members; send at most 2"),
        (lambda: require_string(1, "it"), "it is not a JSON string"),
        (lambda: require_string("x" * 10_001, "it"), "it has 10001 characters; send at most 10000"),
    ],
)
def test_other_forms(read: Callable[[], object], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read()


@pytest.mark.parametrize("value", [0, -1, 1.5, True, "1", None, float("nan"), float("inf"), [1]])
def test_no_count(value: object) -> None:
    with pytest.raises(UsageError, match="it is not a whole number above zero"):
        require_count(value, "it")
