"""Graphs of things and what links each two of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from azkz_graph.charts.answer_rows import Row
from azkz_graph.charts.chart_words import Term, Words
from azkz_graph.charts.lettering import isolate
from azkz_graph.sparql.chart_plan import ChartPlan


@dataclass(frozen=True)
class Node:
    """A thing with its name, its kind's place among the kinds, the most frequent first, and its kind's mark."""

    term: Term
    name: str
    kind: int
    mark: int


@dataclass(frozen=True)
class Graph:
    """Things, what is said between each two, the marks of their kinds by name, and how many more things there are."""

    nodes: Mapping[Term, Node]
    links: Mapping[tuple[Term, Term], Sequence[str]]
    marks: Mapping[str, int]
    left_out: int = 0

    def neighbours(self) -> dict[Term, list[Term]]:
        """Return what each thing is linked to, in the order of kinds and names."""
        found: dict[Term, set[Term]] = {term: set() for term in self.nodes}
        for one, other in self.links:
            found[one].add(other)
            found[other].add(one)
        return {term: self.sorted(linked) for term, linked in found.items()}

    def sorted(self, terms: Iterable[Term]) -> list[Term]:
        """Return the things by kind, then by name."""
        return sorted(terms, key=lambda term: (self.nodes[term].kind, self.nodes[term].name, str(term)))

    def between(self, one: Term, other: Term) -> Sequence[str]:
        """Return what links the two, in either direction."""
        return [*self.links.get((one, other), ()), *self.links.get((other, one), ())]


def graph(plan: ChartPlan, rows: Iterable[Row], words: Words, most: int) -> Graph:
    """Build the graph of the rows; if there are more than `most` things, of those with the most links."""
    links: dict[tuple[Term, Term], list[str]] = {}
    for row in rows:
        one, other = row.get(plan.one("one")), row.get(plan.one("other"))
        if one is not None and other is not None and one != other:
            said = links.setdefault((one, other), [])
            meaning = means(plan, row, words)
            if meaning not in said:
                said.append(meaning)
    terms = best_linked(links, most)
    kept = {pair: tuple(said) for pair, said in links.items() if set(pair) <= set(terms)}
    nodes, marks = name_things(terms, words)
    return Graph(nodes, kept, marks, len({term for pair in links for term in pair}) - len(terms))


def best_linked(links: Iterable[tuple[Term, Term]], most: int) -> list[Term]:
    """Return the things with the most links, each but the first linked to an earlier one while there are any."""
    linked: dict[Term, set[Term]] = {}
    for one, other in links:
        linked.setdefault(one, set()).add(other)
        linked.setdefault(other, set()).add(one)
    left = sorted(linked, key=lambda term: (-len(linked[term]), str(term)))
    rank = {term: number for number, term in enumerate(left)}
    found: dict[Term, None] = {}
    near: list[int] = []
    for start in left:
        heappush(near, rank[start])
        while near and len(found) < most:
            term = left[heappop(near)]
            if term not in found:
                found[term] = None
                for other in linked[term]:
                    heappush(near, rank[other])
    return list(found)


def name_things(terms: Sequence[Term], words: Words) -> tuple[dict[Term, Node], dict[str, int]]:
    """Return the things with their names and kinds, and the marks of the kinds, the most frequent first.

    Of equally frequent ones that of the best linked thing is first. Kinds with no mark of their own take those that
    are left, in this order, which is the same in every language.
    """
    kinds = {term: words.kind(term) or "" for term in terms}
    order = sorted(dict.fromkeys(kinds.values()), key=list(kinds.values()).count, reverse=True)
    own = {kind: words.mark(term) for term, kind in kinds.items()}
    free = (number for number in count() if number not in own.values())
    marks = {kind: next(free) if (mark := own[kind]) is None else mark for kind in order}
    nodes = {
        term: Node(term, words.label(term), order.index(kind), marks[kind]) for term, kind in kinds.items()
    }
    return nodes, marks


def means(plan: ChartPlan, row: Row, words: Words) -> str:
    """Return what a row says links its two things: a relation, or something in which each has a role."""
    by = row.all(plan.all("by"))
    roles = row.all((*plan.all("role"), *plan.all("other role")))
    said = " – ".join(isolate(words.label(role)) for role in roles)
    things = ", ".join(isolate(words.label(term)) for term in by)
    return f"{things} ({said})" if things and said else things or said
