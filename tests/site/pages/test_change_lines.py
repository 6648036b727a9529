"""What happened to an identifier, version by version, as the lines of its page."""

from dataclasses import replace

from little_version import ENTITIES, FACTS, quads_of

from azkz_graph.register.published_contents import Contents, read_contents
from azkz_graph.register.release_history import Edition, compare_editions
from azkz_graph.register.release_register import RegisteredRelease
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.version_history import PublishedVersion, VersionHistory
from azkz_graph.site.pages.change_lines import past_lines
from azkz_graph.vocabulary import expand


def history_of(*versions: Contents) -> VersionHistory:
    """The history of releases that published these contents."""
    editions = [Edition(f"1.{place}.0", "2026-11-22", each) for place, each in enumerate(versions)]
    return VersionHistory(
        tuple(
            PublishedVersion(step, RegisteredRelease(step.after.version, step.after.issued, "a.zip", ""))
            for step in compare_editions(editions, {})
        )
    )


def lines(publication: Publication, short: str) -> list[tuple[str, str]]:
    """The versions in which something happened to an identifier, and what."""
    past = publication.history.of(str(expand(short)))
    assert past is not None
    words = publication.words("en", "doc/a")
    return [
        (str(number.striptags()), str(told.striptags()))
        for number, told in past_lines(past, words, publication)
    ]


def test_a_value_that_is_restored_tells_both_sides(small_publication: Publication) -> None:
    text = ENTITIES + FACTS
    five, six = (read_contents(quads_of(text.replace("population 5", f"population {n}"))) for n in (5, 6))
    (fact,) = five.facts.keys() - six.facts.keys()
    publication = replace(small_publication, history=history_of(five, six, five))
    assert lines(publication, fact) == [
        ("1.0.0", "added"),
        ("1.1.0", "corrected"),
        ("1.2.0", "takes the place of: id:baku population 6"),
    ]
    assert lines(publication, "id:baku") == [
        ("1.0.0", "added"),
        ("1.1.0", "Facts: corrected 1"),
        ("1.2.0", "Facts: corrected 1"),
    ]


def test_other_passages_and_other_words_are_told(small_publication: Publication) -> None:
    before = read_contents(quads_of(ENTITIES + FACTS))
    text = (
        (ENTITIES + FACTS)
        .replace('"Where it sits."', '"Where its seat is."')
        .replace('"Aktau"@en', '"Aktau port"@en')
    )
    after = read_contents(quads_of(text.replace("passage:p2 {", "passage:p1 {")))
    publication = replace(small_publication, history=history_of(before, after))
    assert lines(publication, "azkz:seat")[1:] == [
        ("1.1.0", "definition reworded: Where it sits. → Where its seat is.")
    ]
    assert lines(publication, "id:aktau")[1:] == [
        ("1.1.0", "renamed: Aktau → Aktau port; Facts: rest on other passages or places 1")
    ]
    (moved,) = (iri for iri, fact in before.facts.items() if fact.subject == "id:aktau")
    assert lines(publication, moved)[1:] == [
        (
            "1.1.0",
            "rest on other passages or places: stated: id:article/p2 → stated: id:article/p1",
        )
    ]
