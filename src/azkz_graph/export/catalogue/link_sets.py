"""Link sets: how many triples lead from the dataset to each other one.

Source: https://www.w3.org/TR/void/#linkset.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.dataset.dataset_record import DATASET
from azkz_graph.export.catalogue.distributions import VOID, about, number
from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import BASE, PREFIXES, RDFS, TYPE, shorten

LINKS: Final = (
    PREFIXES["schema"] + "sameAs",
    *(PREFIXES["owl"] + name for name in ("equivalentClass", "equivalentProperty")),
    *(
        PREFIXES["skos"] + name
        for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
    ),
    *(RDFS + name for name in ("seeAlso", "subClassOf", "subPropertyOf")),
)
"""The properties whose triples are links where they lead elsewhere."""

WEB: Final = (b"<http://", b"<https://")
OWN, NAMES = f"<{BASE}".encode(), {f"<{iri}>".encode(): iri for iri in LINKS}


def link_sets(lines: Iterable[bytes], place: str) -> Iterator[Triple]:
    """Yield the link sets of lines of N-Triples, as fragments of `place`: one for each property and host.

    The other dataset is known by what its IRIs begin with.
    """
    counts: Counter[tuple[str, str]] = Counter()
    targets: dict[str, list[str]] = {}
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        if (
            predicate in NAMES
            and subject.startswith(OWN)
            and rest.startswith(WEB)
            and not rest.startswith(OWN)
        ):
            iri = rest.rstrip(b" .\n")[1:-1].decode()
            host = quote(iri.split("/", 3)[2], safe="")
            counts[host, NAMES[predicate]] += 1
            targets.setdefault(host, []).append(iri)
    for host, iris in sorted(targets.items()):
        yield from about(NamedNode(f"{place}#at-{host}"), describe_target(iris))
    for (host, property), count in sorted(counts.items()):
        node = NamedNode(f"{place}#links-{shorten(property).replace(':', '-')}-{host}")
        said: dict[str, list[str | Term]] = {
            TYPE.value: [VOID + "Linkset"],
            VOID + "linkPredicate": [property],
            VOID + "subjectsTarget": [DATASET],
            VOID + "objectsTarget": [f"{place}#at-{host}"],
            VOID + "triples": [number(count)],
        }
        yield from about(DATASET, {VOID + "subset": [node]})
        yield from about(node, said)


def describe_target(iris: list[str]) -> dict[str, list[str | Term]]:
    """Return what is known of another dataset."""
    return {TYPE.value: [VOID + "Dataset"], VOID + "uriSpace": [Literal(common_space(iris))]}


def common_space(iris: list[str]) -> str:
    """Return what all IRIs begin with, up to a slash or a hash.

    >>> common_space(["http://www.wikidata.org/entity/Q227", "http://www.wikidata.org/entity/Q230"])
    'http://www.wikidata.org/entity/'
    """
    # Of texts in order, the first and the last differ where any two do.
    first, last = min(iris), max(iris)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first.rstrip("/"), last.rstrip("/"), strict=False))
    start = "".join(character for character, _ in same)
    return start[: max(start.rfind("/"), start.rfind("#")) + 1]
