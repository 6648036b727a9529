"""Problems with IRIs that cannot be a page's address, or must not be a link."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.check.term_uses import Statement
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.disk.safe_path import fold
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.routes.document_paths import build_page_path, page_fault
from azkz_graph.text.web_links import LINKS, is_harmful, is_link
from azkz_graph.vocabulary import BASE, FACT, GRAPH, ID, ONTOLOGY, RULE, SHAPES, shorten

PARTS: Final = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
"""What an address may have behind its route, so that all servers and file systems read it alike."""


def iri_problems(
    statements: Iterable[Statement], nodes: Mapping[object, Place], dataset: Dataset
) -> Iterator[Problem]:
    """Yield problems with the IRIs of `nodes`, of graphs, and of what rules conclude on, each where it first occurs."""
    places: dict[object, Place] = dict(nodes)
    harmful: set[object] = set()
    for _, predicate, value, graph, place in statements:
        places.setdefault(graph, place)
        if predicate.value in LINKS and isinstance(value, NamedNode) and not is_link(value.value):
            harmful.add(value)
    taken: dict[str, str] = {}
    for term, place in (*places.items(), *find_derived_terms(dataset, places)):
        if not isinstance(term, NamedNode):
            continue
        if term in harmful or is_harmful(term.value):
            mend = "write an address that begins with https://, http:// or mailto:"
            yield error(
                place,
                "link",
                f"{shorten_iri(term.value, dataset)} is not a link that readers can follow",
                mend,
            )
        elif fault := address_fault(term.value, taken):
            mend = "rename it with letters a to z, digits, and hyphens between words"
            yield error(place, "address", f"{shorten_iri(term.value, dataset)} {fault}", mend)


def find_derived_terms(dataset: Dataset, authored: Mapping[object, Place]) -> Iterator[tuple[object, Place]]:
    """Return what only rules mention, each with the first line of the rule, without the nodes of facts."""
    rules = dataset.project.ontology / "rules"
    for quad in dict.fromkeys((quad.subject, quad.graph_name) for quad in dataset.derived):
        subject, graph = (str(getattr(term, "value", "")) for term in quad)
        if not subject.startswith(FACT) and quad[0] not in authored:
            name = subject.removeprefix(RULE) if subject.startswith(RULE) else graph.removeprefix(DERIVED)
            yield quad[0], Place(rules / f"{name}.rq", 1)


DERIVED: Final = GRAPH + "derived/"


def address_fault(iri: str, taken: dict[str, str]) -> str | None:
    """Say what keeps an IRI from having its own page on every host; None if nothing does, or it needs none.

    `taken` has the IRIs that were looked at, by their folded paths; this one is added.

    >>> address_fault("https://w3id.org/azkz/graph/../../away", {})
    "holds what some hosts do not accept in an address, '..'"
    """
    path = build_page_path(iri)
    if not iri.startswith(BASE) or iri.startswith(SHAPES) or path is None:
        return None
    local = iri.removeprefix(ONTOLOGY) if iri.startswith(ONTOLOGY) else iri.removeprefix(BASE)
    # What is not a slug is told as such.
    if not PARTS.fullmatch(local) and not iri.startswith(ID):
        odd = next(part for part in local.split("/") if not PARTS.fullmatch(part))
        return f"holds what some hosts do not accept in an address, {odd!a}"
    # A class and a property may be called alike: `Unit` and `unit`.
    if not iri.startswith(ID) and (other := taken.setdefault(local[:1] + fold(path), iri)) != iri:
        return f"differs from {other} only by case"
    return page_fault(iri) if PARTS.fullmatch(local) else None


def shorten_iri(iri: str, dataset: Dataset) -> str:
    """Return the IRI with a prefix."""
    return shorten(iri, dataset.names())


def error(place: Place, code: str, what: str, mend: str) -> Problem:
    """Build a problem that prevents any build."""
    return Problem(place, Severity.ERROR, code, what, mend)
