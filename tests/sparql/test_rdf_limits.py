"""What would end a parser is found, what only looks like it is not, and neither takes long."""

import io

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from azkz_graph.sparql import rdf_limits
from azkz_graph.sparql.nesting_depth import MOST
from azkz_graph.sparql.rdf_limits import LINKED, LONG_IRI, STEP, Excess, ExcessError, excess, harmless_pieces

TURTLE = RdfFormat.TURTLE
MANY = b"() " * (MOST + 1)
"""So many pairs that the text is read at all."""


@pytest.mark.parametrize("opener", [b"( ", b"[ <a:b> ", b"{| <a:b> ", b"<< ", b"<<( ", b"<a:a> { "])
@pytest.mark.parametrize("format", [TURTLE, RdfFormat.TRIG])
def test_all_that_opens_nests_so_deeply_and_no_deeper(opener: bytes, format: RdfFormat) -> None:
    begin = b"\n" + MANY
    assert excess(begin + opener * MOST, format) is None
    found = excess(begin + opener * (MOST + 1), format)
    assert found == Excess("triple terms or brackets nest more than 500 deep", 2)


@pytest.mark.parametrize(
    "hiding",
    [
        b"# %b\n",
        b"<a:%b> ",
        b"<a:\\u0041'%b> <a:'> ",
        b"'%b' ",
        b'"\\"%b" ',
        b"''''\n%b''' ",
        b'"""\\"""\n%b"""',
        b'"""a""\n%b"""',
    ],
)
def test_what_is_in_strings_and_the_like_does_not_count_and_hides_nothing(hiding: bytes) -> None:
    opened = b"(" * (MOST + 1)
    assert excess(MANY + hiding % opened, TURTLE) is None
    assert excess(MANY + hiding % b"x" + opened, TURTLE) is not None


@pytest.mark.parametrize("name", [b"a:b\\' ", b"a:b\\# "])
def test_an_escape_in_a_name_begins_nothing(name: bytes) -> None:
    assert excess(MANY + name + b"(" * (MOST + 1) + b"'", TURTLE) is not None


def test_what_is_closed_does_not_count() -> None:
    pair = b"<< <a:a> <a:b> <<( <a:a> <a:b> <a:c> )>> >> <a:b> ( [] ) {| |} . "
    assert excess(pair * MOST * 2, TURTLE) is None


def test_a_list_that_is_long_and_flat_is_read() -> None:
    data = b"<a:a> <a:b> ( " + b"[ <a:b> () ] " * 1000 + b") ."
    assert excess(data, TURTLE) is None
    assert len(list(parse(data, format=TURTLE))) == 3001


NESTING = [b"(" * 300, b")" * 200, b"<<(" * 200, b" )>>" * 100, b"# ((\n", b"\n", b"a"]
TOKENS = [*NESTING, b"'" * 3, b'"' * 3, b"\\", b"<a:b>", b"'"]


@given(st.lists(st.sampled_from(TOKENS), max_size=30), st.integers(1, 900))
def test_pieces_are_judged_as_the_whole_is(tokens: list[bytes], size: int) -> None:
    data = MANY + b"\n" + b"".join(tokens)
    found, read = excess(data, TURTLE), io.BytesIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rdf_limits, "PIECE", size)
        pieces = harmless_pieces(io.BytesIO(data), TURTLE)
        if found is None:
            assert b"".join(pieces) == data
            return
        with pytest.raises(ExcessError) as caught:
            read.writelines(pieces)
    assert caught.value.excess == found
    assert data.startswith(read.getvalue())


@pytest.mark.parametrize("format", [RdfFormat.N_TRIPLES, RdfFormat.N_QUADS])
def test_lines_are_judged_without_their_brackets(format: RdfFormat) -> None:
    lines = b'<a:a> <a:b> <<( <a:a> <a:b> "((((" )>> .\n' * 50_000
    assert b"".join(harmless_pieces(io.BytesIO(lines), format)) == lines
    with pytest.raises(ExcessError) as caught:
        list(harmless_pieces(io.BytesIO(lines + b"<a:a> <a:b> " + b"<<( " * 501), format))
    assert caught.value.excess.line == 50_001


def test_a_string_of_many_lines_is_not_read_too_often() -> None:
    def judge(data: bytes) -> object:
        return sum(map(len, harmless_pieces(io.BytesIO(data), TURTLE)))

    assert_linear(lambda size: b"<a:a> <a:b> " + b'"' * 3 + b"long\n" * size, judge, 200_000)


def context(terms: list[str]) -> bytes:
    """A document with a context."""
    return f'{{"@context": {{{", ".join(terms)}}}}}'.encode()


def chain(pattern: str, length: int) -> list[str]:
    """Terms of which each but the last names the next."""
    return [pattern.format(number, number + 1) for number in range(length - 1)] + [f'"t{length - 1}": "a:b"']


@pytest.mark.parametrize(
    "pattern", ['"t{}": {{"@id": "t{}:x"}}', '"t{}": "t{}"', '"t{}": {{"@type": "t{}:x", "a": {{}}}}']
)
def test_a_context_has_no_long_chain(pattern: str) -> None:
    broken = context(chain(pattern, LINKED + 3))
    assert excess(context(chain(pattern, LINKED + 2)), RdfFormat.JSON_LD) is None
    assert excess(broken, RdfFormat.JSON_LD) is not None
    # The parser comes to the context before it comes to what is broken behind it.
    assert excess(broken[:-1] + b', "a": "\xff', RdfFormat.JSON_LD) is not None


def test_a_context_may_have_many_terms() -> None:
    many = [f'"T{number}": {{"@id": "s:T{number}", "@type": "@id"}}' for number in range(5000)]
    assert excess(context(['"s": "https://schema.org/"', *many]), RdfFormat.JSON_LD) is None


def test_objects_in_objects_have_an_end() -> None:
    assert excess(b'{"a": ' * 100_000, RdfFormat.JSON_LD) == Excess("its objects nest too deep", 1)


@pytest.mark.parametrize(
    "text",
    ["()", "(", "'", '"', '"""a', "'''", "<", "<a", "#", "\\", '"\\', "<<", "<<(", ">>", ")>", '"""a" '],
)
def test_turtle_is_judged_in_linear_time(text: str) -> None:
    assert_linear(lambda size: MANY + text.encode() * size, lambda data: excess(data, TURTLE), 10_000)


def test_the_patterns_find_what_they_seek() -> None:
    assert STEP.match(b"(") is not None
    assert LONG_IRI.search(b"<a>") is None


@pytest.mark.parametrize("pattern", ['"t{}": {{"@id": "t{}:x"}}', '"T{}": "t0:{}"'])
def test_contexts_are_judged_in_linear_time(pattern: str) -> None:
    def made(size: int) -> bytes:
        return context(chain(pattern, size))

    assert_linear(made, lambda data: excess(data, RdfFormat.JSON_LD), 3000)
