"""Places as GeoJSON, as a reader of the standard finds them."""

import json
from typing import Any

import geojson
import pytest

from azkz_graph.export.places_geojson import is_on_earth
from azkz_graph.export.release_files import Release
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.vocabulary import ID


@pytest.fixture(scope="module")
def data(published: Release) -> bytes:
    (file,) = (file for file in published.files if str(file.path) == "places.geojson")
    return file.data


@pytest.fixture(scope="module")
def places(data: bytes) -> dict[str, Any]:
    read = geojson.loads(data)
    assert read.is_valid, read.errors()
    return {feature["id"]: feature for feature in read["features"]}


def test_longitude_comes_first(places: dict[str, Any]) -> None:
    assert places[ID + "baku"]["geometry"] == {"type": "Point", "coordinates": [49.89201, 40.37767]}


def test_a_place_has_names_a_class_and_what_happens_there(places: dict[str, Any]) -> None:
    said = places[ID + "baku"]["properties"]
    assert [said[f"name_{language}"] for language in LANGUAGES] == ["Baku", "באקו", "Bakı", "Баку", "Баку"]
    assert (said["class"], said["kind"]) == ("place", "City")
    embassy = ID + "embassy-of-kazakhstan-in-baku"
    (fact,) = (fact for fact in said["facts"] if fact["subject"] == embassy)
    assert fact["words"] == "Embassy of Kazakhstan in Baku – place – Baku"
    assert fact["passages"] == [ID + "azerbaijan-kazakhstan-article/m2"]


def test_no_view_is_in_it(data: bytes) -> None:
    assert b"/id/claim-" not in data
    assert json.loads(data)["license"].startswith("https://creativecommons.org/")


def test_degrees_have_bounds() -> None:
    assert is_on_earth(-180.0, 180)
    assert not is_on_earth(90.5, 90)
    assert not is_on_earth(None, 90)
