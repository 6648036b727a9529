"""What the service tells of itself."""

from reconciling import real_names

from azkz_graph.reconcile.reconciliation_manifest import build_manifest
from azkz_graph.reconcile.reconciliation_query import MOST_QUERIES


def test_every_address_is_below_the_servers() -> None:
    base = "https://example.org/azkz/"
    told = build_manifest(base)
    assert told["view"]["url"] == base + "id/{{id}}"
    assert told["preview"] == {"url": base + "reconcile/preview?id={{id}}", "width": 400, "height": 300}
    suggest = {what: each["service_url"] + each["service_path"] for what, each in told["suggest"].items()}
    assert suggest == {what: f"{base}reconcile/suggest/{what}" for what in ("entity", "type", "property")}
    propose = told["extend"]["propose_properties"]
    assert propose["service_url"] + propose["service_path"] == base + "reconcile/extend/propose"
    assert (told["identifierSpace"], told["schemaSpace"]) == (
        "https://w3id.org/azkz/id/",
        "https://w3id.org/azkz/ontology#",
    )
    assert told["batchSize"] <= MOST_QUERIES


def test_the_types_that_are_offered_exist_under_that_name() -> None:
    known = {entry.id: entry.name() for entry in real_names().types.values()}
    for type in build_manifest("http://127.0.0.1:8000/")["defaultTypes"]:
        assert known[type["id"]] == type["name"]
