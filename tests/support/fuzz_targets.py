"""Every entry point that takes what others wrote: what feeds it, and what must be true whatever that is.

A target raises nothing but what its entry point is said to raise; all else is a fault. Where it makes a path, the path
stays inside.
"""

import contextlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TypeVar

from fuzz_inputs import encoded, json_values, texts
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.about import citation, entity_sheet, why_answer
from azkz_graph.ask.address_parameters import read_parameters
from azkz_graph.ask.answers import answer, names_graphs
from azkz_graph.ask.parameters import CONVERTERS, bind_parameters
from azkz_graph.ask.results import result
from azkz_graph.charts.svg import element
from azkz_graph.charts.year_span import moment
from azkz_graph.check.lexical_form import FORMS, is_ill_typed
from azkz_graph.check.literals import character_faults
from azkz_graph.check.passage_text import compare, outline_article
from azkz_graph.check.query_header import file_header_problems
from azkz_graph.check.query_text import file_problems
from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.project import open_project
from azkz_graph.dataset.turtle_reader import read_turtle
from azkz_graph.deref.document_faults import fault
from azkz_graph.deref.redirect_faults import type_faults
from azkz_graph.disk.atomic_folder import MANIFEST, read_listed_files
from azkz_graph.export.jsonld_context import read_context
from azkz_graph.graph.name_lookup import find
from azkz_graph.graph.triple_index import Index
from azkz_graph.graph.value_equality import value
from azkz_graph.http.received_reply import Reply as RemoteReply
from azkz_graph.mcp.argument_schemas import LANGUAGE, NAME, OFFSET
from azkz_graph.mcp.tool_arguments import check
from azkz_graph.problem import Problem, UsageError
from azkz_graph.reconcile.client_json import require_string
from azkz_graph.reconcile.data_extension import extend
from azkz_graph.reconcile.name_index import NameIndex, read_names
from azkz_graph.reconcile.reconciliation import reconcile
from azkz_graph.remote.answer_body import GRAPHS, RESULTS, read_graph, read_results
from azkz_graph.remote.refusal import refusal
from azkz_graph.routes.document_paths import safe_path
from azkz_graph.routes.negotiation_patterns import LANGUAGE_TAGS
from azkz_graph.server.http.access_log import format_line
from azkz_graph.server.http.content_negotiation import acceptable, language
from azkz_graph.server.http.request import RefusedError, Request, decode_form, decode_path, header_map
from azkz_graph.server.http.response_delivery import Content, Delivery, choose_coding, delivery
from azkz_graph.server.http.routing import DOCUMENT_TYPES, route
from azkz_graph.server.workers.reply import Reply
from azkz_graph.server.workers.worker_pool import Job
from azkz_graph.site.build.site_build import read_kept_site
from azkz_graph.site.data.search_folding import fold_words
from azkz_graph.site.language.page_words import Words
from azkz_graph.sparql.query_file import QueryFile, read_query_file, without_header
from azkz_graph.store.disk_store import MARK, open_store
from azkz_graph.store.memory_store import files_store, project_store
from azkz_graph.store.rdf_file import FORMATS, RdfFile
from azkz_graph.text.safe_text import is_unprintable, printable
from azkz_graph.text.terminal import table_text
from azkz_graph.vocabulary import BASE, ID, ONTOLOGY

MINIMAL = Path(__file__).parents[1] / "projects" / "minimal"
QUERIES = [path.read_text(encoding="utf-8") for path in sorted((open_project().queries).glob("*.rq"))[:8]]
TURTLE = [path.read_text(encoding="utf-8") for path in sorted((MINIMAL / "data").rglob("*.t*"))]
ARTICLE = (MINIMAL / "article.he.txt").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Target:
    """An entry point with what feeds it."""

    strategy: st.SearchStrategy[object]
    run: Callable[..., None]


Run = TypeVar("Run", bound=Callable[..., None])

TARGETS: dict[str, Target] = {}


def fed(strategy: st.SearchStrategy[object]) -> Callable[[Run], Run]:
    """Make a target of a function, which takes what the strategy gives."""

    def add(run: Run) -> Run:
        TARGETS[run.__name__] = Target(strategy, run)
        return run

    return add


@cache
def dataset() -> Dataset:
    return read(open_project(MINIMAL))


