"""What stores that reason conclude from the dataset: nothing untrue, and nothing that changes an answer.

`vocabulary_axioms.ttl` has what other vocabularies say of the terms that the graph uses. When the graph uses another
term, write it again with `support/write_vocabulary_axioms.py`, and judge here what follows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest
from engines import Answer, oxigraph_answer
from entailment import AXIOMS, REGIMES, SAME, closure, triples_of, with_identity
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from saved_query_cases import CASES, asked

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.export.same_as_links import same_as_links
from azkz_graph.vocabulary import BASE, ONTOLOGY, PREFIXES, RDF, RDFS, TYPE, XSD, shorten

LISTS_VOCABULARIES = {"vocabularies"}
"""The query that counts every triple."""

OF_EVERYTHING = {"owl:Thing", "rdfs:Resource"}
OF_LITERALS = (XSD, RDFS, "http://www.opengis.net/ont/geosparql#wktLiteral")
AGENT = {"foaf:Agent", "prov:Agent", "dct:Agent"}
FEATURE = {"geo:Feature", "geo:SpatialObject"}
FIGURE = {"schema:Observation", "prov:Entity"}
WORK = {"dct:BibliographicResource", "schema:CreativeWork"}
PASSAGE = {"prov:Entity", "oa:ResourceSelection"}

TRUE_OF: Mapping[str, set[str]] = {
    "azkz:Agreement": {"prov:Entity"},
    "azkz:Claim": {"prov:Entity"},
    "azkz:Cooperation": {"prov:Activity"},
    "azkz:Event": {"prov:Activity"},
    "azkz:Fact": {"prov:Entity"},
    "azkz:Figure": FIGURE,
    "azkz:Footnote": {*PASSAGE, "azkz:Passage", "doco:Footnote"},
    "azkz:Group": {*AGENT, "foaf:Group"},
    "azkz:GrowthRate": {*FIGURE, "azkz:Figure"},
    "azkz:Infrastructure": {"prov:Entity"},
    "azkz:Organization": {
        *AGENT,
        *("org:Organization", "foaf:Organization", "schema:Organization"),
        # As ORG has it, whoever has members is a group, and, as DCAT has it, whoever can be asked is of vCard's kinds.
        *("foaf:Group", "vcard:Kind"),
    },
    "azkz:Passage": PASSAGE,
    "azkz:Person": {
        *AGENT,
        "foaf:Person",
        "schema:Person",
        "wgs84:SpatialThing",
        "contact:Person",
        "sdo:Person",
    },
    "azkz:Photograph": {"foaf:Image", "foaf:Document", "sdo:CreativeWork", "sdo:ImageObject"},
    "azkz:Place": {"schema:Place", *FEATURE},
    "azkz:Rule": {"prov:Plan", "prov:Entity"},
    "azkz:Section": {"doco:Section", "oa:ResourceSelection"},
    "azkz:Source": WORK,
    "azkz:State": {*AGENT, "schema:Country", "schema:AdministrativeArea", "schema:Place", *FEATURE},
    "azkz:TradeFigure": {*FIGURE, "azkz:Figure"},
    "dcat:Dataset": {"dcat:Resource"},
    "sf:Point": {"geo:Geometry", "geo:SpatialObject"},
    "oa:TextPositionSelector": {"oa:Selector"},
    # Its plain text is selected from the page on which it stands.
    "schema:Article": {"schema:CreativeWork", "oa:ResourceSelection"},
    # What a membership names as the role in it.
    "skos:Concept": {"org:Role"},
}
"""The classes that a thing of ours may be concluded to be of, by the class that it is stated to be of.

