"""`azkz verify` takes files, folders, URLs, and citations of answers."""

from pathlib import Path

import pytest
from transcripts import SMALL

from azkz_graph.cli.command_line import run_command
from azkz_graph.dataset.project import own_root
from azkz_graph.vocabulary import QUERY


def verify(target: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit status of the command, and what it prints."""
    status = run_command(["--project", str(SMALL), "verify", str(target)])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_cited_answer_is_asked_for_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for style in ("text", "bibtex", "ris", "csl-json"):
        assert run_command(["--project", str(SMALL), "cite", "query:claimed", "--style", style]) == 0
        path = tmp_path / f"citation.{style}"
        path.write_text(capsys.readouterr().out, encoding="utf-8")
        assert verify(path, capsys) == (0, "", "1 of 1 cited answer is right\n")
        text = path.read_text(encoding="utf-8")
        place = text.index("sha256:") + len("sha256:")
        other = "0" if text[place] != "0" else "1"
        path.write_text(text[:place] + other + text[place + 1 :], encoding="utf-8")
        status, out, err = verify(path, capsys)
        assert (status, err) == (1, "0 of 1 cited answer is right\n")
        assert "the answer is another now" in out


def test_an_answer_of_an_earlier_version_is_asked_for_by_the_query_of_that_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = "f4452374d3c62ef77db9d341f83662b286e00a140bbeebc37baed9db71aa462e"
    path = tmp_path / "citation.txt"
    path.write_text(
        f"Answer: 22 rows, sha256:{digest}. In: …, version 1.0.0. {QUERY}views.", encoding="utf-8"
    )
    assert run_command(["--project", str(own_root()), "verify", str(path)]) == 0
    assert "views: this is the answer of 1.0.0; it is another now" in capsys.readouterr().out


def test_what_is_there_in_no_release_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine", encoding="utf-8")
    assert verify(path, capsys)[0] == 2
    assert verify(tmp_path / "nothing", capsys)[0] == 2
