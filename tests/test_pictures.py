from pathlib import Path

import pictures
import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("page", pictures.PICTURES)
def test_the_page_shows_the_picture_of_today(page: str) -> None:
    assert pictures.illustrate(page) == (ROOT / "docs" / page).read_text(encoding="utf-8"), (
        "run make pictures"
    )


def test_every_class_and_property_of_the_picture_is_in_the_ontology() -> None:
    ontology = (ROOT / "ontology" / "azkz.ttl").read_text(encoding="utf-8")
    drawn = pictures.ontology()
    assert 'DiplomaticMission -- "receivingState<br/>sendingState" --> State' in drawn
    for line in drawn.splitlines()[1:]:
        source, labels, target = line.strip().replace(" -- ", " --> ").split(" --> ")
        for name in (source, target, *labels.strip('"').split("<br/>")):
            assert name == "anything" or f"\nazkz:{name}\n" in ontology


def test_no_arrow_of_the_flow_is_walked_backwards() -> None:
    imports = pictures.module_imports(ROOT / "src" / "azkz_graph")
    order = list(pictures.FLOW)
    assert set(order) <= set(imports)
    for number, module in enumerate(order):
        backwards = imports[module] & set(order[number + 1 :])
        assert not backwards, f"{module} imports {backwards}, which come after it"


def test_no_two_modules_need_each_other() -> None:
    imports = pictures.module_imports(ROOT / "src" / "azkz_graph")
    settled: set[str] = set()
    while ready := {
        module for module, needed in imports.items() if module not in settled and needed <= settled
    }:
        settled |= ready
    assert settled == set(imports), f"modules in a circle: {sorted(set(imports) - settled)}"
