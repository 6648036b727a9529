"""Citations of saved queries: their address, the digest of their answer, and whether it still holds."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from azkz_graph.about.citation_styles import STYLES
from azkz_graph.ask.query_catalogue import find_query
from azkz_graph.ask.query_citation import CitedAnswer, check_answers, cite, cited_answers, digest_cited
from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import project_memory
from azkz_graph.vocabulary import QUERY

FIGURES = f"{QUERY}figures?at_least=1000"


@pytest.fixture(scope="module")
def store(small: Project) -> Store:
    return project_memory(small)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")


def cited(store: Store, project: Project, name: str, style: str = "text", **given: str) -> str:
    return cite(store, project.queries, name, style, {key: [value] for key, value in given.items()})


def is_right(store: Store, folder: Path, found: CitedAnswer) -> bool:
    """Whether the store still has the answer that is cited; no other version is at hand."""
    (checked,) = check_answers(store, folder, [found], lambda version, name: None)
    return checked.is_right


@pytest.mark.parametrize("style", STYLES)
def test_every_style_has_what_tells_the_answer_again(style: str, store: Store, small: Project) -> None:
    text = cited(store, small, "figures", style, at_least="1000")
    assert "1.2.3" in text
    assert re.search(r"2026(-|/|,\s*)11(-|/|,\s*)22", text)
    assert re.search(r"nswer for at least 1,000: \d+ rows?, sha256:[0-9a-f]{64}", text)
    (found,) = cited_answers(text)
    assert (found.iri, found.version) == (FIGURES, "1.2.3")
    assert is_right(store, small.queries, found)
    assert not is_right(store, small.queries, replace(found, sha256="0" * 64))


def test_the_whole_citation(store: Store, small: Project) -> None:
    text = cited(store, small, "states", state="Kazakhstan", language="HE")
    digest = digest_cited(store, find_query(small.queries, "states"), cited_answers(text)[0])
    assert text == (
        "Makers of tests (2026): Which states are there? Answer for language he, state Kazakhstan: "
        f"1 row, sha256:{digest.sha256}. In: Small & tidy: 100% of {{its}} facts, version 1.2.3, "
        f"2026-11-22. {QUERY}states?language=he&state=https%3A%2F%2Fw3id.org%2Fazkz%2Fid%2Fkazakhstan "
        "(accessed 2026-11-22)."
    )


def test_one_question_has_one_address_however_it_is_asked(store: Store, small: Project) -> None:
    address = f"{QUERY}states?language=he&state=https%3A%2F%2Fw3id.org%2Fazkz%2Fid%2Fkazakhstan"
    ways: list[tuple[str, Mapping[str, list[str]]]] = [
        ("states", {"state": ["kazakhstan"], "language": ["he"]}),
        ("states", {"language": ["HE", "he"], "state": ["id:kazakhstan", "Kazakhstan", "קזחסטן"]}),
        ("query:states", {"state": ["kazakhstan"], "language": ["he"]}),
        (f"{QUERY}states?state=kazakhstan", {"language": ["he"]}),
        (address, {}),
        (f"<{address}>", {}),
    ]
    texts = {cite(store, small.queries, name, "csl-json", given) for name, given in ways}
    assert len(texts) == 1
    assert json.loads(texts.pop())[0]["URL"] == address


def test_other_things_are_cited_too(store: Store, small: Project) -> None:
    assert "Aktau. From the article " in cited(store, small, "aktau")
    assert "[data set]" in cited(store, small, "dataset")


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        (
            "aktau",
            {"state": "x"},
            "'aktau' is not a saved query, so that --state means nothing; leave it out",
        ),
        ("states", {"town": "x"}, "the query states has no parameter --town; it has: --language, --state"),
        ("states", {"state": "Atlantis"}, "state: nothing is called 'Atlantis'"),
        ("figures", {"at_least": "many"}, "at_least: 'many' is not a whole number"),
        (f"{QUERY}none", {}, "no saved query is called 'none'"),
        (f"{QUERY}states?town=x", {}, "the query states has no parameter 'town'"),
        ("nothing", {}, "nothing is called 'nothing'"),
    ],
)
def test_what_cannot_be_cited(
    name: str, given: dict[str, str], told: str, store: Store, small: Project
) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        cited(store, small, name, **given)


def test_a_name_of_a_thing_and_a_query_is_refused(project: Project) -> None:
    store = project_memory(project)
    with pytest.raises(UsageError, match="'mediation' may be id:mediation or the query query:mediation"):
        cited(store, project, "mediation")
    assert "Who tried to mediate" in cited(store, project, "query:mediation")
    assert "about views, not facts" in cited(store, project, "views", claimant="olzhas-suleimenov")


def test_the_answers_of_a_file_of_citations(store: Store, small: Project) -> None:
    for style in STYLES:
        parts = [
            cited(store, small, name, style) for name in ("states", "aktau", "claimed", "twins", "dataset")
        ]
        found = cited_answers("\n".join(parts))
        assert [each.iri for each in found] == [QUERY + name for name in ("states", "claimed", "twins")]
        assert all(is_right(store, small.queries, each) for each in found)


def test_a_digest_without_its_question_is_refused() -> None:
    assert cited_answers("No query is cited here.") == []
    with pytest.raises(UsageError, match=r"queries 1 times and digests of answers \(sha256:…\) 0 times"):
        cited_answers(f"See {QUERY}states.")
    assert cited_answers(f"See {QUERY}states. sha256:{'a' * 64}") == [CitedAnswer(f"{QUERY}states", "a" * 64)]


def test_a_changed_fact_changes_the_digest(store: Store, small: Project) -> None:
    (found,) = cited_answers(cited(store, small, "states"))
    changed = Store()
    changed.extend(store)
    changed.update(
        "DELETE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?n } "
        "INSERT { ?s <http://www.w3.org/2000/01/rdf-schema#label> 'Qazaqstan'@en } "
        "WHERE { BIND(<https://w3id.org/azkz/id/kazakhstan> AS ?s) "
        "?s <http://www.w3.org/2000/01/rdf-schema#label> ?n FILTER(LANG(?n) = 'en') }"
    )
    assert not is_right(changed, small.queries, found)
    (then,) = check_answers(
        changed,
        small.queries,
        [replace(found, version="1.0.0")],
        lambda version, name: (store, find_query(small.queries, name)),
    )
    assert then.is_right
    assert "this is the answer of 1.0.0; it is another now" in then.sentence
