"""The ontology and its alignments: complete, within OWL 2 DL, and consistent by a reasoner's word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from owl_profile import needs_owl_api, profile_violations
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from reasoner import needs_java, unsatisfiable_classes

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.vocabulary import (
    BASE,
    CLAIMED_TRIPLE,
    GRAPH,
    ID,
    LABEL,
    OBJECT,
    ONTOLOGY,
    PREDICATE,
    PREFIXES,
    RDF,
    STATEMENT,
    SUBJECT,
    TYPE,
)

OWL, RDFS, SKOS = (PREFIXES[prefix] for prefix in ("owl", "rdfs", "skos"))
CLASS, OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY, INDIVIDUAL = (
    NamedNode(OWL + name)
    for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")
)
SUBCLASS, SUBPROPERTY, DOMAIN, RANGE = (
    NamedNode(RDFS + name) for name in ("subClassOf", "subPropertyOf", "domain", "range")
)
IN_SCHEME = NamedNode(SKOS + "inScheme")
DISJOINT, INVERSE = NamedNode(OWL + "disjointWith"), NamedNode(OWL + "inverseOf")
DEFINED_BY = NamedNode(RDFS + "isDefinedBy")
RESERVED = (RDF, RDFS, OWL)
WITHOUT_ALIGNMENT = {
    "asMeant",
    "authorsAsWritten",
    "awardedFor",
    "baseUnit",
    "carries",
    "claimObject",
    "claimPlace",
    "claimPredicate",
    "claimSubject",
    "claimTopic",
    "claimedTriple",
    "closeTerm",
    "commemoratedBy",
    "contributionTo",
    "degree",
    "differsBy",
    "explains",
    "gaveNameTo",
    "growthOf",
    "harmed",
    "heardAt",
    "linkDeadAsOf",
    "memberKind",
    "mustLeave",
    "mustUnderstand",
    "officiallyWelcomedIn",
    "opens",
    "playedSignificantRoleDuring",
    "promotedBy",
    "purpose",
    "shownAs",
    "supportsEffortsOf",
    "widerTerm",
    "withdrawnIn",
}
"""Properties for which the field's vocabularies have nothing close."""

Kinds = Mapping[NamedNode, set[NamedNode]]


def graph(dataset: Dataset, *names: str) -> list[Quad]:
    """The quads of named graphs below graph/."""
    return [quad for quad in dataset.places if quad.graph_name in [NamedNode(GRAPH + name) for name in names]]


