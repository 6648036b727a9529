"""What a dataset publishes: its identifiers with their meaning, and its facts."""

import hashlib
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from azkz_graph.dataset.source_file import source_paths
from azkz_graph.dataset.text_offset import INTEGER, NON_NEGATIVE_INTEGER
from azkz_graph.graph.facts import Term
from azkz_graph.graph.node_description import Description
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.language_range import takes_in
from azkz_graph.vocabulary import (
    BASE,
    CLAIM,
    CLAIMED_TRIPLE,
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
    WITHDRAWN_IN,
    shorten,
)

if TYPE_CHECKING:
    from azkz_graph.dataset.dataset import Dataset

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

REPLACED_BY: Final = NamedNode(PREFIXES["dct"] + "isReplacedBy")
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

PARTS: Final = frozenset({TYPE, SUBJECT, PREDICATE, OBJECT, REIFIES, STATED_IN, DERIVED_BY})
"""What is told of a fact."""

NAMELESS: Final = "_:"
"""The name of a blank node of which nothing is said."""

ROUNDS: Final = 8
"""How many steps blank nodes are followed that lead back to themselves."""

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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    """Everything that one version publishes, by shortened IRI.

    `renames` has of what it records as withdrawn what replaces it; the register's entries have none.
    """

    identifiers: Mapping[str, Identifier]
    facts: Mapping[str, PublishedFact]
    renames: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def kinds(self) -> frozenset[str]:
        """Return the kinds of identifiers that there are."""
        return frozenset(identifier.kind for identifier in self.identifiers.values())


NOTHING: Final = Contents({}, {})


def dataset_contents(dataset: "Dataset", former: Contents = NOTHING) -> Contents:
    """Return what a derived dataset publishes, with the shapes and saved queries of its project.

    A query whose text is that of the `former` contents is taken from there, for to read its header takes time.
    """
    project = dataset.project
    queries = [read_query(path, path.read_bytes()) for path in source_paths(project.queries, "*.rq")]
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
    """Return what the quads publish, whatever format they were read from, and in whatever order.

    The quads are read once, one after the other, and only what they say of our own identifiers is kept. A query that
    is `known` is not read if its text is the same.
    """
    said = gather(quads)
    facts = {fact.iri: fact for fact in find_facts(said)}
    triples = {fact.triple for fact in facts.values()}
    found = [
        *(each for iri in said.nodes if (each := describe(iri, said, triples)) is not None),
        *describe_shapes(shapes),
        *(Identifier(shorten(iri), "graph", (), "", "", "", no_labels()) for iri in list_graphs(said)),
        *(saved_query(query, known) for query in queries),
    ]
    identifiers = {each.iri: each for each in sorted(found, key=lambda each: (each.kind, each.iri))}
    return Contents(identifiers, facts, said.renames)


@dataclass(frozen=True)
class Gathered:
    """What quads say of nodes: predicates, each followed by an object, by the IRI; the same twice if two graphs say it.

    `blanks` has the same of blank nodes; `claims` are the IRIs of the claims; `graphs` are our own named graphs;
    `renames` has the one identifier that replaces a withdrawn one, both shortened.
    """

    nodes: dict[str, list[Term]]
    blanks: dict[BlankNode, list[Term]]
    claims: set[str]
    graphs: set[str]
    renames: dict[str, str]
    names: dict[BlankNode, str]

    def description(self, iri: str) -> Description:
        """Return what is said of a node, each once."""
        found: dict[NamedNode, dict[Term, None]] = {}
        said = self.nodes.get(iri, ())
        for predicate, value in zip(said[::2], said[1::2], strict=True):
            found.setdefault(predicate, {})[value] = None  # type: ignore[arg-type]
        return {predicate: list(values) for predicate, values in found.items()}


def gather(quads: Iterable[Quad], start: str = BASE) -> Gathered:
    """Collect what quads say of the nodes whose IRIs have this start, except what `Contents` does not tell of facts."""
    nodes: dict[str, list[Term]] = defaultdict(list)
    blanks: dict[BlankNode, list[Term]] = defaultdict(list)
    claims, graphs = set(), set()
    replaced: dict[str, set[str]] = defaultdict(set)
    # Most terms occur many times, and are kept once.
    known: dict[Term, Term] = {}
    graph: object = None
    for quad in quads:
        subject, predicate, value = quad.triple
        if quad.graph_name != graph:
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph.value.startswith(GRAPH):
                graphs.add(graph.value)
        if isinstance(subject, BlankNode):
            blanks[subject] += (predicate, value)
            continue
        if not isinstance(subject, NamedNode):
            continue
        iri = subject.value
        if predicate == TYPE and value == CLAIM:
            claims.add(iri)
        if predicate == REPLACED_BY:
            replaced[iri].add(shorten_term(value))
        if not iri.startswith(start) or (iri.startswith(FACT) and predicate not in PARTS):
            continue
        if predicate == CLAIMED_TRIPLE:  # In RDF 1.2 alone, where the parts of the claim say the same.
            continue
        if not isinstance(value, Literal):
            value = known.setdefault(value, value)
        elif value.datatype == NON_NEGATIVE_INTEGER:
            # A store on disk gives an integer back.
            value = Literal(value.value, datatype=INTEGER)
        nodes[iri] += (known.setdefault(predicate, predicate), value)
    renames = {
        shorten(iri): values.pop()
        for iri, values in replaced.items()
        if len(values) == 1 and WITHDRAWN_IN in nodes.get(iri, ())
    }
    return Gathered(dict(nodes), blanks, claims, graphs, renames, name_blanks(blanks))


