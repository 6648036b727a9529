"""The table of entities: everything that facts are about, and the parts of the article, one row each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.dataset.dataset_record import SAME_AS
from azkz_graph.export.fact_table import FactRow, iris, name_of, number_of
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.export.table_format import Column, Table
from azkz_graph.graph.facts import Triples, nodes, text, values
from azkz_graph.graph.node_description import terms
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.text.language_range import takes_in
from azkz_graph.vocabulary import DESCRIPTION, ID, LABEL, TYPE

(KIND,) = terms("dct", "type")
(OTHER_NAME,) = terms("schema", "alternateName")
LATITUDE, LONGITUDE = terms("schema", "latitude", "longitude")
LEFT_OUT: Final = frozenset(
    (*terms("azkz", "EditorialNote"), *terms("oa", "TextPositionSelector"), *terms("sf", "Point"))
)
"""The kinds of what is noted and where texts stand, which are no entities."""


@dataclass(frozen=True)
class EntityRow:
    """One entity; `label` is its English name where it has one, the others are None where there is none.

    `passages` are those whose facts name it.
    """

    entity: str
    label: str
    label_he: str | None
    label_az: str | None
    label_kk: str | None
    label_ru: str | None
    other_names: list[str]
    classes: list[str]
    class_labels: list[str]
    kinds: list[str]
    kind_labels: list[str]
    description: str | None
    latitude: float | None
    longitude: float | None
    same_as: list[str]
    passages: list[str]

    @property
    def names(self) -> dict[str, str]:
        """Return the name in each language that has one; `label` stands for English."""
        given = {LANGUAGES[0]: self.label, **{tag: getattr(self, f"label_{tag}") for tag in LANGUAGES[1:]}}
        return {tag: name for tag, name in given.items() if name}


ENTITIES: Final = Table(
    "entities",
    "Entities",
    (
        Column("entity", "Entity", "IRI of the entity", is_iri=True, is_required=True),
        Column(
            "label",
            "Name",
            "Its name in English; the name that it has if it has no English one",
            is_required=True,
        ),
        Column("label_he", "Name in Hebrew", "Its name in Hebrew"),
        Column("label_az", "Name in Azerbaijani", "Its name in Azerbaijani"),
        Column("label_kk", "Name in Kazakh", "Its name in Kazakh"),
        Column("label_ru", "Name in Russian", "Its name in Russian"),
        Column("other_names", "Other names", "Its other names, in any language", is_list=True),
        Column("classes", "Classes", "IRIs of its classes", is_iri=True, is_list=True),
        Column(
            "class_labels",
            "Labels of the classes",
            "Names of its classes, in the order of their IRIs",
            is_list=True,
        ),
        Column(
            "kinds",
            "Kinds",
            "IRIs of the concepts that say more closely what it is",
            is_iri=True,
            is_list=True,
        ),
        Column(
            "kind_labels",
            "Labels of the kinds",
            "Names of these concepts, in the order of their IRIs",
            is_list=True,
        ),
        Column("description", "Description", "What it is, in English"),
        Column(
            "latitude",
            "Latitude",
            "Degrees north of the equator (WGS 84), for places that have a point",
            is_number=True,
        ),
        Column(
            "longitude",
            "Longitude",
            "Degrees east of Greenwich (WGS 84), for places that have a point",
            is_number=True,
        ),
        Column("same_as", "Same as", "IRIs of the same in other datasets", is_iri=True, is_list=True),
        Column(
            "passages",
            "Passages",
            "IRIs of the passages of the article whose facts name it",
            is_iri=True,
            is_list=True,
        ),
    ),
)
"""The columns of the table of entities."""


def entity_rows(arrangement: Arrangement, facts: list[FactRow]) -> Iterator[EntityRow]:
    """Yield what has a class and an IRI below `id/`, in reading order, but notes, points and positions in texts."""
    passages: dict[str, set[str]] = {}
    for fact in facts:
        for name in (fact.subject, fact.object):
            passages.setdefault(name, set()).update(fact.passages)
    for node, said in arrangement.union.items():
        kinds = said.get(TYPE, ())
        if isinstance(node, NamedNode) and node.value.startswith(ID) and kinds and LEFT_OUT.isdisjoint(kinds):
            yield entity_row(node, arrangement.index, sorted(passages.get(node.value, ())))


def entity_row(node: NamedNode, store: Triples, passages: list[str]) -> EntityRow:
    """Build the row of one entity."""
    classes, kinds = nodes(store, node, TYPE), nodes(store, node, KIND)
    he, az, kk, ru = (label_in(store, node, language) for language in LANGUAGES[1:])
    return EntityRow(
        entity=node.value,
        label=name_of(node, store),
        label_he=he,
        label_az=az,
        label_kk=kk,
        label_ru=ru,
        other_names=list(dict.fromkeys(name_of(name, store) for name in values(store, node, OTHER_NAME))),
        classes=iris(classes),
        class_labels=[name_of(each, store) for each in classes],
        kinds=iris(kinds),
        kind_labels=[name_of(kind, store) for kind in kinds],
        description=text(store, node, DESCRIPTION),
        latitude=coordinate(store, node, LATITUDE),
        longitude=coordinate(store, node, LONGITUDE),
        same_as=iris(nodes(store, node, NamedNode(SAME_AS))),
        passages=passages,
    )


def label_in(store: Triples, node: NamedNode, language: str) -> str | None:
    """Return the label in the language; None if there is none."""
    labels = (each for each in values(store, node, LABEL) if isinstance(each, Literal))
    return next((each.value for each in labels if takes_in(language, each.language)), None)


def coordinate(store: Triples, node: NamedNode, predicate: NamedNode) -> float | None:
    """Return the coordinate in degrees; None if there is none."""
    return next(
        (number for each in values(store, node, predicate) if (number := number_of(each)) is not None), None
    )
