"""What the server answers about versions, without a server. Sources: RFC 7089, RFC 9110."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from two_releases import FIRST, SECOND, write_releases

from azkz_graph.dataset.project import open_project
from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.server.answering import version_replies
from azkz_graph.server.answering.iri_replies import publish
from azkz_graph.server.answering.served_data import source
from azkz_graph.server.answering.version_replies import IMMUTABLE, Versions
from azkz_graph.server.http.request import Request
from azkz_graph.server.http.routing import route
from azkz_graph.server.workers.reply import Reply
from azkz_graph.server.workers.worker import Jobs, answer_job
from azkz_graph.server.workers.worker_pool import Job
from azkz_graph.vocabulary import BASE, PREFIXES

HERE = "http://localhost:8000/"
BROWSER = "text/html,*/*;q=0.8"
REPLACED_BY = NamedNode(PREFIXES["dct"] + "isReplacedBy")
DAY_ONE, DAY_TWO = "Sun, 22 Nov 2026 00:00:00 GMT", "Wed, 25 Nov 2026 00:00:00 GMT"


class Asked:
    """Replies to requests, from jobs in this process."""

    def __init__(self, jobs: Jobs) -> None:
        self.jobs = jobs

    def get(self, path: str, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        job = route(Request("GET", path, "", named, "", b"", HERE)).job(
            Request("GET", path, "", named, "", b"", HERE)
        )
        assert isinstance(job, Job)
        return answer_job(self.jobs, job.name, job.arguments)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_releases(tmp_path_factory.mktemp("released") / "project")


def jobs_of(root: Path, releases: Path | None = None) -> Asked:
    publishing = publish(open_project(root), (), releases)
    return Asked({**publishing.jobs(), **Versions(publishing).jobs()})


@pytest.fixture(scope="module")
def asked(root: Path) -> Asked:
    version_replies.describe.cache_clear()
    return jobs_of(root)


def links(reply: Reply) -> dict[str, str]:
    """The first target of each relation."""
    found: dict[str, str] = {}
    for item in reply.headers.get("Link", "").split(", <"):
        target, _, rest = item.lstrip("<").partition(">")
        for relation in rest.partition('rel="')[2].partition('"')[0].split():
            found.setdefault(relation, target)
    return found


def test_a_document_as_of_each_version(asked: Asked) -> None:
    first = asked.get(f"version/{FIRST}/doc/aktau.ttl")
    assert first.status == 200
    assert b"id:aktau" in first.content
    assert b'owl:versionInfo "1.2.3"' in first.content
    assert first.headers["Memento-Datetime"] == DAY_ONE
    second = asked.get(f"version/{SECOND}/doc/aqtau.ttl")
    assert (second.status, second.headers["Memento-Datetime"]) == (200, DAY_TWO)
    assert b"id:aqtau" in second.content
    assert asked.get(f"version/{FIRST}/doc/aqtau.ttl").status == 404


@pytest.mark.parametrize("path", ["id/aktau", "doc/aktau.ttl", "doc/aktau.he.html"])
def test_what_a_version_withdrew_is_gone_in_it(asked: Asked, path: str) -> None:
    for headers in ({}, {"accept": BROWSER}):
        reply = asked.get(f"version/{SECOND}/{path}", **headers)
        assert reply.status == 410
        assert links(reply)["successor-version"] == f"{BASE}id/aqtau"
        assert asked.get(f"version/{FIRST}/{path}", **headers).status in (200, 303)


def test_the_page_of_what_a_version_withdrew_leads_to_the_current_site(asked: Asked) -> None:
    reply = asked.get(f"version/{SECOND}/doc/aktau.he.html", accept=BROWSER)
    assert reply.headers["Content-Language"] == "he"
    links_of_page = re.findall(r'<(?:a|link)\b[^>]* href="([^"#]+)', reply.content.decode())
    assert {"/doc/aqtau.he.html", "/doc/aktau.kk.html", "/doc/aktau.ttl"} <= set(links_of_page)
    assert not [link for link in links_of_page if not link.startswith(("/", "https://", HERE))]


def test_pages_as_of_a_version_stay_in_it(asked: Asked) -> None:
    page = asked.get(f"version/{FIRST}/doc/aktau.he.html")
    assert (page.status, page.headers["Content-Language"]) == (200, "he")
    assert f'rel="canonical" href="{HERE}version/{FIRST}/doc/aktau.he.html"'.encode() in page.content
    assert b'<a href="../../../doc/aktau.he.html">' in page.content
    assert b"as-of" not in asked.get("doc/kazakhstan.html").content
    assert asked.get(f"version/{FIRST}/").status == 200
    assert asked.get(f"version/{FIRST}").headers["Location"] == f"{HERE}version/{FIRST}/"
    for path in ("query/states.json", "ontology/shapes.ttl", "doc/rule/symmetry.html", "assets/style.css"):
        assert asked.get(f"version/{FIRST}/{path}").status == 200, path


def test_an_iri_as_of_a_version(asked: Asked) -> None:
    reply = asked.get(f"version/{FIRST}/id/aktau", accept="text/turtle")
    assert (reply.status, reply.headers["Location"]) == (303, f"/version/{FIRST}/doc/aktau.ttl")
    assert reply.headers["Memento-Datetime"] == DAY_ONE
    assert links(reply)["original"] == f"{HERE}id/aktau"


def test_a_memento_leads_to_the_others(asked: Asked) -> None:
    found = links(asked.get(f"version/{FIRST}/doc/kazakhstan.ttl"))
    states = {version: f"{HERE}version/{version}/doc/kazakhstan.ttl" for version in (FIRST, SECOND)}
    assert found["original"] == f"{HERE}doc/kazakhstan.ttl"
    assert found["timegate"] == f"{HERE}timegate/doc/kazakhstan.ttl"
    assert found["timemap"] == f"{HERE}timemap/doc/kazakhstan.ttl"
    assert (found["first"], found["last"], found["next"]) == (states[FIRST], states[SECOND], states[SECOND])
    assert "prev" not in found
    assert links(asked.get(f"version/{SECOND}/doc/kazakhstan.ttl"))["prev"] == states[FIRST]


@pytest.mark.parametrize("path", ["doc/kazakhstan.ttl", "id/kazakhstan", "query/states.html", ""])
def test_what_is_current_leads_to_its_timegate(asked: Asked, path: str) -> None:
    found = links(asked.get(path, accept="text/turtle"))
    assert found["timegate"] == f"{HERE}timegate/{path}"
    assert found["timemap"] == f"{HERE}timemap/{path}"
    assert "Accept-Datetime" not in asked.get(path).headers.get("Vary", "")


@pytest.mark.parametrize(
    ("date", "version"),
    [
        ("", SECOND),
        ("Fri, 01 Jan 1999 00:00:00 GMT", FIRST),
        (DAY_ONE, FIRST),
        ("Tue, 24 Nov 2026 23:59:59 GMT", FIRST),
        (DAY_TWO, SECOND),
        ("Thu, 01 Jan 2099 00:00:00 GMT", SECOND),
    ],
)
def test_a_timegate_leads_to_what_held_then(asked: Asked, date: str, version: str) -> None:
    reply = asked.get("timegate/doc/kazakhstan.ttl", **({"accept_datetime": date} if date else {}))
    assert (reply.status, reply.headers["Vary"]) == (302, "Accept-Datetime")
    assert reply.headers["Location"] == f"{HERE}version/{version}/doc/kazakhstan.ttl"
    assert links(reply)["original"] == f"{HERE}doc/kazakhstan.ttl"


def test_a_timegate_takes_the_whole_url_too(asked: Asked) -> None:
    for start in (HERE, BASE):
        reply = asked.get(f"timegate/{start}id/kazakhstan")
        assert reply.headers["Location"] == f"{HERE}version/{SECOND}/id/kazakhstan"


def test_only_versions_that_had_it_count(asked: Asked) -> None:
    assert asked.get("timegate/id/aktau").headers["Location"] == f"{HERE}version/{FIRST}/id/aktau"
    reply = asked.get("timegate/id/aqtau", accept_datetime=DAY_ONE)
    assert reply.headers["Location"] == f"{HERE}version/{SECOND}/id/aqtau"
    assert asked.get("timegate/id/nothing").status == 404
    assert asked.get("timegate/doc/kazakhstan.trig").status == 404


@pytest.mark.parametrize(
    "date", ["yesterday", "2026-11-22", "Sun, 31 Feb 2026 00:00:00 GMT", "0", "\N{ZERO WIDTH SPACE}"]
)
def test_a_date_that_is_none_is_refused(asked: Asked, date: str) -> None:
    reply = asked.get("timegate/doc/kazakhstan.ttl", accept_datetime=date)
    assert reply.status == 400
    assert DAY_TWO in json.loads(reply.content)["detail"]


def test_a_timemap_lists_all_states(asked: Asked) -> None:
    reply = asked.get("timemap/doc/kazakhstan.ttl")
    assert reply.media_type == "application/link-format"
    assert reply.content.decode() == (
        f'<{HERE}doc/kazakhstan.ttl>; rel="original",\n'
        f'<{HERE}timemap/doc/kazakhstan.ttl>; rel="self"; type="application/link-format"; '
        f'from="{DAY_ONE}"; until="{DAY_TWO}",\n'
        f'<{HERE}timegate/doc/kazakhstan.ttl>; rel="timegate",\n'
        f'<{HERE}version/{FIRST}/doc/kazakhstan.ttl>; rel="first memento"; datetime="{DAY_ONE}",\n'
        f'<{HERE}version/{SECOND}/doc/kazakhstan.ttl>; rel="last memento"; datetime="{DAY_TWO}"\n'
    )
    told = json.loads(asked.get("timemap/doc/kazakhstan.ttl", accept="application/json").content)
    assert [each["datetime"] for each in told["mementos"]["list"]] == [
        "2026-11-22T00:00:00Z",
        "2026-11-25T00:00:00Z",
    ]


def test_files_of_a_version(asked: Asked, root: Path) -> None:
    reply = asked.get(f"download/{FIRST}/facts.csv")
    assert (reply.status, reply.media_type) == (200, "text/csv")
    assert reply.headers["Cache-Control"] == IMMUTABLE
    assert b"85000" in reply.content
    archive = root / "releases" / f"azkz-{FIRST}.zip"
    assert asked.get(f"download/{FIRST}/{archive.name}").content == archive.read_bytes()
    assert asked.get(f"version/{FIRST}/download/facts.csv").content == reply.content
    for name in ("nothing", "../data/facts.trig", "/etc/passwd", "..\\x", "ontology"):
        assert asked.get(f"download/{FIRST}/{name}").status == 404, name
    assert asked.get(f"download/{FIRST}/").headers["Location"] == f"/dataset/{FIRST}"


def test_iris_of_versions(asked: Asked) -> None:
    for kind, place in (("dataset", "doc/dataset"), ("ontology", "ontology/versions")):
        reply = asked.get(f"{kind}/{FIRST}", accept="text/turtle")
        assert (reply.status, reply.headers["Location"]) == (303, f"/{place}/{FIRST}.ttl")
        assert asked.get(f"{place}/{FIRST}.ttl").status == 200
        assert asked.get(f"{place}/{FIRST}.ru.html").status == 200


@pytest.mark.parametrize(
    "path",
    ["dataset/9.9.9", "ontology/9.9.9", "download/9.9.9/facts.csv", "version/9.9.9/doc/kazakhstan.ttl"],
)
def test_an_unknown_version_is_told_with_those_that_there_are(asked: Asked, path: str) -> None:
    told = json.loads(asked.get(path).content)
    assert told["status"] == 404
    assert [each["version"] for each in told["versions"]] == [FIRST, SECOND]
    for language in LANGUAGES:
        page = asked.get(path, accept=BROWSER, accept_language=language)
        assert (page.status, page.headers["Content-Language"]) == (404, language)
        assert f"doc/dataset/{FIRST}.".encode() in page.content


def test_the_record_and_the_ontology_name_their_versions(asked: Asked) -> None:
    said = {
        (str(each.subject.value), each.predicate.value.rpartition("#")[2], each.object.value)
        for path in ("doc/dataset.ttl", "ontology/index.ttl", ".well-known/void")
        for each in parse(bytes(asked.get(path).content), format=RdfFormat.TURTLE)
        if isinstance(each.subject, NamedNode) and isinstance(each.object, NamedNode)
    }
    for kind in ("dataset", "ontology"):
        assert (BASE + kind, "versionIRI", f"{BASE}{kind}/{SECOND}") in said
        assert (BASE + kind, "priorVersion", f"{BASE}{kind}/{FIRST}") in said
    assert (BASE + "dataset", "previousVersion", f"{BASE}dataset/{FIRST}") in said
    assert {end for start, what, end in said if what == "hasVersion"} == {
        f"{BASE}dataset/{version}" for version in (FIRST, SECOND)
    }


def test_what_was_withdrawn_is_gone_in_every_form(asked: Asked) -> None:
    new = f"{BASE}id/aqtau"
    problem = asked.get("id/aktau")
    assert (problem.status, problem.media_type) == (410, "application/problem+json")
    assert json.loads(problem.content)["replacedBy"] == [new]
    assert links(problem)["successor-version"] == new
    for path in ("id/aktau", "doc/aktau.ttl"):
        reply = asked.get(path, accept="text/turtle")
        assert (reply.status, reply.media_type) == (410, "text/turtle")
        triples = list(parse(bytes(reply.content), format=RdfFormat.TURTLE))
        assert [each.object for each in triples if each.predicate == REPLACED_BY] == [NamedNode(new)]
    for language in LANGUAGES:
        page = asked.get("id/aktau", accept=BROWSER, accept_language=language)
        assert (page.status, page.headers["Content-Language"]) == (410, language)
        assert b"aqtau" in page.content
    assert asked.get("doc/aktau.he.html").headers["Content-Language"] == "he"
    assert asked.get("doc/aktau.he.html").status == 410


def test_a_corrected_fact_is_gone(asked: Asked, root: Path) -> None:
    history = publish(open_project(root), ()).files.publication.history
    facts = [
        each for each in history.withdrawals.values() if each.kind == "fact" and len(each.replaced_by) == 1
    ]
    assert facts
    for fact in facts:
        reply = asked.get(fact.iri.removeprefix(BASE), accept="text/turtle")
        assert (reply.status, links(reply)["successor-version"]) == (410, fact.replaced_by[0])


def test_releases_in_memory_are_few(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publishing = publish(open_project(root), ())
    versions = Versions(publishing)
    sizes = versions.sizes({FIRST: None, SECOND: None})
    monkeypatch.setattr(version_replies, "LARGEST", max(sizes))
    for version in (FIRST, SECOND, FIRST):
        assert versions.publishing(version) is not None
        assert list(versions.kept) == [version]
    monkeypatch.setattr(version_replies, "LARGEST", min(sizes) - 1)
    large = Versions(publishing)
    assert large.publishing(FIRST) is None
    assert not large.original(HERE, "doc/kazakhstan.ttl").mementos


def test_without_its_archive_a_version_has_no_states_unless_it_is_the_current_one(
    root: Path, tmp_path: Path
) -> None:
    asked = jobs_of(root, tmp_path)
    assert asked.get(f"version/{FIRST}/doc/kazakhstan.ttl").status == 404
    assert asked.get(f"version/{SECOND}/doc/kazakhstan.ttl").headers["Memento-Datetime"] == DAY_TWO
    assert "Cache-Control" not in asked.get(f"download/{SECOND}/facts.csv").headers
    assert asked.get(f"download/{FIRST}/facts.csv").status == 404
    assert asked.get(f"dataset/{FIRST}", accept="text/turtle").status == 303


def test_archives_that_are_not_the_registers_are_refused(root: Path, tmp_path: Path) -> None:
    project = open_project(root)
    with zipfile.ZipFile(tmp_path / f"azkz-{FIRST}.zip", "w") as archive:
        files = '[{"path": "azkz.ttl"}]'
        manifest = f'{{"version": "{FIRST}", "issued": "2026-11-22", "files": {files}}}'
        archive.writestr("azkz/manifest.json", manifest)
    with pytest.raises(UsageError, match=r"is not the archive of 1\.2\.3"):
        source(project, (), tmp_path).check_releases()
    with pytest.raises(UsageError, match="is not a folder"):
        source(project, (), tmp_path / "nowhere").check_releases()
    source(project, (), None).check_releases()


def test_an_archive_that_is_damaged_later_is_told_to_nobody_but_the_operator(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / f"azkz-{FIRST}.zip"
    own.write_bytes((root / "releases" / own.name).read_bytes())
    asked = jobs_of(root, tmp_path)
    own.write_bytes(own.read_bytes()[:5000])
    for path in (f"version/{FIRST}/doc/kazakhstan.ttl", f"download/{FIRST}/facts.csv"):
        reply = asked.get(path)
        assert reply.status == 500
        assert str(tmp_path).encode() not in reply.content
    told = capsys.readouterr().err
    assert str(own) in told
    assert "bug" not in told
    assert asked.get("timegate/query/states.html").headers["Location"].startswith(f"{HERE}version/{SECOND}/")
