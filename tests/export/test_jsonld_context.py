"""The published context, held against the dataset and the ontology."""

from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project
from azkz_graph.export.jsonld_context import TermDefinition, read_context
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import ONTOLOGY, PREFIXES, TYPE, shorten

OWL = PREFIXES["owl"]


def kinds_of_values(dataset: Dataset) -> dict[str, set[str]]:
    """For each property of the dataset: `@id` for IRIs, `@language` for tagged texts, datatypes of the rest."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for quad in dataset.quads():
        term = quad.object
        if isinstance(term, Literal):
            kinds[quad.predicate.value].add("@language" if term.language else term.datatype.value)
        else:
            kinds[quad.predicate.value].add("@id")
    del kinds[TYPE.value]
    return kinds


def fault(definition: TermDefinition, kinds: set[str]) -> str | None:
    """What is wrong with a definition for values of these kinds."""
    defined = "@language" if definition.by_language else definition.coercion
    if kinds in ({"@id"}, {"@language"}) and defined not in kinds:
        return f"lacks {kinds.pop()}"
    if defined and kinds != {defined}:
        return f"says {defined}, but the values are {sorted(kinds)}"
    return None


def test_context_names_and_coerces_every_property_of_the_dataset(project: Project, dataset: Dataset) -> None:
    context = read_context(project)
    faults = []
    for iri, kinds in kinds_of_values(dataset).items():
        definition = context.term(iri)
        if definition.name == iri:
            faults.append(f"{iri}: no name")
        elif iri.startswith(ONTOLOGY) and ":" in definition.name:
            faults.append(f"{shorten(iri)}: no term of its own")
        elif what := fault(definition, kinds):
            faults.append(f"{shorten(iri)}: {what}")
    assert not faults


def test_context_has_the_terms_of_the_ontology_and_no_others(project: Project, dataset: Dataset) -> None:
    kinds = {OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty"}
    declared = {
        quad.subject.value
        for quad in dataset.quads()
        if isinstance(quad.subject, NamedNode)
        and quad.predicate == TYPE
        and isinstance(quad.object, NamedNode)
        and quad.object.value in kinds
    }
    own = {iri for iri in declared if iri.startswith(ONTOLOGY)}
    terms = {iri for iri in read_context(project).terms if iri.startswith(ONTOLOGY)}
    assert own
    assert terms == own


def test_context_coerces_object_properties_to_iris(project: Project, dataset: Dataset) -> None:
    context = read_context(project)
    declared = [
        quad.subject.value
        for quad in dataset.quads()
        if isinstance(quad.subject, NamedNode)
        and quad.predicate == TYPE
        and quad.object == NamedNode(OWL + "ObjectProperty")
    ]
    assert declared
    assert [shorten(iri) for iri in declared if context.term(iri).coercion != "@id"] == []


def test_context_has_the_prefixes_of_everything_else(project: Project) -> None:
    assert read_context(project).prefixes == PREFIXES


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"terms": {}}'])
def test_unusable_context_is_named(text: str | None, project: Project, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "context.jsonld").write_text(text)
    broken = Project(project.root, project.data, tmp_path, project.queries)
    with pytest.raises(UsageError, match=r"context\.jsonld"):
        read_context(broken)
