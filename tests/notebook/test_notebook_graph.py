"""What a notebook does."""

import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple
from transcripts import SMALL

import azkz_graph
from azkz_graph.dataset.project import open_project
from azkz_graph.notebook.notebook_graph import OPTIONS
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import ID, ONTOLOGY, RDFS


@pytest.fixture(scope="module")
def graph() -> azkz_graph.Graph:
    return azkz_graph.load(SMALL)


NAMES = ["Graph", "RemoteGraph", "UsageError", "cite", "connect", "load", "queries", "query", "show", "why"]


def rows(frame: object) -> list[dict[str, Any]]:
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


def test_queries_are_listed(graph: azkz_graph.Graph) -> None:
    listed = {row["name"]: row for row in rows(graph.queries())}
    assert sorted(listed) == sorted(path.stem for path in (SMALL / "queries").glob("*.rq"))
    assert listed["states"]["title"] == "Which states are there?"
    assert listed["states"]["parameters"] == ["language", "state"]
    own = {row["name"]: row["title"] for row in rows(azkz_graph.queries("he"))}
    assert own["trade-flows"] == "כמה מכרו המדינות זו לזו?"


def test_names_stand_in_the_place_of_iris_if_asked_for(graph: azkz_graph.Graph) -> None:
    text = "SELECT * { VALUES ?x { id:aktau azkz:twinnedWith <https://a.example/> 7 } }"

    def column(**options: Any) -> list[object]:  # noqa: ANN401
        return [row["x"] for row in rows(graph.query(text, **options))]

    other = "https://a.example/"
    assert column() == [ID + "aktau", ONTOLOGY + "twinnedWith", other, "7"]
    assert column(short=True) == ["id:aktau", "azkz:twinnedWith", other, "7"]
    assert column(labels="he") == ["אקטאו", "עיר תאומה", other, "7"]


def test_no_saved_query_has_a_parameter_of_that_name() -> None:
    parameters = {name for row in rows(azkz_graph.queries()) for name in row["parameters"]}
    assert parameters
    assert parameters.isdisjoint(OPTIONS)


def test_years_and_counts_are_numbers() -> None:
    assert rows(azkz_graph.query("trade-flows", year=2016))[0]["year"] == 2016
    types = azkz_graph.query("trade-flows").dtypes.astype(str)
    assert (types["year"], types["value"]) == ("Int64", "float64")
    counted = azkz_graph.query("SELECT (COUNT(*) AS ?n) { ?fact a azkz:Fact }")
    assert counted["n"].dtype == "Int64"


MISUSE: dict[str, tuple[Callable[[azkz_graph.Graph], object], str]] = {
    "lang": (
        lambda graph: graph.query("states", lang="he"),
        "the query states has no parameter 'lang'; it has: ",
    ),
    "label": (lambda graph: graph.query("states", label="he"), "no parameter 'label'; close to it: labels"),
    "no parameters": (lambda graph: graph.query("twins", of="aktau"), "no parameter 'of'; leave it out"),
    "value": (lambda graph: graph.query("states", language="?"), "language: '?' is not a language tag"),
    "name": (lambda graph: graph.query("zzz"), "no saved query is called 'zzz'; queries() lists them"),
    "fact": (lambda graph: graph.why("aktau"), "or call show with aktau"),
    "citation": (lambda graph: graph.cite("aktau", year=2016), "so that year= means nothing"),
    "syntax": (lambda graph: azkz_graph.load(__file__), "behind which"),
    "address": (lambda graph: azkz_graph.connect("http://a:b@localhost/"), "leave it out"),
    "user": (lambda graph: azkz_graph.connect("http://localhost/", user="nobody"), "or into netrc"),
}


@pytest.mark.parametrize("name", MISUSE)
def test_misuse_is_one_sentence_in_the_words_of_python(
    name: str, graph: azkz_graph.Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    misuse, words = MISUSE[name]
    with pytest.raises(azkz_graph.UsageError, match=re.escape(words)) as caught:
        misuse(graph)
    assert not re.search(r"--|\bazkz [a-z]", str(caught.value))


def test_graphs_say_what_they_hold(graph: azkz_graph.Graph) -> None:
    assert repr(graph).startswith("Small & tidy\n  triples ")
    assert "<strong>Small &amp; tidy</strong>" in graph._repr_html_()
    remote = azkz_graph.connect("http://localhost:9/sparql")
    assert repr(remote) == "SPARQL endpoint http://localhost:9/sparql"
    assert remote._repr_html_() == '<div dir="auto">SPARQL endpoint http://localhost:9/sparql</div>'


def test_sheets_are_safe_html() -> None:
    label = f"<script>{chr(0x202E)}"
    store = Store()
    store.add(Quad(NamedNode(ID + "a"), NamedNode(RDFS + "label"), Literal(label, language="en")))
    shown = azkz_graph.Graph(store, open_project()).show("id:a")._repr_html_()
    assert "<script" not in shown
    assert chr(0x202E) not in shown


def test_version() -> None:
    assert azkz_graph.__version__ == version("azkz-graph")


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

    assert dir(azkz_graph) == sorted([*NAMES, "__version__"])
