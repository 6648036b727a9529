"""The data as Turtle to read: the dataset's record, the ontology, single things."""

import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_clients import in_process
from mcp_types import TextResourceContents
from pyoxigraph import RdfFormat, parse


def read(uri: str) -> str:
    async def asked(client: Client) -> str:
        (content,) = (await client.read_resource(uri)).contents
        assert isinstance(content, TextResourceContents)
        assert content.mime_type == "text/turtle"
        return content.text

    return in_process(asked)


@pytest.mark.parametrize(
    "uri",
    ["azkz://dataset", "azkz://ontology", "azkz://thing/kazakhstan", "azkz://thing/%D0%91%D0%B0%D0%BA%D1%83"],
)
def test_resources_are_turtle(uri: str) -> None:
    assert list(parse(read(uri), format=RdfFormat.TURTLE))


def test_what_a_claim_says_is_described_in_turtle_and_not_asserted() -> None:
    triples = {str(each.triple) for each in parse(read("azkz://thing/armenia"), format=RdfFormat.TURTLE)}
    assert any("claim-armenia-occupier" in each for each in triples)
    assert not any(
        each.startswith("<https://w3id.org/azkz/id/armenia>") and "occupier" in each for each in triples
    )


def test_resources_are_listed() -> None:
    async def asked(client: Client) -> tuple[list[str], list[str]]:
        resources = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
        return [str(each.uri) for each in resources], [each.uri_template for each in templates]

    assert in_process(asked) == (["azkz://ontology", "azkz://dataset"], ["azkz://thing/{slug}"])


@pytest.mark.parametrize(
    "uri", ["azkz://thing/mars", "azkz://thing/", "azkz://nothing", "file:///etc/passwd"]
)
def test_an_unknown_resource_is_not_stated(uri: str) -> None:
    async def asked(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(uri)
        return str(caught.value)

    assert "Not stated" in in_process(asked)
