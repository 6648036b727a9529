"""Secrets reach whom they are for, as that wants them, and nobody and nothing else."""

import os
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import transcripts
from faulty_server import Asked, Behaviour, Said, faulty_server
from stores_at_hand import azkz, counts
from triple_stores import TripleStore, oxigraph, rdflib_endpoint, virtuoso

import azkz_graph
from azkz_graph.http.credentials import Secret, Sources, check_url, secrets
from azkz_graph.problem import UsageError

PASSWORD = "a-sécret-word"
TOKEN = "a.secret_token"
BASIC = "Basic bWU6YS1zw6ljcmV0LXdvcmQ="
"""me and the password."""


@pytest.fixture(scope="module")
def store() -> Iterator[TripleStore]:
    with oxigraph() as running:
        yield running


def guarded(proof: str, challenge: str = 'Basic realm="x"') -> Behaviour:
    """Lets pass who has the proof."""

    def behaviour(asked: Asked) -> Said | None:
        if asked.headers.get("authorization") == proof:
            return None
        return Said(401, headers={"WWW-Authenticate": challenge})

    return behaviour


def base(store: TripleStore) -> str:
    return store.query.removesuffix("/query")


def silent(text: str) -> bool:
    """Whether no secret is in the text."""
    text = text.replace("--secret-over-http", "")
    return not any(word in text for word in (PASSWORD, TOKEN, BASIC, "cret"))


def in_environment(folder: Path) -> tuple[list[str], dict[str, str], str]:
    return ["--user", "me"], {"AZKZ_PASSWORD": PASSWORD}, ""


def in_a_file(folder: Path) -> tuple[list[str], dict[str, str], str]:
    (folder / "password").write_text(PASSWORD + "\nmore", encoding="utf-8")
    return ["--user", "me", "--password-file", str(folder / "password")], {}, ""


def on_standard_input(folder: Path) -> tuple[list[str], dict[str, str], str]:
    return ["--user", "me", "--password-file", "-"], {}, PASSWORD + "\r\n"


def in_netrc(folder: Path) -> tuple[list[str], dict[str, str], str]:
    (folder / "netrc").write_text(f"machine 127.0.0.1 login me password {PASSWORD}\n", encoding="utf-8")
    (folder / "netrc").chmod(0o600)
    return [], {"NETRC": str(folder / "netrc")}, ""


Place = Callable[[Path], tuple[list[str], dict[str, str], str]]


@pytest.mark.process
@pytest.mark.store
@pytest.mark.parametrize("place", [in_environment, in_a_file, on_standard_input, in_netrc])
def test_a_password_is_found_and_sent_when_asked_for(
    store: TripleStore, tmp_path: Path, place: Place
) -> None:
    options, environment, stdin = place(tmp_path)
    with faulty_server(guarded(BASIC), base(store)) as server:
        done = azkz("load", server.url, *options, stdin=stdin, **environment)
        assert done.returncode == 0, done.stderr
        asked = azkz(
            "query", "states", "--endpoint", f"{server.url}/query", *options, stdin=stdin, **environment
        )
        assert asked.returncode == 0, asked.stderr
    assert server.secrets() == {None, BASIC}
    assert silent(done.stdout + done.stderr + asked.stdout + asked.stderr)


@pytest.mark.process
@pytest.mark.store
def test_the_program_sends_a_password_and_does_not_show_it(store: TripleStore) -> None:
    with faulty_server(guarded(BASIC), base(store)) as server:
        words = ("load", server.url, "--user", "me")
        done = transcripts.azkz(*words, AZKZ_PASSWORD=PASSWORD, NETRC=os.devnull, no_proxy="*")
    assert done.returncode == 0, done.stderr
    assert server.secrets() == {None, BASIC}
    assert silent((done.stdout + done.stderr).decode())