def list_graphs(said: Gathered) -> Set[str]:
    """Return our own named graphs, if there are any; a rule has its graph even if it concludes nothing."""
    rules = {iri for iri, terms in said.nodes.items() if iri.startswith(RULE) and RULE_CLASS in terms}
    return said.graphs and said.graphs | {f"{GRAPH}derived/{rule.removeprefix(RULE)}" for rule in rules}


def find_facts(said: Gathered) -> Iterator[PublishedFact]:
    """Yield the facts in the order of their IRIs, described as RDF 1.1 or 1.2 describes them."""
    # What is said of a fact is let go as soon as it is known.
    for iri in sorted(iri for iri, terms in said.nodes.items() if FACT_CLASS in terms):
        description = said.description(iri)
        if FACT_CLASS not in description.get(TYPE, ()):
            continue
        if iri.startswith(FACT):
            del said.nodes[iri]
        if (triple := described_triple(description)) is None:
            continue
        passages, rules = (shortened(description.get(part, ())) for part in (STATED_IN, DERIVED_BY))
        is_view = isinstance(triple.subject, NamedNode) and triple.subject.value in said.claims
        origin = "view" if is_view else "stated" if passages else "derived"
        subject, predicate, object = (shorten_term(term, said.names) for term in triple)
        yield PublishedFact(shorten(iri), subject, predicate, object, origin, (*passages, *rules))


def described_triple(said: Description) -> Triple | None:
    """Return the triple that a fact describes."""
    for term in said.get(REIFIES, ()):
        if isinstance(term, Triple):
            return term
    if not all(said.get(part) for part in (SUBJECT, PREDICATE, OBJECT)):
        return None
    return Triple(*(said[part][0] for part in (SUBJECT, PREDICATE, OBJECT)))  # type: ignore[arg-type]


def describe(iri: str, gathered: Gathered, facts: Set[tuple[str, str, str]]) -> Identifier | None:
    """Return one of our identifiers with its meaning; None if it is a fact, or withdrawn.

    What is said of it beside the `facts` counts, so that files with named graphs and without tell the same.
    """
    union, name = gathered.description(iri), shorten_iri(iri)
    if (kind := kind_of(iri, union)) in ("", "fact"):
        return None
    if WITHDRAWN_IN in union and TYPE not in union:
        return None
    said: dict[NamedNode, list[Term]] = {}
    for predicate, values in union.items():
        if predicate in OF_A_VERSION:
            continue
        start = (name, shorten_iri(predicate.value))
        own = [
            value
            for value in values
            if predicate == TYPE or (*start, shorten_term(value, gathered.names)) not in facts
        ]
        if own:
            said[predicate] = own
    return Identifier(
        name,
        kind,
        shortened(said.get(TYPE, ())),
        place(said, gathered) if kind == "passage" else meaning(said),
        first_text(said, DEFINITIONS),
        digest(
            f"<{iri}> {predicate} {term_line(value, gathered.names)}"
            for predicate, values in said.items()
            for value in values
        ),
        label_texts(said.get(LABEL, ())),
    )


def kind_of(iri: str, said: Description) -> str:
    """Return the kind of one of our identifiers; empty if it is another's.

    >>> kind_of("https://w3id.org/azkz/rule/inversion", {})
    'rule'
    """
    if not iri.startswith(BASE):
        return ""
    kinds = said.get(TYPE, ())
    if NOTE in kinds:
        return "note"
    if PASSAGE in kinds:
        return "passage"
    for start, kind in SECTIONS.items():
        if iri.startswith(start):
            return kind
    return iri.removeprefix(BASE).partition("/")[0]


