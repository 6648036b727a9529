"""Inputs for what is fuzzed: pieces that a format is made of in any order, and real inputs with pieces put in."""

from collections.abc import Sequence

from hypothesis import strategies as st

NASTY = (
    "\x00",
    "\ufeff",
    "\u202e",
    "\u0301",
    "\U0001f600",
    "\r\n",
    "\n",
    " ",
    "\t",
    "%2e%2e%2f",
    "../",
    "/",
    "\\",
    '"',
    "'",
    "<",
    ">",
    "&",
    "#",
    "9" * 5_000,
    "a" * 300,
    "1E300000000",
    "-0",
    "NaN",
)
"""Pieces that any format may stumble over."""


def texts(pieces: Sequence[str], seeds: Sequence[str] = ()) -> st.SearchStrategy[str]:
    """Texts of the pieces, of nasty ones and of any characters; some repeat a piece, some are changed seeds."""
    piece = st.one_of(
        st.sampled_from(pieces),
        st.sampled_from(NASTY),
        st.text(max_size=8),
        st.builds(lambda part, times: part * times, st.sampled_from(pieces), st.sampled_from([2, 60, 1_200])),
    )
    joined = st.lists(piece, max_size=12).map("".join)
    if not seeds:
        return joined
    return st.one_of(
        joined, st.builds(changed, st.sampled_from(seeds), piece, st.floats(0, 1), st.floats(0, 0.3))
    )


def changed(seed: str, piece: str, place: float, size: float) -> str:
    """The seed with a piece in place of a part of it."""
    start = int(place * len(seed))
    return seed[:start] + piece + seed[start + int(size * len(seed)) :]


def encoded(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """The same as bytes, some of which are no UTF-8."""
    return st.one_of(
        strategy.map(lambda text: text.encode("utf-8", "surrogatepass")),
        strategy.map(lambda text: text.encode("utf-16", "surrogatepass")),
        st.builds(
            lambda text, junk, place: changed_bytes(text.encode("utf-8", "surrogatepass"), junk, place),
            strategy,
            st.binary(min_size=1, max_size=6),
            st.floats(0, 1),
        ),
    )


def changed_bytes(data: bytes, junk: bytes, place: float) -> bytes:
    """The data with junk in them."""
    start = int(place * len(data))
    return data[:start] + junk + data[start:]


def json_values(names: Sequence[str], words: Sequence[str]) -> st.SearchStrategy[object]:
    """Values of JSON whose objects have some of the names."""
    word = st.one_of(st.sampled_from(words), st.sampled_from(NASTY), st.text(max_size=8))
    leaf = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.sampled_from([10**4000, -1, 0, 1e308, float("inf"), float("nan")]),
        st.floats(),
        word,
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.one_of(st.sampled_from(names), word), inner, max_size=5),
        ),
        max_leaves=20,
    )
