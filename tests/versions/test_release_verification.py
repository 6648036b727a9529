"""A damaged release is told from a sound one, and by what happened to it."""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from little_version import ENTITIES, FACTS, quads_of, release_files, write_files
from pyoxigraph import DefaultGraph, RdfFormat, Store

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.register.release_register import RegisteredRelease, releases_file
from azkz_graph.versions.file_damage import Damage
from azkz_graph.versions.known_releases import Places
from azkz_graph.versions.release_archive import StoredRelease, archive_bytes, find_releases, open_release
from azkz_graph.versions.verified_target import verify

WHOLE = release_files(quads_of(ENTITIES + FACTS))


@pytest.fixture
def kept(tmp_path: Path) -> tuple[StoredRelease, ...]:
    """The undamaged release, in an archive beside."""
    write_archive(tmp_path / "releases" / "azkz-1.0.0.zip", WHOLE)
    return find_releases(tmp_path / "releases")


def write_archive(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(exist_ok=True)
    paths = {PurePosixPath(name): data for name, data in files.items()}
    path.write_bytes(archive_bytes("azkz-1.0.0", paths, "2026-11-22"))
    return path


def places(kept: tuple[StoredRelease, ...]) -> Places:
    """Where the undamaged release is, if it is at hand, for a project without a register."""
    project = Project(Path("none"), Path("none"), Path("none"), Path("none"))
    return Places(project, kept[0].path.parent if kept else Path("none"))


def damages(folder: Path, kept: tuple[StoredRelease, ...] = ()) -> list[tuple[str, Damage]]:
    return [(finding.file, finding.damage) for finding in verify(folder, places(kept)).findings]


def test_a_sound_release_is_as_published(tmp_path: Path, kept: tuple[StoredRelease, ...]) -> None:
    verdict = verify(write_files(WHOLE, tmp_path / "dist"), places(kept))
    assert verdict.findings == ()
    assert verdict.is_good
    # That is not all of a release that is in no register.
    assert damages(kept[0].path, kept) == [("azkz-1.0.0.zip", Damage.UNKNOWN)]


CHANGES: Mapping[str, tuple[str, Callable[[bytes], bytes], Damage]] = {
    "cut off": ("azkz.ttl", lambda data: data[: len(data) // 2], Damage.TRUNCATED),
    "cut off at the end of a line": (
        "azkz.nt",
        lambda data: data[: data.index(b"\n", len(data) // 2) + 1],
        Damage.TRUNCATED,
    ),
    "cut off, no RDF": ("queries/all.rq", lambda data: data[:-5], Damage.TRUNCATED),
    "empty": ("azkz.rdf", lambda data: b"", Damage.TRUNCATED),
    "edited": ("azkz.nt", lambda data: data.replace(b'"5"', b'"6"'), Damage.EDITED),
    "edited so that it is no RDF": ("azkz.ttl", lambda data: data.replace(b" .", b" ?", 1), Damage.EDITED),
    "edited, no RDF": ("queries/all.rq", lambda data: data + b"\n", Damage.EDITED),
    "a literal in another form": ("azkz.nt", lambda data: data.replace(b'"5"', b'"05"'), Damage.REWRITTEN),
    "another datatype": (
        "azkz.nt",
        lambda data: data.replace(b"XMLSchema#integer", b"XMLSchema#decimal"),
        Damage.REWRITTEN,
    ),
    "another order": (
        "azkz.nt",
        lambda data: b"".join(reversed(data.splitlines(keepends=True))),
        Damage.WRITTEN_AGAIN,
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_happened_to_a_file_is_told(name: str, tmp_path: Path, kept: tuple[StoredRelease, ...]) -> None:
    file, change, damage = CHANGES[name]
    folder = write_files({**WHOLE, file: change(WHOLE[file])}, tmp_path / "dist")
    assert set(damages(folder, kept)) == {(file, damage)}
    assert verify(folder, places(kept)).is_good == (damage is Damage.WRITTEN_AGAIN)
    # The file alone tells the same.
    assert {found for _, found in damages(folder / file, kept)} == {damage}


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - {"cut off at the end of a line"}))
def test_the_other_files_tell_it_where_no_copy_is_at_hand(name: str, tmp_path: Path) -> None:
    file, change, damage = CHANGES[name]
    folder = write_files({**WHOLE, file: change(WHOLE[file])}, tmp_path / "dist")
    assert set(damages(folder)) == {(file, damage)}


def test_what_a_store_rewrote_is_told_from_an_edit_by_the_identifiers_of_facts(tmp_path: Path) -> None:
    path = tmp_path / "export.nt"
    path.write_bytes(
        release_files(quads_of(ENTITIES + FACTS.replace("population 5", "population 05")))["azkz.nt"]
    )
    assert damages(path) == [("export.nt", Damage.UNKNOWN)]
    store = Store()
    store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
    store.dump(path, format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert damages(path) == [("export.nt", Damage.REWRITTEN), ("export.nt", Damage.UNKNOWN)]
    path.write_text(path.read_text(encoding="utf-8").replace('"5"', '"7"'), encoding="utf-8")
    assert damages(path) == [("export.nt", Damage.EDITED), ("export.nt", Damage.UNKNOWN)]


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - {"empty"}))
def test_a_renamed_copy_is_known_by_its_content(
    name: str, tmp_path: Path, kept: tuple[StoredRelease, ...]
) -> None:
    file, change, damage = CHANGES[name]
    if not file.endswith(".rq"):
        path = tmp_path / f"mine{Path(file).suffix}"
        path.write_bytes(change(WHOLE[file]))
        assert set(damages(path, kept)) >= {(file, damage)}


OTHER = b'<https://w3id.org/azkz/entity/x> <http://www.w3.org/2000/01/rdf-schema#label> "x" .\n'
OF_THE_VERSION = b'<https://w3id.org/azkz/dataset> <http://www.w3.org/2002/07/owl#versionInfo> "1.0.0" .\n'


@pytest.mark.parametrize("content", [OTHER, OF_THE_VERSION, OF_THE_VERSION + OTHER])
def test_rdf_that_is_no_file_of_a_release_is_refused(
    content: bytes, tmp_path: Path, kept: tuple[StoredRelease, ...]
) -> None:
    path = tmp_path / "baku.ttl"
    path.write_bytes(content)
    for releases in (kept, ()):
        with pytest.raises(
            UsageError, match=r"^baku\.ttl is no file of a release that is at hand; name those"
        ):
            verify(path, places(releases))


def test_a_description_of_one_thing_is_no_file_of_a_release(
    tmp_path: Path, kept: tuple[StoredRelease, ...]
) -> None:
    path = tmp_path / "baku.nt"
    lines = WHOLE["azkz.nt"].splitlines(keepends=True)
    path.write_bytes(b"".join(lines[len(lines) // 2 :: 4]))
    with pytest.raises(UsageError, match=r"^baku\.nt is no file of a release"):
        verify(path, places(kept))


def test_files_that_are_missing_or_too_many_are_named(
    tmp_path: Path, kept: tuple[StoredRelease, ...]
) -> None:
    files = {name: data for name, data in WHOLE.items() if name != "azkz.rdf"}
    folder = write_files({**files, "notes.txt": b"mine"}, tmp_path / "dist")
    assert damages(folder, kept) == [("azkz.rdf", Damage.MISSING), ("notes.txt", Damage.UNLISTED)]


def test_lists_that_disagree_are_named(tmp_path: Path) -> None:
    sums = WHOLE["SHA256SUMS"].replace(b"azkz.ttl", b"azkz.txt")
    found = damages(write_files({**WHOLE, "SHA256SUMS": sums}, tmp_path / "dist"))
    assert found == [("azkz.ttl", Damage.CHECKSUM), ("azkz.txt", Damage.CHECKSUM)]


def test_formats_that_hold_other_facts_are_named(tmp_path: Path) -> None:
    other = release_files(quads_of(ENTITIES + FACTS.replace("population 5", "population 6")))
    mixed = {**other, "azkz.nt": WHOLE["azkz.nt"]}
    manifest = WHOLE["manifest.json"]
    for name in ("azkz.ttl", "azkz.nq", "azkz.rdf"):
        for kind in (b"bytes", b"sha256"):
            manifest = manifest.replace(value_in(WHOLE, name, kind), value_in(other, name, kind))
    mixed["manifest.json"] = manifest
    del mixed["SHA256SUMS"]
    found = damages(write_files(mixed, tmp_path / "dist"))
    assert found == [(name, Damage.DISAGREEING) for name in ("azkz.nq", "azkz.rdf", "azkz.ttl")]


def value_in(files: dict[str, bytes], name: str, key: bytes) -> bytes:
    """What the manifest says of a file, from its path to the value of the key."""
    manifest = files["manifest.json"]
    start = manifest.index(b'"%s"' % name.encode())
    return manifest[start : manifest.index(b"}", start)] if key == b"sha256" else manifest[start:start]


def test_an_archive_is_judged_by_the_register(tmp_path: Path, kept: tuple[StoredRelease, ...]) -> None:
    path = write_archive(tmp_path / "azkz-1.0.0.zip", WHOLE)
    other = RegisteredRelease("1.0.0", "2026-11-22", "azkz-1.0.0.zip", "0" * 64)
    write_files({"releases/releases.tsv": releases_file([other])}, tmp_path / "data")
    project = Project(tmp_path, tmp_path / "data", tmp_path, tmp_path)
    assert [each.damage for each in verify(path, replace(places(kept), project=project)).findings] == [
        Damage.CHECKSUM
    ]
    path.write_bytes(path.read_bytes()[:300])
    assert damages(path, kept) == [("azkz-1.0.0.zip", Damage.TRUNCATED)]


def test_the_same_files_make_the_same_archive(tmp_path: Path) -> None:
    one, other = (write_archive(tmp_path / name / "a.zip", WHOLE).read_bytes() for name in ("a", "b"))
    assert one == other


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"manifest.json": b"{}"}, "lists no files"),
        ({"manifest.json": b"[" * 100_000}, "lists no files"),
        ({"other.txt": b""}, "has no manifest.json"),
    ],
)
def test_what_is_no_release_is_refused(files: dict[str, bytes], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=sentence):
        open_release(write_archive(tmp_path / "x" / "azkz-1.0.0.zip", files))


def test_no_file_outside_a_release_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="has the part"):
        open_release(write_files(WHOLE, tmp_path / "dist")).read("../secret")


def test_two_archives_of_one_version_are_refused(tmp_path: Path) -> None:
    write_archive(tmp_path / "releases" / "azkz-1.0.0.zip", WHOLE)
    write_files(WHOLE, tmp_path / "releases" / "dist")
    with pytest.raises(UsageError, match=r"are both 1\.0\.0"):
        find_releases(tmp_path / "releases")


def reworked(edit: Callable[[dict[str, Any]], None], **files: bytes) -> dict[str, bytes]:
    """The release with other files and a manifest and checksums that agree with them, after an edit of the manifest."""
    made = {**WHOLE, **{name.replace("__", "/").replace("_", "."): data for name, data in files.items()}}
    manifest = json.loads(made["manifest.json"])
    for entry in manifest["files"]:
        data = made[entry["path"]]
        entry |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    edit(manifest)
    del made["SHA256SUMS"]
    return {**made, "manifest.json": json.dumps(manifest).encode()}


def nothing(manifest: dict[str, Any]) -> None:
    """Leave the manifest as it is."""


def test_other_named_graphs_are_an_edit(tmp_path: Path, kept: tuple[StoredRelease, ...]) -> None:
    other = WHOLE["azkz.nq"].replace(b"id/article/p1> .", b"id/article/p2> .")
    assert other != WHOLE["azkz.nq"]
    folder = write_files({**WHOLE, "azkz.nq": other}, tmp_path / "dist")
    assert damages(folder, kept) == [("azkz.nq", Damage.EDITED)]
    assert damages(folder) == [("azkz.nq", Damage.UNKNOWN)]


def test_lists_that_were_made_to_agree_are_found_by_the_kept_release(
    tmp_path: Path, kept: tuple[StoredRelease, ...]
) -> None:
    folder = write_files(reworked(nothing, queries__all_rq=b"SELECT * {}"), tmp_path / "dist")
    (finding,) = verify(folder, places(kept)).findings
    assert (finding.file, finding.damage) == ("manifest.json", Damage.CHECKSUM)
    assert finding.what == "it lists other files than azkz-1.0.0.zip, the release 1.0.0: queries/all.rq"


def test_a_file_of_a_version_that_nobody_knows_is_not_as_published(
    tmp_path: Path, kept: tuple[StoredRelease, ...]
) -> None:
    path = tmp_path / "mine.nt"
    path.write_bytes(WHOLE["azkz.nt"] + RECORD.replace(b"1.0.0", b"1.0.1"))
    assert damages(path, kept) == [("mine.nt", Damage.UNKNOWN)]


RECORD = b'<https://w3id.org/azkz/dataset> <http://www.w3.org/2002/07/owl#versionInfo> "1.0.0" .\n'


@pytest.mark.parametrize("data", [b"? ?", b"_:a <x:p> _:b .\n", b"\xff\xfe"])
def test_what_cannot_be_read_is_named_though_its_digest_is_listed(data: bytes, tmp_path: Path) -> None:
    folder = write_files(reworked(nothing, azkz_nt=data), tmp_path / "dist")
    assert ("azkz.nt", Damage.EDITED) in damages(folder)


def test_a_pipe_in_a_release_is_not_waited_for(tmp_path: Path) -> None:
    folder = write_files(WHOLE, tmp_path / "dist")
    (folder / "azkz.ttl").unlink()
    os.mkfifo(folder / "azkz.ttl")
    assert damages(folder) == [("azkz.ttl", Damage.MISSING)]


def test_a_damaged_member_of_an_archive_is_a_damage(tmp_path: Path, kept: tuple[StoredRelease, ...]) -> None:
    data = bytearray(kept[0].path.read_bytes())
    place = data.index(b"azkz-1.0.0/azkz.nt") + len(b"azkz-1.0.0/azkz.nt") + 20
    data[place : place + 8] = bytes(8)
    path = tmp_path / "azkz-1.0.0.zip"
    path.write_bytes(data)
    assert ("azkz.nt", Damage.MISSING) in damages(path, kept)


@pytest.mark.parametrize("change", [{"files": []}, {"files": [{"path": 5}]}, {"version": ["1.0.0"]}])
def test_a_manifest_that_says_nothing_is_refused(change: dict[str, Any], tmp_path: Path) -> None:
    folder = write_files(reworked(lambda manifest: manifest.update(change)), tmp_path / "dist")
    with pytest.raises(UsageError, match="fetch the release again"):
        verify(folder, places(()))