@cache
def store() -> Store:
    return project_store(open_project(MINIMAL))


@cache
def names() -> NameIndex:
    return read_names(store())


def file(name: str, data: bytes) -> Path:
    """A file of its own that holds the data; the folder is the run's, see `folder`."""
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@cache
def folder() -> Path:
    return Path(_FOLDER.name)


_FOLDER = tempfile.TemporaryDirectory(prefix="azkz-fuzz-")


# What clients of the server send.

RANGES = [
    "text/html",
    "text/turtle",
    "*/*",
    "text/*",
    ";q=0.5",
    ";q=",
    ",",
    ";",
    '"',
    "\\",
    "=",
    ";profile=",
    "a",
    " ",
]


@fed(texts(RANGES))
def accept_header(header: str) -> None:
    assert set(acceptable(header, DOCUMENT_TYPES)) <= set(DOCUMENT_TYPES)


@fed(texts(["en", "he", "-", ";q=0.5", ",", "*", "x" * 9]))
def accept_language_header(header: str) -> None:
    assert language(header, LANGUAGE_TAGS, "en") in LANGUAGE_TAGS.values()


CONTENT = Content(Reply(200, "text/html", b"0123456789" * 100, {}))
NAMES_OF_CONDITIONS = ["if-match", "if-none-match", "if-range", "range", "accept-encoding"]


@fed(
    st.dictionaries(
        st.sampled_from(NAMES_OF_CONDITIONS),
        texts(
            [
                "bytes=",
                "-",
                "0",
                "999",
                ",",
                '"',
                "W/",
                "*",
                "gzip",
                "br",
                "identity",
                ";q=0",
                CONTENT.etag("br"),
            ]
        ),
    )
)
def conditional_headers(headers: dict[str, str]) -> None:
    answered = delivery(CONTENT, "GET", headers, choose_coding(CONTENT, headers))
    assert answered.status in (200, 206, 304, 412, 416)
    assert all(b"\n" not in value and b"\r" not in value for _, value in answered.headers)


@fed(st.lists(st.tuples(st.binary(max_size=8), st.binary(max_size=30)), max_size=6))
def raw_headers(headers: list[tuple[bytes, bytes]]) -> None:
    assert all(name == name.lower() for name in header_map(headers))


@fed(
    encoded(texts(["/", "id/", "..", ".", "%2e", "%2F", "%", "%00", "query/", ".html", "baku"], ["/id/baku"]))
)
def path(raw: bytes) -> None:
    with contextlib.suppress(RefusedError):
        found = decode_path(raw)
        assert not {".", ".."} & set(found.split("/"))
        assert "\\" not in found
        assert "\0" not in found


@fed(texts(["query=", "&", ";", "=", "%", "%41", "%ff", "+", "a"]))
def form(text: str) -> None:
    with contextlib.suppress(RefusedError):
        assert all(isinstance(part, str) for pair in decode_form(text) for part in pair)


PATHS = [
    "sparql",
    "reconcile",
    "reconcile/suggest/entity",
    "reconcile/preview",
    "query/x.json",
    "query/.html",
    "id/a",
    "",
]
HEADERS_OF_REQUESTS = ["accept", "accept-language", "content-type"]


@fed(
    st.builds(
        Request,
        st.sampled_from(["GET", "POST", "HEAD"]),
        st.one_of(st.sampled_from(PATHS), texts(["query/", "reconcile/", ".", "/", "html", "json"])),
        texts(
            ["query=", "&", "queries=", "{", "}", "extend=", "cursor=", "limit=", "9", "default-graph-uri="]
        ),
        st.dictionaries(
            st.sampled_from(HEADERS_OF_REQUESTS),
            texts(
                [
                    *RANGES,
                    "application/sparql-query",
                    "application/x-www-form-urlencoded",
                    ";charset=",
                    "utf-8",
                ]
            ),
        ),
        st.just("127.0.0.1"),
        st.binary(max_size=60),
    )
)
def request(sent: Request) -> None:
    with contextlib.suppress(RefusedError):
        job = route(sent).job(sent)
        assert isinstance(job, (Job, Reply, str))
        if isinstance(job, Job):
            json.dumps(job.arguments)


