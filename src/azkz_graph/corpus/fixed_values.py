"""Values of which a thing has a fixed number, such as the one value of a figure: articles must agree on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from azkz_graph.check.compiled.quad_index import SUBCLASS
from azkz_graph.check.compiled.shape_description import About, describe_shapes
from azkz_graph.check.shapes import SH, Shapes
from azkz_graph.problem import Place
from azkz_graph.vocabulary import ONTOLOGY, TYPE

VIOLATION = NamedNode(SH + "Violation")

Said = tuple[tuple[str, str], str, Place]
"""What an article says in an aspect of a thing: the aspect and the thing, the text, and the line.

The aspect is the graph that describes the thing, or a property of which it has a fixed number of values.
"""


@dataclass(frozen=True)
class FixedProperties:
    """The properties of which a thing has a fixed number of values, by its class; and the widest kinds of classes."""

    by_class: Mapping[object, frozenset[object]]
    kinds: Mapping[object, str]

    def kind(self, classes: Set[object]) -> str:
        """Return what a thing of these classes is: of the ontology's own classes the widest, else all of them."""
        own = {self.kinds[each] for each in classes if each in self.kinds}
        return " ".join(sorted(own or map(str, classes)))


def fixed_properties(ontology: Iterable[Quad], shapes: Shapes) -> FixedProperties:
    """Return the properties whose values the shapes limit to one, or to as many as there must be."""
    said = describe_shapes(shapes.places)
    limited: dict[object, set[object]] = defaultdict(set)
    for about in said.values():
        parts = [said.get(part, {}) for part in about.get(SH + "property", ())]
        for kind in about.get(SH + "targetClass", ()):
            limited[kind].update(part[SH + "path"][0] for part in parts if is_fixed(part))
    above: dict[object, set[object]] = defaultdict(set)
    classes: set[object] = set(limited)
    for quad in ontology:
        if quad.predicate == SUBCLASS:
            above[quad.subject].add(quad.object)
        if quad.predicate == TYPE or quad.predicate == SUBCLASS:
            classes.add(quad.subject)
    wider = {kind: wider_classes(kind, above) for kind in classes}
    return FixedProperties(
        {kind: frozenset().union(*(limited.get(each, ()) for each in wider[kind])) for kind in classes},
        {kind: widest(wider[kind], above) for kind in classes if is_own(kind)},
    )


def is_fixed(part: About) -> bool:
    """Return whether a property shape limits a property to one value, or to as many as there must be."""
    most, least = part.get(SH + "maxCount"), part.get(SH + "minCount")
    limit = most[0].value if most else ""
    return (
        isinstance(part.get(SH + "path", [None])[0], NamedNode)
        and (limit == "1" or (most == least and limit not in ("", "0")))
        and part.get(SH + "severity", [VIOLATION])[0] == VIOLATION
    )


def wider_classes(kind: object, above: Mapping[object, Set[object]]) -> set[object]:
    """Return the class and all that it is a subclass of."""
    found, waiting = {kind}, [kind]
    while waiting:
        more = above.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def widest(wider: Set[object], above: Mapping[object, Set[object]]) -> str:
    """Return those of the ontology's own classes that are subclasses of none of these."""
    tops = [each for each in wider if is_own(each) and not any(map(is_own, above.get(each, ())))]
    return " ".join(sorted(map(str, tops)))


def is_own(term: object) -> bool:
    """Return whether the term is one of the ontology's own."""
    return isinstance(term, NamedNode) and term.value.startswith(ONTOLOGY)


def fixed_values(
    quads: Iterable[tuple[Quad, Place]], classes: Mapping[object, Set[object]], fixed: FixedProperties
) -> Iterator[Said]:
    """Yield the kind of each thing, and its values of each property that has a fixed number of them.

    `classes` are those of all things that the quads are about.
    """
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[tuple[str, str], Place] = {}
    for (subject, predicate, value, _), place in quads:
        aspect = predicate.value, subject.value
        of = classes.get(subject, frozenset())
        if predicate == TYPE:
            values[aspect] = {fixed.kind(of)}
        elif any(predicate in fixed.by_class.get(each, ()) for each in of):
            values[aspect].add(str(value))
        else:
            continue
        places.setdefault(aspect, place)
    for aspect, texts in values.items():
        yield aspect, "\n".join(sorted(texts)), places[aspect]
