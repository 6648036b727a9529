"""Sites on real servers are asked for every IRI; what is broken in them, and no more, is found."""

import gzip
import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree import ElementTree

import pytest
from hosted_site import PATTERNS, PUBLISHED, SETS, WITHDRAWN, html, write_site
from hostile_server import Behaviour, hostile_server, page, redirection, saying
from web_servers import SERVERS, apache, caddy, nginx, public_folder

from azkz_graph.dataset.project import Project
from azkz_graph.deref.deref_report import FORMATS, count_outcome, line, text
from azkz_graph.deref.dereferencing import Outcome, check_deref
from azkz_graph.deref.iri_question import Finding, Question, questions
from azkz_graph.http.redirect_chain import Limits, RedirectClient
from azkz_graph.routes.document_paths import MEDIA_TYPES
from azkz_graph.site.hosting.server_rules import w3id_htaccess

IRI = "https://w3id.org/azkz/id/baku"
PLAIN_TYPES = {f".{suffix}": type for suffix, type in MEDIA_TYPES.items()} | {".json": "application/json"}
"""The media types of a host that has the usual list of them; what JSON holds it does not know."""


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    with public_folder() as folder:
        yield write_site(folder)


def outcome(url: str, only: str = "*") -> Outcome:
    return check_deref(url, questions(PUBLISHED, only), jobs=2)


def report(url: str, only: str = "*") -> list[str]:
    """The lines of the report, without the address of the server."""
    return text(outcome(url, only)).replace(url, "BASE/").splitlines()


@pytest.mark.web_server
@pytest.mark.parametrize("path", ["/", "/some/azkz/"])
@pytest.mark.parametrize("name", list(SERVERS))
def test_nothing_is_wrong_with_our_rules(site: Path, name: str, path: str) -> None:
    with SERVERS[name](site, path) as url:
        found = outcome(url)
    assert found.findings == ()
    assert (found.asked, found.unasked) == (len(questions(PUBLISHED)), 0)


@pytest.mark.web_server
def test_what_was_withdrawn_must_be_gone_with_a_page(site: Path) -> None:
    asked = questions({WITHDRAWN: SETS["thing"], IRI: SETS["thing"]}, "id/once", {WITHDRAWN})
    with nginx(site, "/") as url:
        assert check_deref(url, asked).findings == ()
        kept = questions({IRI: SETS["thing"]}, "id/baku", {IRI})
        found = {(finding.what, finding.mend) for finding in check_deref(url, kept).findings}
    assert {what.partition(" at ")[0] for what, _ in found} == {"is answered with status 200"}
    assert {mend for _, mend in found} == {"answer with status 410 and the page, as the rules in hosting/ do"}


NGINX = {
    "vary-missing": ('add_header Vary "Accept, Accept-Language" always;', ""),
    "vary-without-language": ('add_header Vary "Accept, Accept-Language"', 'add_header Vary "Accept"'),
    "turtle-as-plain-text": ("text/turtle ttl;", "text/plain ttl;"),
    "turtle-not-chosen": ("set $azkz_suffix .ttl; }", "set $azkz_suffix .html; }"),
    "all-lead-to-one": ("set $azkz_document doc/$1; }", "set $azkz_document doc/article; }"),
    "hebrew-as-russian": ("set $azkz_mark .he; }", "set $azkz_mark .ru; }"),
    "status-302": ("return 303 /$azkz_document", "return 302 /$azkz_document"),
    "other-characters": ("charset utf-8;", "charset windows-1251;"),
    "other-host": ("return 303 /$azkz_document", "return 303 http://elsewhere.example/$azkz_document"),
    "in-a-circle": ("return 303 /$azkz_document$azkz_suffix", "return 303 $uri"),
    "weights-ignored": (r"q=0\.", "q=x"),
    "nothing-is-missing": ('if ($azkz_set = "") { return 404; }', 'if ($azkz_set = "") { return 200; }'),
}
"""What breaks one rule of nginx: what stands there, and what is put in its place."""

