"""How a saved query's addresses are described."""

from pathlib import Path

import pytest

from azkz_graph.server.openapi.query_operations import query_paths, query_texts
from azkz_graph.sparql.query_file import QueryFile

HEADER = "#+ summary: Which?\n#+ description: Those.\n#+ tags: [trade]\n#+ row: A thing\n"


@pytest.mark.parametrize(
    ("text", "suffixes", "json"),
    [
        ("SELECT * { ?s ?p ?o }", ["json", "csv", "tsv", "xml", "html"], "SelectedRows"),
        ("ASK { ?s ?p ?o }", ["json", "csv", "tsv", "xml", "html"], "AskedTruth"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", ["ttl", "nt", "html"], None),
        ("DESCRIBE <urn:x>", ["ttl", "nt", "html"], None),
    ],
)
def test_formats_follow_the_form(text: str, suffixes: list[str], json: str | None) -> None:
    operation = query_paths(QueryFile(Path("q.rq"), HEADER + text))["/query/q.{format}"]["get"]
    (suffix,) = operation["parameters"]
    assert suffix["schema"]["enum"] == suffixes
    answer = operation["responses"]["200"]
    assert answer["description"] == "The answer. A row: A thing."
    assert len(answer["content"]) == len(suffixes)
    found = answer["content"].get("application/sparql-results+json")
    assert found == (json and {"schema": {"$ref": f"#/components/schemas/{json}"}})


def test_what_a_query_asks_stands_at_both_paths() -> None:
    paths = query_paths(QueryFile(Path("q.rq"), f"{HEADER}ASK {{ VALUES ?x {{ 1 }} }}"))
    for path in paths.values():
        operation = path["get"]
        assert (operation["summary"], operation["description"], operation["tags"]) == (
            "Which?",
            "Those.",
            ["trade"],
        )
        assert {"$ref": "#/components/parameters/q.x"} in operation["parameters"]
    assert [path["get"]["operationId"] for path in paths.values()] == ["q", "q-by-accept"]


def test_texts_take_the_names_there_are() -> None:
    (path,) = query_texts(["a", "b"]).values()
    assert path["get"]["parameters"][0]["schema"]["enum"] == ["a", "b"]
