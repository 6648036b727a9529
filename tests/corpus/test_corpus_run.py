"""`azkz corpus build` as it is typed: what it says, and how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from corpora import SMALL, write_articles
from patience import PATIENCE

from azkz_graph.dataset.project import own_root

pytestmark = pytest.mark.process

WITHOUT = "import sys; sys.modules['{}'] = None; from azkz_graph.cli.command_line import main; main()"
"""A program in which a package cannot be imported."""


def ran(*words: str, without: str = "nothing") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", WITHOUT.format(without), "corpus", "build", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


def test_broken_articles_are_named_and_end_with_1(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "broken", "whole", data=SMALL)
    (source / "broken" / "facts.trig").unlink()
    done = ran(str(source), str(tmp_path / "built"), "--processes", "1")
    assert done.returncode == 1
    assert done.stderr == "broken/facts.trig:1: error: the file is missing: add it [file]\n"
    assert done.stdout.startswith(f"{tmp_path / 'built'}: 1 of 2 articles, ")
    assert "; 1 error, " in done.stdout


def test_a_broken_ontology_is_told_and_nothing_is_built(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", data=SMALL)
    (source / "ontology").symlink_to(own_root() / "ontology")
    (source / "queries").mkdir()
    (source / "queries" / "broken.rq").write_text("SELECT")
    done = ran(str(source), str(tmp_path / "built"))
    assert done.returncode == 1
    assert "queries/broken.rq:1: error: " in done.stderr
    assert done.stdout == f"{source}: nothing is built, because what all articles share has errors\n"
    assert not (tmp_path / "built").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["nowhere", "built"],
            "nowhere holds no article; name a folder of articles, each a folder like data/",
        ),
        (
            ["a", "b", "--engine", "spark"],
            "--engine spark and --master URL belong together; give both, or neither",
        ),
        (
            ["a", "b", "--master", "local[2]"],
            "--engine spark and --master URL belong together; give both, or neither",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: list[str], sentence: str) -> None:
    done = ran(*words)
    assert (done.returncode, done.stderr) == (2, f"azkz: error: {sentence}\n")


def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", data=SMALL)
    duckdb = ran(str(source), str(tmp_path / "built"), without="duckdb")
    assert (duckdb.returncode, duckdb.stderr) == (
        2,
        "azkz: error: azkz corpus needs duckdb, which is not installed; "
        "in a checkout of azkz-graph run pip install '.[corpus]'\n",
    )
    pyspark = ran(
        str(source), str(tmp_path / "built"), "--engine", "spark", "--master", "local", without="pyspark"
    )
    assert (pyspark.returncode, pyspark.stderr) == (
        2,
        "azkz: error: --engine spark needs pyspark, which is not installed; "
        "in a checkout of azkz-graph run pip install '.[spark]'\n",
    )


@pytest.mark.parametrize(
    "secret",
    ["s3://AKIAEXAMPLE:hush-hush@bucket/a", "s3://bucket/a?secret_key=hush-hush", "s3://AKIA:hush/hu@sh/a"],
)
@pytest.mark.parametrize("engine", [[], ["--engine", "spark", "--master", "local[1]"]])
def test_an_address_with_a_secret_is_refused_and_not_shown(
    secret: str, engine: list[str], tmp_path: Path
) -> None:
    source = write_articles(tmp_path / "corpus", "one", data=SMALL)
    for words in ((str(source), secret), (secret, str(tmp_path / "built"))):
        done = ran(*words, *engine)
        assert (done.returncode, done.stdout) == (2, "")
        assert (
            "set it in the environment, for S3 as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in done.stderr
        )
        assert "hush" not in done.stderr
    assert not (tmp_path / "built").exists()
