"""The command `azkz release`: what it says, where it writes, and its status."""

from datetime import date
from pathlib import Path

import pytest
from little_project import edit
from released_project import TODAY, version

from azkz_graph.cli import make_release
from azkz_graph.cli.command_line import cli
from azkz_graph.problem import UsageError


class Today(date):
    """A day that does not pass."""

    @classmethod
    def today(cls) -> "Today":
        return cls(TODAY.year, TODAY.month, TODAY.day)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on the same day."""
    monkeypatch.setattr(make_release, "date", Today)


def run(root: Path, *words: str) -> int:
    """Run the command on a project, and return its status."""
    command = ["--project", str(root), "release", "--files", str(root / "dist"), *words]
    status = cli.main(command, prog_name="azkz", standalone_mode=False)
    return status if isinstance(status, int) else 0


def names(root: Path) -> set[str]:
    """Every file of the project."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_release_is_made_once_it_is_allowed(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(released, "data/entities/things.ttl", '"Sumqayit"@en', '"Ganja"@en')
    before = names(released)
    assert run(released) == 1
    said = capsys.readouterr().err
    assert "share no word: if it still means the same, release with --confirm id:sumqayit" in said
    assert "does not fit what has changed since 1.0.0" in said
    assert said.endswith("Nothing was released.\n")
    version(released, "1.0.1")
    assert run(released, "--confirm", "id:sumqayit", "--dry-run") == 0
    assert capsys.readouterr().out.endswith("1.0.1 would be released. Nothing was written.\n")
    assert names(released) == before
    assert (
        run(released, "--confirm", "https://w3id.org/azkz/id/sumqayit", "--out", str(released / "out")) == 0
    )
    assert "1.0.1 is released: " in capsys.readouterr().out
    made = {f"data/releases/1.0.1/{name}.tsv" for name in ("facts", "identifiers")}
    assert names(released) - before == {*made, "out/azkz-1.0.1.zip"}
    assert run(released, "--out", str(released / "out")) == 0
    assert "1.0.1 was released before; " in capsys.readouterr().out


def test_a_register_that_was_edited_is_blamed_alone(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        released,
        "data/releases/1.0.0/identifiers.tsv",
        "id:aktau\tthing\tazkz:Place",
        "id:aktau\tthing\tazkz:People",
    )
    assert run(released) == 1
    said = capsys.readouterr().err
    assert "the entry differs from azkz-1.0.0.zip in id:aktau" in said
    assert "had another meaning" not in said


def test_a_lost_row_is_told_before_anything_else(released: Path) -> None:
    (released / "data/releases/releases.tsv").unlink()
    before = names(released)
    with pytest.raises(UsageError, match=r"has no row for .*restore releases\.tsv from version control"):
        run(released, "--dry-run")
    assert names(released) == before


def test_strict_heeds_warnings_that_no_note_explains(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(released, "--strict") == 1
    assert "Nothing was released." in capsys.readouterr().err
