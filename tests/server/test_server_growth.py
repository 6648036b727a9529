"""What clients send is read in a time that grows as its length does, however it is made up."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from growth import assert_linear
from pyoxigraph import Store

from azkz_graph.ask.address_parameters import check_value
from azkz_graph.ask.answers import answer, describe_undeclared
from azkz_graph.problem import UsageError
from azkz_graph.reconcile.answer_language import choose_language
from azkz_graph.reconcile.client_json import parse_json
from azkz_graph.reconcile.extension_value import MOMENT
from azkz_graph.reconcile.foreign_identifiers import make_key
from azkz_graph.routes.negotiation_patterns import LANGUAGE_TAGS
from azkz_graph.server.answering.query_evaluation import count_rows, faulty
from azkz_graph.server.http.content_negotiation import acceptable, choose_offer, language
from azkz_graph.server.http.request import RefusedError, decode_form, decode_path, header_map
from azkz_graph.server.http.response_delivery import Content, choose_coding, condition, select_range
from azkz_graph.server.http.routing import DOCUMENT_TYPES, understood
from azkz_graph.server.workers.reply import Reply
from azkz_graph.sparql.nesting_depth import is_too_deep
from azkz_graph.sparql.other_servers import clause_place, elsewhere
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.sparql.query_keywords import form, keywords

pytestmark = pytest.mark.timing

SMALL: Final = 2000

UNITS: Final = (
    *(
        "a",
        " ",
        "\t",
        "\n",
        "\r",
        "9",
        "-",
        ".",
        ",",
        ";",
        ":",
        "=",
        "/",
        "\\",
        "%",
        "&",
        "+",
        "?",
        "@",
        "#",
        "é",
    ),
    *('"', '\\"', '\\"""\n', '"""', '"\n', "'", "\\'", "\\'''\n", "'''", "'\n", "<", "<a", ">", "<>", "<<("),
    *("(", ")", "[", "]", "{", "}", "{}", "()", "[1,", '{"a":', '"\\ud800",'),
    *(
        "a,",
        "a;",
        "a=",
        "a ",
        " ,",
        ' "',
        '";',
        ';a="',
        ";q=0",
        ";q=1,",
        "a/b,",
        "a/b;q=0,",
        "a/b;a=b;",
        "*,",
        "*/*,",
    ),
    *("en-", "-a", "a-a-a,", "b;q=0,y,", "gzip;q=0.5,", 'W/"a",', '"a" ', "bytes=", "0-1,"),
    *("%41", "%e4", "%00", "/..", "//", "&a=b", "a=%", "query=a&", "queries=&"),
    *(
        "a.",
        "a-",
        "a:",
        "a:b ",
        "a:b.",
        "?a ",
        "@a",
        "#\n",
        "#\r",
        "\\u0022",
        "service:",
        "service ",
        "service\n#",
    ),
    *("VALUES ", "VALUES ?a ", "VALUES ?a {", "VALUES ?a {}", "PREFIX a: <a> ", "FROM <a> ", "SELECT "),
    *("http://", "http://a/", "?a=", "www.", "1992-08-27T00:00:00.", "charset=", ";charset ="),
)
"""What is repeated."""

AROUND: Final = (("", ""), ("", '"'), ('"', "\n"), ("a", "\x01"), ('"""', '"'), ("http://a/", "\n"))
"""What stands before and behind."""

CONTENT: Final = Content(Reply(200, "text/csv", b"a" * 1000))


def accepted(header: str) -> object:
    """The media types that are accepted, not remembered from before."""
    choose_offer.cache_clear()
    return acceptable(header, DOCUMENT_TYPES)


def posed(media_type: str, path: str) -> Callable[[str], object]:
    """What reads a body of that media type."""
    headers = {"content-type": media_type}
    return lambda text: understood(path, "", headers, text.encode("utf-8", "replace"))


READERS: Final[dict[str, Callable[[str], object]]] = {
    "Accept": accepted,
    "Accept-Language": lambda text: language(text, LANGUAGE_TAGS, "en"),
    "Accept-Encoding": lambda text: choose_coding(CONTENT, {"accept-encoding": text}),
    "If-None-Match": lambda text: condition("a", {"if-none-match": text}),
    "If-Match": lambda text: condition("a", {"if-match": text}),
    "Range": lambda text: select_range(CONTENT, text),
    "Content-Type": lambda text: understood("sparql", "", {"content-type": text}, b""),
    "path": lambda text: decode_path(b"/" + text.encode("utf-8", "replace")),
    "parameters": decode_form,
    "a form for /sparql": posed("application/x-www-form-urlencoded", "sparql"),
    "a query for /sparql": posed("application/sparql-query", "sparql"),
    "a form for /reconcile": posed("application/x-www-form-urlencoded", "reconcile"),
    "JSON": lambda text: parse_json(text, "it"),
    "an identifier": make_key,
    "a date": MOMENT.fullmatch,
    "a name": choose_language,
    "a value": lambda text: check_value("it", text[:2000]),
    "the keywords of a query": lambda text: list(keywords(text)),
    "the form of a query": form,
    "what a query asks elsewhere": elsewhere,
    "whether a query asks another server": clause_place,
    "the depth of a query": is_too_deep,
    "the parameters of a query": lambda text: QueryFile(Path("a.rq"), text).parameters,
    "a query": lambda text: answer(Store(), text),
    "an undeclared prefix": describe_undeclared,
    "what is wrong with a query": lambda text: faulty(f"query:1:1: {text}"),
    "rows of JSON": lambda text: count_rows(
        text.encode("utf-8", "replace"), "application/sparql-results+json"
    ),
    "rows of CSV": lambda text: count_rows(text.encode("utf-8", "replace"), "text/csv"),
}
"""What reads something that a client chose, by its name."""


@pytest.mark.parametrize("name", READERS)
def test_a_reader_takes_no_more_than_the_length_asks_for(name: str) -> None:
    read = READERS[name]
    for unit, (before, behind) in product(UNITS, AROUND):

        def make(size: int, unit: str = unit, before: str = before, behind: str = behind) -> str:
            return before + unit * (size // len(unit)) + behind

        try:
            assert_linear(make, read, SMALL, UsageError, RefusedError)
        except AssertionError as error:
            raise AssertionError(f"{name}: {before!r}, {unit!r} repeated, {behind!r}: {error}") from None


@pytest.mark.parametrize("size", [0, 1, 20])
def test_many_headers_of_one_name_are_joined_in_one_go(size: int) -> None:
    assert_linear(lambda count: [(b"accept", b"a" * size)] * count, header_map, 4000)


def test_what_grows_with_the_square_of_its_input_is_found() -> None:
    def count_pairs(values: range) -> int:
        return sum(1 for _ in values for _ in values)

    # So many that the fastest machine takes longer than what counts as too little to be compared.
    with pytest.raises(AssertionError, match="8 times the input takes"):
        assert_linear(range, count_pairs, 500)
