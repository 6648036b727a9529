"""Rendering of templates: one page in one language."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape
from pyoxigraph import Literal, NamedNode

from azkz_graph.charts.answer_rows import Rows
from azkz_graph.graph.facts import nodes, values
from azkz_graph.graph.notes import AS_MEANT, AS_WRITTEN, NOTE_KIND, READING
from azkz_graph.graph.passages import CITES, PART_OF, own_words, read_passage, short_name
from azkz_graph.routes.document_paths import LANGUAGE_NAMES, LANGUAGES, MEDIA_TYPES, page, page_with_fragment
from azkz_graph.routes.signposts import Signpost
from azkz_graph.site.data.node_statements import by_subject
from azkz_graph.site.data.page_contents import description
from azkz_graph.site.data.page_signposts import overview_signposts, page_signposts
from azkz_graph.site.data.publication import NOTHING, Publication
from azkz_graph.site.data.script_bundle import is_bundled
from azkz_graph.site.language.page_words import NUMBERS, Words, direction
from azkz_graph.site.language.script_words import script_words
from azkz_graph.site.language.shown_text import HARMFUL, harmless
from azkz_graph.site.pages.change_lines import kind_name, past_lines, version_link
from azkz_graph.site.pages.context_object import context_object, shared_part
from azkz_graph.site.pages.picture_pages import PICTURES
from azkz_graph.vocabulary import PREFIXES

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
POLICY: Final = (
    "default-src 'none'; script-src 'self'{script}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'{worker}"
)
"""The Content-Security-Policy; pages that answer questions may compile WebAssembly in a worker."""

PARTS: Final = (
    "article",
    "things",
    "timeline",
    "map",
    "network",
    "trade",
    "profile",
    "questions",
    "ask",
    "ontology/index",
    "downloads",
    "about",
)
"""The pages that every page leads to."""

WHOLE: Final = frozenset({"index", "about"})
"""The pages that are cited as the dataset itself."""
VERSIONS: Final = "versions"
"""The path of the list of versions, which every page leads to as well if there are any."""

LISTLESS: Final = frozenset({"questions", "ask", "ontology/index", "ontology/shapes", "404"})
"""The overviews that list nothing of the data."""

FORMAT_NAMES: Final[Mapping[str, str]] = {
    "html": "HTML",
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "trig": "TriG",
    "nq": "N-Quads",
    "rq": "SPARQL",
    "csv": "CSV",
    "json": "JSON",
}
LANGUAGE: Final = NamedNode(PREFIXES["dct"] + "language")


class CompiledTemplates(BytecodeCache):
    """The code of templates, compiled once for all publications of a process."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the template its code, if it is compiled already."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the template."""
        assert bucket.code is not None, "jinja2 keeps what it has compiled"
        self._codes[bucket.key, bucket.checksum] = bucket.code


COMPILED: Final = CompiledTemplates()


class Renderer:
    """The templates of the site, with what all of them may call."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.made: dict[tuple[str, ...], list[str]] = {}
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=COMPILED,
        )
        self.environment.globals.update(self.shared())
        # Processes that are forked from this one have the templates then, and need not compile them.
        for name in self.environment.list_templates():
            self.environment.get_template(name)

    def render(self, template: str, path: str, language: str, **context: Any) -> bytes:  # noqa: ANN401
        """Return the page of that path in a language; its context may hold other words than those of today."""
        words = context.pop("w", None) or self.publication.words(language, path)
        given = {
            "iri": None,
            "formats": (),
            "feed": None,
            "is_indexed": path != NOTHING,
            "description": "",
            "linked": None,
            "cited": None,
            "as_of": self.publication.as_of,
            "scripts": self.scripts("page.js"),
            "policy": POLICY.format(script="", worker=""),
            **context,
        }
        text = self.environment.get_template(f"{template}.html.jinja").render(
            given,
            w=words,
            path=path,
            dataset_issued=words.label(Literal(self.publication.record.issued, datatype=DATE)),
            alternates=alternates(self.publication.base, path, language),
            signposts=self.signposts(words, path, given["iri"], given["formats"]),
            site_header=self.site_header(words, path),
            site_footer=self.site_footer(words),
            context_object=self.context_object(words, path, given),
        )
        return text.encode()

    def context_object(self, words: Words, path: str, given: Mapping[str, Any]) -> Markup:
        """Return what reference managers read; nothing where there is nothing.

        `given["cited"]` is the title and the IRI under which the page is cited, if they are others than the page's own.
        """
        if path == NOTHING:
            return Markup("")
        record, graph = self.publication.record, self.publication.graph
        title, iri = given["cited"] or (given["title"], given["iri"])
        iri = iri or (record.iri if path in WHOLE else f"{self.publication.base}{page(path, words.language)}")
        shared, dataset = self.once(
            ("context", words.language), lambda: [shared_part(graph, record, words), self.versioned(words)]
        )
        return context_object(shared, title, iri, dataset, whole=iri == record.iri)

    def versioned(self, words: Words) -> str:
        """Return what the dataset is called, with its version."""
        name, version = self.site_name(words).striptags(), self.publication.record.version
        return f"{name}, {words.t('owl:versionInfo')} {version}" if version else name

    def signposts(
        self, words: Words, path: str, iri: str | None, formats: Sequence[tuple[str, str]]
    ) -> Markup:
        """Return the links by which programs find their way from a page; that of what is missing has none."""
        if path == NOTHING:
            return Markup("")
        if iri is None:
            (text,) = self.once(
                ("signposts", words.place),
                lambda: [elements(overview_signposts(self.publication, words.file("")))],
            )
            return Markup(text)
        suffixes = [suffix for suffix, _ in formats]
        return Markup(elements(page_signposts(self.publication, iri, words.file(path), suffixes)))

    def site_header(self, words: Words, path: str) -> Markup:
        """Return what stands above every page.

        All but the switch of languages is made once for a language and depth.
        """
        current = path if path in PARTS else ""
        before, after = self.once(
            ("header", words.language, words.place, current),
            lambda: (
                self.environment.get_template("site_header.html.jinja")
                .render(w=words, path=current, switches=Markup(SEAM))
                .split(SEAM)
            ),
        )
        return Markup(before) + switches(words, path) + Markup(after)

    def site_footer(self, words: Words) -> Markup:
        """Return what stands below every page."""
        issued = words.label(Literal(self.publication.record.issued, datatype=DATE))
        (text,) = self.once(
            ("footer", words.language, words.place),
            lambda: [self.environment.get_template("site_footer.html.jinja").render(w=words, issued=issued)],
        )
        return Markup(text)

    def once(self, name: tuple[str, ...], make: Callable[[], list[str]]) -> list[str]:
        """Return what `make` makes, made once for a name."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    def scripts(self, *names: str) -> tuple[str, ...]:
        """Return the paths of scripts, where there are any."""
        return tuple(f"assets/{name}" for name in names) if is_bundled() else ()

    def is_made(self, part: str) -> bool:
        """Return whether the site has that page: the article must be described, and answering needs scripts.

        Pictures need the questions that they show.
        """
        if part in PICTURES:
            return not self.publication.queries.keys().isdisjoint(PICTURES[part])
        if not self.publication.whole:
            return part in LISTLESS
        if part == VERSIONS:
            return bool(self.publication.history.versions)
        if part == "article":
            return bool(self.publication.articles)
        return part != "ask" or is_bundled()

    @property
    def navigation(self) -> list[str]:
        """Return the pages that every page leads to."""
        return [part for part in PARTS if self.is_made(part)]

    def shared(self) -> dict[str, Any]:
        """Return what every template may use."""
        return {
            "record": self.publication.record,
            "languages": LANGUAGES,
            "names": LANGUAGE_NAMES,
            "navigation": self.navigation,
            "searchable": is_bundled(),
            "asks": is_bundled(),
            "page": page,
            "page_with_fragment": page_with_fragment,
            "direction": direction,
            "harmless": harmless,
            "short_name": short_name,
            "format_names": FORMAT_NAMES,
            "column_words": column_words,
            "number_columns": number_columns,
            "language_name": language_name,
            "script_words": script_words,
            "article_language": self.article_language,
            "about_dataset": self.about_dataset,
            "words_of": self.words_of,
            "site_name": self.site_name,
            "has_versions": self.is_made(VERSIONS),
            "unreleased_changes": self.publication.history.unreleased is not None,
            "kind_name": kind_name,
            "version_link": version_link,
            "past_of": self.publication.history.of,
            "since_of": self.publication.history.since,
            "past_lines": lambda past, words: past_lines(past, words, self.publication),
            **self.lookups(),
        }

    def site_name(self, words: Words) -> Markup:
        """Return what the dataset is called."""
        return words.text(words.full_name(NamedNode(self.publication.record.iri)))

    def lookups(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may ask of the graph."""
        graph = self.publication.graph
        return {
            "note_kinds": lambda note: nodes(graph, note, NOTE_KIND),
            "note_values": lambda note: [
                (key, found)
                for key, predicate in (
                    ("note_readings", READING),
                    ("note_as_written", AS_WRITTEN),
                    ("note_as_meant", AS_MEANT),
                )
                if (found := values(graph, note, predicate))
            ],
            "description_of": lambda node, language: description(graph, node, language),
            "passage_sections": lambda passage: nodes(graph, passage, PART_OF),
            "cited": lambda passage: nodes(graph, passage, CITES),
            "by_subject": by_subject,
        }

    def words_of(self, passage: NamedNode) -> str:
        """Return the article's own words at the passage, where the article is given."""
        article = self.publication.article
        if article is None:
            return ""
        return own_words(read_passage(self.publication.graph, passage), article)

    def about_dataset(self, words: Words) -> str:
        """Return the sentence that says what the site is."""
        return words.t("home_about", language=words.locale.languages.get(self.article_language, ""))

    @cached_property
    def article_language(self) -> str:
        """Return the language of the article."""
        graph = self.publication.graph
        found = [value for article in self.publication.articles for value in values(graph, article, LANGUAGE)]
        return next((value.value for value in found if isinstance(value, Literal)), "en")