def statements(quads: Iterable[Quad], predicate: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
    """The subjects and objects of a predicate; both are IRIs."""
    pairs = [(quad.subject, quad.object) for quad in quads if quad.predicate == predicate]
    return [(s, o) for s, o in pairs if isinstance(s, NamedNode) and isinstance(o, NamedNode)]


@pytest.fixture(scope="module")
def ontology(dataset: Dataset) -> list[Quad]:
    return graph(dataset, "ontology", "alignments")


@pytest.fixture(scope="module")
def kinds(ontology: list[Quad]) -> Kinds:
    """What every term is declared as."""
    declared = defaultdict(set)
    for term, kind in statements(ontology, TYPE):
        declared[term].add(kind)
    return declared


@pytest.fixture(scope="module")
def own(ontology: list[Quad]) -> set[NamedNode]:
    """The ontology's own terms."""
    return {term for term, _ in statements(ontology, DEFINED_BY)}


def test_own_terms_are_those_of_the_namespace(ontology: list[Quad], own: set[NamedNode]) -> None:
    assert own == {quad.subject for quad in ontology if str(quad.subject).startswith(f"<{ONTOLOGY}")}


@pytest.mark.parametrize("predicate", [LABEL, NamedNode(SKOS + "definition")], ids=["label", "definition"])
def test_own_terms_are_labelled_and_defined(
    ontology: list[Quad], own: set[NamedNode], predicate: NamedNode
) -> None:
    found = defaultdict(list)
    for term, name, value, _ in ontology:
        if name == predicate and isinstance(value, Literal):
            found[term].append(value.language)
    assert {term: sorted(map(str, found[term])) for term in own} == dict.fromkeys(own, sorted(LANGUAGES))


def test_own_classes_and_properties_have_examples(
    ontology: list[Quad], own: set[NamedNode], kinds: Kinds
) -> None:
    shown = {quad.subject for quad in ontology if quad.predicate == NamedNode(SKOS + "example")}
    assert {term for term in own - shown if INDIVIDUAL not in kinds[term]} == set()


def test_own_terms_are_used(dataset: Dataset, project: Project, own: set[NamedNode]) -> None:
    quads = list(dataset.quads())
    data = {term for quad in quads if not is_ontology(quad) for term in quad.triple}
    data |= {quad.predicate for quad in quads}
    data |= {scheme for term, scheme in statements(dataset.quads(), IN_SCHEME) if term in data}
    files = [project.ontology / "shapes.ttl", *(project.ontology / "rules").glob("*.rq")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    unused = {term for term in own - data if f"azkz:{term.value.removeprefix(ONTOLOGY)}" not in text}
    assert unused == {CLAIMED_TRIPLE}, "which only the Turtle of RDF 1.2 has"


def test_concepts_belong_to_schemes_in_five_languages(dataset: Dataset) -> None:
    types, labels = statements(dataset.quads(), TYPE), defaultdict(set)
    for subject, predicate, value, _ in dataset.quads():
        if predicate == LABEL and isinstance(value, Literal):
            labels[subject].add(value.language)
    kinds = {NamedNode(SKOS + "Concept"), *(NamedNode(ONTOLOGY + name) for name in ("Hedge", "NoteKind"))}
    schemes = {term for term, kind in types if kind == NamedNode(SKOS + "ConceptScheme")}
    assert schemes == {scheme for _, scheme in statements(dataset.quads(), IN_SCHEME)}
    assert {term for term, kind in types if kind in kinds} == {
        term for term, _ in statements(dataset.quads(), IN_SCHEME)
    }
    assert {frozenset(labels[scheme]) for scheme in schemes} == {frozenset({"en", "he", "az", "kk", "ru"})}


def test_top_concepts_are_in_their_schemes(dataset: Dataset) -> None:
    concepts = {
        term for term, kind in statements(dataset.quads(), TYPE) if kind == NamedNode(SKOS + "Concept")
    }
    placed = {(term, scheme) for term, scheme in statements(dataset.quads(), IN_SCHEME) if term in concepts}
    tops = statements(dataset.quads(), NamedNode(SKOS + "hasTopConcept"))
    assert {(concept, scheme) for scheme, concept in tops} == placed


def is_ontology(quad: Quad) -> bool:
    """Whether the quad is of the ontology or its alignments."""
    return quad.graph_name in (NamedNode(GRAPH + "ontology"), NamedNode(GRAPH + "alignments"))


def test_what_only_claims_use_is_caught_where_it_is_stated(project: Project, ontology: list[Quad]) -> None:
    note = "Used inside claims; no triple of the graph has it as its predicate."
    only = {quad.subject.value for quad in ontology if getattr(quad.object, "value", "") == note}  # type: ignore[union-attr]
    shapes = (project.ontology / "shapes.ttl").read_text(encoding="utf-8")
    caught = (
        shapes.partition("shape:Graph-assertedView\n    a ")[2].partition("FILTER(")[2].partition("))")[0]
    )
    assert {name.removeprefix(ONTOLOGY) for name in only} == set(re.findall(r"azkz:(\w+)", caught))


def test_close_and_wider_terms_cover_the_own_terms(
    ontology: list[Quad], own: set[NamedNode], kinds: Kinds
) -> None:
    links = {NamedNode(ONTOLOGY + name) for name in ("closeTerm", "widerTerm")}
    aligned = {quad.subject for quad in ontology if quad.predicate in links}
    missing = {term.value.removeprefix(ONTOLOGY) for term in own - aligned if INDIVIDUAL not in kinds[term]}
    assert missing == WITHOUT_ALIGNMENT


def test_alignments_lead_elsewhere(dataset: Dataset, own: set[NamedNode]) -> None:
    matches = [quad.object for quad in graph(dataset, "alignments") if quad.subject in own]
    assert matches
    assert [term for term in matches if not isinstance(term, NamedNode) or term.value.startswith(BASE)] == []


@pytest.mark.parametrize(
    ("name", "iri"), [("azkz.ttl", "ontology"), ("alignments.ttl", "download/ontology/alignments.ttl")]
)
def test_each_file_has_one_header(project: Project, name: str, iri: str) -> None:
    quads = list(parse(path=project.ontology / name, format=RdfFormat.TURTLE))
    headers = [quad.subject for quad in quads if quad.object == NamedNode(OWL + "Ontology")]
    assert headers == [NamedNode(BASE + iri)]


def test_every_term_is_declared_as_one_kind(kinds: Kinds) -> None:
    exclusive = {CLASS, OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY}
    assert {term for term, declared in kinds.items() if len(declared & exclusive) > 1} == set()


@pytest.mark.parametrize(
    ("predicate", "subjects", "objects"),
    [
        (SUBCLASS, {CLASS}, {CLASS}),
        (DISJOINT, {CLASS}, {CLASS}),
        (DOMAIN, {OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY}, {CLASS}),
        (INVERSE, {OBJECT_PROPERTY}, {OBJECT_PROPERTY}),
    ],
    ids=["subClassOf", "disjointWith", "domain", "inverseOf"],
)
def test_axioms_are_of_declared_terms(
    ontology: list[Quad],
    kinds: Kinds,
    predicate: NamedNode,
    subjects: set[NamedNode],
    objects: set[NamedNode],
) -> None:
    for subject, object in statements(ontology, predicate):
        assert kinds[subject] & subjects, subject
        assert kinds[object] & objects, object


def test_subproperties_and_ranges_are_of_the_same_kind(ontology: list[Quad], kinds: Kinds) -> None:
    for property, wider in statements(ontology, SUBPROPERTY):
        assert kinds[property] & kinds[wider] & {OBJECT_PROPERTY, DATATYPE_PROPERTY}, property
    for property, range in statements(ontology, RANGE):
        is_class = CLASS in kinds[range]
        assert (OBJECT_PROPERTY in kinds[property]) == is_class, property
        assert is_class or range.value.startswith(PREFIXES["xsd"]), range


def test_nothing_is_said_of_reserved_terms(ontology: list[Quad]) -> None:
    subjects = {quad.subject for quad in ontology}
    assert {
        term for term in subjects if isinstance(term, NamedNode) and term.value.startswith(RESERVED)
    } == set()


def test_properties_are_used_as_declared(dataset: Dataset, kinds: Kinds) -> None:
    for predicate, object in {(quad.predicate, type(quad.object)) for quad in dataset.quads()}:
        if not predicate.value.startswith(RESERVED):
            fitting = {DATATYPE_PROPERTY if object is Literal else OBJECT_PROPERTY, ANNOTATION_PROPERTY}
            assert kinds[predicate] & fitting, predicate


def assertions(dataset: Dataset, kinds: Kinds) -> list[Quad]:
    """The classes of everything, and what relates it to others, without the terms that OWL reserves for itself.

    Literals are left out because HermiT does not know xsd:date and xsd:gYear.
    """
    return [
        quad
        for quad in dataset.quads()
        if not is_ontology(quad) and isinstance(quad.object, NamedNode)
        if quad.predicate not in (SUBJECT, PREDICATE, OBJECT) and quad.object != STATEMENT
        if quad.predicate == TYPE or OBJECT_PROPERTY in kinds[quad.predicate]
    ]


@pytest.mark.second_engine
@needs_java
def test_no_class_is_unsatisfiable(ontology: list[Quad], tmp_path: Path) -> None:
    assert unsatisfiable_classes(ontology, tmp_path) == []


@pytest.mark.second_engine
@needs_java
def test_dataset_is_consistent(dataset: Dataset, ontology: list[Quad], kinds: Kinds, tmp_path: Path) -> None:
    facts = assertions(dataset, kinds)
    assert len(facts) > 2000
    assert unsatisfiable_classes([*ontology, *facts], tmp_path) == []


@pytest.mark.second_engine
@needs_java
def test_contradiction_is_found(dataset: Dataset, ontology: list[Quad], kinds: Kinds, tmp_path: Path) -> None:
    wrong = Quad(NamedNode(ID + "baku"), TYPE, NamedNode(ONTOLOGY + "Person"))
    assert unsatisfiable_classes([*ontology, *assertions(dataset, kinds), wrong], tmp_path) is None


@pytest.mark.second_engine
@needs_java
def test_unsatisfiable_class_is_found(ontology: list[Quad], tmp_path: Path) -> None:
    city_person = NamedNode(ONTOLOGY + "CityPerson")
    triples = [
        Triple(city_person, TYPE, CLASS),
        Triple(city_person, SUBCLASS, NamedNode(ONTOLOGY + "Person")),
        Triple(city_person, SUBCLASS, NamedNode(ONTOLOGY + "Place")),
    ]
    wrong = [Quad(*triple) for triple in triples]
    assert unsatisfiable_classes([*ontology, *wrong], tmp_path) == [city_person.value]


@pytest.mark.second_engine
@needs_owl_api
def test_ontology_and_alignments_open_in_protege_as_owl_2_dl(project: Project) -> None:
    files = [project.ontology / name for name in ("azkz.ttl", "alignments.ttl")]
    assert profile_violations(files) == []


@pytest.mark.second_engine
@needs_owl_api
def test_dataset_is_owl_2_dl_but_for_statements_and_datatypes(dataset: Dataset, tmp_path: Path) -> None:
    """OWL 2 DL has neither RDF's statements nor datatypes for days, months, years and points; RDF 1.1 has no others."""
    alignments = NamedNode(GRAPH + "alignments")
    triples = {
        quad.triple
        for quad in dataset.quads()
        if quad.graph_name != alignments
        if quad.predicate not in (SUBJECT, PREDICATE, OBJECT) and quad.object != STATEMENT
    }
    violations = profile_violations([written(triples, tmp_path / "dataset.ttl")])
    assert [
        line
        for line in violations
        if not re.search("datatype.* .*(xsd:(date|gYear|gYearMonth)|wktLiteral)", line)
    ] == []


@pytest.mark.second_engine
@needs_owl_api
def test_what_is_outside_owl_2_dl_is_found(project: Project, tmp_path: Path) -> None:
    wrong = """
        @prefix id: <https://w3id.org/azkz/id/> .
        azkz:party a owl:DatatypeProperty .
        id:baku azkz:party "Baku" ; azkz:undeclared id:aktau ; azkz:sha256 "1"^^xsd:hour .
    """
    file = tmp_path / "azkz.ttl"
    file.write_text((project.ontology / "azkz.ttl").read_text(encoding="utf-8") + wrong, encoding="utf-8")
    violations = "\n".join(profile_violations([file]))
    for said in ("Cannot pun between properties", "#undeclared>", "Use of undeclared datatype: xsd:hour"):
        assert said in violations


def written(triples: Iterable[Triple], file: Path) -> Path:
    """The file, with the triples written into it, a line each."""
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    file.write_bytes(lines)
    return file
