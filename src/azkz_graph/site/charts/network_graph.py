"""Rows that link two things in; the things, and what links each two of them, out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from azkz_graph.chart_plan import ChartPlan
from azkz_graph.site.charts.lettering import isolated
from azkz_graph.site.charts.rows import Row
from azkz_graph.site.charts.words import Term, Words


@dataclass(frozen=True)
class Node:
    """A thing with its name and the place of its kind among the kinds, the most frequent first."""

    term: Term
    name: str
    kind: int


@dataclass(frozen=True)
class Graph:
    """Things, what is said between each two, the names of their kinds, and how many more things there are."""

    nodes: Mapping[Term, Node]
    links: Mapping[tuple[Term, Term], Sequence[str]]
    kinds: Sequence[str]
    left_out: int = 0

    def neighbours(self) -> dict[Term, list[Term]]:
        """To which each is linked, in the order of kinds and names."""
        found: dict[Term, set[Term]] = {term: set() for term in self.nodes}
        for one, other in self.links:
            found[one].add(other)
            found[other].add(one)
        return {term: self.sorted(linked) for term, linked in found.items()}

    def sorted(self, terms: Iterable[Term]) -> list[Term]:
        """The things by kind, then by name."""
        return sorted(terms, key=lambda term: (self.nodes[term].kind, self.nodes[term].name, str(term)))

    def between(self, one: Term, other: Term) -> Sequence[str]:
        """What links the two, in either direction."""
        return [*self.links.get((one, other), ()), *self.links.get((other, one), ())]


def graph(plan: ChartPlan, rows: Iterable[Row], words: Words, most: int) -> Graph:
    """The graph of the rows; where there are more things than `most`, those with the most links."""
    links: dict[tuple[Term, Term], list[str]] = {}
    for row in rows:
        one, other = row.get(plan.one("one")), row.get(plan.one("other"))
        if one is not None and other is not None and one != other:
            said = links.setdefault((one, other), [])
            meaning = means(plan, row, words)
            if meaning not in said:
                said.append(meaning)
    degree: dict[Term, int] = {}
    for pair in links:
        for term in pair:
            degree[term] = degree.get(term, 0) + 1
    terms = sorted(degree, key=lambda term: (-degree[term], str(term)))[:most]
    kept = {pair: tuple(said) for pair, said in links.items() if pair[0] in terms and pair[1] in terms}
    nodes, kinds = named(terms, words)
    return Graph(nodes, kept, kinds, len(degree) - len(nodes))


def named(terms: Sequence[Term], words: Words) -> tuple[dict[Term, Node], list[str]]:
    """The things with their names and kinds, and the kinds, the most frequent first."""
    kinds = {term: words.kind(term) or "" for term in terms}
    count = list(kinds.values()).count
    order = sorted(set(kinds.values()), key=lambda kind: (-count(kind), kind))
    nodes = {term: Node(term, words.label(term), order.index(kinds[term])) for term in terms}
    return nodes, order


def means(plan: ChartPlan, row: Row, words: Words) -> str:
    """What a row says links its two things: a relation, or something in which each has a role."""
    by = row.all(plan.all("by"))
    roles = row.all((*plan.all("role"), *plan.all("other role")))
    said = " – ".join(isolated(words.label(role)) for role in roles)
    things = ", ".join(isolated(words.label(term)) for term in by)
    return f"{things} ({said})" if things and said else things or said
