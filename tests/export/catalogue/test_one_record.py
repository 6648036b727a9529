"""Every description of a release is made from the one record: what is changed there changes in all."""

import json
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from azkz_graph.dataset.project import Project, open_project
from azkz_graph.export.catalogue.catalogue_files import DESCRIPTIONS, REPOSITORY_FILES
from azkz_graph.export.catalogue.ro_crate import CRATE
from azkz_graph.export.catalogue.schema_org_dataset import schema_org_dataset
from azkz_graph.export.dataset_files import DatasetContents
from azkz_graph.export.entity_table import ENTITIES, EntityRow
from azkz_graph.export.fact_table import FACTS, FactRow
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.export.release import release
from azkz_graph.export.release_files import Period, Release
from azkz_graph.export.table_format import Table
from azkz_graph.store.memory_store import derive_project

ROOT = Path(__file__).parents[3]

FULL = """
<https://w3id.org/azkz/dataset>
    dct:creator id:someone ;
    dcat:contactPoint id:someone ;
    dcat:keyword "clockwork"@en , "часы"@ru ;
    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/EDUC> ;
    dct:spatial id:someplace ;
    dct:identifier "https://doi.org/10.9999/tests.1" ;
    schema:codeRepository <https://example.org/source> .

id:someone
    a azkz:Person ;
    rdfs:label "Someone Else"@en ;
    schema:email "someone@example.org" ;
    schema:sameAs <https://orcid.org/0000-0002-1825-0097> .

id:someplace
    a azkz:State ;
    rdfs:label "Someplace"@en ;
    azkz:iso3166alpha3 "SOM" .
"""
"""What a record may say beyond the least."""

PREFIX = "@prefix schema: <https://schema.org/> .\n"


CHANGES = {
    "title": ("Small & tidy: 100% of {its} facts", "Tiny and tidy facts"),
    "description": ("A dataset for the tests.", "A changed dataset for the tests."),
    "version": ("1.2.3", "1.2.4"),
    "issued": ("2026-11-22", "2026-11-23"),
    "maker": ("Makers of tests", "Menders of tests"),
    "person": ("Someone Else", "Anybody Else"),
    "orcid": ("0000-0002-1825-0097", "0000-0001-5109-3700"),
    "keyword": ("clockwork", "waterwork"),
    "doi": ("10.9999/tests.1", "10.9999/tests.2"),
    "email": ("someone@example.org", "anybody@example.org"),
    "place": ("Someplace", "Anyplace"),
    "repository": ("https://example.org/source", "https://example.org/moved"),
}
"""What is said in the record, and in its place."""

CSVW, PACKAGE, CROISSANT = (
    {"facts.csv-metadata.json", "entities.csv-metadata.json"},
    "datapackage.json",
    "croissant.json",
)
LACKING = {
    "description": CSVW,
    "orcid": CSVW,
    "doi": CSVW,
    "email": {*CSVW, ".zenodo.json"},
    "place": {*CSVW, PACKAGE, "CITATION.cff", "codemeta.json"},
    "repository": {*CSVW, PACKAGE, CROISSANT, CRATE, ".zenodo.json", "page"},
}
"""The descriptions whose format has no place for it."""


@pytest.fixture(scope="module")
def changed(small: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every description of a small release whose record has been changed, by name; schema.org's as `page`."""
    root = tmp_path_factory.mktemp("changed")
    for folder in (small.data, small.queries, small.ontology):
        shutil.copytree(folder, root / folder.name)
    record = root / "data" / "dataset.ttl"
    text = PREFIX + record.read_text(encoding="utf-8") + FULL
    for old, new in (*CHANGES.values(), ("/by-sa/", "/by/")):
        assert old in text
        text = text.replace(old, new)
    record.write_text(text, encoding="utf-8")
    made = release(derive_project(open_project(root)))
    names = {*DESCRIPTIONS, CRATE}
    found = {str(file.path): file.data.decode() for file in made.files if str(file.path) in names}
    page = schema_org_dataset(made, "https://example.org/")
    return {**found, "page": json.dumps(page, ensure_ascii=False)}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_record_is_in_every_description(changed: dict[str, str], name: str) -> None:
    old, new = CHANGES[name]
    assert {each for each, text in changed.items() if new in text} == changed.keys() - LACKING.get(
        name, set()
    )
    assert not [each for each, text in changed.items() if old in text]


def test_a_change_of_the_licence_is_in_every_description(changed: dict[str, str]) -> None:
    names = ("creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", "cc-by-4.0")
    assert not [name for name, text in changed.items() if not any(each in text for each in names)]
    assert not [name for name, text in changed.items() if "by-sa" in text.lower()]


def test_what_is_not_known_is_left_out(small: Project) -> None:
    made = release(derive_project(small))
    files = {str(file.path): file.data for file in made.files}
    empty = ("doi.org", "orcid", "email", '""', "null", "[]")
    for name in (*DESCRIPTIONS, CRATE):
        assert [word for word in empty if word in files[name].decode().lower()] == [], name


def test_files_at_the_top_of_the_repository_are_those_of_the_release(published: Release) -> None:
    files = {str(file.path): file.data for file in published.files}
    for name in REPOSITORY_FILES:
        assert (ROOT / name).read_bytes() == files[name], (
            f"{name} is not what the record says; run make catalogue"
        )


def test_the_dataset_covers_the_time_of_its_facts(published: Release) -> None:
    assert published.period == Period("1992-08-27", "2022")


@pytest.mark.parametrize(("table", "row"), [(FACTS, FactRow), (ENTITIES, EntityRow)])
def test_every_column_is_described(arrangement: Arrangement, table: Table, row: type) -> None:
    assert tuple(field.name for field in fields(row)) == table.names
    contents = DatasetContents(arrangement)
    rows: list[object] = [*(contents.facts if table is FACTS else contents.entities)]
    keys = [getattr(row, table.key) for row in rows]
    assert len(set(keys)) == len(keys)
    for column in table.columns:
        assert column.title
        assert column.description
        values = [getattr(row, column.name) for row in rows]
        flat = [each for value in values for each in (value if column.is_list else [value])]
        assert any(flat)
        assert all(values) or not column.is_required
        assert not column.is_iri or all("://" in each for each in flat if each)


def test_google_finds_what_it_asks_for(published: Release) -> None:
    """Source: https://developers.google.com/search/docs/appearance/structured-data/dataset."""
    said = schema_org_dataset(published, "https://example.org/")
    assert 50 <= len(said["description"]) <= 5000
    wanted = {
        "name",
        "creator",
        "identifier",
        "isAccessibleForFree",
        "keywords",
        "license",
        "spatialCoverage",
    }
    wanted |= {"temporalCoverage", "variableMeasured", "version", "url", "distribution", "publisher"}
    assert wanted <= said.keys()
    assert all({"contentUrl", "encodingFormat", "sha256"} <= each.keys() for each in said["distribution"])
    assert [place["name"] for place in said["spatialCoverage"]] == ["Azerbaijan", "Kazakhstan"]