APACHE = {
    "vary-missing": ('Header always set Vary "Accept, ', "# "),
    "turtle-as-plain-text": ("AddType text/turtle .ttl", "AddType text/plain .ttl"),
    "turtle-not-chosen": ("[E=AZKZ_SUFFIX:.ttl]", "[E=AZKZ_SUFFIX:.html]"),
    "all-lead-to-one": ("[E=AZKZ_DOCUMENT:doc/$1]", "[E=AZKZ_DOCUMENT:doc/article]"),
    "hebrew-as-russian": ("[E=AZKZ_MARK:.he]", "[E=AZKZ_MARK:.ru]"),
    "status-302": ("[R=303,QSD,NE,L,E=", "[R=302,QSD,NE,L,E="),
    "other-characters": ("AddCharset utf-8", "AddCharset windows-1251"),
    "no-rules": ("RewriteEngine On", "RewriteEngine Off"),
}

CADDY = {
    "vary-missing": ('header Vary "Accept, Accept-Language"', ""),
    "turtle-as-plain-text": ("text/turtle; charset", "text/plain; charset"),
    "turtle-not-chosen": ("`~(?i)^text/turtle:` .ttl", "`~(?i)^text/turtle:` .html"),
    "all-lead-to-one": ('/?$` "doc/${1}"', '/?$` "doc/article"'),
    "hebrew-as-russian": ("he$` .he", "he$` .ru"),
    "status-302": ("{azkz_suffix} 303", "{azkz_suffix} 302"),
}

FILES: dict[str, tuple[str, bytes | None]] = {
    "page-missing": ("doc/baku.kk.html", None),
    "document-missing": ("doc/baku.ttl", None),
    "document-empty": ("doc/baku.jsonld", b" \n"),
    "document-torn": ("doc/baku.ttl", b"<https://w3id.org/azkz/id/baku> a <https://sch"),
    "document-of-another": ("doc/baku.ttl", f"<{IRI}-port> <http://p.example/> <{IRI}> .\n".encode()),
    "document-elsewhere": ("doc/baku.jsonld", b'{"@context": "https://elsewhere.example/", "a": 1}'),
    "document-in-latin-1": ("doc/baku.ttl", f'<{IRI}> <{IRI}> "\xe4" .'.encode("latin-1")),
    "page-of-another": ("doc/baku.az.html", html("az", f"{IRI}-port")),
    "page-in-another-language": ("doc/baku.az.html", html("az-x", IRI).replace(b"az-x", b"ru")),
    "page-in-no-language": ("doc/baku.html", html("en", IRI).replace(b' lang="en"', b"")),
    "table-torn": ("query/towns.csv", b'a,b\r\n1,"2'),
    "table-uneven": ("query/towns.csv", b"a,b\r\n1\r\n"),
    "answer-torn": ("query/towns.json", b'{"head": {}, "results": '),
    "answer-of-another-kind": ("query/towns.json", b'{"answer": 42}'),
    "query-replaced": ("query/towns.rq", b"not found"),
}
"""A file of the site, and what it holds instead."""

Golden = Callable[[Path, bytes], None]


def approve(golden: Golden, case: str, lines: Sequence[str]) -> None:
    """Compare the report with the one in the folder of reports."""
    golden(
        Path(__file__).parent / "dereferencing" / f"{case}.txt",
        "".join(f"{line}\n" for line in lines).encode(),
    )


@pytest.mark.web_server
@pytest.mark.parametrize("case", NGINX)
def test_a_broken_rule_of_nginx_is_found_and_nothing_else(site: Path, case: str, golden: Golden) -> None:
    rule, other = NGINX[case]
    with nginx(site, conf=lambda text: replaced(text, rule, other)) as url:
        approve(golden, case, report(url, "id/[bn]*"))


@pytest.mark.web_server
@pytest.mark.parametrize("case", CADDY)
def test_a_broken_rule_of_caddy_is_found_and_nothing_else(site: Path, case: str, golden: Golden) -> None:
    rule, other = CADDY[case]
    with caddy(site, conf=lambda text: replaced(text, rule, other)) as url:
        approve(golden, case, report(url, "id/[bn]*"))


@pytest.mark.web_server
@pytest.mark.parametrize("case", APACHE)
def test_a_broken_rule_of_apache_is_found_and_nothing_else(case: str, golden: Golden) -> None:
    rule, other = APACHE[case]
    with public_folder() as folder:
        rules = write_site(folder) / ".htaccess"
        rules.write_text(replaced(rules.read_text(), rule, other))
        with apache(folder) as url:
            approve(golden, case, report(url, "id/[bn]*"))


