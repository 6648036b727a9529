"""Citations of an entity, a claim, a fact or the dataset."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from pyoxigraph import NamedNode

from azkz_graph.about.citation_key import citation_key
from azkz_graph.about.citation_styles import STYLES, Citation
from azkz_graph.about.claim_origin import claim_origin, described_claim, holder_words
from azkz_graph.about.withdrawn_identifier import replacements, withdrawal_words
from azkz_graph.graph.facts import Triples, is_fact, nodes, read_fact, text, triples, values
from azkz_graph.graph.labels import fact_words, label, words
from azkz_graph.graph.name_lookup import articles, find
from azkz_graph.graph.passages import sort_key
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import BASE, ID, OBJECT, PREFIXES, STATED_IN, SUBJECT, TYPE, shorten

DATASET = NamedNode(PREFIXES["dcat"] + "Dataset")
TITLE = NamedNode(PREFIXES["dct"] + "title")
CREATOR = NamedNode(PREFIXES["dct"] + "creator")
PUBLISHER = NamedNode(PREFIXES["dct"] + "publisher")
ISSUED = NamedNode(PREFIXES["dct"] + "issued")
VERSION = NamedNode(PREFIXES["owl"] + "versionInfo")


def cite(store: Triples, name: str, style: str = "text") -> str:
    """Return the citation of an entity, a fact, or the `dataset`, in a style of STYLES.

    The date of access is today's, or that of SOURCE_DATE_EPOCH.

    Raises:
        UsageError: nothing or what is withdrawn is called so, the style is unknown, or the data have no own record.
    """
    check_style(style)
    node = dataset_record(store) if name.lower() == "dataset" else find(store, name)
    return STYLES[style](citation(store, node, today(os.environ)))


def check_style(style: str) -> None:
    """Raise UsageError if there is no such style."""
    if style not in STYLES:
        raise UsageError(f"there is no citation style {style!r}; choose one of {', '.join(STYLES)}")


def citation(store: Triples, node: NamedNode, accessed: date | None = None) -> Citation:
    """Return the parts of a citation; a page that stays has no day of access."""
    record = dataset_record(store)
    if not node.value.startswith(BASE):
        raise UsageError(f"<{node.value}> is not published here; cite it by what its own publisher says")
    refuse_withdrawn(store, node)
    whole = node == record
    title = text(store, record, TITLE) or label(store, record)
    version, issued = (text(store, record, term) or "" for term in (VERSION, ISSUED))
    return Citation(
        key=citation_key(node.value, version),
        title=title if whole else part_title(store, node),
        creators=agents(store, record, CREATOR),
        publisher=" and ".join(agents(store, record, PUBLISHER) or agents(store, record, CREATOR)),
        version=version,
        issued=issued,
        accessed=accessed,
        uri=node.value,
        container=None if whole else title,
        view=None if whole else part_view(store, node),
        note=None if whole else part_note(store, node),
    )


def refuse_withdrawn(store: Triples, node: NamedNode) -> None:
    """Raise UsageError if the identifier is withdrawn: this version lacks what it identified."""
    if withdrawn := withdrawal_words(store, node):
        instead = ("a version before that", "that")
        count = len(replacements(store, node))
        mend = instead[count] if count < len(instead) else "one of them"
        raise UsageError(f"{shorten(node.value)} was {withdrawn}; cite {mend}")


def dataset_record(store: Triples) -> NamedNode:
    """Return the dataset's own record."""
    found = sorted((quad.subject for quad in triples(store, None, TYPE, DATASET)), key=str)
    records = [node for node in found if isinstance(node, NamedNode)]
    if not records:
        raise UsageError("the data have no record to cite from; add a dcat:Dataset to data/dataset.ttl")
    return records[0]


def agents(store: Triples, record: NamedNode, predicate: NamedNode, language: str = "en") -> tuple[str, ...]:
    """Return the names of those who made or publish the dataset."""
    return tuple(words(store, value, language) for value in values(store, record, predicate))


def part_title(store: Triples, node: NamedNode) -> str:
    """Return an entity's name, a fact in words, or a part of an article with the article, which others have too."""
    if is_fact(store, node):
        return fact_words(store, read_fact(store, node))
    whole, _, _ = node.value.rpartition("/")
    if any(article.value == whole for article in articles(store)):
        return next(iter(in_articles(store, [node])))
    return label(store, node)


def part_view(store: Triples, node: NamedNode) -> str | None:
    """Return whose view a claim is, or a fact is about, and where it is reported; None if there is no view."""
    claim = described_claim(store, node)
    if claim is None:
        return None
    origin = claim_origin(store, claim)
    holders = " and ".join(holder_words(store, holder) for holder in origin.holders)
    places = "; ".join(in_articles(store, origin.passages))
    return f"view of {holders or 'somebody unnamed'}{f', reported in {places}' if places else ''}"


def part_note(store: Triples, node: NamedNode) -> str | None:
    """Return the passages that state a fact, or the rules that derived it; of a thing, its articles."""
    if not is_fact(store, node):
        return thing_note(store, node)
    fact = read_fact(store, node)
    ordered = sorted(fact.passages, key=lambda passage: sort_key(store, passage))
    stated = [f"stated in {place}" for place in in_articles(store, ordered)]
    return "; ".join([*stated, *(f"derived by the rule “{label(store, rule)}”" for rule in fact.rules)])


def thing_note(store: Triples, node: NamedNode) -> str | None:
    """Return the articles that say something of a thing; None if none does, or the title or the view names them."""
    whole, _, _ = node.value.rpartition("/")
    known = {article.value for article in articles(store)}
    if whole in known or not node.value.startswith(ID) or described_claim(store, node):
        return None
    found = [quad.subject for term in (SUBJECT, OBJECT) for quad in triples(store, None, term, node)]
    facts = [fact for fact in found if isinstance(fact, NamedNode)]
    passages = {passage.value for fact in facts for passage in nodes(store, fact, STATED_IN)}
    origins = sorted({passage.rpartition("/")[0] for passage in passages} & known)
    names = " and ".join(f"“{label(store, NamedNode(article))}”" for article in origins)
    return f"from the article{'s' if len(origins) > 1 else ''} {names}" if origins else None


def in_articles(store: Triples, passages: Iterable[NamedNode]) -> list[str]:
    """Return the passages by their names, for each of their articles."""
    origins: dict[NamedNode, list[str]] = {}
    for passage in passages:
        article = NamedNode(passage.value.rpartition("/")[0])
        origins.setdefault(article, []).append(label(store, passage))
    return [
        f"{', '.join(names)} of the article “{label(store, article)}”" for article, names in origins.items()
    ]


def today(environment: Mapping[str, str]) -> date:
    """Return the day in UTC, or that of SOURCE_DATE_EPOCH, a number of seconds, if the environment sets it.

    Source: https://reproducible-builds.org/specs/source-date-epoch/.

    >>> today({"SOURCE_DATE_EPOCH": "0"}).isoformat()
    '1970-01-01'
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {epoch!r}; set it to a number of seconds, or unset it"
        ) from None
