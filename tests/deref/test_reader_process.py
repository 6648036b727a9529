"""Documents of unknown hosts harm neither the process that reads them nor the one that asks for them."""

from collections.abc import Iterator

import pytest
from growth import assert_linear

from azkz_graph.deref.document_faults import Fault, fault
from azkz_graph.deref.reader_process import CRASHED, MEND, Reader

IRI = "https://w3id.org/azkz/id/baku"
QUERY = "https://w3id.org/azkz/query/towns"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    found = Reader(60, 512 * 1024 * 1024)
    yield found
    found.close()


@pytest.mark.large
def test_a_document_that_takes_too_much_memory_is_a_fault(reader: Reader) -> None:
    # Each empty list of three bytes takes 64 here.
    body = b"[" + b"[]," * (8 * 1024 * 1024) + b"[]]"
    assert reader.fault(body, QUERY, "json", "", QUERY) == Fault(CRASHED, MEND)
    answer = b'{"head": {}, "results": {"bindings": []}}'
    assert reader.fault(answer, QUERY, "json", "", QUERY) is None


def test_a_character_of_too_great_a_number_is_a_fault() -> None:
    page = f'<html lang="en"><a href="{IRI}">&#{"9" * 5000};</a>'.encode()
    found = fault(page, IRI, "html", "en", IRI)
    assert found is not None
    assert "has the number of no character" in found.what


@pytest.mark.parametrize(
    ("suffix", "begin", "text"),
    [
        ("html", "", "<html"),
        ("html", "<html", " lang"),
        ("html", "<html lang='en'>", IRI + "-"),
        ("html", "<html lang='en'>", "&#x"),
        ("html", "<html lang='en'>", "&#1;"),
        ("json", "", "["),
        ("json", '{"a":', '"\\u0041'),
        ("csv", "", '"'),
        ("csv", "", ","),
        ("csv", "a\r\n", '""'),
        ("nt", "", "<a:a> "),
        ("ttl", "", "[ <a:b> "),
        ("ttl", "<a:a> <a:b> '", "\\"),
    ],
)
def test_documents_are_read_in_linear_time(suffix: str, begin: str, text: str) -> None:
    language = "en" if suffix == "html" else ""
    assert_linear(
        lambda size: (begin + text * size).encode(),
        lambda body: fault(body, IRI, suffix, language, IRI),
        3000,
    )


TERMS = ",".join(f'"t{number}":"t{number + 1}:x"' for number in range(20_000))


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("ttl", "<a:a> <a:b> " + "( " * 100_000),
        ("jsonld", '{"a":' * 100_000),
        ("jsonld", f'{{"@context": {{{TERMS}}}}}'),
    ],
    ids=["lists", "objects", "terms"],
)
def test_a_document_that_would_end_its_parser_is_a_fault(suffix: str, body: str) -> None:
    found = fault(body.encode(), IRI, suffix, "", IRI)
    assert found is not None
    assert "nest" in found.what or "a chain of more than 1,000 terms" in found.what
