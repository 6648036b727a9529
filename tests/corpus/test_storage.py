"""Files of folders and of an object store, read and written whole."""

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest
from corpora import SMALL, build, contents, here, write_articles
from patience import PATIENCE
from web_servers import free_port, started

from azkz_graph.corpus.build_job import Job
from azkz_graph.corpus.checkpoints import do_once
from azkz_graph.corpus.corpus_build import build_corpus
from azkz_graph.corpus.corpus_source import Source
from azkz_graph.corpus.storage import Storage
from azkz_graph.problem import UsageError


@pytest.fixture(scope="module")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of an object store that speaks the protocol of S3."""
    program = Path(sys.executable).with_name("moto_server")
    if not program.exists():
        pytest.skip("moto_server is not installed: PyPI moto, flask and flask-cors")
    port = free_port()
    with started([str(program), "-H", "127.0.0.1", "-p", str(port)], port, tmp_path_factory.mktemp("moto")):
        yield port


@pytest.fixture
def bucket(object_store: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """The start and the end of URIs in the object store, which is empty."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    connection = HTTPConnection(f"127.0.0.1:{object_store}", timeout=PATIENCE)
    connection.request("POST", "/moto-api/reset")
    assert connection.getresponse().status == 200
    connection.close()
    options = (
        f"endpoint_override=127.0.0.1:{object_store}&scheme=http&allow_bucket_creation=true&region=us-east-1"
    )
    return f"s3://corpora/%s?{options}"


@pytest.mark.store
@pytest.mark.process
def test_an_object_store_gives_the_same_build_as_a_folder(bucket: str, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", "other", data=SMALL)
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


def put(bucket: str, key: str) -> None:
    """Put an object under a key of the bucket's own, as anybody does who may write there."""
    host = bucket.partition("endpoint_override=")[2].partition("&")[0]
    connection = HTTPConnection(host, timeout=PATIENCE)
    connection.request("PUT", f"/corpora/{key}", b"evil")
    assert connection.getresponse().status == 200
    connection.close()


@pytest.mark.store
@pytest.mark.process
@pytest.mark.parametrize(
    "key",
    ["one/../../../evil", "one/..", "one/./evil", "../evil", "one//evil", "one/a%5Cevil", "one/a%01evil"],
)
def test_a_key_that_leads_out_of_the_folder_is_refused(bucket: str, key: str) -> None:
    storage = Storage(bucket % "corpus")
    storage.write("one/facts.trig", b"good")
    put(bucket, f"corpus/{key}")
    put(bucket, "evil")
    with pytest.raises(UsageError, match=r"holds '.*', which .*; rename it, or remove it there"):
        storage.entries(recursive=True)
    with pytest.raises(UsageError, match="rename it"):
        build_corpus(Job(Source(storage), Storage(bucket % "built"), "zstd"), here, 1)


@pytest.mark.parametrize(
    "name", ["../evil", "a/../../evil", "/evil", "a//evil", "a/./evil", "a\\evil", "a\0evil"]
)
def test_a_name_that_leads_out_of_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "evil").write_bytes(b"mine")
    storage = Storage(str(tmp_path / "folder"))
    storage.write("a/file", b"good")
    for use in (storage.read, storage.size, storage.remove, lambda name: storage.write(name, b"evil")):
        with pytest.raises(UsageError, match="rename it"):
            use(name)
    assert contents(tmp_path) == {"evil": b"mine", "folder/a/file": b"good"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a").symlink_to(tmp_path / "other")
    with pytest.raises(UsageError, match="leads out of the folder through a link"):
        Storage(str(tmp_path / "folder")).write("a/file", b"evil")
    private = tmp_path / "private"
    private.write_bytes(b"mine")
    (tmp_path / "folder" / f"file.{os.getpid()}.partial").symlink_to(private)
    Storage(str(tmp_path / "folder")).write("file", b"good")
    assert (private.read_bytes(), list((tmp_path / "other").iterdir())) == (b"mine", [])


@pytest.mark.parametrize("name", ["nquads", "parquet", "problems", ".work"])
def test_a_target_that_leads_elsewhere_by_a_link_is_refused(name: str, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", data=SMALL)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter").write_text("mine")
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / name).symlink_to(tmp_path / "other")
    with pytest.raises(UsageError, match="is a link; remove it, or name another folder"):
        build(source, tmp_path / "built")
    assert contents(tmp_path / "other") == {"letter": b"mine"}


