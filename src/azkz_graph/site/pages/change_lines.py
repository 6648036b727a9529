"""Changes as lines of a page: facts as sentences, and from what to what something changed."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from azkz_graph.register.comparison import Alteration, Change
from azkz_graph.register.published_contents import PublishedFact
from azkz_graph.register.shortened_terms import iri_node, term_of
from azkz_graph.routes.document_paths import document
from azkz_graph.routes.version_paths import version_iri
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.version_history import Event, Past, PublishedVersion
from azkz_graph.site.language.page_words import Words
from azkz_graph.site.language.shown_text import harmless
from azkz_graph.versions.version_difference import PLURALS
from azkz_graph.vocabulary import XSD

UNRELEASED: Final = "unreleased"
"""The path of the page about what is not released yet."""

ORIGINS: Final[Mapping[str, str]] = {
    "stated": "chart-stated",
    "derived": "derived",
    "view": "reported_as_view",
}
"""The key of the word for how a fact is known."""

CODE: Final = Markup(' <code dir="ltr">{}</code>')
"""An identifier after a name."""


def version_path(number: str) -> str:
    """Return the path of the page of a version, without suffix; of what is not released if it has no number."""
    return str(document(version_iri(number))) if number else UNRELEASED


def version_link(number: str, words: Words) -> Markup:
    """Return the link to the page of a version."""
    return words.graph.remembered(
        ("version", number, words.language, words.place),
        lambda: Markup('<a href="{}">{}</a>').format(
            words.link_to(version_path(number)), number or words.t("not_released")
        ),
    )


def day(issued: str, words: Words) -> str:
    """Return a date as the language writes it."""
    return words.label(Literal(issued, datatype=NamedNode(XSD + "date"))) if issued else ""


def kind_name(kind: str, words: Words) -> str:
    """Return what several identifiers of a kind are called."""
    return words.t(f"kind_{kind}" if kind in PLURALS or kind == "graph" else "kind_other")


def change_line(change: Change, version: PublishedVersion, words: Words) -> Markup:
    """Return what has changed, without what kind of change it is: names lead to pages."""
    if change.kind == "fact":
        return fact_line(change, version, words)
    named = words.linked(iri_node(change.iri))
    told = told_values(change, words)
    if not told:
        return named + replacements(change, words)
    return Markup("{}: {}").format(named, told)


def told_values(change: Change, words: Words) -> Markup:
    """Return from what to what something changed; nothing of what came or went."""
    if change.alteration in (Alteration.ADDED, Alteration.WITHDRAWN) or not (change.before or change.after):
        return Markup("")
    return arrow(
        words, *(shown_value(text, change.alteration, words) for text in (change.before, change.after))
    )


def shown_value(text: str, alteration: Alteration, words: Words) -> Markup:
    """Return one side of a change."""
    if not text:
        return Markup("–")
    if alteration is Alteration.RELABELLED:
        label, _, language = text.rpartition("@")
        return words.span(harmless(label), language)
    if alteration is Alteration.RECLASSIFIED:
        return Markup(", ").join(words.linked(iri_node(iri)) for iri in text.split())
    if alteration is Alteration.REWORDED:
        return words.span(harmless(text), "en")
    return Markup('<code dir="ltr">{}</code>').format(harmless(text))


def replacements(change: Change, words: Words) -> Markup:
    """Return what replaces a withdrawn identifier; as both may have one name, with the identifiers."""
    found = [words.linked(iri_node(iri)) + CODE.format(iri) for iri in change.replaced_by]
    if not found:
        return Markup("")
    return Markup("{} {} {}").format(CODE.format(change.iri), pointer(words), Markup(", ").join(found))


def fact_line(change: Change, version: PublishedVersion, words: Words) -> Markup:
    """Return what became of a fact as a sentence; what stays the same is said once."""
    before = version.step.before.contents.facts if version.step.before else {}
    fact = before.get(change.iri) or version.contents.facts[change.iri]
    after = [version.contents.facts[iri] for iri in change.replaced_by]
    alike = look_alikes(fact, after, words)
    is_gone = change.alteration in (Alteration.WITHDRAWN, Alteration.CORRECTED)
    said = sentence(fact, words, alike) + mark(
        change.iri, words, "fact_withdrawn" if is_gone else "fact_page"
    )
    if change.alteration is Alteration.MOVED:
        sides = (shown_grounds(text, words) for text in (change.before, change.after))
        return Markup("{}: {}").format(said, arrow(words, *sides))
    told = [
        (
            object_of(each, words, alike)
            if each.triple[:2] == fact.triple[:2]
            else sentence(each, words, alike)
        )
        + mark(each.iri, words, "fact_new")
        for each in after
    ]
    return arrow(words, said, Markup(" | ").join(told)) if told else said


def arrow(words: Words, before: Markup, after: Markup) -> Markup:
    """Return what was and what is; the arrow points the way in which the page is read."""
    return Markup("{} {} {}").format(before, pointer(words), after)


def pointer(words: Words) -> str:
    """Return the arrow of the page's direction."""
    return "←" if words.direction == "rtl" else "→"


