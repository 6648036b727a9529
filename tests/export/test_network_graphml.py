"""The network as GraphML, as NetworkX reads it."""

import io
from pathlib import Path

import networkx as nx
import pytest

from azkz_graph.export.network_graphml import network_graphml
from azkz_graph.export.release_files import Release
from azkz_graph.vocabulary import ID


@pytest.fixture(scope="module")
def network(published: Release) -> nx.MultiDiGraph:
    (file,) = (file for file in published.files if str(file.path) == "network.graphml")
    return nx.read_graphml(io.BytesIO(file.data), force_multigraph=True)


def test_nodes_are_things_with_names_and_a_class(network: nx.MultiDiGraph) -> None:
    state = network.nodes["id:kazakhstan"]
    assert state["iri"] == ID + "kazakhstan"
    assert (state["label"], state["label_he"], state["class"]) == ("Kazakhstan", "קזחסטן", "state")
    kinds = set(nx.get_node_attributes(network, "class").values())
    assert kinds.isdisjoint({"claim", "Concept", "passage", "section", "footnote", "unit", "hedge"})
    assert all(degree for _, degree in network.degree)


def test_edges_are_facts(network: nx.MultiDiGraph) -> None:
    found = {(one, other, edge["label"]): edge for one, other, edge in network.edges(data=True)}
    stated = found["id:embassy-of-kazakhstan-in-baku", "id:baku", "place"]
    assert (stated["status"], stated["passages"]) == ("stated", ID + "azerbaijan-kazakhstan-article/m2")
    assert "year" not in stated
    assert (
        found[
            "id:trade-turnover-in-2015-by-its-growth", "id:azerbaijan-kazakhstan-relations", "figure about"
        ]["year"]
        == 2015
    )
    assert {edge["status"] for edge in found.values()} == {"stated", "derived"}
    assert len({edge["fact"] for edge in found.values()}) == network.number_of_edges()


def test_an_empty_one_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.graphml"
    path.write_bytes(network_graphml([], []))
    assert len(nx.read_graphml(path)) == 0
