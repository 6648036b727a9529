"""How the endpoint for questions in SPARQL is described."""

from azkz_graph.ask.result_media_types import GRAPHS, ROWS
from azkz_graph.server.openapi.sparql_operations import sparql_get, sparql_post


def test_the_endpoint_answers_in_every_syntax() -> None:
    for operation, more in ((sparql_get(), {"text/html"}), (sparql_post(), set())):
        answered = operation["responses"]["200"]["content"].keys()
        assert answered == {*ROWS, *GRAPHS, *more}
    assert sparql_post()["requestBody"]["content"].keys() == {
        "application/x-www-form-urlencoded",
        "application/sparql-query",
    }


def test_datasets_are_chosen_in_the_address_or_in_the_form() -> None:
    chosen = {"default-graph-uri", "named-graph-uri"}
    assert {each["name"] for each in sparql_get()["parameters"]} == {"query", *chosen}
    assert {each["name"] for each in sparql_post()["parameters"]} == chosen
    form = sparql_post()["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    assert form["properties"].keys() == {"query", *chosen}