BATCH = [
    "query",
    "type",
    "type_strict",
    "limit",
    "properties",
    "pid",
    "v",
    "id",
    "ids",
    "settings",
    "q0",
    "language",
]
TERMS = [
    "any",
    "all",
    "should",
    "Baku",
    "id/baku",
    ID + "baku",
    ONTOLOGY + "State",
    "rdfs:label",
    "2016",
    "azkz:State",
]


@fed(st.dictionaries(st.text(max_size=3), json_values(BATCH, TERMS), max_size=3) | json_values(BATCH, TERMS))
def reconciliation_batch(queries: object) -> None:
    with contextlib.suppress(UsageError):
        json.dumps(reconcile(names(), store(), queries))


@fed(
    st.fixed_dictionaries({"ids": json_values(BATCH, TERMS), "properties": json_values(BATCH, TERMS)})
    | st.fixed_dictionaries(
        {
            "ids": st.lists(texts(TERMS), max_size=3),
            "properties": st.lists(
                st.fixed_dictionaries({"id": texts(TERMS)}, optional={"settings": json_values(BATCH, TERMS)}),
                max_size=3,
            ),
        }
    )
)
def data_extension(asked: object) -> None:
    with contextlib.suppress(UsageError):
        json.dumps(extend(store(), asked))


@fed(st.lists(st.tuples(texts(["state", "x"]), texts(TERMS)), max_size=4))
def query_parameters(pairs: list[tuple[str, str]]) -> None:
    query = QueryFile(Path("states.rq"), "ASK { VALUES ?state { UNDEF } }")
    with contextlib.suppress(UsageError):
        bind_parameters(query, read_parameters(query, pairs), store(), mark="")


@fed(st.tuples(st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=40)))
def access_log_line(sent: tuple[bytes, bytes, bytes]) -> None:
    scope = {
        "headers": [(b"accept", sent[0]), (b"user-agent", sent[1])],
        "client": ("127.0.0.1", 1),
        "method": "GET",
        "raw_path": sent[2],
        "query_string": sent[0],
    }
    assert "\n" not in json.dumps(format_line(scope, Delivery(200, [], b""), 0.0, cached=False))


ARGUMENTS = {"name": NAME, "language": LANGUAGE, "offset": OFFSET}


@fed(st.dictionaries(st.sampled_from([*ARGUMENTS, "nam"]), json_values(["a"], ["en", "Baku"]), max_size=4))
def arguments_of_tools(given: dict[str, object]) -> None:
    schema = {"type": "object", "properties": ARGUMENTS, "required": ["name"], "additionalProperties": False}
    with contextlib.suppress(UsageError):
        check(schema, given)
        require_string(given["name"], "name")


# What users type, and what authors write.

SPARQL = [
    "SELECT ",
    "* ",
    "{ ",
    "} ",
    "?s ",
    "?p ?o . ",
    "ASK ",
    "CONSTRUCT ",
    "WHERE ",
    "SERVICE ",
    "FILTER ",
    "PREFIX a: <urn:a> ",
    "azkz:State ",
    "nosuch:a ",
    "INSERT ",
    '"',
    "'''",
    "<urn:a> ",
    "# ",
    "VALUES ?x { ",
    "UNDEF ",
    "(COUNT(?s) AS ?n) ",
    "GROUP BY ",
    "ORDER BY ",
    "/",
    "+",
    "<<( ",
    " )>>",
    "REGEX(?o, ",
    "1e999 ",
]


@fed(texts(SPARQL, QUERIES))
def sparql_text(text: str) -> None:
    names_graphs(text)
    with contextlib.suppress(UsageError):
        found = answer(Store(), text, supply_prefixes=True)
        result(found, "nt" if type(found).__name__ == "QueryTriples" else "table", 80)


HEADER = [
    "#+ ",
    "#+ summary: ",
    "#+ tags: [a",
    "]",
    "#+ parameters:\n",
    "#+   x: {type: year",
    "}",
    "\n",
    "&a ",
    "*a ",
    "- ",
]


