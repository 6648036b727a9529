"""What a dataset publishes: its identifiers with their meaning, and its facts."""

import hashlib
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)
from pyoxigraph import Dataset as Graph

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.source_file import source_paths
from azkz_graph.graph.facts import Term
from azkz_graph.graph.node_description import Description, Node, describe_nodes
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.sparql.query_file import QueryFile, read_query_file
from azkz_graph.text.language_range import takes_in
from azkz_graph.vocabulary import (
    BASE,
    DERIVED_BY,
    DESCRIPTION,
    FACT,
    FACT_CLASS,
    GRAPH,
    ID,
    LABEL,
    OBJECT,
    ONTOLOGY,
    PREDICATE,
    PREFIXES,
    QUERY,
    RDF,
    RULE,
    RULE_CLASS,
    SHAPES,
    STATED_IN,
    SUBJECT,
    TYPE,
    shorten,
)

CLAIM: Final = NamedNode(ONTOLOGY + "Claim")
NOTE: Final = NamedNode(ONTOLOGY + "EditorialNote")
PASSAGE: Final = NamedNode(ONTOLOGY + "Passage")
REIFIES: Final = NamedNode(RDF + "reifies")
SELECTOR: Final = NamedNode(PREFIXES["oa"] + "hasSelector")
PLACE: Final = tuple(NamedNode(PREFIXES["oa"] + name) for name in ("start", "end"))
DEFINITIONS: Final = (NamedNode(PREFIXES["skos"] + "definition"), DESCRIPTION)

MEANING: Final = tuple(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        ("schema", "about"),
        ("rdfs", "domain"),
        ("rdfs", "range"),
        ("rdfs", "subClassOf"),
        ("rdfs", "subPropertyOf"),
        ("owl", "inverseOf"),
    )
)
"""What fixes the meaning of a note or a term beside its class."""

WITHDRAWN_IN: Final = NamedNode(ONTOLOGY + "withdrawnIn")
"""What only records of withdrawals say."""

OF_A_VERSION: Final = frozenset(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        ("owl", "versionInfo"),
        ("owl", "versionIRI"),
        ("owl", "priorVersion"),
        ("dct", "issued"),
        ("dcat", "version"),
        ("dcat", "previousVersion"),
        ("dcat", "hasVersion"),
    )
)
"""What differs between two versions in any case."""

IN_FILES: Final = frozenset({"graph", "query", "shape"})
"""The kinds of identifiers that not every file of a release has."""

SECTIONS: Final[Mapping[str, str]] = {
    SHAPES: "shape",
    ONTOLOGY: "term",
    FACT: "fact",
    RULE: "rule",
    GRAPH: "graph",
    QUERY: "query",
    ID: "thing",
}
"""The kind of identifiers by their beginning."""


