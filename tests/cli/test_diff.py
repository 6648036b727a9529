"""`azkz diff` and `azkz query --as-of` as commands: what they print, where, and their exit statuses."""

import json
import shutil
from pathlib import Path

import pytest
from transcripts import SMALL, azkz

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with another name for a town."""
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("project") / "edited"))
    path = folder / "data" / "entities" / "things.ttl"
    text = path.read_text(encoding="utf-8")
    assert '"Aktau"@en' in text
    path.write_text(text.replace('"Aktau"@en', '"Aqtau"@en'), encoding="utf-8")
    return folder


def test_nothing_changed() -> None:
    process = azkz("diff", ".")
    assert (process.returncode, process.stdout) == (0, b". \xe2\x86\x92 the project: no difference\n")


def test_standard_input_is_a_version() -> None:
    facts = (SMALL / "data" / "facts.trig").read_bytes()
    process = azkz("diff", "-", "data/facts.trig", "--out", "-", stdin=facts)
    assert process.stdout.decode() == "standard input → data/facts.trig: no difference\n", process.stderr
    assert process.returncode == 0


def test_something_changed(edited: Path, tmp_path: Path) -> None:
    process = azkz("--project", str(edited), "diff", ".")
    assert process.returncode == 1
    assert "    Aqtau (id:aktau): Aktau@en → Aqtau@en" in process.stdout.decode().splitlines()
    assert azkz("diff", ".", str(edited), "--out", str(tmp_path / "changes.json")).returncode == 1
    (change,) = json.loads((tmp_path / "changes.json").read_bytes())["changes"]
    assert (change["iri"], change["change"]) == ("https://w3id.org/azkz/id/aktau", "relabelled")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["diff", "2.0.0"], "there is no version 2.0.0; there are: none yet"),
        (["diff", "nowhere"], "nowhere is no file or folder; name one, a URL, or a version: none yet"),
        (
            ["diff", "http://"],
            "http:// is not the address of a server; write one such as http://localhost:3030/ds",
        ),
        (
            ["diff", ".", "--out", "a.xyz"],
            "a.xyz: no format has this suffix; give --format, or a name that ends in one of "
            ".txt, .md, .csv, .json, .ttl",
        ),
        (
            ["diff", "-", "-"],
            "standard input can be read only once, and two words of the command are -; use files",
        ),
        (["query", "--as-of", "1.0.0", "states"], "there is no version 1.0.0; there are: none yet"),
        (
            ["query", "--as-of", "1.0.0", "--data", "-", "states"],
            "--data and --as-of cannot be used together; give one of them",
        ),
        (
            ["query", "--releases", ".", "states"],
            "--releases is where --as-of finds its version; give that too",
        ),
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], sentence: str) -> None:
    process = azkz(*words)
    assert (process.returncode, process.stderr.decode()) == (2, f"azkz: error: {sentence}\n")


def test_a_saved_query_is_answered_as_of_a_release(tmp_path: Path) -> None:
    words = ["--project", str(ROOT), "query", "--as-of", "1.0.0", "memberships", "--member", "kazakhstan"]
    plain = azkz(*words)
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert azkz(*words, "--format", "json").stdout.startswith(b'{"head"')
    assert azkz(*words, "--out", str(tmp_path / "a.tsv")).returncode == 0
    assert len((tmp_path / "a.tsv").read_bytes().splitlines()) == len(plain.stdout.splitlines())
