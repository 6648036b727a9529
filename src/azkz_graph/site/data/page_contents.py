"""What the pages of single things and facts show, in no language yet."""

from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from azkz_graph.about.citation import DATASET, citation
from azkz_graph.about.citation_styles import STYLES, Citation
from azkz_graph.about.grounds import read_grounds
from azkz_graph.about.sheet import read_sheet
from azkz_graph.ask.query_citation import AskedQuery, query_citation
from azkz_graph.ask.result_digest import ResultDigest
from azkz_graph.graph.facts import best_literal, facts_by, read_fact, triples
from azkz_graph.graph.notes import notes_on
from azkz_graph.graph.passages import read_passage, sort_key
from azkz_graph.graph.triple_index import Index
from azkz_graph.site.data.node_statements import group_by_predicate, in_article_order
from azkz_graph.vocabulary import DERIVED_FROM, DESCRIPTION, TYPE

Contents = Mapping[str, Any]


def thing_contents(graph: Index, node: NamedNode, order: Mapping[str, int]) -> Contents:
    """Return what the page of a thing shows, rows in the given order of predicates."""
    sheet = read_sheet(graph, node)
    return {
        "sheet": sheet,
        "said": group_by_predicate(sheet.said, "object", order),
        "named": group_by_predicate(sheet.incoming, "subject", order),
        "states": in_article_order(graph, sheet.states),
        "uses": in_article_order(graph, sheet.uses),
        "citations": citations(graph, node),
    }


def fact_contents(graph: Index, node: NamedNode) -> Contents:
    """Return what the page of a fact shows: its own passages, the facts that its rules used, and what rests on it."""
    fact = read_fact(graph, node)
    grounds = read_grounds(graph, fact)
    passages = sorted(fact.passages, key=lambda passage: sort_key(graph, passage))
    subject = fact.triple.subject
    about = [node, *fact.passages, *([subject] if isinstance(subject, NamedNode) else [])]
    return {
        "fact": fact,
        "passages": [read_passage(graph, passage) for passage in passages],
        "premises": in_article_order(graph, (grounds.below.get(each, fact) for each in fact.premises)),
        "conclusions": in_article_order(graph, facts_by(graph, DERIVED_FROM, node)),
        "notes": notes_on(graph, about),
        "citations": citations(graph, node),
    }


def citations(graph: Index, node: NamedNode) -> Mapping[str, str]:
    """Return the citation of the node in every style; none where the data have no record to cite from."""
    return styled(citation(graph, node)) if has_record(graph) else {}


def answer_citations(graph: Index, asked: AskedQuery, digest: ResultDigest) -> Mapping[str, str]:
    """Return the citation of a saved query and its answer in every style; none as for `citations`."""
    return styled(query_citation(graph, asked, digest)) if has_record(graph) else {}


def has_record(graph: Index) -> bool:
    """Return whether the data have a record of the dataset."""
    return any(triples(graph, None, TYPE, DATASET))


def styled(cited: Citation) -> Mapping[str, str]:
    """Return the citation in every style."""
    return {name: style(cited) for name, style in STYLES.items()}


def description(graph: Index, node: NamedNode, language: str) -> Literal | None:
    """Return the description of the node that comes closest to the language."""
    return best_literal(graph, node, DESCRIPTION, language)