@dataclass(frozen=True)
class Identifier:
    """An IRI that is published, and what it means.

    IRIs are shortened. `labels` are those of each of the site's languages, empty where there is none; `meaning` is
    what a note is about, where a passage is, and the domain, range and so on of a term. `digest` is that of all
    that is said of it, except facts and versions.
    """

    iri: str
    kind: str
    classes: tuple[str, ...]
    meaning: str
    definition: str
    digest: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class PublishedFact:
    """A fact, with shortened IRIs; the object is a term as Turtle writes it on one line.

    `origin` is stated, derived, or view: a part of the description of a claim, which nobody asserts. `grounds` are the
    passages that state it and the rules that derive it.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    origin: str
    grounds: tuple[str, ...]

    @property
    def triple(self) -> tuple[str, str, str]:
        """Return the subject, the predicate and the object."""
        return (self.subject, self.predicate, self.object)


@dataclass(frozen=True)
class Contents:
    """Everything that one version publishes, by shortened IRI."""

    identifiers: Mapping[str, Identifier]
    facts: Mapping[str, PublishedFact]

    def kinds(self) -> frozenset[str]:
        """Return the kinds of identifiers that there are."""
        return frozenset(identifier.kind for identifier in self.identifiers.values())


NOTHING: Final = Contents({}, {})


def dataset_contents(dataset: Dataset, former: Contents = NOTHING) -> Contents:
    """Return what a derived dataset publishes, with the shapes and saved queries of its project.

    A query whose text is that of the `former` contents is taken from there, for to read its header takes time.
    """
    project = dataset.project
    queries = [read_query_file(path) for path in source_paths(project.queries, "*.rq")]
    known = {each.iri: each for each in former.identifiers.values() if each.kind == "query"}
    return read_contents(dataset.quads(), shape_quads(project.ontology / "shapes.ttl"), queries, known)


def shape_quads(path: Path) -> list[Quad]:
    """Return the triples of a file of shapes; none if it is missing or cannot be read."""
    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except (OSError, SyntaxError):
        return []


def read_contents(
    quads: Iterable[Quad],
    shapes: Iterable[Quad] = (),
    queries: Iterable[QueryFile] = (),
    known: Mapping[str, Identifier] = MappingProxyType({}),
) -> Contents:
    """Return what the quads publish, whatever format they were read from.

    A query that is `known` is not read if its text is the same.
    """
    quads = list(quads)
    union = describe_nodes(quads)
    facts = {fact.iri: fact for fact in find_facts(union)}
    triples = {fact.triple for fact in facts.values()}
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
    if graphs:
        # A rule has its graph even if it concludes nothing.
        rules = (node for node, said in union.items() if RULE_CLASS in said.get(TYPE, ()))
        graphs |= {
            f"{GRAPH}derived/{rule.value.removeprefix(RULE)}"
            for rule in rules
            if isinstance(rule, NamedNode) and rule.value.startswith(RULE)
        }
    found = [
        *(identifier for node in union if (identifier := describe(node, union, triples)) is not None),
        *shape_identifiers(describe_nodes(shapes)),
        *(
            Identifier(shorten(iri), "graph", (), "", "", "", no_labels())
            for iri in sorted(graphs)
            if iri.startswith(GRAPH)
        ),
        *(saved_query(query, known) for query in queries),
    ]
    return Contents({each.iri: each for each in sorted(found, key=lambda each: (each.kind, each.iri))}, facts)


def find_facts(union: Mapping[Node, Description]) -> Iterator[PublishedFact]:
    """Yield the facts in the order of their IRIs, described as RDF 1.1 or 1.2 describes them."""
    nodes = [
        node
        for node, said in union.items()
        if isinstance(node, NamedNode) and FACT_CLASS in said.get(TYPE, ())
    ]
    for node in sorted(nodes, key=lambda node: node.value):
        said = union[node]
        if (triple := described_triple(said)) is None:
            continue
        passages, rules = (shortened(said.get(part, ())) for part in (STATED_IN, DERIVED_BY))
        is_view = isinstance(triple.subject, NamedNode) and CLAIM in union.get(triple.subject, {}).get(
            TYPE, ()
        )
        origin = "view" if is_view else "stated" if passages else "derived"
        subject, predicate, object = map(shorten_term, (triple.subject, triple.predicate, triple.object))
        yield PublishedFact(shorten(node.value), subject, predicate, object, origin, (*passages, *rules))


def described_triple(said: Description) -> Triple | None:
    """Return the triple that a fact describes."""
    for term in said.get(REIFIES, ()):
        if isinstance(term, Triple):
            return term
    if not all(said.get(part) for part in (SUBJECT, PREDICATE, OBJECT)):
        return None
    return Triple(*(said[part][0] for part in (SUBJECT, PREDICATE, OBJECT)))  # type: ignore[arg-type]


def describe(
    node: Node, union: Mapping[Node, Description], facts: Set[tuple[str, str, str]]
) -> Identifier | None:
    """Return one of our identifiers with its meaning; None if it is a fact, not ours, or withdrawn.

    What is said of it beside the `facts` counts, so that files with named graphs and without tell the same.
    """
    if not isinstance(node, NamedNode) or (kind := kind_of(node, union[node])) in ("", "fact"):
        return None
    if WITHDRAWN_IN in union[node] and TYPE not in union[node]:
        return None
    said: dict[NamedNode, list[Term]] = {}
    for predicate, values in union[node].items():
        triples = {
            value: (shorten_term(node), shorten_term(predicate), shorten_term(value)) for value in values
        }
        own = [value for value in values if predicate == TYPE or triples[value] not in facts]
        if own and predicate not in OF_A_VERSION:
            said[predicate] = own
    return Identifier(
        shorten(node.value),
        kind,
        shortened(said.get(TYPE, ())),
        place(said, union) if kind == "passage" else meaning(said),
        first_text(said, DEFINITIONS),
        digest(f"{node} {predicate} {value}" for predicate, values in said.items() for value in values),
        label_texts(said.get(LABEL, ())),
    )


def kind_of(node: NamedNode, said: Description) -> str:
    """Return the kind of one of our identifiers; empty if it is another's.

    >>> kind_of(NamedNode("https://w3id.org/azkz/rule/inversion"), {})
    'rule'
    """
    if not node.value.startswith(BASE):
        return ""
    kinds = said.get(TYPE, ())
    if NOTE in kinds:
        return "note"
    if PASSAGE in kinds:
        return "passage"
    for start, kind in SECTIONS.items():
        if node.value.startswith(start):
            return kind
    return node.value.removeprefix(BASE).partition("/")[0]


def shape_identifiers(shapes: Mapping[Node, Description]) -> Iterator[Identifier]:
    """Yield the shapes that have an IRI of ours as identifiers."""
    for node, said in shapes.items():
        if isinstance(node, NamedNode) and node.value.startswith(SHAPES):
            name, message = (
                first_text(said, (NamedNode(PREFIXES["sh"] + part),)) for part in ("name", "message")
            )
            labels = (name, *no_labels()[1:])
            yield Identifier(
                shorten(node.value),
                "shape",
                shortened(said.get(TYPE, ())),
                "",
                message,
                digest(statement_lines(node, shapes)),
                labels,
            )


def statement_lines(node: NamedNode, shapes: Mapping[Node, Description]) -> list[str]:
    """Return a line for each statement about a shape and about the blank nodes that are a part of it.

    The blank nodes have canonical names. Source: https://www.w3.org/TR/rdf-canon/.
    """
    parts: dict[Node, None] = {node: None}
    left: list[Node] = [node]
    while left:
        values = (value for objects in shapes.get(left.pop(), {}).values() for value in objects)
        found = [value for value in values if isinstance(value, BlankNode) and value not in parts]
        parts |= dict.fromkeys(found)
        left += found
    said = Graph(
        Quad(part, predicate, value)
        for part in parts
        for predicate, values in shapes.get(part, {}).items()
        for value in values
    )
    if len(parts) > 1:
        said.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [f"{quad.predicate} {quad.object}" if quad.subject == node else str(quad) for quad in said]


def saved_query(query: QueryFile, known: Mapping[str, Identifier] = MappingProxyType({})) -> Identifier:
    """Return a saved query as an identifier; its parameters are its meaning."""
    iri, text = shorten(QUERY + query.name), digest([query.text])
    if iri in known and known[iri].digest == text:
        return known[iri]
    labels = tuple(query.titles.get(language, "") for language in LANGUAGES)
    return Identifier(iri, "query", (), " ".join(sorted(query.parameters)), "", text, labels)


def meaning(said: Description) -> str:
    """Return what fixes the meaning of a note or term, as predicates with their objects."""
    parts = ((predicate, shortened(said.get(predicate, ()))) for predicate in MEANING)
    return "; ".join(
        f"{shorten(predicate.value)} {' '.join(values)}" for predicate, values in parts if values
    )


def place(said: Description, union: Mapping[Node, Description]) -> str:
    """Return where a passage is in its article, as the positions of its first character and of the one behind it."""
    for selector in said.get(SELECTOR, ()):
        if isinstance(selector, NamedNode) and selector in union:
            return "-".join(first_text(union[selector], (end,)) for end in PLACE)
    return ""


def first_text(said: Description, predicates: Iterable[NamedNode]) -> str:
    """Return the first text of the predicates, an English one if there is one, in one line."""
    for predicate in predicates:
        texts = [value for value in said.get(predicate, ()) if isinstance(value, Literal)]
        for text in sorted(texts, key=lambda text: (not takes_in("en", text.language or ""), str(text))):
            return " ".join(text.value.split())
    return ""


def label_texts(labels: Iterable[Term]) -> tuple[str, ...]:
    """Return the label of each language of the site, in one line; empty where there is none."""
    found: dict[str, str] = defaultdict(str)
    for label in sorted(labels, key=str):
        if isinstance(label, Literal):
            tag = next((each for each in LANGUAGES if takes_in(each, label.language or "")), LANGUAGES[0])
            found[tag] = found[tag] or " ".join(label.value.split())
    return tuple(found[language] for language in LANGUAGES)


def no_labels() -> tuple[str, ...]:
    """Return the labels of what has none."""
    return ("",) * len(LANGUAGES)


def shortened(terms: Iterable[Term]) -> tuple[str, ...]:
    """Return the terms with shortened IRIs, sorted."""
    return tuple(sorted(shorten_term(term) for term in terms))


@lru_cache(maxsize=100_000)
def shorten_iri(iri: str) -> str:
    """Return the IRI shortened; most occur many times."""
    return shorten(iri)


def shorten_term(term: Term) -> str:
    """Return the term as Turtle writes it on one line, with shortened IRIs.

    >>> shorten_term(Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")))
    '"1"^^xsd:integer'
    """
    if isinstance(term, NamedNode):
        return shorten_iri(term.value)
    if isinstance(term, Literal) and not term.language and not str(term).endswith('"'):
        text = str(term)
        return f"{text[: text.rindex('^^')]}^^{shorten_iri(term.datatype.value)}"
    return str(term)


def digest(lines: Iterable[str]) -> str:
    """Return the base32 of the first 80 bits of the SHA-256 of the sorted lines.

    >>> digest([])
    '4oymiquy7qobjgx3'
    """
    content = "".join(f"{line}\n" for line in sorted(lines))
    return b32encode(hashlib.sha256(content.encode()).digest()[:10]).decode().lower()
