"""Whatever goes wrong on the way is one sentence and exit 2, and no secret is in it."""

import gzip
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from faulty_server import Asked, Behaviour, Said, faulty_server
from stores_at_hand import azkz
from triple_stores import TripleStore, free_port, oxigraph

pytestmark = pytest.mark.process

PASSWORD = "a-secret-word"
HTML = b"<!DOCTYPE html><title>Welcome</title>"


@pytest.fixture(scope="module")
def store() -> Iterator[TripleStore]:
    with oxigraph() as running:
        yield running


def sentence(done: "subprocess.CompletedProcess[str]") -> str:
    """What the failure says: its last line, and no traceback."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    *_, last = done.stderr.splitlines()
    assert last.startswith("azkz: error: ")
    assert "Traceback" not in done.stderr
    return last


def always(said: Said) -> Behaviour:
    return lambda asked: said


@pytest.mark.parametrize("words", [("load",), ("query", "states", "--endpoint")], ids=" ".join)
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said(401), "asks who you are (401)"),
        (Said(403), "forbids it (403)"),
        (Said(404), "is not there (404)"),
        (Said(200, HTML, "text/html"), "answers with a page of HTML"),
        (Said(200, b"hello"), "answers with text/plain"),
        (Said(500, b"the disk is full"), "fails (500: the disk is full); see the server's log"),
        (Said(500, b"\x1b[2Jboo"), "fails (500: <U+001B>[2Jboo)"),
        (
            Said(200, b'{"head"', "application/sparql-results+json", length=900),
            "answered with something broken",
        ),
    ],
)
def test_what_a_server_says(words: tuple[str, ...], said: Said, expected: str) -> None:
    with faulty_server(always(said)) as server:
        assert expected in sentence(azkz(*words, server.url))


@pytest.mark.parametrize("words", [("load",), ("query", "states", "--endpoint")], ids=" ".join)
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("nonsense", "nonsense is not the address of a server"),
        ("ftp://127.0.0.1/", "is not the address of a server"),
        ("http://", "is not the address of a server"),
        ("http://127.0.0.1:99999/", "is not the address of a server"),
        ("http://host.invalid/", "cannot be reached"),
    ],
)
def test_wrong_addresses(words: tuple[str, ...], url: str, expected: str) -> None:
    assert expected in sentence(azkz(*words, url))


def test_a_refused_connection() -> None:
    assert "cannot be reached; start the server" in sentence(azkz("load", f"http://127.0.0.1:{free_port()}/"))


def test_a_server_that_says_nothing() -> None:
    with faulty_server(lambda asked: server.hang()) as server:
        done = azkz("query", "states", "--endpoint", server.url, "--timeout", "1")
    assert "is not answered within 1 s" in sentence(done)


@pytest.mark.store
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said(413), "does not take so much at once (413)"),
        (Said(403), "forbids it (403)"),
        (Said(415), "does not take N-Triples (415)"),
        (Said(closes=True, length=10), "answered with something broken"),
        (
            Said(307, headers={"Location": "http://127.0.0.1:1/store"}),
            "redirects to http://127.0.0.1:1/store",
        ),
    ],
)
@pytest.mark.parametrize("unread", ["", "PUT"], ids=["read", "unread"])
def test_a_graph_that_is_not_taken(store: TripleStore, said: Said, expected: str, unread: str) -> None:
    def behaviour(asked: Asked) -> Said | None:
        return said if asked.method == "PUT" else None

    with faulty_server(behaviour, store.query.removesuffix("/query"), unread=unread) as server:
        told = sentence(azkz("load", server.url))
    assert expected in told
    assert "0 of " in told
    assert "run the same command again" in told


def test_a_server_that_only_answers() -> None:
    rows = Said(200, b'{"head":{"vars":["s"]},"results":{"bindings":[]}}', "application/sparql-results+json")
    with faulty_server(
        lambda asked: rows if asked.method == "GET" and "query" in asked.query else Said(404)
    ) as server:
        assert "answers queries and takes no data" in sentence(azkz("load", server.url))


@pytest.mark.store
def test_a_store_that_takes_data_and_answers_nothing(store: TripleStore) -> None:
    def behaviour(asked: Asked) -> Said | None:
        return Said(404) if asked.path != "/store" or "query" in asked.query else None

    with faulty_server(behaviour, store.query.removesuffix("/query")) as server:
        assert "give its address by --query URL" in sentence(azkz("load", f"{server.url}/store"))
        assert azkz("load", f"{server.url}/store", "--query", store.query).returncode == 0


def test_the_faults_of_the_command_line_itself(tmp_path: Path) -> None:
    assert "--plain and --graph cannot be used together" in sentence(
        azkz("load", "http://127.0.0.1/", "--plain", "--graph", "urn:x")
    )
    assert "is not an IRI" in sentence(azkz("load", "http://127.0.0.1/", "--graph", "no iri"))
    one = str(tmp_path / "a.ttl")
    done = azkz("query", "states", "--endpoint", "http://127.0.0.1/", "--data", one)
    assert "--data and --endpoint cannot be used together" in sentence(done)


@pytest.mark.store
def test_data_that_cannot_be_read(store: TripleStore, tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("<urn:s> <urn:p> <urn:o> .\nnonsense")
    (tmp_path / "b.nq.gz").write_bytes(gzip.compress(b"<urn:s> <urn:p> <urn:o> .")[:-1])
    (tmp_path / "c.nq").write_text("<urn:s> <urn:p> <urn:o> _:g .")
    for name, expected in (
        ("a.nq", "a.nq:2: "),
        ("b.nq.gz", "b.nq.gz: it cannot be decompressed"),
        ("c.nq", "has no IRI"),
        ("d.nq", "d.nq: "),
    ):
        assert expected in sentence(azkz("load", store.query, "--data", str(tmp_path / name)))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that no authority has signed, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing; install the Debian package openssl")
    path = tmp_path_factory.mktemp("certificate") / "own.pem"
    words = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    extra = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run([*words, *extra], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.mark.store
def test_a_certificate_that_nobody_signed(store: TripleStore, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with faulty_server(lambda asked: None, store.query.removesuffix("/query"), context=context) as server:
        words = ("load", server.url, "--user", "me")
        told = sentence(azkz(*words, AZKZ_PASSWORD=PASSWORD))
        assert "has no certificate that can be trusted; renew it" in told
        assert server.asked == []
        done = azkz(*words, AZKZ_PASSWORD=PASSWORD, REQUESTS_CA_BUNDLE=f"{certificate}.crt")
        assert done.returncode == 0, done.stderr
