"""A client of RFC 7089 that others have written finds what a server of two releases had at a date."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from serving import Served, served
from two_releases import FIRST, SECOND, write_releases

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a project with two releases."""
    root: Path = write_releases(tmp_path_factory.mktemp("mementos") / "project")
    with served("--quiet", project=root) as running:
        yield running


def test_a_client_finds_the_state_of_a_date(released: Served) -> None:
    library = pytest.importorskip("memento_client", reason="memento_client is not installed")
    for path in ("doc/kazakhstan.ttl", "doc/kazakhstan.html"):
        url = f"{released.url}{path}"
        states = {version: f"{released.url}version/{version}/{path}" for version in (FIRST, SECOND)}
        for date, version in ((datetime(2026, 11, 23), FIRST), (datetime(2026, 12, 1), SECOND)):
            found = library.MementoClient().get_memento_info(url, date)
            assert found["original_uri"] == url
            assert found["timegate_uri"] == f"{released.url}timegate/{path}"
            assert found["mementos"]["closest"]["uri"] == [states[version]]
            assert found["mementos"]["first"]["uri"] == [states[FIRST]]
            assert found["mementos"]["last"]["uri"] == [states[SECOND]]


def test_parts_and_heads_of_a_file_of_a_version(released: Served) -> None:
    whole = released.get(f"download/{FIRST}/facts.csv")
    part = released.get(f"download/{FIRST}/facts.csv", Range="bytes=10-19")
    assert (part.status, part.data) == (206, whole.data[10:20])
    assert whole.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    head = released.get(f"download/{FIRST}/facts.csv", "HEAD")
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert released.get(f"download/{FIRST}/facts.csv", If_None_Match=whole.headers["ETag"]).status == 304


def test_a_timegate_is_kept_in_no_answer_of_another_date(released: Served) -> None:
    for date, version in (("Mon, 23 Nov 2026", FIRST), ("Tue, 01 Dec 2026", SECOND)) * 2:
        reply = released.get("timegate/id/kazakhstan", Accept_Datetime=f"{date} 00:00:00 GMT")
        assert reply.headers["Location"] == f"{released.url}version/{version}/id/kazakhstan"


def test_workers_of_their_own_answer_for_versions(released: Served) -> None:
    assert released.get(f"version/{FIRST}/doc/aktau.ttl").status == 200
    metrics = released.get("metrics").data.decode()
    assert 'azkz_workers_busy{pool="versions"} 0.0' in metrics
    assert 'kind="version"' in metrics