DATE: Final = NamedNode(PREFIXES["xsd"] + "date")


SEAM: Final = "<!-- languages -->"
"""Where the switch of languages stands in a header that is made once."""


def switches(words: Words, path: str) -> Markup:
    """Return the links from a page to the same page in each language."""
    return Markup("").join(
        Markup(
            f'<li><a href="{words.file(page(path, language))}" lang="{language}" dir="{direction(language)}" '
            f'hreflang="{language}"{CURRENT if language == words.language else ""}>'
            f"{LANGUAGE_NAMES[language]}</a></li>\n"
        )
        for language in LANGUAGES
    )


def alternates(base: str, path: str, language: str) -> Markup:
    """Return the links by which a page tells where it is published, in each language."""
    start = escape(base)
    links = [f'<link rel="canonical" href="{start}{page(path, language)}">']
    links += [
        f'<link rel="alternate" hreflang="{name}" href="{start}{page(path, other)}">'
        for name, other in [*((each, each) for each in LANGUAGES), ("x-default", LANGUAGES[0])]
    ]
    return Markup("\n".join([*links, ""]))


def elements(signposts: Iterable[Signpost]) -> str:
    """Return the signposts as elements of a page's head, a line each."""
    return "".join(f"{signpost.element()}\n" for signpost in signposts)


