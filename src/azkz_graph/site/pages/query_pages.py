"""Page of each saved query, with its answer as a table, a picture and files.

The page is made of the query as it stands, or with the values that a reader gives its parameters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from string import Template
from typing import Any, Final
from urllib.parse import quote, urlencode

from pyoxigraph import QueryBoolean

from azkz_graph.ask.answers import Answer, answer
from azkz_graph.ask.query_citation import AskedQuery
from azkz_graph.ask.result_digest import ResultDigest, digest_rows
from azkz_graph.ask.results import result
from azkz_graph.charts.answer_rows import Rows, rows
from azkz_graph.charts.chart import chart
from azkz_graph.routes.document_paths import LANGUAGES, MEDIA_TYPES, page
from azkz_graph.site.data.given_values import GivenValues, bind_values, check_values, given_terms, is_faulty
from azkz_graph.site.data.page_contents import answer_citations
from azkz_graph.site.data.publication import Publication, truth
from azkz_graph.site.data.published_iris import query_formats
from azkz_graph.site.language.translated_rows import translate_answer
from azkz_graph.site.pages.highlighting import highlight_query
from azkz_graph.site.pages.parameter_form import question_form
from azkz_graph.site.pages.rendering import POLICY, Renderer, formats
from azkz_graph.sparql.query_file import QueryFile, without_header
from azkz_graph.sparql.query_keywords import form
from azkz_graph.vocabulary import QUERY

PROGRAMS: Final = Path(__file__).parents[1] / "programs"
TRIPLES: Final = {
    "python": "for triple in store.query(query):\n    print(*triple)",
    "javascript": "for (const triple of store.query(query)) {\n  console.log(String(triple));\n}",
}
SHOWN: Final[Mapping[str, Mapping[str, str]]] = {
    "SELECT": {
        "python": "for row in store.query(query):\n    print(*row)",
        "javascript": "for (const row of store.query(query)) {\n"
        "  console.log(String([...row.values()].map((term) => term?.value)));\n}",
    },
    "CONSTRUCT": TRIPLES,
    "DESCRIBE": TRIPLES,
    "ASK": {"python": "print(bool(store.query(query)))", "javascript": "console.log(store.query(query));"},
}
"""How programs show the answer to a query of each form."""

MOST: Final = 100
"""How many rows a page shows; the files beside it have all of them."""
GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
PROGRAM_NAMES: Final = {"curl": "curl", "python": "Python", "r": "R", "javascript": "JavaScript"}
ASKING: Final = POLICY.format(script=" 'wasm-unsafe-eval'", worker="; worker-src 'self' blob:")
PLAIN: Final = POLICY.format(script="", worker="")


@dataclass(frozen=True)
class Asked:
    """A query with the values that a reader gave: its text with them, what an address says of them, and the answer.

    `rows` are none where a value has a fault.
    """

    text: str
    rows: Rows | None
    values: GivenValues = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True)
class AskedPage:
    """A page that answers with given values; it tells instead what is wrong with them if it is `faulty`."""

    content: bytes
    faulty: bool


@dataclass(frozen=True)
class Questions:
    """What makes the pages of saved queries; if they are `served`, the server answers their forms, else scripts do."""

    publication: Publication
    renderer: Renderer
    served: bool = False
    digests: dict[str, ResultDigest] = field(default_factory=dict, repr=False)

    def files(self, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Yield the page of the query in every language, its text, and its answer as files."""
        path = f"query/{name}"
        for language in LANGUAGES:
            yield PurePosixPath(page(path, language)), self.page(name, language)
        for suffix in ("rq", *answer_formats(self.publication.queries[name])):
            yield PurePosixPath(f"{path}.{suffix}"), self.document(name, suffix)

    def page(self, name: str, language: str) -> bytes:
        """Return the page of the query as it stands."""
        query = self.publication.queries[name]
        return self.rendered(query, Asked(query.text, self.publication.rows(name)), language)

    def document(self, name: str, suffix: str) -> bytes:
        """Return the text of the query, or its answer in another of its formats."""
        if suffix == "rq":
            return self.publication.queries[name].text.encode()
        return result(self.publication.answer(name), suffix).content

    def asked_page(self, name: str, language: str, given: Mapping[str, Sequence[str]]) -> AskedPage:
        """Return the page of the query with the values of its parameters that a reader gave.

        The parameters are the query's own: see `azkz_graph.ask.address_parameters`. Nothing given, it is `page`.
        """
        if not given:
            return AskedPage(self.page(name, language), False)
        query, store = self.publication.queries[name], self.publication.store
        values = check_values(query, given, store)
        faulty = is_faulty(values)
        text = query.text if faulty else bind_values(query, values)
        rows = None if faulty else answer_rows(answer(store, text, source=name))
        address = "?" + urlencode(list(given.items()), doseq=True)
        return AskedPage(self.rendered(query, Asked(text, rows, values, address), language), faulty)

    def rendered(self, query: QueryFile, asked: Asked, language: str) -> bytes:
        """Return the page in a language."""
        path = f"query/{query.name}"
        return self.renderer.render("question", path, language, **self.context(query, asked, path, language))

    def context(self, query: QueryFile, asked: Asked, path: str, language: str) -> dict[str, Any]:
        """Return what the page shows."""
        words = self.publication.words(language, path)
        files = formats("rq", *answer_formats(query))
        title = words.title(query.titles).striptags()
        cited = AskedQuery(query, given_terms(asked.values))
        graph = self.publication.graph
        shown = translate_answer(query, asked.rows, graph, language) if asked.rows is not None else None
        return {
            "title": title,
            "description": words.title(query.descriptions).striptags(),
            "iri": QUERY + query.name,
            "cited": (title, cited.iri),
            "citations": answer_citations(graph, cited, self.digest(query, asked.rows))
            if asked.rows is not None
            else {},
            "query": query,
            "answer": shown,
            "most": MOST,
            "chart": chart(query.header["chart"], shown, words, title=title)
            if shown is not None and "chart" in query.header
            else None,
            "question": question_form(self.publication, query, words, asked.values),
            "source": highlight_query(without_header(asked.text), "query-text"),
            "encoded": quote(without_header(asked.text)),
            "downloads": files,
            "address": asked.address,
            # With other values, the documents beside the page are none of its own, and programs ask something else.
            "formats": () if asked.address else files,
            "programs": () if asked.address else programs(query, self.publication.base),
            "served": self.served,
            "policy": PLAIN if self.served else ASKING,
            "scripts": self.scripts(query),
        }

    def digest(self, query: QueryFile, found: Rows) -> ResultDigest:
        """Return the digest of an answer; that of a query as it stands is made once."""
        as_it_stands = found is self.publication.rows(query.name)
        if as_it_stands and query.name in self.digests:
            return self.digests[query.name]
        terms = ([row.get(name) for name in found.variables] for row in found)
        made = digest_rows(found.variables, terms, distinct=form(query.text) in GRAPH_FORMS)
        if as_it_stands:
            self.digests[query.name] = made
        return made

    def scripts(self, query: QueryFile) -> tuple[str, ...]:
        """Return the scripts of the page; a server needs none to answer the form."""
        answering = query.parameters and not self.served
        return self.renderer.scripts("page.js", *(["question.js"] if answering else []))


def answer_rows(found: Answer) -> Rows:
    """Return the rows of an answer, of whichever form."""
    return truth(found) if isinstance(found, QueryBoolean) else rows(found)


def answer_formats(query: QueryFile) -> tuple[str, ...]:
    """Return the suffixes of the files of an answer: tables of rows, or graphs."""
    return tuple(suffix for suffix in query_formats(query) if suffix not in ("html", "rq"))


def programs(query: QueryFile, base: str) -> list[tuple[str, str]]:
    """Return the question in other programs; R's rdflib answers SELECT alone."""
    asked, suffix = form(query.text), answer_formats(query)[0]
    shown = {f"in_{name}": told for name, told in SHOWN[asked].items()}
    values = {"base": base, "name": query.name, "suffix": suffix, "accept": MEDIA_TYPES[suffix], **shown}
    return [
        (title, program(name).substitute(values))
        for name, title in PROGRAM_NAMES.items()
        if asked == "SELECT" or name != "r"
    ]


@cache
def program(name: str) -> Template:
    """Return how a program asks a question."""
    return Template((PROGRAMS / f"{name}.txt").read_text(encoding="utf-8"))