@fed(encoded(texts([*HEADER, *SPARQL, "#+ chart: {kind: bars, label: x}"], QUERIES)))
def query_file(data: bytes) -> None:
    written = file("queries/saved.rq", data)
    assert all(isinstance(each, Problem) for each in file_problems(written, "queries", {ONTOLOGY + "State"}))
    assert all(isinstance(each, Problem) for each in file_header_problems(written))
    with contextlib.suppress(UnicodeDecodeError):
        query = read_query_file(written)
        without_header(query.text)
        with contextlib.suppress(UsageError):
            answer(Store(), query.bound(dict.fromkeys(query.parameters, "1")))


TRIPLES = [
    "<urn:a> ",
    "<a> ",
    "a:b ",
    "@prefix a: <urn:a> .\n",
    ". ",
    "; ",
    ", ",
    "[ ",
    "] ",
    "( ",
    ") ",
    '"',
    '"x"@en',
    "@",
    "^^",
    "<<( ",
    " )>> ",
    "{ ",
    "} ",
    "GRAPH ",
    "_:b ",
    "\\uD800",
    "1.0",
    "true ",
]


@fed(encoded(texts(TRIPLES, TURTLE)))
def authored_turtle(data: bytes) -> None:
    for name in ("facts.trig", "article.ttl"):
        parsed = read_turtle(file(name, data))
        assert all(problem.place.line >= 1 for problem in parsed.problems)


JSONLD = [
    '{"@context": ',
    '{"@id": ',
    "[",
    "]",
    "}",
    '"urn:a"',
    ",",
    ":",
    '"@graph"',
    '"@type"',
    "null",
    '"http://a.example/"',
]
XML = [
    '<?xml version="1.0"?>',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    "</rdf:RDF>",
    '<rdf:Description rdf:about="urn:a">',
    "</rdf:Description>",
    "&lt;",
    "&#x0;",
    "<![CDATA[",
    "<!--",
    '<a xmlns="urn:x#">',
    "</a>",
    ' rdf:parseType="Collection"',
]


@fed(st.tuples(st.sampled_from(sorted(FORMATS)), encoded(texts([*TRIPLES, *JSONLD, *XML], TURTLE))))
def data_file(sent: tuple[str, bytes]) -> None:
    with contextlib.suppress(UsageError):
        found = files_store([RdfFile(file(f"data{sent[0]}", sent[1]))])
        for name in ("a", "urn:a"):
            for ask in (entity_sheet.show, citation.cite, why_answer.why):
                with contextlib.suppress(UsageError):
                    ask(found, name)


@fed(encoded(texts(["\n", "[1]", "[", "12", "]", "•", "1. ^", " 1.1", "א"], [ARTICLE])))
def article_text(data: bytes) -> None:
    written = file("article.txt", data)
    with contextlib.suppress(UsageError):
        assert all(isinstance(problem, Problem) for problem in compare(dataset(), written))
        assert not any(map(is_unprintable, "".join(outline_article(dataset(), written))[:20_000]))


@fed(
    encoded(
        texts([*JSONLD, '{"@context": {"a": ', '"@container": "@language"'], ['{"@context": {"a": "urn:a"}}'])
    )
)
def context_file(data: bytes) -> None:
    written = file("ontology/context.jsonld", data)
    with contextlib.suppress(UsageError):
        read_context(replace(open_project(), ontology=written.parent))


@fed(
    encoded(
        texts(
            [*JSONLD, '{"files": [{"path": "', '"sha256": ', '"parts": ', '"patterns": []', '"program": "a"']
        )
    )
)
def manifest(data: bytes) -> None:
    written = file(f"site/{MANIFEST}", data)
    read_kept_site(written.parent, "")
    read_listed_files(written.parent)


@fed(encoded(texts(["MANIFEST-000005\n", "/", "0"])))
def store_folder(data: bytes) -> None:
    file("store/MANIFEST-000005", data)
    with contextlib.suppress(UsageError):
        open_store(file(f"store/{MARK}", data).parent)


# What other servers answer.


@fed(
    st.tuples(
        st.sampled_from(sorted(RESULTS)),
        encoded(
            texts(
                [
                    *XML,
                    '{"head": {"vars": ["a"]}, "results": {"bindings": [',
                    '{"a": {"type": "literal", "value": "1"}}',
                    "]}}",
                    '<sparql xmlns="http://www.w3.org/2005/sparql-results#">',
                    "<head><variable name='a'/></head>",
                    "<results><result><binding name='a'><literal>",
                    "</literal></binding></result></results></sparql>",
                    ',"boolean": true',
                ]
            )
        ),
    )
)
def rows_of_a_server(sent: tuple[str, bytes]) -> None:
    with contextlib.suppress(UsageError):
        found = read_results(RemoteReply("http://localhost/", 200, {"Content-Type": sent[0]}, sent[1]))
        result(found, "table", 80)