def look_alikes(fact: PublishedFact, after: Sequence[PublishedFact], words: Words) -> frozenset[str]:
    """Return the identifiers in a fact, and in those that replace it, that differ but are called the same."""
    shown = (words.linked, words.predicate, words.linked)
    found: set[str] = set()
    for each in after:
        for name, *pair in zip(shown, fact.triple, each.triple, strict=True):
            nodes = {term for text in pair if isinstance(term := term_of(text), NamedNode)}
            if len(nodes) == 2 and len({name(node).striptags() for node in nodes}) == 1:
                found.update(pair)
    return frozenset(found)


def sentence(fact: PublishedFact, words: Words, identified: Container[str] = ()) -> Markup:
    """Return a fact as other pages show it; what is to be `identified` has its identifier beside it."""
    subject, predicate = iri_node(fact.subject), iri_node(fact.predicate)
    verb = Markup('<span class="verb">{}</span>').format(words.predicate(predicate))
    return Markup(" ").join(
        [
            words.linked(subject) + identifier(fact.subject, identified),
            verb + identifier(fact.predicate, identified),
            object_of(fact, words, identified),
        ]
    )


def object_of(fact: PublishedFact, words: Words, identified: Container[str] = ()) -> Markup:
    """Return the object of a fact; a blank node has no name."""
    term = term_of(fact.object)
    shown = words.span("…", words.language) if term is None else words.shown(term)
    return shown + identifier(fact.object, identified)


def identifier(term: str, identified: Container[str]) -> Markup:
    """Return the identifier that follows a name; nothing if it need not be told."""
    return CODE.format(term) if term in identified else Markup("")


def mark(iri: str, words: Words, key: str = "fact_page") -> Markup:
    """Return the link to the page of a fact, or of its withdrawal, with the word of that key."""
    href = words.href(iri_node(iri))
    if href is None:
        return Markup("")
    return Markup(' <a class="origin" href="{}">{}</a>').format(href, words.t(key))


def shown_grounds(text: str, words: Words) -> Markup:
    """Return on what a fact rests: how it is known, and the passages or rules."""
    origin, *grounds = text.split(" ")
    named = [words.linked(iri_node(iri)) for iri in grounds]
    return Markup("{}: {}").format(words.t(ORIGINS[origin]), Markup(", ").join(named))


def past_lines(past: Past, words: Words, publication: Publication) -> Iterator[tuple[Markup, Markup]]:
    """Yield each version in which something happened to an identifier or the facts about it, and what, in a line."""
    told = replace(words, graph=publication.past)
    if not past.events or past.events[0].version != past.since:
        yield version_link(past.since, words), Markup(words.t("changed_added"))
    for event in past.events:
        yield (
            version_link(event.version, words),
            Markup("; ").join(event_parts(event, past.iri, told, publication)),
        )


def event_parts(event: Event, iri: str, words: Words, publication: Publication) -> Iterator[Markup]:
    """Yield what happened to an identifier in a version, and to how many facts about it."""
    for change in event.changes:
        what = Markup.escape(words.t(f"changed_{change.alteration}"))
        if change.iri != iri:
            # The page of what came in the place of something tells of what.
            is_fact = change.kind == "fact"
            gone = old_fact(change.iri, words, publication) if is_fact else words.linked(iri_node(change.iri))
            yield Markup("{}: {}").format(words.t("instead_of"), gone)
        elif change.kind == "fact" and change.alteration is Alteration.MOVED:
            sides = (shown_grounds(text, words) for text in (change.before, change.after))
            yield Markup("{}: {}").format(what, arrow(words, *sides))
        else:
            values = "" if change.kind == "fact" else told_values(change, words)
            yield Markup("{}: {}").format(what, values) if values else what
    if event.facts:
        counts = (
            f"{words.t(f'changed_{alteration}')} {words.number(count)}"
            for alteration, count in sorted(
                event.facts.items(), key=lambda each: list(Alteration).index(each[0])
            )
        )
        yield Markup("{}: {}").format(words.t("kind_fact"), ", ".join(counts))


def old_fact(iri: str, words: Words, publication: Publication) -> Markup:
    """Return a fact that is gone as a sentence that leads to its page."""
    return sentence(publication.history.past_facts[iri], words) + mark(iri, words, "fact_withdrawn")