def replaced(text: str, rule: str, other: str) -> str:
    """The rules with one of them broken."""
    assert rule in text
    return text.replace(rule, other)


@pytest.mark.web_server
def test_a_broken_file_is_found_and_nothing_else(site: Path, golden: Golden) -> None:
    lines: list[str] = []
    with nginx(site) as url:
        for case, (name, content) in FILES.items():
            path = site / name
            whole = path.read_bytes()
            path.unlink()
            if content is not None:
                path.write_bytes(content)
            found = report(url, "[iq]*/[bt]*")
            path.write_bytes(whole)
            lines += [f"{case}: {line}" for line in found]
        assert report(url) == []
    assert [line.split(": ")[0] for line in lines] == list(FILES)
    approve(golden, "files", lines)


@contextmanager
def plain_host(site: Path) -> Iterator[str]:
    """The base URL of a host that knows media types by suffix, and no rules."""

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **PLAIN_TYPES}

        def __init__(self, *arguments: Any) -> None:  # noqa: ANN401
            super().__init__(*arguments, directory=str(site))

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_host_of_plain_files_has_no_rules(site: Path, golden: Golden) -> None:
    with plain_host(site) as url:
        approve(golden, "no-rules", report(url, "id/[bn]*"))


@pytest.mark.web_server
@pytest.mark.parametrize("host", ["plain", "apache2", "nginx below a path"])
def test_w3id_leads_to_any_host(site: Path, host: str) -> None:
    hosts = {
        "plain": plain_host(site),
        "apache2": apache(site),
        "nginx below a path": nginx(site, "/some/azkz/"),
    }
    with hosts[host] as base, public_folder() as folder:
        (folder / ".htaccess").write_text(w3id_htaccess(PUBLISHED, base, PATTERNS))
        with apache(folder, "/azkz/") as url:
            assert report(url) == []


@pytest.mark.web_server
def test_w3id_leads_other_paths_to_the_same_path(site: Path) -> None:
    with plain_host(site) as base, public_folder() as folder:
        client = RedirectClient()
        (folder / ".htaccess").write_text(w3id_htaccess(PUBLISHED, base, PATTERNS))
        with apache(folder, "/azkz/") as url:
            for asked, place in [("", ""), ("download/manifest.json",) * 2, ("id/baku.ttl", "doc/baku.ttl")]:
                assert client.get(url + asked, {})[-1].url == base + place


def dripping(client: socket.socket, path: str) -> None:
    """Answers a byte at a time, for ever."""
    client.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(400):
        client.sendall(b"X")
        time.sleep(0.05)


def endless(client: socket.socket, path: str) -> None:
    """Answers with a body that does not end."""
    client.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        client.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")


def counting(client: socket.socket, path: str) -> None:
    """Leads on from number to number."""
    client.sendall(redirection(f"/id/baku{int(path.removeprefix('id/baku') or 0) + 1}"))


def document_of(body: bytes, kind: str) -> dict[str, Behaviour]:
    """Leads to a document that harms."""
    return {"id/baku": saying(redirection("/document")), "document": saying(page(body, kind))}


NESTED_XML = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a.example/">'
    + b"<rdf:Description><a:b>" * 20_000
    + b"</a:b></rdf:Description>" * 20_000
    + b"</rdf:RDF>"
)
NESTED_TERMS = (
    b"<http://a.example/> <http://b.example/> "
    + b"<<( <http://a.example/> <http://b.example/> " * 20_000
    + b"<http://c.example/>"
    + b" )>>" * 20_000
    + b" ."
)
NESTED_JSON = b'[{"http://b.example/":' + b'[{"http://c.example/":' * 20_000 + b"1" + b"}]" * 20_000 + b"}]"

