"""How the addresses beside the saved queries are described."""

import re

import pytest

from azkz_graph.dataset.project import Project
from azkz_graph.routes.document_paths import LANGUAGES, document, page
from azkz_graph.server.openapi.service_operations import SUFFIXES, service_paths
from azkz_graph.store.memory_store import project_store
from azkz_graph.vocabulary import BASE

PATHS = service_paths()


def test_a_document_has_a_page_in_every_language() -> None:
    names = {page("doc/baku", language) for language in LANGUAGES}
    assert names <= {f"doc/baku.{suffix}" for suffix in SUFFIXES}


def pattern(path: str) -> re.Pattern[str]:
    """What a described path matches."""
    parameters = {each["name"]: each["schema"] for each in PATHS[path]["get"]["parameters"]}
    written = re.escape(path.removeprefix("/"))
    for name, schema in parameters.items():
        wanted = schema["pattern"].strip("^$") if "pattern" in schema else "|".join(schema["enum"])
        written = written.replace(re.escape(f"{{{name}}}"), f"(?:{wanted})")
    return re.compile(written)


@pytest.mark.parametrize(
    ("prefix", "named", "described"),
    [
        (
            "id/",
            ["/id/{slug}", "/id/{article}/{passage}"],
            ["/doc/{slug}.{suffix}", "/doc/{article}/{passage}.{suffix}"],
        ),
        ("fact/", ["/fact/{id}"], ["/doc/fact/{id}.{suffix}"]),
    ],
)
def test_every_thing_and_fact_is_described(
    prefix: str, named: list[str], described: list[str], project: Project
) -> None:
    found = project_store(project).query(
        f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}{prefix}")) }}'
    )
    iris = [row["s"].value for row in found]  # type: ignore[union-attr]
    assert iris
    for iri in iris:
        assert any(pattern(path).fullmatch(iri.removeprefix(BASE)) for path in named)
        assert any(pattern(path).fullmatch(f"{document(iri)}.ttl") for path in described)
