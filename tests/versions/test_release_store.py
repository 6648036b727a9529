"""Saved queries answer as of a release as they do from its files."""

import shutil
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QueryTriples

from azkz_graph.ask.answers import Answer
from azkz_graph.ask.query_catalogue import query_names
from azkz_graph.ask.question import ask, ask_version, question
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.problem import UsageError
from azkz_graph.store import derivation_cache
from azkz_graph.store.rdf_file import RdfFile
from azkz_graph.versions.release_archive import open_release

ROOT = Path(__file__).parents[2]
ARCHIVE = ROOT / "releases" / "azkz-1.0.0.zip"
QUERIES = query_names(ROOT / "queries")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> RdfFile:
    """The TriG of 1.0.0."""
    path = tmp_path_factory.mktemp("release") / "azkz.trig"
    path.write_bytes(open_release(ARCHIVE).read(path.name))
    return RdfFile(path)


def rows(answer: Answer) -> list[str]:
    """What an answer says, in any order."""
    if isinstance(answer, QueryBoolean):
        return [str(bool(answer))]
    if isinstance(answer, QueryTriples):
        return sorted(map(str, answer))
    return sorted(str([row[name] for name in answer.variables]) for row in answer)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The saved queries of 1.0.0."""
    folder, release = tmp_path_factory.mktemp("queries"), open_release(ARCHIVE)
    for name in release.names():
        if name.startswith("queries/"):
            (folder / Path(name).name).write_bytes(release.read(name))
    return folder


def test_a_saved_query_is_asked_as_the_release_has_it(
    project: Project, file: RdfFile, published: Path
) -> None:
    both = [name for name in query_names(published) if name in QUERIES]
    assert len(both) > 60
    for name in both:
        found = ask_version(question(project, [name]), "1.0.0", project)
        assert rows(found) == rows(ask(question(project, [f"{published}/{name}.rq"]), project, [file])), name


def test_a_file_is_asked_as_it_is_written(project: Project, file: RdfFile) -> None:
    asked = question(project, [str(ROOT / "queries" / "views.rq")])
    assert rows(ask_version(asked, "1.0.0", project)) == rows(ask(asked, project, [file]))


def test_views_are_found_where_their_terms_were_others(project: Project) -> None:
    found = rows(ask_version(question(project, ["views"]), "1.0.0", project))
    assert any("claim-armenia-occupier" in row for row in found)


def test_a_query_that_the_release_has_not_is_asked_as_it_is_today(
    project: Project, file: RdfFile, published: Path
) -> None:
    later = next(name for name in QUERIES if name not in query_names(published))
    warnings: list[str] = []
    found = ask_version(question(project, [later]), "1.0.0", project, warn=warnings.append)
    assert rows(found) == rows(ask(question(project, [later]), project, [file]))
    assert warnings == [f"1.0.0 has no query {later}; today's is asked, whose terms 1.0.0 may not have"]


def test_parameters_are_looked_up_in_the_release(project: Project, file: RdfFile) -> None:
    asked = question(project, ["memberships", "--member", "kazakhstan"])
    assert rows(ask_version(asked, "1.0.0", project)) == rows(ask(asked, project, [file]))


@pytest.fixture
def later(tmp_path: Path) -> Project:
    """The project with something else in it than 1.0.0 had, and that release in a folder of archives."""
    for name in ("data", "queries", "releases"):
        shutil.copytree(ROOT / name, tmp_path / name)
    facts = tmp_path / "data" / "facts.trig"
    text = facts.read_text(encoding="utf-8")
    assert "schema:value 86600 ;" in text
    facts.write_text(text.replace("schema:value 86600 ;", "schema:value 86601 ;"), encoding="utf-8")
    return open_project(tmp_path)


AREA = "SELECT ?value { id:area-of-azerbaijan schema:value ?value }"


def test_the_release_has_its_own_data(later: Project) -> None:
    asked = question(later, [], AREA)
    assert "86601" in rows(ask(asked, later))[0]
    assert "86600" in rows(ask_version(asked, "1.0.0", later))[0]


def test_the_store_is_kept_and_found_again(later: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = question(later, [], AREA)
    first = rows(ask_version(asked, "1.0.0", later))
    monkeypatch.setattr("azkz_graph.versions.release_store.read_quads_of", lambda path: 1 / 0)
    assert rows(ask_version(asked, "1.0.0", later)) == first
    archive = later.root / "releases" / ARCHIVE.name
    assert derivation_cache.cache_folder(archive) != derivation_cache.cache_folder(later.root)


def test_where_no_store_can_be_kept_the_answer_is_the_same(
    later: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = question(later, [], "SELECT (COUNT(*) AS ?n) { GRAPH graph:facts { ?s ?p ?o } }")
    kept = rows(ask_version(asked, "1.0.0", later))
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    assert rows(ask_version(asked, "1.0.0", later)) == kept


def test_a_release_in_a_folder_is_asked_too(later: Project, tmp_path: Path) -> None:
    shutil.unpack_archive(ARCHIVE, tmp_path / "unpacked")
    asked = question(later, [], AREA)
    assert "86600" in rows(ask_version(asked, "1.0.0", later, tmp_path / "unpacked"))[0]


def test_what_is_missing_is_said(later: Project, tmp_path: Path) -> None:
    asked = question(later, [], AREA)
    with pytest.raises(UsageError, match=r"there is no version 7\.0\.0; there are: 1\.0\.0, 2\.0\.0$"):
        ask_version(asked, "7.0.0", later)
    with pytest.raises(
        UsageError, match=r"azkz-1\.0\.0\.zip, the archive of 1\.0\.0, is not in .*--releases"
    ):
        ask_version(asked, "1.0.0", later, tmp_path / "nowhere")


def test_another_archive_is_refused(later: Project) -> None:
    archive = later.root / "releases" / ARCHIVE.name
    archive.write_bytes(archive.read_bytes() + b"\0")
    with pytest.raises(
        UsageError, match=r"is not the archive of 1\.0\.0 whose SHA-256 is in .*releases\.tsv"
    ):
        ask_version(question(later, [], AREA), "1.0.0", later)