@pytest.mark.process
@pytest.mark.store
def test_a_token_is_sent_with_everything(store: TripleStore, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    for options, environment in (
        ([], {"AZKZ_TOKEN": TOKEN}),
        (["--token-file", str(tmp_path / "token")], {}),
    ):
        with faulty_server(guarded(f"Bearer {TOKEN}"), base(store)) as server:
            bound = {name: f"https://a.example=x {server.url}={word}" for name, word in environment.items()}
            done = azkz("load", server.url, *options, **bound)
        assert done.returncode == 0, done.stderr
        assert server.secrets() == {f"Bearer {TOKEN}"}
        assert silent(done.stdout + done.stderr)


@pytest.mark.process
@pytest.mark.store
def test_stores_that_guard_themselves() -> None:
    with virtuoso(locked=True) as store:
        assert store.user is not None
        assert store.password is not None
        before = counts(store)
        refused = azkz("load", store.query)
        assert refused.returncode == 2
        wrong = azkz("load", store.query, "--user", store.user, AZKZ_PASSWORD="an-arcane-word")
        assert "arcane" not in wrong.stderr
        assert "knows no such user or secret (401)" in wrong.stderr
        assert counts(store) == before
        for options in ([], ["--update", str(store.update)]):
            done = azkz("load", store.query, "--user", store.user, *options, AZKZ_PASSWORD=store.password)
            assert done.returncode == 0, done.stderr
        plain = azkz("load", store.query, "--user", store.user, "--plain", AZKZ_PASSWORD=store.password)
        assert plain.returncode == 2
        assert "or load with --graph IRI if the store has no default graph to write to" in plain.stderr
    with rdflib_endpoint(token=TOKEN) as store:
        assert azkz("load", store.query).returncode == 2
        done = azkz("load", store.query, AZKZ_TOKEN=f"{store.query}={TOKEN}")
        assert done.returncode == 0, done.stderr


@pytest.mark.process
@pytest.mark.store
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirection_takes_no_secret_to_another_host(store: TripleStore, status: int) -> None:
    with faulty_server(lambda asked: None, base(store)) as other:

        def leading(asked: Asked) -> Said:
            if "authorization" not in asked.headers:
                return Said(401, headers={"WWW-Authenticate": "Basic"})
            return Said(status, headers={"Location": other.url + asked.target})

        with faulty_server(leading) as server:
            words = ("query", "states", "--endpoint", f"{server.url}/query", "--user", "me")
            done = azkz(*words, AZKZ_PASSWORD=PASSWORD)
            token = azkz(*words[:-2], AZKZ_TOKEN=f"{server.url}={TOKEN}")
    assert (done.returncode, token.returncode) == (0, 0), done.stderr + token.stderr
    assert server.secrets() == {None, BASIC, f"Bearer {TOKEN}"}
    assert other.secrets() == {None}


def test_a_circle_ends() -> None:
    with faulty_server(lambda asked: Said(302, headers={"Location": "/query"})) as server:
        done = azkz("query", "states", "--endpoint", f"{server.url}/query")
    assert done.returncode == 2
    assert "redirects without end" in done.stderr


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    for word in (f"http://me:{PASSWORD}@127.0.0.1/", f"http://me:{PASSWORD}@[/", f"me:{PASSWORD}@127.0.0.1"):
        done = azkz("load", word)
        assert done.returncode == 2
        assert silent(done.stderr)


@pytest.mark.parametrize(
    ("options", "environment", "expected"),
    [
        (["--user", "me"], {}, "there is no password for me"),
        (["--user", "me", "--token-file", "x"], {}, "cannot be used together"),
        (["--password-file", "x"], {}, "give --user NAME"),
        (["--token-file", "missing"], {}, "missing: No such file"),
        (["--token-file", "-"], {}, "holds no secret that can be sent"),
        ([], {"AZKZ_TOKEN": "http://127.0.0.1:1=a\x1bcret"}, "the variable AZKZ_TOKEN holds no secret"),
        ([], {"AZKZ_TOKEN": "http://127.0.0.1:1="}, "the variable AZKZ_TOKEN holds no secret"),
        ([], {"AZKZ_TOKEN": TOKEN}, "does not say which server each token is for; write ORIGIN=TOKEN"),
        ([], {"AZKZ_TOKEN": f"{TOKEN}=="}, "does not say which server each token is for"),
        ([], {"AZKZ_TOKEN": f"http://me:{TOKEN}@127.0.0.1:1=a"}, "does not say which server"),
        ([], {"AZKZ_TOKEN": f"http://127.0.0.1:1/path={TOKEN}"}, "does not say which server"),
    ],
)
def test_secrets_that_are_missing(options: list[str], environment: dict[str, str], expected: str) -> None:
    done = azkz("load", "http://127.0.0.1:1/", *options, **environment)
    assert done.returncode == 2
    assert expected in done.stderr
    assert silent(done.stderr.replace("no secret", ""))


def test_a_netrc_that_is_broken_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text(f"machine 127.0.0.1 logn {PASSWORD}\n", encoding="utf-8")
    done = azkz("load", "http://127.0.0.1:1/", NETRC=str(tmp_path / "netrc"))
    assert done.returncode == 2
    assert "netrc:1: netrc cannot be read" in done.stderr
    assert silent(done.stderr)


def test_a_secret_does_not_show_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = Secret("me", PASSWORD)
    assert repr(secret) == "Secret(user='me')"
    monkeypatch.setenv("AZKZ_PASSWORD", f"{PASSWORD}\x1b")
    with pytest.raises(UsageError) as caught:
        secrets(Sources("me"), ["http://127.0.0.1/"])
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))


