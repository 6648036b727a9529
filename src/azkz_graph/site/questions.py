"""A publication in; a page for each saved query, with its answer as a table, a picture and files, out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import Template
from typing import Any, Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from azkz_graph.query_file import QueryFile, without_header
from azkz_graph.results import result
from azkz_graph.site.charts.chart import chart
from azkz_graph.site.charts.rows import Rows
from azkz_graph.site.highlighting import highlighted
from azkz_graph.site.parameter_form import question_form
from azkz_graph.site.publication import CONTENT, Publication
from azkz_graph.site.published import query_formats
from azkz_graph.site.rendering import POLICY, Renderer, formats
from azkz_graph.site.routes import LANGUAGES, MEDIA_TYPES, page
from azkz_graph.sparql_words import form
from azkz_graph.vocabulary import QUERY

PROGRAMS: Final = Path(__file__).parent / "programs"
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

PROGRAM_NAMES: Final = {"curl": "curl", "python": "Python", "r": "R", "javascript": "JavaScript"}
ASKING: Final = POLICY.format(script=" 'wasm-unsafe-eval'", worker="; worker-src 'self' blob:")


@dataclass(frozen=True)
class Questions:
    """What makes the pages of saved queries."""

    publication: Publication
    renderer: Renderer

    def files(self, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """The page of the query in every language, its text, and its answer as files."""
        publication, path = self.publication, f"query/{name}"
        query, answer = publication.queries[name], publication.rows(name)
        publication.graph.depend(NamedNode(QUERY + name), CONTENT)
        for language in LANGUAGES:
            context = self.context(query, answer, path, language)
            yield (
                PurePosixPath(page(path, language)),
                self.renderer.render("question", path, language, **context),
            )
        yield PurePosixPath(f"{path}.rq"), query.text.encode()
        for suffix in answer_formats(query):
            yield PurePosixPath(f"{path}.{suffix}"), result(publication.answer(name), suffix).content

    def context(self, query: QueryFile, answer: Rows, path: str, language: str) -> dict[str, Any]:
        """What the page shows."""
        words = self.publication.words(language, path)
        suffixes = answer_formats(query)
        title = words.title(query.titles).striptags()
        return {
            "title": title,
            "description": query.description,
            "iri": QUERY + query.name,
            "query": query,
            "answer": answer,
            "chart": chart(query.header["chart"], answer, words, title=title)
            if "chart" in query.header
            else None,
            "question": question_form(self.publication, query, words),
            "source": highlighted(without_header(query.text), "query-text"),
            "encoded": quote(without_header(query.text)),
            "downloads": formats("rq", *suffixes),
            "formats": formats("rq", *suffixes),
            "programs": programs(query, self.publication.base),
            "policy": ASKING,
            "scripts": self.renderer.scripts("page.js", *(["question.js"] if query.parameters else [])),
        }


def answer_formats(query: QueryFile) -> tuple[str, ...]:
    """The suffixes of the files of an answer: tables of rows, or graphs."""
    return tuple(suffix for suffix in query_formats(query) if suffix not in ("html", "rq"))


def programs(query: QueryFile, base: str) -> list[tuple[str, str]]:
    """The question in other programs; R's rdflib answers SELECT alone."""
    asked, suffix = form(query.text), answer_formats(query)[0]
    shown = {f"in_{program}": told for program, told in SHOWN[asked].items()}
    values = {"base": base, "name": query.name, "suffix": suffix, "accept": MEDIA_TYPES[suffix], **shown}
    return [
        (title, Template((PROGRAMS / f"{name}.txt").read_text(encoding="utf-8")).substitute(values))
        for name, title in PROGRAM_NAMES.items()
        if asked == "SELECT" or name != "r"
    ]
