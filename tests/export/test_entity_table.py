"""The table of entities, beside the facts that name them."""

import pytest
from small_dataset import dataset_of, quads_of

from azkz_graph.export.dataset_files import DatasetContents
from azkz_graph.export.entity_table import ENTITIES, EntityRow
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.export.table_format import csv_of
from azkz_graph.vocabulary import ID


@pytest.fixture(scope="module")
def contents(arrangement: Arrangement) -> DatasetContents:
    return DatasetContents(arrangement)


def test_whatever_the_table_of_facts_names_has_a_row(contents: DatasetContents) -> None:
    known = {row.entity for row in contents.entities}
    named = {
        iri
        for row in contents.facts
        for iri in (
            row.subject,
            row.object,
            row.unit,
            *row.holders,
            *row.sections,
            *row.passages,
            *row.footnotes,
        )
        if iri and iri.startswith(ID)
    }
    assert named <= known


def test_a_place_has_its_names_kind_point_and_passages(contents: DatasetContents) -> None:
    (baku,) = (row for row in contents.entities if row.entity == ID + "baku")
    assert baku.names == {"en": "Baku", "he": "באקו", "az": "Bakı", "kk": "Баку", "ru": "Баку"}
    assert (baku.class_labels, baku.kind_labels) == (["place"], ["City"])
    assert (baku.latitude, baku.longitude) == (40.37767, 49.89201)
    assert "https://sws.geonames.org/587084/" in baku.same_as
    assert ID + "azerbaijan-kazakhstan-article/m2" in baku.passages


LITTLE = """
graph:ontology { azkz:State rdfs:label "state"@en . }
graph:entities {
    id:a a azkz:State ; rdfs:label "א"@he ; schema:alternateName "b|c"@en .
    id:a schema:latitude 1.5 ; schema:longitude "east" .
    id:a-note a azkz:EditorialNote .
    id:nothing rdfs:label "Of no class"@en .
}
"""


def test_what_is_not_said_is_an_empty_cell() -> None:
    contents = DatasetContents(arrange(dataset_of(quads_of(LITTLE))))
    assert contents.entities == [
        EntityRow(
            entity=ID + "a",
            label="א",
            label_he="א",
            label_az=None,
            label_kk=None,
            label_ru=None,
            other_names=["b|c"],
            classes=["https://w3id.org/azkz/ontology#State"],
            class_labels=["state"],
            kinds=[],
            kind_labels=[],
            description=None,
            latitude=1.5,
            longitude=None,
            same_as=[],
            passages=[],
        )
    ]
    (_, line, _) = csv_of(ENTITIES, contents.entities).decode().split("\r\n")
    assert line == f"{ID}a,א,א,,,,b¦c,https://w3id.org/azkz/ontology#State,state,,,,1.5,,,"