def describe_shapes(quads: Iterable[Quad]) -> Iterator[Identifier]:
    """Yield the shapes as identifiers."""
    gathered = gather(quads, SHAPES)
    for iri in gathered.nodes:
        said = gathered.description(iri)
        lines = (
            f"{predicate} {term_line(value, gathered.names)}"
            for predicate, values in said.items()
            for value in values
        )
        message, name = (
            first_text(said, (NamedNode(PREFIXES["sh"] + part),)) for part in ("message", "name")
        )
        classes = shortened(said.get(TYPE, ()))
        yield Identifier(shorten(iri), "shape", classes, "", message, digest(lines), (name, *no_labels()[1:]))


def read_query(path: Path, content: bytes) -> QueryFile:
    """Return a saved query; what is not UTF-8 in it is replaced, and for the check to report."""
    return QueryFile(path, content.decode("utf-8-sig", "replace"))


def saved_query(query: QueryFile, known: Mapping[str, Identifier] = MappingProxyType({})) -> Identifier:
    """Return a saved query as an identifier; its parameters are its meaning.

    One whose header cannot be read, which the check reports, has no labels.
    """
    iri, text = shorten(QUERY + query.name), digest([query.text])
    if iri in known and known[iri].digest == text:
        return known[iri]
    import yaml

    try:
        labels = tuple(query.titles.get(language, "") for language in LANGUAGES)
    except yaml.MarkedYAMLError:
        labels = no_labels()
    return Identifier(iri, "query", (), " ".join(sorted(query.parameters)), "", text, labels)


def meaning(said: Description) -> str:
    """Return what fixes the meaning of a note or term, as predicates with their objects."""
    parts = ((predicate, shortened(said.get(predicate, ()))) for predicate in MEANING)
    return "; ".join(
        f"{shorten(predicate.value)} {' '.join(values)}" for predicate, values in parts if values
    )


def place(said: Description, gathered: Gathered) -> str:
    """Return where a passage is in its article, as the positions of its first character and of the one behind it."""
    for selector in said.get(SELECTOR, ()):
        if isinstance(selector, NamedNode) and (found := gathered.description(selector.value)):
            return "-".join(first_text(found, (end,)) for end in PLACE)
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


def shorten_term(term: Term, blanks: Mapping[BlankNode, str] = MappingProxyType({})) -> str:
    """Return the term as Turtle writes it on one line, with shortened IRIs, and blank nodes by their names.

    >>> shorten_term(Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")))
    '"1"^^xsd:integer'
    """
    if isinstance(term, NamedNode):
        return shorten_iri(term.value)
    if isinstance(term, Literal) and not term.language and not (text := str(term)).endswith('"'):
        return f"{text[: text.rindex('^^')]}^^{shorten_iri(term.datatype.value)}"
    return term_line(term, blanks)


def term_line(term: Term, blanks: Mapping[BlankNode, str]) -> str:
    """Return the term as N-Triples writes it, with blank nodes by their names."""
    if isinstance(term, BlankNode):
        return blanks.get(term, NAMELESS)
    if isinstance(term, Triple):
        return f"<<( {' '.join(term_line(part, blanks) for part in term)} )>>"
    return str(term)


def name_blanks(said: Mapping[BlankNode, list[Term]]) -> dict[BlankNode, str]:
    """Return names for blank nodes that follow from what is said of them, so that they are the same in every file.

    A node is named after those that its description leads to. Nodes that lead back to themselves are told apart by what
    is up to `ROUNDS` steps away; those that are alike so far have the same name.
    """
    names: dict[BlankNode, str] = {}
    awaited: dict[BlankNode, list[BlankNode]] = defaultdict(list)
    missing: dict[BlankNode, int] = {}
    for node, terms in said.items():
        objects = {term for term in terms if isinstance(term, BlankNode) and term in said}
        missing[node] = len(objects)
        for other in objects:
            awaited[other].append(node)
    ready = [node for node, count in missing.items() if not count]
    while ready:
        node = ready.pop()
        names[node] = blank_name(said[node], names)
        for other in awaited[node]:
            missing[other] -= 1
            if not missing[other]:
                ready.append(other)
    circular = [node for node in said if node not in names]
    for _ in range(ROUNDS if circular else 0):
        names |= {node: blank_name(said[node], names) for node in circular}
    return names


def blank_name(terms: Sequence[Term], names: Mapping[BlankNode, str]) -> str:
    """Return the name of a blank node of which these predicates and objects are said."""
    pairs = zip(terms[::2], terms[1::2], strict=True)
    return "_:" + digest({f"{predicate} {term_line(value, names)}" for predicate, value in pairs})


def digest(lines: Iterable[str]) -> str:
    """Return the base32 of the first 80 bits of the SHA-256 of the sorted lines.

    >>> digest([])
    '4oymiquy7qobjgx3'
    """
    content = "".join(f"{line}\n" for line in sorted(lines))
    return b32encode(hashlib.sha256(content.encode()).digest()[:10]).decode().lower()