HOSTILE: dict[str, tuple[str, Mapping[str, Behaviour]]] = {
    "silence": ("ttl", {"id/baku": lambda client, path: time.sleep(10)}),
    "dripping headers": ("ttl", {"id/baku": dripping}),
    "endless body": ("ttl", {"id/baku": endless}),
    "endless redirection": ("ttl", {"id/baku": counting}),
    "circle": ("ttl", {"id/baku": saying(redirection("/a")), "a": saying(redirection("/id/baku"))}),
    "to a file": ("ttl", {"id/baku": saying(redirection("file:///etc/passwd"))}),
    "to nowhere": ("ttl", {"id/baku": saying(redirection(""))}),
    "to no address": ("ttl", {"id/baku": saying(redirection("http://[::1"))}),
    "to a trap": ("ttl", {"id/baku": saying(redirection("http://x\x1b[2Jy.example/"))}),
    "to a user": ("ttl", {"id/baku": saying(redirection("http://127.0.0.1:1@elsewhere.example/"))}),
    "closed at once": ("ttl", {"id/baku": lambda client, path: client.shutdown(socket.SHUT_RDWR)}),
    "no http": ("ttl", {"id/baku": saying(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")}),
    "many headers": ("ttl", {"id/baku": saying(page(b"", "text/html", *["X: y"] * 500))}),
    "short body": ("ttl", {"id/baku": lambda client, path: torn(client)}),
    "asked to wait": ("ttl", {"id/baku": saying(page(b"", "a/b", "Retry-After: 86400", status="429 Wait"))}),
    "server error": ("ttl", {"id/baku": saying(page(b"", "a/b", status="500 No\x1b[31m"))}),
    "compressed": (
        "ttl",
        {
            "id/baku": saying(redirection("/d")),
            "d": saying(page(gzip.compress(b"x"), "text/turtle", "Content-Encoding: gzip")),
        },
    ),
    "type that commands": (
        "ttl",
        {"id/baku": saying(redirection("/d")), "d": saying(page(b"", "text/\x1b[2Jx"))},
    ),
    "nested json": ("jsonld", document_of(NESTED_JSON, "application/ld+json")),
    "nested terms": ("ttl", document_of(NESTED_TERMS, "text/turtle")),
}


def torn(client: socket.socket) -> None:
    """Breaks off."""
    client.sendall(page(b"abc", "text/html").replace(b": 3", b": 30"))
    client.shutdown(socket.SHUT_RDWR)


@pytest.mark.large
def test_whatever_a_hostile_server_does_is_one_line(golden: Golden) -> None:
    lines: list[str] = []
    for case, (suffix, behaviours) in HOSTILE.items():
        with hostile_server(behaviours) as url:
            asked = [Question(IRI, suffix)]
            found = check_deref(url, asked, 1, Limits(seconds=1, bytes=1_000_000, hops=5)).findings
        lines += [f"{case}: {line(finding).replace(url, 'BASE/')}" for finding in found]
    # A document that takes ever more time and memory is ended by the limit that it meets first.
    ended = re.compile("that (crashes its reader|cannot be read within 1 s)")
    approve(golden, "hostile", [ended.sub("that ends its reader", each) for each in lines])


def test_another_host_is_not_asked() -> None:
    visits: list[str] = []
    with (
        hostile_server({"doc": lambda client, path: visits.append(path)}) as other,
        hostile_server({"id": saying(redirection(f"{other}doc/baku.ttl"))}) as url,
    ):
        assert len(check_deref(url, [Question(IRI, "ttl")]).findings) == 1
    assert visits == []


def test_nobody_is_asked_for_ever() -> None:
    with hostile_server({"id": lambda client, path: time.sleep(10)}) as url:
        asked = [Question(f"{IRI}-{number}", "ttl") for number in range(100)]
        found = check_deref(url, asked, 20, Limits(seconds=0.2))
    assert found.unasked > 0
    assert found.unasked + found.asked == 100
    assert len(found.findings) == found.asked
    assert "were not asked, because the server stopped answering" in count_outcome(found)


def azkz(*words: str, project: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "azkz_graph", "--project", str(project), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, small: Project) -> Path:
    """The small project without its query that answers yes or no, for which sites have no page."""
    folder = tmp_path_factory.mktemp("deref") / "project"
    shutil.copytree(small.root, folder)
    (folder / "queries" / "claimed.rq").unlink()
    return folder


@pytest.fixture(scope="module")
def built(project: Path) -> Iterator[str]:
    """The base URL of the project's site."""
    with public_folder() as folder:
        done = azkz("site", "--out", str(folder / "site"), project=project)
        assert done.returncode == 0, done.stderr
        written = (folder / "site" / "hosting" / "nginx.conf").read_text()
        own = written.replace("/srv/azkz", str(folder / "site"))
        with nginx(folder / "site", conf=lambda _: own) as url:
            yield url


@pytest.mark.process
@pytest.mark.web_server
def test_the_command_says_that_nothing_is_wrong(project: Path, built: str) -> None:
    done = azkz("check-deref", built, project=project)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.fullmatch(r"[\d,]+ questions, nothing is wrong\n", done.stderr)


@pytest.mark.process
@pytest.mark.web_server
def test_the_command_reports_in_three_formats(project: Path, site: Path) -> None:
    with nginx(site) as url:
        done, as_json, as_junit = (
            azkz("check-deref", url, "--only", "ontology*", "--format", form, project=project)
            for form in ("text", "json", "junit")
        )
        missing = azkz("check-deref", url, "--only", "id/*", "--verbose", project=project)
    assert (done.returncode, done.stdout, json.loads(as_json.stdout)) == (0, "", [])
    assert ElementTree.fromstring(as_junit.stdout).get("tests") == "1"
    assert missing.returncode == 1
    lines = missing.stdout.splitlines()
    assert lines == sorted(lines)
    assert f" questions, {len(lines)} wrong in " in missing.stderr


def test_findings_are_told_in_every_format() -> None:
    finding = Finding(Question(IRI, "html", "he"), "a < b", "mend\x1b it")
    found = Outcome((finding,), 2, 1)
    assert text(found) == f"{IRI} [html, he]: a < b: mend<U+001B> it\n"
    assert json.loads(FORMATS["json"](found)) == [
        {"uri": IRI, "format": "html", "language": "he", "what": "a < b", "mend": "mend\x1b it"}
    ]
    suite = ElementTree.fromstring(FORMATS["junit"](found))
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "a < b: mend<U+001B> it"
    assert (
        count_outcome(found)
        == "2 questions, 1 wrong; 1 more was not asked, because the server stopped answering"
    )


def test_one_finding_of_each_kind_is_told_with_the_number_of_all() -> None:
    said = (
        ("is answered with status 404 at http://a/1.ttl", "publish doc/1.ttl, or lead to it"),
        ("is answered with status 404 at http://a/2.ttl", "publish doc/2.ttl, or lead to it"),
        ("is answered with status 404", "publish doc/3.ttl, or lead to it"),
        ("is answered with something other than text/turtle (it is empty)", "write the document again"),
        ("is answered with something other than text/turtle (line 1)", "write the document again"),
        ("is sent as text/html, not as text/turtle", "lead by Accept to the text/turtle"),
        ("is answered with something other than text/turtle (line 9 (of 10))", "write the document again"),
    )
    found = Outcome(tuple(Finding(Question(IRI, "ttl"), *each) for each in said), 9, 0)
    assert FORMATS["text"](found).splitlines() == [
        f"{IRI} [ttl]: is answered with something other than text/turtle (it is empty): "
        "write the document again (and 2 more like it)",
        f"{IRI} [ttl]: is answered with status 404 at http://a/1.ttl: "
        "publish doc/1.ttl, or lead to it (and 1 more like it)",
        f"{IRI} [ttl]: is answered with status 404: publish doc/3.ttl, or lead to it",
        f"{IRI} [ttl]: is sent as text/html, not as text/turtle: lead by Accept to the text/turtle",
    ]
    assert count_outcome(found) == "9 questions, 7 wrong in 4 ways"
    assert len(text(found).splitlines()) == len(json.loads(FORMATS["json"](found))) == 7


@pytest.mark.process
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["ftp://a.example/"],
            "'ftp://a.example/' is not the URL of a site; write it as https://example.org/path/",
        ),
        (["http://a.example/?q"], "'http://a.example/?q' is not the URL of a site; write it as"),
        (["http://[::1"], "'http://[::1' is not the URL of a site; write it as"),
        (["http://127.0.0.1:1"], "127.0.0.1:1 cannot be reached; start the server, or correct its address"),
        (["http://nobody.invalid/"], "nobody.invalid cannot be reached; start the server"),
        (["http://127.0.0.1:1", "--only", "nope"], "no IRI matches 'nope'; name some by their path"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(project: Path, words: list[str], sentence: str) -> None:
    done = azkz("check-deref", *words, project=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("azkz: error: ")
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr


@pytest.mark.process
@pytest.mark.web_server
def test_a_folder_without_a_site_is_said(project: Path, site: Path) -> None:
    with nginx(site) as url:
        done = azkz("check-deref", f"{url}nothing", project=project)
    assert done.returncode == 2
    assert f"{url}nothing/ answers with status 404; name the folder that holds the site" in done.stderr