def test_a_mark_that_names_files_elsewhere_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"mine")
    target = Storage(str(tmp_path / "built"))
    mark = {"fingerprint": "same", "files": [{"path": "../letter", "bytes": 4}]}
    target.write(".work/000000-staged.json", json.dumps(mark).encode())
    made = do_once(target, "000000-staged", "same", lambda: {"files": []})
    assert made == {"fingerprint": "same", "files": []}


SECRETS = [
    "s3://AKIAEXAMPLE:hush-hush@bucket/corpus",
    "s3://AKIAEXAMPLE@bucket/corpus",
    "S3://AKIAEXAMPLE:hush-hush@bucket/corpus",
    "s3://AKIAEXAMPLE:hush/hush-hush@bucket/corpus",
    "s3://AKIAEXAMPLE:hush?hush-hush@bucket/corpus",
    "s3://AKIAEXAMPLE:hush#hush-hush@bucket/corpus",
    "s3://AKIAEXAMPLE%3Ahush-hush@bucket/corpus",
    "s3://AKIAEXAMPLE:[hush-hush@bucket/corpus",
    "s3://bucket/corpus?secret_key=hush-hush",
    "s3://bucket/corpus?region=us-east-1&Access_Key=hush-hush",
    "s3://bucket/corpus?session_token=hush-hush",
    "s3://bucket/corpus?X-Amz-Signature=hush-hush",
    "s3://bucket/corpus?endpoint_override=AKIAEXAMPLE:hush-hush@127.0.0.1:9",
    "gs://AKIAEXAMPLE:hush-hush@bucket/corpus",
    "gs://AKIAEXAMPLE%3Ahush-hush@bucket/corpus",
    "abfs://AKIAEXAMPLE:hush-hush@host/corpus",
    "gopher://AKIAEXAMPLE:hush-hush@host/corpus",
]


@pytest.mark.parametrize("uri", SECRETS)
def test_an_address_with_a_secret_is_refused_and_not_told(uri: str) -> None:
    with pytest.raises(UsageError, match=r"set it in the environment, for S3 as AWS_ACCESS_KEY_ID") as caught:
        Storage(uri)
    assert "hush" not in str(caught.value)
    assert "AKIA" not in str(caught.value)


@pytest.mark.parametrize("uri", ["s3:/AKIAEXAMPLE:hush-hush@bucket/corpus", "S3+x:/AKIAEXAMPLE:hush-hush@b"])
def test_an_address_that_lacks_a_slash_is_no_folder_and_not_told(uri: str) -> None:
    with pytest.raises(UsageError, match=r":// and two slashes, a folder with \./ or /; write so") as caught:
        Storage(uri)
    assert "hush" not in str(caught.value)
    assert "AKIA" not in str(caught.value)
    assert Storage(f"./{uri}").uri == f"./{uri}"


@pytest.mark.parametrize(
    "uri", ["gs://anonymous@bucket/a", "s3://bucket/a@b", "abfs://box@account.example/a", "a@b"]
)
def test_an_address_without_a_secret_is_taken(uri: str) -> None:
    assert Storage(uri).uri == uri


@pytest.mark.store
def test_an_object_store_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush-hush")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    options = f"endpoint_override=127.0.0.1:{free_port()}&scheme=http&region=us-east-1"
    storage = Storage(f"s3://corpora/a?{options}")
    # Each is tried for seconds before the store is given up.
    with ThreadPoolExecutor() as pool:
        tried = [pool.submit(ask) for ask in (storage.entries, lambda: storage.write("file", b""))]
    for asked in tried:
        with pytest.raises(UsageError, match=r"does not answer as it should \(AWS Error NETWORK") as caught:
            asked.result()
        assert "hush" not in str(caught.value)
        assert "AKIA" not in str(caught.value)


def test_a_name_that_is_no_utf_8_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "article").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/article/caf\xe9.ttl")).touch()
    with pytest.raises(UsageError, match=r"article/caf\\udce9\.ttl' has a name that is not UTF-8; rename it"):
        Storage(str(tmp_path)).entries("article", recursive=True)
    with pytest.raises(UsageError, match=r"caf\\udce9' has a name that is not UTF-8; rename it"):
        _ = Storage(os.fsdecode(b"caf\xe9")).files
