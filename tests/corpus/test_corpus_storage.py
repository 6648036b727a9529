"""Files of folders and of an object store, read and written whole."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import build, contents, here, write_articles
from web_servers import free_port, started

from azkz_graph.corpus.build import build_corpus
from azkz_graph.corpus.job import Job
from azkz_graph.corpus.source import Source
from azkz_graph.corpus.storage import Storage
from azkz_graph.problem import UsageError


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The start and the end of URIs in an object store that speaks the protocol of S3."""
    program = Path(sys.executable).with_name("moto_server")
    if not program.exists():
        pytest.skip("moto_server is not installed: PyPI moto, flask and flask-cors")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    port = free_port()
    with started([str(program), "-H", "127.0.0.1", "-p", str(port)], port, tmp_path):
        options = (
            f"endpoint_override=127.0.0.1:{port}&scheme=http&allow_bucket_creation=true&region=us-east-1"
        )
        yield f"s3://corpora/%s?{options}"


def test_an_object_store_gives_the_same_build_as_a_folder(bucket: str, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", "other")
    stored, target = Storage(bucket % "corpus"), Storage(bucket % "built")
    for name, data in contents(source).items():
        stored.write(name, data)
    build_corpus(Job(Source(stored), target, "zstd"), here, 1)
    build(source, tmp_path / "built", 1)
    assert {
        entry.path: target.read(entry.path) for entry in target.entries(recursive=True) if entry.is_file
    } == contents(tmp_path / "built")


def test_a_file_that_is_not_written_to_its_end_is_not_there(tmp_path: Path) -> None:
    storage = Storage(str(tmp_path))
    storage.write("a/file", b"whole")
    with pytest.raises(ValueError, match="stopped"), storage.writing("a/file") as stream:  # noqa: PT012
        stream.write(b"half")
        raise ValueError("stopped")
    assert contents(tmp_path) == {"a/file": b"whole"}


def test_a_file_system_that_nobody_knows_is_refused() -> None:
    with pytest.raises(
        UsageError, match=r"^gopher://host/corpus cannot be opened \(.*\); correct the address$"
    ):
        Storage("gopher://host/corpus").entries()
