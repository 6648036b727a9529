import pytest
from serving import Served

pytestmark = pytest.mark.process


def test_a_thing_leads_to_its_document(server: Served) -> None:
    answer = server.get("id/baku", accept="text/turtle")
    assert (answer.status, answer.headers["Location"]) == (303, "/doc/baku.ttl")
    document = server.get("doc/baku.ttl")
    assert document.status == 200
    assert b"<https://w3id.org/azkz/id/baku>" in document.data or b"id:baku" in document.data