CURRENT: Final = ' aria-current="true"'


def formats(*suffixes: str) -> tuple[tuple[str, str], ...]:
    """Suffixes with their media types."""
    return tuple((suffix, MEDIA_TYPES[suffix]) for suffix in suffixes)


def number_columns(answer: Rows) -> frozenset[str]:
    """Return the variables under which there are numbers alone, which stand at the end of their column."""
    terms = {name: [row.get(name) for row in answer] for name in answer.variables}
    return frozenset(
        name for name, found in terms.items() if any(found) and all(map(is_number, filter(None, found)))
    )


def column_words(words: Words, answer: Rows | None) -> dict[str, str]:
    """Return what the columns of an answer are called, by variable."""
    return {name: words.column(name).striptags() for name in answer.variables} if answer else {}


def is_number(term: object) -> bool:
    """Return whether the term is a number."""
    return isinstance(term, Literal) and term.datatype.value in NUMBERS


def language_name(language: str | None, words: Words) -> Markup:
    """Return what a language calls itself, marked as being in it."""
    name = LANGUAGE_NAMES.get(language or "", language or "")
    return Markup('<span lang="{}" dir="{}">{}</span>').format(language or "", direction(language), name)


ESCAPED: Final = {code: json.dumps(chr(code)).strip('"') for code in HARMFUL}
"""What no page may hold, as JSON writes it without."""


def script_json(data: object) -> Markup:
    """Write JSON for a block of data in a page, with no character that could end the block or that no page holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Looking is much faster than replacing.
    text = text if text.isprintable() else text.translate(ESCAPED)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
