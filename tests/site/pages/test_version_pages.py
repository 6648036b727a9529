"""Pages and documents of versions: what changed, in words, and where its files are."""

import re

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.build.single_file import SingleFiles
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import BASE, PREFIXES

VERSION = "doc/dataset/2.0.0"
DCAT, DCT, OWL = (PREFIXES[prefix] for prefix in ("dcat", "dct", "owl"))


@pytest.fixture(scope="module")
def files(released_publication: Publication) -> SingleFiles:
    return SingleFiles.of(released_publication)


def lines(files: SingleFiles, path: str) -> list[str]:
    """The headings and items of a page, as text."""
    page = read(files, path).partition("<main")[2].partition("</main>")[0]
    found = re.findall(r"<(h[1-3]|li|dt|dd)\b[^>]*>(.*?)</\1>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", text).split()) for _, text in found]


def read(files: SingleFiles, path: str) -> str:
    content = files.file(path)
    assert content is not None, path
    return content.decode()


def test_the_list_has_what_is_not_released_and_then_the_latest_version(files: SingleFiles) -> None:
    assert lines(files, "versions.html")[:4] == [
        "Versions",
        "not yet released",
        "Things: renamed 1",
        "Version 2.0.0 · November 25, 2026",
    ]
    page = read(files, "versions.html")
    assert 'href="download/2.0.0/azkz-2.0.0.zip"' in page
    digests = [each.release.sha256 for each in files.publication.history.versions if each.release]
    assert re.findall(r"SHA-256 (\w+)", page) == digests[::-1]
    assert 'type="application/atom+xml" title="Feed of releases (Atom)" href="releases.atom"' in page


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("", "Number of Azerbaijanis in Kazakhstan value 85,000 withdrawn → 86,000 new"),
        ("", "Sumqayit twinned with Aktau id:aktau withdrawn → Aktau id:aqtau new"),
        (
            "",
            "Aktau id:aktau of state Kazakhstan withdrawn → Aktau id:aqtau of state Kazakhstan new",
        ),
        (".he", "אקטאו id:aktau ← אקטאו id:aqtau"),
        (".he", "מספר האזרים בקזחסטן ערך מספרי 85,000 הוסרה ← 86,000 חדשה"),
    ],
)
def test_the_page_of_a_version_tells_each_change(files: SingleFiles, mark: str, said: str) -> None:
    assert said in lines(files, f"{VERSION}{mark}.html")


@pytest.mark.parametrize(("number", "date"), [("1.2.3", "November 22, 2026"), ("2.0.0", "November 25, 2026")])
def test_the_page_of_a_version_has_its_own_date(files: SingleFiles, number: str, date: str) -> None:
    assert f'<p class="summary">{date}</p>' in read(files, f"doc/dataset/{number}.html")


def test_what_is_not_released_has_a_page_too(files: SingleFiles) -> None:
    assert "Caspian: Caspian Sea → Caspian" in lines(files, "unreleased.html")


def test_every_language_has_the_pages(files: SingleFiles) -> None:
    paths = [path for path in files.overviews.versions.pages() for _ in LANGUAGES]
    assert len(paths) == 5 * 6
    assert all(files.page(path, language) for path in set(paths) for language in LANGUAGES)


def test_a_page_says_in_which_versions_something_happened(files: SingleFiles) -> None:
    quiet = read(files, "doc/makers.html")
    assert '<p class="quiet">First published in version <a href="dataset/1.2.3.html">1.2.3</a></p>' in quiet
    assert [line for line in lines(files, "doc/caspian-sea.html") if "renamed" in line] == [
        "not yet released: renamed: Caspian Sea → Caspian"
    ]
    assert "2.0.0: added; takes the place of: Aktau; Facts: corrected 3" in lines(files, "doc/aqtau.html")


def test_the_documents_of_a_version_say_what_it_is_a_version_of(files: SingleFiles) -> None:
    node = NamedNode(BASE + "dataset/2.0.0")
    for suffix, format in (("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)):
        said = {
            (quad.predicate.value, quad.object)
            for quad in parse(read(files, f"{VERSION}.{suffix}"), format=format)
            if quad.subject == node
        }
        assert said >= {
            (DCAT + "version", Literal("2.0.0")),
            (DCAT + "previousVersion", NamedNode(BASE + "dataset/1.2.3")),
            (DCT + "isVersionOf", NamedNode(BASE + "dataset")),
            (DCAT + "distribution", NamedNode("https://example.org/azkz/download/2.0.0/azkz-2.0.0.zip")),
        }


def test_the_ontology_of_a_version_is_as_it_was(files: SingleFiles) -> None:
    quads = list(parse(read(files, "ontology/versions/2.0.0.ttl"), format=RdfFormat.TURTLE))
    prior = NamedNode(OWL + "priorVersion")
    assert [quad.object.value for quad in quads if quad.predicate == prior] == [BASE + "ontology/1.2.3"]
    first = parse(read(files, "ontology/versions/1.2.3.ttl"), format=RdfFormat.TURTLE)
    own = parse(
        (files.publication.dataset.project.ontology / "azkz.ttl").read_bytes(), format=RdfFormat.TURTLE
    )
    assert {str(quad.triple) for quad in own} <= {str(quad.triple) for quad in first}
    assert "state azkz:State" in lines(files, "ontology/versions/1.2.3.html")


def test_the_files_of_a_version_are_those_of_its_archive(files: SingleFiles) -> None:
    version = files.publication.history.versions[0]
    assert version.stored is not None
    found = dict(version.files())
    assert found["azkz-1.2.3.zip"] == version.stored.path.read_bytes()
    assert found.keys() - {"azkz-1.2.3.zip"} == set(version.stored.present())
    assert {name: files.file(f"download/1.2.3/{name}") for name in found} == found
    assert files.file("download/1.2.3/../../index.html") is None
    assert files.file("download/9.9.9/azkz.ttl") is None
