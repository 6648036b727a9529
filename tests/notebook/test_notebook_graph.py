"""What a notebook does."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple
from transcripts import SMALL

import azkz_graph
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import ID, ONTOLOGY


@pytest.fixture(scope="module")
def graph() -> azkz_graph.Graph:
    return azkz_graph.load(SMALL)


NAMES = ["Graph", "RemoteGraph", "cite", "connect", "load", "query", "show", "why"]


def rows(frame: object) -> list[dict[str, object]]:
    """The rows of a data frame, or of what stands for one."""
    return frame if isinstance(frame, list) else frame.to_dict("records")  # type: ignore[attr-defined]


def test_a_saved_query(graph: azkz_graph.Graph) -> None:
    assert rows(graph.query("states", language="kk", state="kazakhstan")) == [
        {"state": ID + "kazakhstan", "name": "Қазақстан"}
    ]


def test_several_values_of_a_parameter(graph: azkz_graph.Graph) -> None:
    found = rows(graph.query("states", language=["he", "ru"], state="Қазақстан"))
    assert [row["name"] for row in found] == ["Казахстан", "קזחסטן"]


def test_a_number_as_parameter(graph: azkz_graph.Graph) -> None:
    assert [row["value"] for row in rows(graph.query("figures", at_least=85000))] == [85000]


def test_a_text_without_prefixes(graph: azkz_graph.Graph) -> None:
    assert rows(graph.query("SELECT ?x { ?x azkz:twinnedWith id:sumqayit }")) == [{"x": ID + "aktau"}]


def test_ask_is_a_bool_and_construct_a_list_of_triples(graph: azkz_graph.Graph) -> None:
    assert graph.query("claimed") is True
    assert graph.query("ASK { id:aktau a azkz:State }") is False
    aktau, sumqayit = NamedNode(ID + "aktau"), NamedNode(ID + "sumqayit")
    twinned = NamedNode(ONTOLOGY + "twinnedWith")
    assert set(graph.query("twins")) == {Triple(aktau, twinned, sumqayit), Triple(sumqayit, twinned, aktau)}


def test_sheets_and_explanations_print_as_text(graph: azkz_graph.Graph) -> None:
    assert str(graph.show("aktau")).startswith("Aktau\n  id    id:aktau\n")
    assert repr(graph.show("aktau", language="he")).startswith("אקטאו\n")
    article = SMALL / "article.he.txt"
    assert "in its words  סומקאית" in str(graph.why("sumqayit", "twinnedWith", "aktau", article=article))


def test_citations(graph: azkz_graph.Graph) -> None:
    assert graph.cite().startswith("Makers of tests (2026): Small & tidy")
    assert graph.cite("aktau", "ris").startswith("TY  - ELEC")


def test_misuse_is_one_sentence(graph: azkz_graph.Graph) -> None:
    with pytest.raises(UsageError, match="no parameter --lang"):
        graph.query("states", lang="he")


def test_files_are_loaded_too() -> None:
    graph = azkz_graph.load(Path(__file__).parents[1] / "projects" / "files" / "one.trig")
    assert rows(graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == [{"n": 2}]


def test_nothing_to_load(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no folder data/"):
        azkz_graph.load(tmp_path)
    with pytest.raises(UsageError, match="No such file"):
        azkz_graph.load(tmp_path / "missing.ttl")
    with pytest.raises(UsageError, match="for an endpoint, use"):
        azkz_graph.load("https://example.org/sparql")


def test_the_own_data_by_the_names_of_the_package() -> None:
    assert azkz_graph.query("ASK { ?fact a azkz:Fact }") is True
    assert "id:kazakhstan" in str(azkz_graph.show("kazakhstan"))
    assert "https://w3id.org/azkz/dataset" in azkz_graph.cite()
    assert "stated in" in str(azkz_graph.why("sumqayit", "twinnedWith", "aktau"))


def test_only_the_names_of_the_interface() -> None:
    assert sorted(azkz_graph.__all__) == NAMES
    with pytest.raises(AttributeError, match="nothing"):
        azkz_graph.nothing  # noqa: B018


def test_a_notebook_can_complete_the_names_of_the_interface() -> None:
    import azkz_graph

    assert dir(azkz_graph) == NAMES