Each was judged by the definition of its vocabulary.
"""

NAMESPACES = {
    **PREFIXES,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "doco": "http://purl.org/spar/doco/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "contact": "http://www.w3.org/2000/10/swap/pim/contact#",
    "sdo": "http://schema.org/",
}


def names(things: Iterable[object]) -> set[str]:
    """The prefixed names of IRIs."""
    return {shorten(thing.value, NAMESPACES) for thing in things if isinstance(thing, NamedNode)}


def by_class(triples: Iterable[Triple]) -> Mapping[object, set[object]]:
    """The classes of everything."""
    found: dict[object, set[object]] = defaultdict(set)
    for triple in triples:
        if triple.predicate == TYPE:
            found[triple.subject].add(triple.object)
    return found


@pytest.fixture(scope="module")
def plain(dataset: Dataset) -> Store:
    """The dataset, as a store has it that does not reason."""
    return store_of(dataset.triples())


@pytest.fixture(scope="module")
def expected(plain: Store) -> Mapping[str, Answer]:
    return answers(plain, plain)


@pytest.fixture(scope="module")
def given(dataset: Dataset, project: Project) -> list[Triple]:
    """The dataset with the alignments, and what the vocabularies say of their terms."""
    alignments = triples_of(project.ontology / "alignments.ttl")
    return [*dataset.triples(), *alignments, *triples_of(AXIOMS)]


@pytest.fixture(scope="module", params=REGIMES)
def closed(
    request: pytest.FixtureRequest, given: list[Triple]
) -> tuple[set[Triple], set[tuple[Literal, str]]]:
    """What follows, and the classes of literals."""
    return closure(given, request.param)


def store_of(triples: Iterable[Triple]) -> Store:
    """The triples in a store."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return store


def answers(store: Store, plain: Store) -> Mapping[str, Answer]:
    """The answers to all saved queries but the one that lists vocabularies, as they are and for some parameters."""
    cases = [case for case in CASES if case.stem not in LISTS_VOCABULARIES]
    return {case.stem: oxigraph_answer(store, asked(case, plain)) for case in cases}


def changed(store: Store, plain: Store, expected: Mapping[str, Answer]) -> list[str]:
    """The queries that the store answers in another way."""
    return [name for name, found in answers(store, plain).items() if found != expected[name]]


@pytest.mark.second_engine
def test_answers_stay_the_same(
    closed: tuple[set[Triple], set[tuple[Literal, str]]], plain: Store, expected: Mapping[str, Answer]
) -> None:
    assert len(closed[0]) > len(plain) + 3000
    assert changed(store_of(closed[0]), plain, expected) == []


@pytest.mark.second_engine
def test_answers_stay_the_same_without_the_vocabularies(
    dataset: Dataset, project: Project, plain: Store, expected: Mapping[str, Answer]
) -> None:
    own = [*dataset.triples(), *triples_of(project.ontology / "alignments.ttl")]
    assert changed(store_of(closure(own, "RDFS")[0]), plain, expected) == []


@pytest.mark.second_engine
def test_nothing_of_ours_is_of_an_untrue_class(
    closed: tuple[set[Triple], set[tuple[Literal, str]]], dataset: Dataset
) -> None:
    stated = by_class(dataset.triples())
    untrue = {}
    for thing, classes in by_class(closed[0]).items():
        if isinstance(thing, NamedNode) and thing.value.startswith(BASE) and thing in stated:
            allowed = {each for name in names(stated[thing]) for each in TRUE_OF.get(name, ())}
            found = names(classes - stated[thing]) - allowed - OF_EVERYTHING
            if found and not thing.value.startswith(ONTOLOGY):
                untrue[shorten(thing.value)] = found
    assert untrue == {}


@pytest.mark.second_engine
def test_terms_of_ours_are_terms_alone(
    closed: tuple[set[Triple], set[tuple[Literal, str]]], dataset: Dataset
) -> None:
    stated = by_class(dataset.triples())
    found = {
        name
        for term, classes in by_class(closed[0]).items()
        if isinstance(term, NamedNode) and term.value.startswith(ONTOLOGY)
        for name in names(classes - stated.get(term, set()))
    }
    assert found <= {*OF_EVERYTHING, "rdf:Property"}


