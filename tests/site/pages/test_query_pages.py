"""The pages of saved queries, with their answers as files."""

import csv
import html
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs

import pytest
from pyoxigraph import RdfFormat, parse

from azkz_graph.about.citation_styles import STYLES
from azkz_graph.ask.answers import answer
from azkz_graph.ask.parameters import bind_parameters
from azkz_graph.ask.query_citation import cite
from azkz_graph.ask.results import result
from azkz_graph.dataset.project import Project
from azkz_graph.routes.document_paths import LANGUAGES, page
from azkz_graph.site.build.parallel_parts import write
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.published_iris import list_published
from azkz_graph.site.pages import query_pages
from azkz_graph.site.pages.query_pages import AskedPage, Questions, answer_formats, programs
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import BASE, ID, QUERY

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
    for iri, formats in list_published(questions.publication).items():
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


def test_a_page_shows_the_first_rows_of_a_long_answer(
    questions: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = questions.page("states", "en").decode()
    monkeypatch.setattr(query_pages, "MOST", 1)
    short = questions.page("states", "en").decode()
    assert (whole.count("<tr>"), short.count("<tr>")) == (3, 2)
    assert "first 1 rows" in short
    assert "Rows: 2" in short
    assert "first " not in whole.partition("<table")[2].partition("</section>")[0]


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
        assert f'href="{name}.{suffix}"' in text
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


@pytest.fixture(scope="module")
def served(small_publication: Publication) -> Questions:
    return Questions(small_publication, Renderer(small_publication), served=True)


class Elements(HTMLParser):
    """The elements of a page, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.found
            if name == tag and wanted.items() <= attributes.items()
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_served_form_needs_no_script(language: str, served: Questions) -> None:
    page_of_form = served.asked_page("states", language, {})
    assert page_of_form == AskedPage(served.page("states", language), False)
    elements = Elements(page_of_form.content.decode())
    (form,) = elements.of("form", id="parameters")
    assert form["action"] == page("states", language)
    assert "hidden" not in form
    assert form.get("method", "get") == "get"
    assert [
        each["name"] for tag in ("input", "select") for each in elements.of(tag) if "data-type" in each
    ] == [
        "language",
        "state",
    ]
    assert not elements.of("script", type="application/json")
    assert all("question.js" not in str(script.get("src")) for script in elements.of("script"))
    (policy,) = elements.of("meta", **{"http-equiv": "Content-Security-Policy"})
    assert "form-action 'self'" in str(policy["content"])
    assert "wasm" not in str(policy["content"])


def test_a_page_with_given_values(served: Questions) -> None:
    asked = served.asked_page("states", "en", {"state": ["Kazakhstan"], "language": ["HE"]})
    assert not asked.faulty
    text = asked.content.decode()
    elements = Elements(text)
    assert "Rows: 1" in text
    assert "קזחסטן" in text.partition("<table")[2]
    assert "אזרבייג" not in text.partition("<table")[2].partition("</table>")[0]
    (chosen,) = elements.of("option", value=f"{ID}kazakhstan")
    assert "selected" in chosen
    assert elements.of("input", name="language")[0]["value"] == "HE"
    address = "?state=Kazakhstan&language=HE"
    for suffix in ("json", "csv"):
        assert len(elements.of("a", href=f"states.{suffix}{address}")) == 1
        assert not elements.of("link", href=f"states.{suffix}")
    assert elements.of("a", href="states.rq")
    shown = shown_texts(text)[0]
    assert "kazakhstan&gt;" in shown


@pytest.mark.parametrize("name", FORMS)
def test_each_language_cites_the_answer_alike(
    name: str, small: Project, small_publication: Publication, files: Mapping[str, bytes]
) -> None:
    texts = {cited_text(files[page(f"query/{name}", language)].decode()) for language in LANGUAGES}
    assert texts == {written(small_publication, small, name)}
    heads = [files[page(f"query/{name}", language)].count(b"sha256:") for language in LANGUAGES]
    # The other styles are on the English page alone.
    assert heads == [len(STYLES), 1, 1, 1, 1]


def test_an_answer_with_given_values_is_cited_with_them(
    served: Questions, small: Project, small_publication: Publication
) -> None:
    asked = served.asked_page("figures", "he", {"at_least": ["1000"]})
    text = cited_text(asked.content.decode())
    assert text == written(small_publication, small, f"{QUERY}figures?at_least=1000")
    assert text != cited_text(served.page("figures", "he").decode())
    assert b'href="figures.html?at_least=1000#cite"' in asked.content
    assert b"cite-text" not in served.asked_page("figures", "he", {"at_least": ["many"]}).content


def cited_text(text: str) -> str:
    """The citation on a page."""
    found = re.search(r'<p id="cite-text"[^>]*>(.*?)</p>', text)
    assert found is not None
    return html.unescape(found[1])


def written(publication: Publication, project: Project, name: str) -> str:
    """The citation as `azkz cite` writes it, without the day of access, which a page that stays has not."""
    return re.sub(r" \(accessed .*\)", "", cite(publication.store, project.queries, name))


def test_several_values_stay_chosen(served: Questions) -> None:
    given = {"state": ["azerbaijan", "kazakhstan"], "language": ["he", "ru"]}
    elements = Elements(served.asked_page("states", "en", given).content.decode())
    assert "multiple" in elements.of("select", name="state")[0]
    assert len([option for option in elements.of("option") if "selected" in option]) == 2
    fields = elements.of("input", name="language")
    assert [field["value"] for field in fields] == ["he", "ru"]
    assert [field.get("id") for field in fields] == ["parameter-language", None]


def test_the_answer_is_that_of_the_bound_query(served: Questions) -> None:
    query, store = served.publication.queries["figures"], served.publication.store
    for least in ("0", "1000", "999999999999999999"):
        text = bind_parameters(query, {"at_least": [least]}, store)
        count = len(list(answer(store, text)))  # type: ignore[arg-type]
        page_of_answer = served.asked_page("figures", "en", {"at_least": [least]}).content.decode()
        assert f"Rows: {count}" in page_of_answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_faulty_value_is_told_at_its_field(language: str, served: Questions) -> None:
    asked = served.asked_page("figures", language, {"at_least": ["many"]})
    assert asked.faulty
    text = asked.content.decode()
    elements = Elements(text)
    (field,) = elements.of("input", name="at_least")
    assert (field["value"], field["aria-invalid"]) == ("many", "true")
    told = re.search(r'id="fault-at_least"[^>]*>([^<]+)', text)
    assert told is not None
    assert "many" in told[1]
    assert 'id="result"' not in text
    assert not elements.of("a", href="figures.csv?at_least=many")


HOSTILE = [
    '"><script>alert(1)</script>',
    "' onfocus='alert(1)",
    "</select></form><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "&state=azerbaijan#x",
    "} UNION { ?s ?p ?o } #",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    ("name", "parameter"), [("states", "state"), ("states", "language"), ("figures", "at_least")]
)
def test_values_that_mean_harm_are_shown_as_they_are(
    value: str, name: str, parameter: str, served: Questions
) -> None:
    asked = served.asked_page(name, "en", {parameter: [value]})
    assert asked.faulty
    assert shape(asked) == shape(served.asked_page(name, "en", {parameter: ["harm less"]}))
    elements = Elements(asked.content.decode())
    filled = [each.get("value") for each in (*elements.of("input"), *elements.of("option"))]
    assert value in filled


def test_a_text_that_means_harm_is_answered(served: Questions, small_publication: Publication) -> None:
    text = "#+ parameters:\n#+   word: {type: text}\nSELECT ?word { VALUES ?word { UNDEF } }"
    query = QueryFile(Path("echo.rq"), text)
    publication = replace(small_publication)
    vars(publication).update(vars(small_publication), queries={**small_publication.queries, "echo": query})
    echo = Questions(publication, served.renderer, served=True)
    harmless = shape(echo.asked_page("echo", "en", {"word": ["oil"]}))
    for value in HOSTILE:
        asked = echo.asked_page("echo", "en", {"word": [value]})
        assert not asked.faulty
        assert shape(asked) == harmless
        (link,) = [each for each in links(asked.content.decode()) if each.startswith("echo.csv")]
        assert parse_qs(link.partition("?")[2]) == {"word": [value]}


def shape(asked: AskedPage) -> list[tuple[str, list[str]]]:
    """The elements of a page with the names of their attributes."""
    text = re.sub(r"<pre.*?</pre>", "", asked.content.decode(), flags=re.DOTALL)
    return [(tag, list(attributes)) for tag, attributes in Elements(text).found]