@fed(st.tuples(st.sampled_from(sorted(GRAPHS)), encoded(texts([*TRIPLES, *XML], TURTLE))))
def graph_of_a_server(sent: tuple[str, bytes]) -> None:
    with contextlib.suppress(UsageError):
        result(
            read_graph(RemoteReply("http://localhost/", 200, {"Content-Type": sent[0]}, sent[1]), 2**20),
            "ttl",
        )


MARKUP = [
    "<",
    ">",
    "<head>",
    "</head>",
    "<html lang=en",
    "<script",
    "&lt;",
    "</",
    "'",
    " ",
    "a",
    BASE + "id/a",
]


@fed(
    st.tuples(
        st.sampled_from([200, 302, 400, 404, 500, 999]),
        encoded(texts(MARKUP)),
        texts(["text/html", ";", "a/b"]),
    )
)
def refusal_of_a_server(sent: tuple[int, bytes, str]) -> None:
    headers = {"Content-Type": sent[2], "Location": sent[2]}
    assert not any(
        map(is_unprintable, str(refusal(RemoteReply("http://localhost/", sent[0], headers, sent[1]))))
    )


@fed(
    st.tuples(
        st.sampled_from(["html", "json", "csv", "rq", "ttl", "nt", "jsonld"]),
        encoded(texts([*MARKUP, *TRIPLES])),
    )
)
def document_of_a_site(sent: tuple[str, bytes]) -> None:
    fault(sent[1], BASE + "id/a", sent[0], "en", "http://localhost/a")


@fed(st.tuples(texts(["text/html", ";charset=", '"', "utf-8", ","]), texts(["gzip", ",", "br"])))
def headers_of_a_site(sent: tuple[str, str]) -> None:
    hop = RemoteReply(
        "http://localhost/a.html", 200, {"Content-Type": sent[0], "Content-Encoding": sent[1]}, b""
    )
    assert all(isinstance(each.what, str) for each in type_faults(hop, "html"))


# What data hold.


@fed(texts(["id/", "graph/", "fact/", "..", ".", "/", "%2e%2e", "a", "query/", "ontology#"]))
def path_of_an_iri(behind: str) -> None:
    with contextlib.suppress(UsageError):
        found = PurePosixPath(safe_path(BASE + behind))
        assert not found.is_absolute()
        assert ".." not in found.parts


@fed(texts(["Baku", ID, "azkz:", "passage:", "rdfs:label", "<", ">"]))
def name_of_a_thing(name: str) -> None:
    fold_words(name)
    with contextlib.suppress(UsageError):
        find(store(), name)
    for type in ("text", "language", "year", "date", "integer"):
        with contextlib.suppress(UsageError, ValueError):
            CONVERTERS[type](store(), "--x", name)


NUMBERS = ["1", "0", "-", "+", ".", "e", "E", ":", "T", "Z", "INF", "NaN", "٣", "2016-02-30", ",", "14:00"]


@fed(
    st.tuples(
        st.sampled_from(
            [*FORMS, *(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("double", "time"))]
        ),
        texts(NUMBERS),
    )
)
def literal(sent: tuple[str, str]) -> None:
    if "\ud800" <= max(sent[1], default="") <= "\udfff" or not sent[1].isprintable():
        return
    stated = Literal(sent[1], datatype=NamedNode(sent[0]))
    is_ill_typed(stated)
    moment(stated)
    value(stated)
    words = Words(Index([]), "en", "", {})
    assert len(words.label(stated)) <= 2 * len(sent[1]) + 400
    assert "<script" not in str(words.shown(stated))


@fed(texts(["<script>", "&", '"', "\x1b[2J", "א"]))
def label(text: str) -> None:
    character_faults(text)
    assert not any(map(is_unprintable, printable(text)))
    assert "<script" not in element("text", text, class_="a")
    assert not any(is_unprintable(each) for each in table_text(["a"], [[text]], 80, False) if each != "\n")
