"""What users name as a version is found, whatever its format, and what is no version is refused in a sentence."""

import bz2
import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from faulty_server import Asked, Said, faulty_server
from pyoxigraph import RdfFormat, parse, serialize

from azkz_graph.dataset.project import Project
from azkz_graph.disk.atomic_folder import MANIFEST
from azkz_graph.export.dataset_files import can_write_parquet
from azkz_graph.export.release_files import Release
from azkz_graph.problem import UsageError
from azkz_graph.store.disk_store import build_store
from azkz_graph.versions.difference_formats import whole
from azkz_graph.versions.known_releases import open_places
from azkz_graph.versions.release_archive import archive_bytes
from azkz_graph.versions.release_verification import FACT_TABLES, WITH_FACTS
from azkz_graph.versions.version_difference import Difference, compare_versions
from azkz_graph.versions.version_source import read_version

ROOT = Path(__file__).parents[2]
TABLE_NAMES = [name for name in FACT_TABLES if can_write_parquet() or name != "facts.parquet"]


@pytest.fixture(scope="module")
def folder(published: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the project has been built."""
    folder = tmp_path_factory.mktemp("dist")
    for file in published.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    (folder / "manifest.json").write_bytes(published.manifest())
    return folder


def difference(project: Project, old: str | Path, new: str | Path) -> Difference:
    places = open_places(project, named=[str(old), str(new)])
    return compare_versions(read_version(str(old), places), read_version(str(new), places))


@pytest.mark.parametrize("name", [*WITH_FACTS, *TABLE_NAMES])
def test_every_file_of_a_build_has_the_same(name: str, project: Project, folder: Path) -> None:
    assert len((read := read_version(str(folder / name), open_places(project))).contents.facts) > 100
    assert difference(project, folder, folder / name).changes == ()
    assert read.has_only_facts == (name in FACT_TABLES)


def test_a_project_its_build_its_archive_and_its_store_are_the_same(
    project: Project, folder: Path, published: Release, tmp_path: Path
) -> None:
    files = {
        **{file.path: file.data for file in published.files},
        PurePosixPath(MANIFEST): published.manifest(),
    }
    archive = tmp_path / "azkz-9.9.9.zip"
    archive.write_bytes(archive_bytes("azkz-9.9.9", files, "2026-01-01"))
    build_store(parse(path=folder / "azkz.nq"), tmp_path / "store")
    for other in (folder, archive, tmp_path / "store"):
        assert difference(project, ROOT, other).changes == ()


def test_compressed_and_foreign_files_are_read(project: Project, folder: Path, tmp_path: Path) -> None:
    lines = (folder / "azkz.nq").read_bytes()
    (tmp_path / "a.nq.gz").write_bytes(gzip.compress(lines, 1))
    (tmp_path / "b.nq.bz2").write_bytes(bz2.compress(b"".join(reversed(lines.splitlines(keepends=True)))))
    (tmp_path / "c").write_bytes(
        serialize(parse(lines, format=RdfFormat.N_QUADS), format=RdfFormat.TRIG) or b""
    )
    for name in "a.nq.gz", "b.nq.bz2", "c":
        assert difference(project, folder, tmp_path / name).changes == ()


def test_an_authored_file_has_the_facts_that_it_states(project: Project, tmp_path: Path) -> None:
    shutil.copy(ROOT / "data" / "facts.trig", tmp_path)
    edited = tmp_path / "facts.trig"
    edited.write_text(
        edited.read_text(encoding="utf-8").replace("schema:value 86600 ;", "schema:value 1 ;"),
        encoding="utf-8",
    )
    (change,) = difference(project, ROOT / "data" / "facts.trig", edited).changes
    assert (change.kind, change.alteration) == ("fact", "corrected")


def test_the_register_stands_in_for_an_archive(project: Project, tmp_path: Path) -> None:
    with_archive = read_version("1.0.0", open_places(project))
    without = read_version("1.0.0", open_places(project, tmp_path))
    assert compare_versions(with_archive, without).changes == ()
    assert with_archive.iri == without.iri == whole("<https://w3id.org/azkz/dataset/1.0.0>")
    assert read_version(str(ROOT), open_places(project)).iri == ""


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


CSV = b"fact,subject,predicate,object,object_datatype,object_language,passages,rules\r\n"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("nowhere", None, r"nowhere is no file or folder; name one, a URL, or a version: 1\.0\.0"),
        ("a.ttl", b"a b", r"a\.ttl:1: .*; correct the file"),
        ("a.ttl", b"<urn:a> <urn:b> <urn:c> .", r"a\.ttl has no fact and no identifier below https://"),
        ("a.zip", b"PK\3\4", r"a\.zip is no archive of a release"),
        ("a", b"PK\3\4", r"a is no archive of a release"),
        ("a.xyz", b"", r"a\.xyz: the syntax is unknown"),
        ("a.csv", b"fact,subject\r\n", r"a\.csv:1: there is no column predicate; name a table of facts"),
        ("a.csv", CSV + b"x,,,,,,,\r\n", r"a\.csv:2: .*; take the table from its release"),
        ("a.csv", CSV + b"\xff", r"a\.csv: it cannot be read as CSV"),
        ("d/x", b"", r"d is no project with data/, no release with manifest\.json, and no store"),
        ("d/manifest.json", b"{}", r"manifest\.json of .*d lists no files"),
        ("d/manifest.json", b'{"files": []}', r"d lists no files"),
        ("d/manifest.json", b'{"files": [{"path": "../a.nq"}]}', r"'\.\./a\.nq' has the part '\.\.'"),
    ],
)
def test_what_is_no_version_is_refused(
    name: str, content: bytes | None, sentence: str, project: Project, tmp_path: Path
) -> None:
    path = tmp_path / name if content is None else write(tmp_path / name, content)
    named = path.parent if name.startswith("d/") else path
    with pytest.raises(UsageError, match=sentence):
        read_version(str(named), open_places(project))


def test_an_unknown_version_is_refused_with_those_that_there_are(project: Project) -> None:
    with pytest.raises(UsageError, match=r"there is no version 7\.0\.0; there are: 1\.0\.0, 2\.0\.0$"):
        read_version("7.0.0", open_places(project))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """A server of the build's folder, with a page for the folder itself, and negotiation at /dataset."""

    def said(asked: Asked) -> Said:
        path = folder / asked.path.lstrip("/")
        if asked.path in ("/", "/site"):
            return Said(body=b"<html>", kind="text/html")
        if asked.path == "/dataset":
            assert asked.headers["accept"].startswith("application/n-quads")
            return Said(body=(folder / "azkz.nq").read_bytes(), kind="application/n-quads")
        if asked.path == "/elsewhere":
            return Said(303, headers={"Location": "/azkz.ttl"})
        if asked.path in ("/download/9/", "/download/9"):
            return Said(303, headers={"Location": "/ontology/azkz.ttl"})
        if asked.path.startswith("/download/9/"):
            path = folder / asked.path.removeprefix("/download/9/")
        if asked.path == "/1.0.0":
            return Said(
                body=(ROOT / "releases" / "azkz-1.0.0.zip").read_bytes(), kind="application/octet-stream"
            )
        return Said(body=path.read_bytes()) if path.is_file() else Said(404)

    with faulty_server(said) as running:
        yield running.url


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/manifest.json",
        "/azkz.trig",
        "/facts.csv",
        "/dataset",
        "/elsewhere",
        "/1.0.0",
        "/download/9/",
        "/download/9",
    ],
)
def test_versions_elsewhere_are_fetched(path: str, server: str, project: Project, folder: Path) -> None:
    same = "1.0.0" if path == "/1.0.0" else folder
    assert difference(project, same, server.rstrip("/") + path).changes == ()


def test_what_cannot_be_fetched_is_refused(server: str, project: Project) -> None:
    base = server.rstrip("/")
    for path, sentence in {
        "/none.ttl": r"/none\.ttl answers 404; name an address that has a version",
        "/site": r"/site is a page, with no manifest\.json of a release below it",
        "/queries/names.rq": rf"{base}/queries/names\.rq: the syntax is unknown",
    }.items():
        with pytest.raises(UsageError, match=sentence):
            read_version(base + path, open_places(project, named=[base + path]))
