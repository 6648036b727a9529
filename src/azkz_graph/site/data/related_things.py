"""Things that a thing is related to: each once, with every role and what these rest on, by what the things are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Triple

from azkz_graph.about.sheet import Sheet, Statement
from azkz_graph.graph.facts import Fact, Node, nodes
from azkz_graph.graph.node_description import terms
from azkz_graph.graph.triple_index import Index
from azkz_graph.vocabulary import CLAIM, CLAIMANT, TYPE

ORDER: Final[Mapping[str, frozenset[NamedNode]]] = {
    "figures": frozenset(terms("azkz", "Figure", "TradeFigure", "GrowthRate")),
    "relations": frozenset(
        (
            *terms(
                "azkz", "BilateralRelations", "DiplomaticRelations", "DiplomaticMission", "MaritimeBorder"
            ),
            *terms("azkz", "RelationsPeriod", "Cooperation", "TradedGoods", "Infrastructure"),
            *terms("azkz", "Agreement", "Treaty"),
        )
    ),
    "events": frozenset(terms("azkz", "Event", "TermOfOffice", "Photograph")),
    "memberships": frozenset(terms("org", "Membership")),
    "views": frozenset({CLAIM}),
    "others": frozenset(),
    "sources": frozenset(
        (*terms("azkz", "Source", "Passage", "Footnote"), *terms("fabio", "WebPage", "Article", "Book"))
    ),
}
"""The groups in the order of interest, with the classes of what is in them; what has no other class is in `others`."""


class Role(NamedTuple):
    """What a thing is to another: the predicate, and whether it leads from the other thing to this one."""

    predicate: NamedNode
    is_inverse: bool


@dataclass(frozen=True)
class Related:
    """Another thing, its roles, the facts that say so, and those that repeat them; who holds it if it is a view."""

    thing: Node
    roles: tuple[Role, ...]
    facts: tuple[Fact | None, ...]
    repeated: tuple[Fact, ...]
    holders: tuple[NamedNode, ...] = ()


@dataclass(frozen=True)
class Relations:
    """The related things by group, and the statements that name none of them."""

    groups: tuple[tuple[str, tuple[Related, ...]], ...]
    said: tuple[Statement, ...]

    @property
    def count(self) -> int:
        """Return how many things are related."""
        return sum(len(found) for _, found in self.groups)


def relate(graph: Index, sheet: Sheet) -> Relations:
    """Return what refers to a thing, and what it refers to that refers to it too, merged.

    Of what is stated one way and derived the other way, only the stated role is told.
    """
    found: dict[Node, list[tuple[Role, Fact | None]]] = {}
    for each in sheet.incoming:
        if not isinstance(each.triple.subject, Triple):
            found.setdefault(each.triple.subject, []).append((Role(each.triple.predicate, True), each.fact))
    said = []
    for each in sheet.said:
        if each.triple.object in found:
            found[each.triple.object].append((Role(each.triple.predicate, False), each.fact))  # type: ignore[index]
        else:
            said.append(each)
    groups: dict[str, list[Related]] = {key: [] for key in ORDER}
    for thing, roles in found.items():
        groups[group_of(graph, thing)].append(merge(graph, thing, roles))
    return Relations(tuple((key, tuple(each)) for key, each in groups.items() if each), tuple(said))


def merge(graph: Index, thing: Node, roles: Iterable[tuple[Role, Fact | None]]) -> Related:
    """Return a related thing with its stated roles; with all of them, if none is stated."""
    ordered = sorted(roles, key=lambda each: (each[0].is_inverse, each[0].predicate.value))
    told = [each for each in ordered if each[1] and each[1].passages] or ordered
    if all(fact and not fact.passages for _, fact in told):
        told = told[:1]
    origins = {(fact.passages, fact.rules) if fact else None: fact for _, fact in reversed(told)}
    is_view = CLAIM in nodes(graph, thing, TYPE)
    return Related(
        thing,
        tuple(dict.fromkeys(role for role, _ in told)),
        tuple(reversed(origins.values())),
        tuple(fact for role, fact in ordered if fact and (role, fact) not in told),
        nodes(graph, thing, CLAIMANT) if is_view else (),
    )


def group_of(graph: Index, thing: Node) -> str:
    """Return the group of a thing."""
    kinds = frozenset(nodes(graph, thing, TYPE))
    return next((key for key, classes in ORDER.items() if kinds & classes), "others")