def test_a_token_is_for_the_server_that_stands_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZKZ_TOKEN", f"https://A.example={TOKEN} http://localhost:8000/=other=")
    asked = [
        "https://a.example:443/x",
        "https://a.example:8443/",
        "http://localhost:8000/sparql",
        "http://a.example/",
    ]
    assert secrets(Sources(), asked) == {
        "https://a.example:443": Secret(None, TOKEN),
        "http://localhost:8000": Secret(None, "other="),
    }
    assert secrets(Sources(), ["https://b.example/"]) == {}
    assert check_url("http://a.example/x?y#z") == "http://a.example/x?y"


def test_what_the_command_line_speaks_of_is_for_its_first_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AZKZ_PASSWORD", PASSWORD)
    (tmp_path / "token").write_text(TOKEN)
    urls = ["https://a.example/store", "https://a.example/query", "https://b.example/query"]
    assert secrets(Sources("me"), urls) == {"https://a.example:443": Secret("me", PASSWORD)}
    named = Sources(token_file=tmp_path / "token")
    assert secrets(named, urls) == {"https://a.example:443": Secret(None, TOKEN)}


@pytest.mark.parametrize("host", ["a.example", "192.0.2.1", "127.0.0.1.a.example", "[2001:db8::1]"])
def test_no_secret_leaves_this_machine_unencrypted_unless_the_user_insists(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str
) -> None:
    url = f"http://{host}/"
    (tmp_path / "secret").write_text(TOKEN)
    monkeypatch.setenv("AZKZ_PASSWORD", PASSWORD)
    for named in (Sources("me"), Sources("me", tmp_path / "secret"), Sources(token_file=tmp_path / "secret")):
        with pytest.raises(UsageError, match="would be sent unencrypted") as caught:
            secrets(named, [url])
        assert silent(str(caught.value))
        assert len(secrets(replace(named, over_http=True), [url])) == 1
    monkeypatch.setenv("AZKZ_TOKEN", f"{url}={TOKEN}")
    with pytest.raises(UsageError, match="would be sent unencrypted"):
        secrets(Sources(), [url])
    assert len(secrets(Sources(over_http=True), [url])) == 1


@pytest.mark.parametrize("words", [("load",), ("query", "states", "--endpoint")], ids=" ".join)
def test_the_commands_refuse_to_send_a_secret_unencrypted(words: tuple[str, ...]) -> None:
    done = azkz(*words, "http://a.invalid/", "--user", "me", AZKZ_PASSWORD=PASSWORD)
    assert done.returncode == 2
    assert "the password for http://a.invalid:80 would be sent unencrypted" in done.stderr
    insisting = azkz(
        *words, "http://a.invalid/", "--user", "me", "--secret-over-http", AZKZ_PASSWORD=PASSWORD
    )
    assert "a.invalid cannot be reached" in insisting.stderr
    assert silent(done.stderr + insisting.stderr)


def test_netrc_is_for_its_hosts_and_for_nobody_by_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "netrc"
    path.write_text(f"machine a.example login me password {PASSWORD}\ndefault login me password {PASSWORD}\n")
    path.chmod(0o600)
    monkeypatch.setenv("NETRC", str(path))
    secret = Secret("me", PASSWORD)
    assert secrets(Sources(), ["https://a.example/"]) == {"https://a.example:443": secret}
    for url in ("https://b.example/", "https://default/", "http://a.example/"):
        assert secrets(Sources(), [url]) == {}
    assert secrets(Sources(over_http=True), ["http://a.example/"]) == {"http://a.example:80": secret}
    with pytest.raises(UsageError, match="would be sent unencrypted"):
        secrets(Sources("me"), ["http://a.example/"])


@pytest.mark.process
@pytest.mark.store
def test_what_stays_on_this_machine_goes_through_no_proxy(store: TripleStore) -> None:
    with (
        faulty_server(lambda asked: Said(502)) as proxy,
        faulty_server(guarded(BASIC), base(store)) as server,
    ):
        words = ("query", "states", "--endpoint", f"{server.url}/query", "--user", "me")
        done = azkz(*words, AZKZ_PASSWORD=PASSWORD, HTTP_PROXY=proxy.url, http_proxy=proxy.url, no_proxy="")
    assert done.returncode == 0, done.stderr
    assert proxy.asked == []


def test_no_command_takes_an_address_with_a_password_or_repeats_it() -> None:
    url = f"http://me:{PASSWORD}@127.0.0.1:1/"
    for words in (["load"], ["query", "states", "--endpoint"], ["check-deref"]):
        done = azkz(*words, url)
        assert done.returncode == 2
        assert silent(done.stdout + done.stderr)
        assert "password" in done.stderr
    with pytest.raises(UsageError, match="holds a name or a password") as caught:
        azkz_graph.connect(url)
    assert silent(str(caught.value))
