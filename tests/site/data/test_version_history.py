"""What is known of a project's releases, and what became of each identifier."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from little_project import write_project

from azkz_graph.dataset.project import Project, open_project
from azkz_graph.problem import UsageError
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.published_iris import list_published
from azkz_graph.site.data.version_history import NO_HISTORY, VersionHistory, read_version_history
from azkz_graph.store.memory_store import derive_project
from azkz_graph.vocabulary import ID, ONTOLOGY, shorten


@pytest.fixture(scope="module")
def history(released_publication: Publication) -> VersionHistory:
    return released_publication.history


def told(history: VersionHistory, iri: str) -> object:
    """Since when it is published, and per version what happened to it and to how many facts about it."""
    past = history.of(iri)
    assert past is not None
    return past.since, past.is_eventful, [
        (event.version, [str(each.alteration) for each in event.changes], dict(event.facts))
        for event in past.events
    ]  # fmt: skip


def test_versions_follow_each_other_and_the_data_may_differ_from_the_last(history: VersionHistory) -> None:
    assert [(each.number, each.issued, each.before) for each in history.all] == [
        ("1.2.3", "2026-11-22", ""),
        ("2.0.0", "2026-11-25", "1.2.3"),
        ("", "", "2.0.0"),
    ]
    assert history.unreleased is not None
    assert [change.iri for change in history.unreleased.step.changes] == ["id:caspian-sea"]


def test_what_never_changed_has_no_events(history: VersionHistory) -> None:
    assert told(history, ID + "makers") == ("1.2.3", False, [])
    assert told(history, ID + "aqtau") == (
        "2.0.0",
        True,
        [("2.0.0", ["added", "withdrawn"], {"corrected": 3})],
    )
    assert told(history, ID + "caspian-sea") == ("1.2.3", True, [("", ["relabelled"], {})])
    assert history.of(ID + "nothing") is None


def test_a_corrected_fact_is_known_from_both_sides(history: VersionHistory) -> None:
    old, new = (
        next(iri for iri, fact in history.past_facts.items() if fact.object.startswith(f'"{value}"'))
        for value in (85000, 86000)
    )
    withdrawal = history.withdrawals["https://w3id.org/azkz/fact/" + old.removeprefix("fact:")]
    assert list(map(shorten, withdrawal.replaced_by)) == [new]
    assert [[each.iri for each in event.changes] for event in history.events[new]] == [[old]]


def test_versions_and_what_is_gone_are_published(released_publication: Publication) -> None:
    published = list_published(released_publication)
    assert published[ID + "aktau"] == ("html", "ttl", "jsonld")
    base = ONTOLOGY.removesuffix("ontology#")
    assert {
        f"{base}{kind}/{number}" for kind in ("dataset", "ontology") for number in ("1.2.3", "2.0.0")
    } <= (published.keys())
    assert ID + "aktau" not in released_publication.pages


def test_a_project_without_releases_has_no_history(tmp_path: Path) -> None:
    dataset = derive_project(open_project(write_project(tmp_path / "project")))
    assert read_version_history(dataset) is NO_HISTORY


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2.0.0", "3.0.0", "take it out"),
        ("1.2.3", "2.0.0", "are both 2.0.0"),
        ("", "", "is not the archive of 2.0.0"),
    ],
)
def test_an_archive_that_the_register_does_not_know_is_refused(
    released_publication: Publication, tmp_path: Path, old: str, new: str, said: str
) -> None:
    project: Project = released_publication.dataset.project
    folder = tmp_path / "releases"
    shutil.copytree(project.root / "releases", folder)
    path = folder / "azkz-2.0.0.zip"
    data = path.read_bytes()
    if old:
        entry = (folder / f"azkz-{old}.zip").read_bytes()
        manifest = rewritten(entry, old, new)
        (folder / f"azkz-{old}.zip").write_bytes(manifest)
    else:
        path.write_bytes(data + b"\n")
    with pytest.raises(UsageError, match=said):
        read_version_history(released_publication.dataset, folder)


def rewritten(archive: bytes, old: str, new: str) -> bytes:
    """The archive with another version in its manifest."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(sink, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith("manifest.json"):
                data = data.replace(f'"version": "{old}"'.encode(), f'"version": "{new}"'.encode())
            target.writestr(entry, data)
    return sink.getvalue()


def test_a_damaged_file_of_a_release_in_a_folder_is_refused(
    released_publication: Publication, tmp_path: Path
) -> None:
    root = released_publication.dataset.project.root
    with zipfile.ZipFile(root / "releases" / "azkz-1.2.3.zip") as archive:
        archive.extractall(tmp_path)
    history = read_version_history(released_publication.dataset, tmp_path)
    version = history.versions[0]
    assert version.stored is not None
    assert dict(version.files()).keys() == set(version.stored.present())
    (tmp_path / "azkz-1.2.3" / "ontology" / "azkz.ttl").write_bytes(b"")
    with pytest.raises(UsageError, match=r"azkz.ttl is not what manifest.json says"):
        list(version.files())
