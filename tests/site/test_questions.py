"""The pages of saved queries, with their answers as files."""

import csv
import html
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest
from pyoxigraph import RdfFormat, parse

from azkz_graph.query_file import QueryFile
from azkz_graph.results import result
from azkz_graph.site.parts import write
from azkz_graph.site.publication import Publication
from azkz_graph.site.published import published
from azkz_graph.site.questions import Questions, answer_formats, programs
from azkz_graph.site.rendering import Renderer
from azkz_graph.site.routes import LANGUAGES, page
from azkz_graph.vocabulary import BASE, QUERY

FORMS = {
    "states": ("json", "csv"),
    "claimed": ("json", "csv"),
    "twins": ("ttl", "nt"),
    "names": ("json", "csv"),
}


@pytest.fixture(scope="module")
def questions(small_publication: Publication) -> Questions:
    return Questions(small_publication, Renderer(small_publication))


@pytest.fixture(scope="module")
def files(questions: Questions) -> Mapping[str, bytes]:
    """The files of all saved queries."""
    return {str(path): data for name in questions.publication.queries for path, data in questions.files(name)}


@pytest.mark.parametrize("name", FORMS)
def test_a_page_a_language_the_text_and_the_answer(name: str, questions: Questions) -> None:
    expected = [page(f"query/{name}", language) for language in LANGUAGES]
    expected += [f"query/{name}.{suffix}" for suffix in ("rq", *FORMS[name])]
    assert [path for path, _ in questions.files(name)] == [PurePosixPath(each) for each in expected]


def test_what_is_published_is_what_is_made(questions: Questions, files: Mapping[str, bytes]) -> None:
    for iri, formats in published(questions.publication).items():
        if iri.startswith(QUERY):
            assert {f"query/{iri.removeprefix(QUERY)}.{suffix}" for suffix in formats} <= files.keys()


@pytest.mark.parametrize("name", FORMS)
def test_files_hold_the_answer(name: str, questions: Questions, files: Mapping[str, bytes]) -> None:
    publication = questions.publication
    assert files[f"query/{name}.rq"] == publication.queries[name].path.read_bytes()
    for suffix in FORMS[name]:
        assert files[f"query/{name}.{suffix}"] == result(publication.answer(name), suffix).content


def test_tables_and_graphs_can_be_read(files: Mapping[str, bytes]) -> None:
    rows = list(csv.reader(io.StringIO(files["query/states.csv"].decode())))
    assert rows[0] == ["state", "name"]
    assert len(rows) == len(json.loads(files["query/states.json"])["results"]["bindings"]) + 1 == 3
    assert json.loads(files["query/claimed.json"])["boolean"] is True
    turtle = set(parse(files["query/twins.ttl"], format=RdfFormat.TURTLE))
    assert turtle == set(parse(files["query/twins.nt"], format=RdfFormat.N_TRIPLES))
    assert len(turtle) == 2


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("SELECT ?subject ?predicate ?object { ?subject ?predicate ?object }", ("json", "csv")),
        ("# CONSTRUCT\nPREFIX construct: <urn:construct>\nselect * { ?s ?p ?o }", ("json", "csv")),
        ("ASK { { SELECT * { ?s ?p ?o } } }", ("json", "csv")),
        ("construct where { ?s ?p ?o }", ("ttl", "nt")),
        ("DESCRIBE <urn:x>", ("ttl", "nt")),
    ],
)
def test_files_follow_the_form_of_the_query(text: str, formats: tuple[str, ...]) -> None:
    assert answer_formats(QueryFile(Path("q.rq"), text)) == formats


@pytest.mark.parametrize("name", FORMS)
def test_the_page_shows_its_answer_and_leads_to_its_files(name: str, files: Mapping[str, bytes]) -> None:
    text = files[f"query/{name}.html"].decode()
    for suffix in ("rq", *FORMS[name]):
        assert f'href="../query/{name}.{suffix}"' in text
    assert "<caption>" in text
    assert 'class="sparql"' in text
    assert "#+" not in "".join(shown_texts(text))


def shown_texts(page: str) -> list[str]:
    """The preformatted texts of a page; its form has the query with its documentation."""
    found = re.findall(r"<pre.*?</pre>", page, re.DOTALL)
    assert found
    return found


@pytest.mark.parametrize("name", ["states", "claimed", "twins"])
def test_the_python_program_gives_the_answer(
    name: str, questions: Questions, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    write(((PurePosixPath(path), data) for path, data in files.items()), tmp_path)
    (data,) = (file.data for file in questions.publication.release.files if str(file.path) == "azkz.ttl")
    write([(PurePosixPath("download/azkz.ttl"), data)], tmp_path)
    told = dict(programs(questions.publication.queries[name], f"{tmp_path.as_uri()}/"))
    done = subprocess.run([sys.executable, "-c", told["Python"]], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    if name == "claimed":
        assert lines == ["True"]
    else:
        assert len(lines) == 2
        assert all(BASE in line for line in lines)


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("states", ["curl", "Python", "R", "JavaScript"]),
        ("twins", ["curl", "Python", "JavaScript"]),
        ("claimed", ["curl", "Python", "JavaScript"]),
    ],
)
def test_programs_name_the_files_at_the_base(name: str, languages: list[str], questions: Questions) -> None:
    told = dict(programs(questions.publication.queries[name], "https://example.org/azkz/"))
    assert list(told) == languages
    for text in told.values():
        assert "$" not in text.replace("$name", "")
        assert "https://example.org/azkz/" in text
        assert f"query/{name}." in text
    assert f"https://example.org/azkz/query/{name}.{FORMS[name][0]}" in told["curl"]


def links(text: str) -> Iterator[str]:
    return (html.unescape(link) for link in re.findall(r'href="([^"]*)"', text))


def test_the_question_can_be_opened_where_it_can_be_changed(
    questions: Questions, files: Mapping[str, bytes]
) -> None:
    if not questions.renderer.scripts("page.js"):
        pytest.skip("the scripts are not bundled; install the package without HATCH_BUILD_NO_HOOKS")
    opened = [
        link for link in links(files["query/states.html"].decode()) if link.startswith("../ask.html#query=")
    ]
    assert len(opened) == 1
    assert "SELECT%20%3Fstate" in opened[0]
    assert 'src="../assets/question.js"' in files["query/states.html"].decode()
    assert 'src="../assets/question.js"' not in files["query/twins.html"].decode()
