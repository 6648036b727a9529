"""Citations of the dataset, of things and of facts."""

import json

import pytest
from mcp_clients import answered, refused


def test_the_dataset_is_cited_by_default() -> None:
    found = answered("cite")
    assert "[data set]" in found["citation"]
    assert "https://w3id.org/azkz/dataset" in found["citation"]


@pytest.mark.parametrize(
    ("style", "begin"), [("bibtex", "@misc{azkz-baku"), ("ris", "TY  - ELEC"), ("text", "azkz")]
)
def test_a_thing_is_cited_in_each_style(style: str, begin: str) -> None:
    assert answered("cite", name="Баку", style=style)["citation"].startswith(begin)


def test_csl_json_is_json() -> None:
    (item,) = json.loads(answered("cite", name="baku", style="csl-json")["citation"])
    assert item["URL"] == "https://w3id.org/azkz/id/baku"


def test_what_is_unknown_is_not_stated() -> None:
    found = answered("cite", name="Mars")
    assert found["stated"] is False
    assert "citation" not in found


def test_what_others_publish_is_refused() -> None:
    assert "is not published here" in refused("cite", name="http://www.wikidata.org/entity/Q399")


def test_an_unknown_style_is_refused() -> None:
    assert refused("cite", style="bibtx") == "style: there is no 'bibtx'; close to it: bibtex."