@pytest.mark.second_engine
def test_nothing_contradicts_itself(closed: tuple[set[Triple], set[tuple[Literal, str]]]) -> None:
    disjoint = [
        (triple.subject, triple.object)
        for triple in closed[0]
        if triple.predicate.value == PREFIXES["owl"] + "disjointWith"
    ]
    assert len(disjoint) > 50
    classes = by_class(closed[0])
    assert [
        each for each, of in classes.items() if any(one in of and other in of for one, other in disjoint)
    ] == []
    assert [triple for triple in closed[0] if "ErrorMessage" in str(triple.object)] == []


@pytest.mark.second_engine
def test_nothing_is_merged(closed: tuple[set[Triple], set[tuple[Literal, str]]]) -> None:
    same = [triple for triple in closed[0] if triple.predicate == SAME and triple.subject != triple.object]
    assert same == []


@pytest.mark.second_engine
def test_no_literal_is_a_thing(closed: tuple[set[Triple], set[tuple[Literal, str]]]) -> None:
    kinds = {kind for _, kind in closed[1]}
    assert {kind for kind in kinds if not kind.startswith(OF_LITERALS)} <= {PREFIXES["owl"] + "Thing"}


def test_reasoning_by_identity_adds_nothing(dataset: Dataset) -> None:
    triples = set(dataset.triples())
    assert with_identity(triples) == triples


def test_links_of_identity_are_a_file_of_their_own(
    arrangement: Arrangement, plain: Store, expected: Mapping[str, Answer]
) -> None:
    links = [quad.triple for quad in parse(same_as_links(arrangement), format=RdfFormat.TURTLE)]
    said = [
        (quad.subject, quad.object)
        for quad in plain.quads_for_pattern(None, NamedNode(PREFIXES["schema"] + "sameAs"), None)
    ]
    assert len(links) > 50
    assert {(link.subject, link.object) for link in links} == set(said)
    assert {link.predicate for link in links} == {SAME}
    # A store that does not reason answers the same with them.
    assert changed(store_of([*dict.fromkeys(quad.triple for quad in plain), *links]), plain, expected) == []


def test_answers_stay_the_same_beside_the_vocabularies(
    given: list[Triple], plain: Store, expected: Mapping[str, Answer]
) -> None:
    """Vocabularies in the same store bring axioms, and labels and definitions of their own terms."""
    terms = {node for triple in triples_of(AXIOMS) for node in triple if isinstance(node, NamedNode)}
    terms |= {quad.predicate for quad in plain if not quad.predicate.value.startswith(ONTOLOGY)}
    texts = {
        RDFS + "label",
        RDFS + "comment",
        *(PREFIXES["skos"] + name for name in ("definition", "scopeNote")),
    }
    said = [
        *(
            Triple(term, NamedNode(text), Literal("as its makers have it", language="en"))
            for term in terms
            for text in texts
        ),
        *(Triple(term, TYPE, NamedNode(RDF + "Property")) for term in terms),
        *(Triple(term, TYPE, NamedNode(PREFIXES["owl"] + "Class")) for term in terms),
    ]
    assert changed(store_of([*given, *said]), plain, expected) == []


def test_dataset_labels_no_term_of_others(dataset: Dataset) -> None:
    labelled = {quad.subject for quad in dataset.places if quad.predicate.value == RDFS + "label"}
    foreign = {node for node in labelled if isinstance(node, NamedNode) and not node.value.startswith(BASE)}
    assert foreign == set()


def test_dataset_lacks_the_alignments(dataset: Dataset, project: Project) -> None:
    parents = {RDFS + "subClassOf", RDFS + "subPropertyOf", PREFIXES["owl"] + "equivalentClass"}
    axioms = [
        triple
        for triple in triples_of(project.ontology / "alignments.ttl")
        if triple.predicate.value in parents
    ]
    assert len(axioms) > 15
    assert set(axioms) & set(dataset.triples()) == set()
