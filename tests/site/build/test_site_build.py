"""The site as a folder: the same bytes everywhere, and whole whatever happens."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from little_project import ARTICLE, build, contents, differing, edit, write_project
from patience import PATIENCE, until
from two_releases import write_releases

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.dataset.project import open_project
from azkz_graph.disk.atomic_folder import only_build
from azkz_graph.export.release_folder import build as build_release
from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import LANGUAGES, page

HEADS = re.compile(r"<title>(.*?)</title>.*?<h1>(.*?)</h1>", re.DOTALL)
SCRIPT = Path(__file__).parents[2] / "support" / "build_little_site.py"
ELSEWHERE = "https://example.org/some/azkz/"
EPOCH = 1_700_000_000


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the little project and its site."""
    folder = tmp_path_factory.mktemp("former")
    build(write_project(folder / "project"), folder / "site")
    return folder


@pytest.fixture
def site(former: Path, tmp_path: Path) -> Path:
    """The site, with its project beside it."""
    shutil.copytree(former, tmp_path, dirs_exist_ok=True)
    return tmp_path / "site"


@pytest.fixture
def project(site: Path) -> Path:
    return site.with_name("project")


def process(project: Path, site: Path, *more: object, **environment: str) -> subprocess.Popen[bytes]:
    """A process that builds."""
    return subprocess.Popen(
        [sys.executable, SCRIPT, project, site, *map(str, more)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def beside(site: Path) -> list[str]:
    """What lies in the folder of the site."""
    return sorted(path.name for path in site.parent.iterdir())


def test_the_manifest_lists_every_file_with_its_digest(former: Path) -> None:
    files = dict(contents(former / "site"))
    manifest = json.loads(files.pop("manifest.json"))
    assert {entry["path"]: entry["sha256"] for entry in manifest["files"]} == {
        path: hashlib.sha256(data).hexdigest() for path, data in files.items()
    }


def test_a_build_tells_what_it_wrote(project: Path, site: Path) -> None:
    built = build(project, site, base=ELSEWHERE)
    pages = [path for path, data in contents(site).items() if b'<main id="main">' in data]
    assert built.pages == len(pages)
    assert built.files == len(contents(site)) - 1
    assert (
        built.summary(site) == f"{site}: {built.pages:,} pages and {built.files - built.pages:,} other files"
    )


def test_a_site_whose_sources_have_not_changed_is_left_alone(project: Path, site: Path) -> None:
    first, node = contents(site), site.stat().st_ino
    built = build(project, site)
    assert built.is_kept
    assert built.summary(site).endswith(" other files; nothing has changed")
    assert (built.files, site.stat().st_ino) == (len(first) - 1, node)
    assert contents(site) == first


def edit_page(page: Path) -> None:
    page.write_text("something else", encoding="utf-8")


def link_page(page: Path) -> None:
    page.rename(page.parents[2] / "away")
    page.symlink_to(page.parents[2] / "away")


def mark_sources(page: Path) -> None:
    manifest = page.parents[1] / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"sources": "', b'"sources": "0'))


@pytest.mark.parametrize("change", [edit_page, Path.unlink, link_page, mark_sources])
def test_a_site_that_was_changed_is_built_again(
    change: Callable[[Path], None], project: Path, site: Path
) -> None:
    first = contents(site)
    change(site / "doc" / "aktau.html")
    assert not build(project, site).is_kept
    assert contents(site) == first
    assert not any(path.is_symlink() for path in site.rglob("*"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("given", ["", "doc/aktau.html"])
def test_nothing_is_kept_that_somebody_else_could_change_later(given: str, project: Path, site: Path) -> None:
    os.chown(site / given, 65534, 65534)
    assert not build(project, site).is_kept
    assert {path.stat().st_uid for path in [site, *site.rglob("*")]} == {0}


def test_an_edit_of_the_data_is_on_the_site_of_the_next_build(project: Path, site: Path) -> None:
    edit(project, "data/facts.trig", "schema:value 85000", "schema:value 85001")
    assert not build(project, site).is_kept
    assert "85,001" in (site / "doc" / "number-of-azerbaijanis.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["queries/states.rq", "ontology/shapes.ttl"])
def test_an_edit_of_any_other_source_builds_the_site_again(file: str, project: Path, site: Path) -> None:
    with (project / file).open("a", encoding="utf-8") as source:
        source.write("\n# a comment\n")
    assert not build(project, site).is_kept


def test_every_page_is_there_in_every_language(former: Path) -> None:
    files = contents(former / "site").keys()
    pages = {
        path for path in files if path.endswith(".html") and path.count(".") == 1 and "/index" not in path
    }
    assert {"index.html", "article.html", "doc/aktau.html", "query/states.html", "404.html"} <= pages
    for path in {path for path in pages if path.startswith(("doc/", "query/"))}:
        assert {path.replace(".html", f".{language}.html") for language in LANGUAGES[1:]} <= files


def test_bytes_do_not_depend_on_the_machine(project: Path, site: Path, tmp_path: Path) -> None:
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "0"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    ]
    for number, environment in enumerate(surroundings):
        root = tmp_path / f"copy {number} Жер"
        shutil.copytree(project, root)
        building = process(root, root / "site", **environment)
        assert (building.communicate()[1], building.returncode) == (b"", 0)
        assert differing(site, root / "site") == []


def test_files_carry_the_date_of_the_source(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    first = contents(site)
    build(project, site)
    assert contents(site) == first
    assert {path.stat().st_mtime for path in (site, *site.rglob("*"))} == {EPOCH}


def test_another_base_stands_in_every_page(project: Path, site: Path) -> None:
    build(project, site, base=ELSEWHERE)
    for path, data in contents(site).items():
        if b'<main id="main">' in data and not path.startswith("404"):
            assert f'<link rel="canonical" href="{ELSEWHERE}{path}">'.encode() in data
    assert ELSEWHERE in (site / "sitemap.xml").read_text()
    assert ELSEWHERE in (site / ".well-known" / "void").read_text()
    assert (site / "hosting" / "w3id.htaccess").exists()


def test_a_base_may_lack_its_slash(project: Path, site: Path) -> None:
    build(project, site, base=ELSEWHERE)
    built = build(project, site, base=ELSEWHERE.removesuffix("/"))
    assert built.is_kept


@pytest.mark.parametrize(
    "base", ["example.org", "ftp://example.org/", "https://example.org/a b/", "/azkz/", ""]
)
def test_what_is_no_base_is_refused_before_anything_is_made(base: str, project: Path, site: Path) -> None:
    first = contents(site)
    with pytest.raises(UsageError, match="cannot be the base of a site"):
        build(project, site, base=base)
    assert contents(site) == first


def test_pages_show_the_words_of_the_article(project: Path, site: Path) -> None:
    before = (site / "article.html").read_text(encoding="utf-8")
    build(project, site, article=ARTICLE)
    words = "סומקאית שבאזרבייג&#39;ן היא תאומתה של אקטאו שבקזחסטן."
    for name in ("article.html", "article.he.html", "doc/small-article/c1.html"):
        assert words in (site / name).read_text(encoding="utf-8")
    assert words not in before
    assert not any(words.encode() in data for path, data in contents(site).items() if "download/" in path)


def test_another_text_than_the_article_is_refused(project: Path, site: Path, tmp_path: Path) -> None:
    first = contents(site)
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE.read_text(encoding="utf-8").replace("אקטאו", "אקטוא"), encoding="utf-8")
    with pytest.raises(UsageError, match="give the article's own text file"):
        build(project, site, article=other)
    assert contents(site) == first
    assert not list(tmp_path.glob(".site*"))


def test_a_file_of_somebody_else_is_named_and_kept(project: Path, site: Path) -> None:
    (site / "doc" / "notes.txt").write_text("mine")
    first = contents(site)
    with pytest.raises(UsageError, match=r"notes\.txt"):
        build(project, site)
    assert contents(site) == first


@pytest.mark.parametrize("name", ["data", "ontology", "queries"])
def test_a_site_is_not_written_among_the_authored_files(name: str, project: Path) -> None:
    with pytest.raises(UsageError, match="authored files"):
        build(project, project / name / "site")
    assert not (project / name / "site").exists()


def test_a_release_and_its_site_lie_together(project: Path, site: Path, tmp_path: Path) -> None:
    dataset, dist = checkable(open_project(project)), tmp_path / "dist"
    build_release(dataset, dist)
    site.rename(dist / "site")
    first = contents(dist / "site")
    assert build(project, dist / "site").is_kept
    build_release(dataset, dist)
    assert contents(dist / "site") == first
    assert contents(dist).keys() - {f"site/{path}" for path in first} == {
        path.removeprefix("download/") for path in first if path.startswith("download/")
    }


def test_a_question_that_cannot_be_asked_leaves_the_site(project: Path, site: Path, tmp_path: Path) -> None:
    first = contents(site)
    edit(project, "queries/states.rq", "SELECT", "SELLECT")
    with pytest.raises(UsageError, match="states"):
        build(project, site)
    assert contents(site) == first
    assert not list(tmp_path.glob(".site*"))


def test_a_page_that_cannot_be_made_leaves_the_site(project: Path, site: Path, tmp_path: Path) -> None:
    first = contents(site)
    edit(project, "queries/twins.rq", "#+ summary: ", "#+ chart: {}\n#+ summary: ")
    with pytest.raises(KeyError, match="kind"):
        build(project, site)
    assert contents(site) == first
    assert not list(tmp_path.glob(".site*"))


def test_a_file_that_must_not_grow_leaves_the_site(project: Path, site: Path) -> None:
    first = contents(site)
    edit(project, "data/entities/things.ttl", '"Aktau"@en', '"Aqtau"@en')
    building = process(project, site, 60_000)
    error = building.communicate()[1].decode()
    assert error == f"{site} cannot be written (File too large); what was there is unchanged\n"
    assert contents(site) == first
    assert beside(site) == ["project", "site"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A filesystem that holds one site and not two."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_leaves_the_site(project: Path, site: Path, small_disk: Path) -> None:
    out = small_disk / "site"
    shutil.copytree(site, out)
    first = contents(out)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * (free - 2**20))
    with pytest.raises(UsageError, match="No space left on device"):
        build(project, out, base=ELSEWHERE)
    assert contents(out) == first
    assert beside(out) == ["filler", "site"]


@pytest.mark.parametrize("killing", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_stopped_leaves_the_site_and_locks_nothing(
    killing: signal.Signals, project: Path, site: Path
) -> None:
    # On a busy machine a build may have ended before the signal comes.
    for _ in range(10):
        first = contents(site)
        edit(project, "data/dataset.ttl", 'owl:versionInfo "', 'owl:versionInfo "9')
        building = process(project, site)
        until(lambda: any(site.parent.glob(".site.*.partial/doc/rule")))
        building.send_signal(killing)
        # It ends when every process that has its standard error has ended.
        building.communicate(timeout=PATIENCE)
        if building.returncode:
            break
    assert building.returncode == -killing
    assert contents(site) == first
    with only_build(site.parent):
        pass
    build(project, site)
    assert contents(site) != first
    assert beside(site) == ["project", "site"]


def test_the_title_of_each_home_page_is_in_its_language(former: Path) -> None:
    pages = [
        (former / "site" / page("index", language)).read_text(encoding="utf-8") for language in LANGUAGES
    ]
    heads = [found.groups() for text in pages if (found := HEADS.search(text))]
    assert [title for title, _ in heads] == [re.sub("<[^>]*>", "", heading) for _, heading in heads]
    assert [title for title, _ in heads][:2] == ["Small &amp; tidy", "קטן ומסודר"]


def test_files_that_some_disk_takes_for_one_are_refused_before_anything_changes(
    project: Path, site: Path
) -> None:
    before = contents(site)
    query = next((project / "queries").glob("*.rq"))
    shutil.copy(query, query.with_stem(query.stem.upper()))
    with pytest.raises(UsageError, match="would have the same page"):
        build(project, site)
    assert contents(site) == before


def test_earlier_releases_are_published_beside_the_data_of_today(tmp_path: Path) -> None:
    project, site = write_releases(tmp_path / "project"), tmp_path / "site"
    build(project, site)
    files = contents(site)
    for archive in (project / "releases").iterdir():
        version = archive.stem.removeprefix("azkz-")
        assert files[f"download/{version}/{archive.name}"] == archive.read_bytes()
        assert f'"version": "{version}"'.encode() in files[f"download/{version}/manifest.json"]
        assert {f"doc/dataset/{version}.he.html", f"ontology/versions/{version}.ttl"} <= files.keys()
    assert b"doc/aktau.html" not in files["sitemap.xml"]
    assert b"versions.html" in files["sitemap.xml"]
    assert b"<title>Version 2.0.0</title>" in files["releases.atom"]
    assert build(project, site).is_kept
    (project / "releases" / "azkz-1.2.3.zip").rename(tmp_path / "azkz-1.2.3.zip")
    assert not build(project, site).is_kept
    without = contents(site)
    assert "ontology/versions/1.2.3.ttl" not in without
    assert b"The files of this version are not part of this site." in without["doc/dataset/1.2.3.html"]
    assert {path: files[path] for path in without if path.startswith("doc/aktau.")} == {
        path: data for path, data in without.items() if path.startswith("doc/aktau.")
    }
