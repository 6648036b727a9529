"""The command as a whole: its help, what it loads, its statuses, and what a terminal shows."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from patience import PATIENCE
from transcripts import SMALL, azkz

pytestmark = pytest.mark.process

COMMANDS = ("query", "show", "why", "cite", "check", "build", "completion")
HEAVY = {"rdflib", "pyshacl", "pyarrow", "yaml", "rich", "pandas", "difflib", "azkz_graph.dataset.derivation"}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_ends_with_an_example_that_runs(command: str, tmp_path: Path) -> None:
    helped = azkz(*command.split(), "--help")
    assert helped.returncode == 0
    example = re.fullmatch(r".*\n  Example: ([^\n]*)\n", helped.stdout.decode(), re.DOTALL)
    assert example is not None
    assert f"azkz {command}" in example[1]
    azkz_command = f"'{sys.executable}' -m azkz_graph"
    line = example[1].replace("azkz", azkz_command, 1)
    process = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert process.returncode in ((0, 1) if "--strict" in line else (0,)), process.stderr.decode()


def test_no_words_show_the_help() -> None:
    process = subprocess.run([sys.executable, "-m", "azkz_graph"], capture_output=True, check=True)
    assert process.stdout == azkz("--help").stdout


@pytest.mark.parametrize("group", ["store", "corpus"])
def test_a_group_without_a_command_shows_its_help(group: str) -> None:
    told = azkz(group)
    assert (told.returncode, told.stdout) == (0, azkz(group, "--help").stdout)


def test_version() -> None:
    assert azkz("--version").stdout.startswith(b"azkz ")


@pytest.mark.parametrize(
    "words", [["--help"], ["query", "states"], ["show", "kazakhstan"], ["cite", "dataset"]]
)
def test_nothing_is_imported_that_the_answer_does_not_need(words: list[str]) -> None:
    azkz(*words)
    process = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "azkz_graph", "--project", ".", *words],
        cwd=SMALL,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in process.stderr.splitlines()}
    assert "click" in imported
    assert not HEAVY & imported


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, azkz_graph; print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert {"click", "pyoxigraph", "azkz_graph.notebook.notebook_graph"}.isdisjoint(printed.split())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing"], "there is no command 'nothing'; see azkz --help"),
        (["store", "biuld"], "there is no command 'biuld'; close to it: build"),
        (["corpus", "foo"], "there is no command 'foo'; see azkz corpus --help"),
        (["show", "ilham", "aliyev"], "Got unexpected extra argument (aliyev); see azkz show --help"),
        (["query", "states", "--user", "x"], "a user or a secret is for --endpoint; give that too, or leave"),
        (["chek"], "there is no command 'chek'; close to it: check"),
        (["show"], "Missing argument 'ENTITY'"),
        (["show", "--lng", "he", "aktau"], "there is no option --lng; close to it: --lang"),
        (["check", "--colour", "no"], "there is no option --colour; see azkz check --help"),
        (["check", "--format", "yaml"], "Invalid value for '--format': 'yaml' is not one of"),
        (["--project", "a\x1b[31m\u202e\nb", "query"], "a<U+001B>[31m<U+202E> b is not a folder"),
        (["query", "states", "--out", "a\x1b[31m/b.csv"], "a<U+001B>[31m/"),
        (["--project", "nowhere", "query"], "nowhere is not a folder"),
        (["--project", "queries", "query"], "queries has no folder data/"),
    ],
)
def test_misuse_is_one_line_and_status_2(words: list[str], sentence: str) -> None:
    process = azkz(*words)
    assert process.returncode == 2
    assert process.stdout == b""
    lines = process.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].isprintable()
    assert lines[0].startswith(f"azkz: error: {sentence}")


def test_words_that_are_no_utf_8() -> None:
    process = subprocess.run(
        [sys.executable.encode(), b"-m", b"azkz_graph", b"show", b"\xff"], capture_output=True, check=False
    )
    assert process.returncode == 2
    assert process.stderr == b"azkz: error: '\\udcff' is not UTF-8; type it in UTF-8\n"


def test_a_path_that_is_no_utf_8_is_read_and_written(tmp_path: Path) -> None:
    """Whatever bytes the name on the disk has; only what is asked for must be text."""
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    shutil.copytree(SMALL.parent / "minimal", os.fsdecode(folder))
    words = [b"--project", folder, b"query", b"borders", b"--out", folder + b"/borders.csv"]
    process = subprocess.run(
        [sys.executable.encode(), b"-m", b"azkz_graph", *words], capture_output=True, check=False
    )
    assert (process.returncode, process.stderr) == (0, b"")
    assert Path(os.fsdecode(folder + b"/borders.csv")).read_bytes().count(b"\r\n") == 5


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_answers_are_utf_8_whatever_the_locale(encoding: str) -> None:
    expected = azkz("show", "kazakhstan").stdout
    assert azkz("show", "kazakhstan", PYTHONIOENCODING=encoding, LC_ALL="C").stdout == expected


def test_a_reader_that_stops_ends_the_command_quietly() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "azkz_graph", "query", "-q", "SELECT * { ?s ?p ?o }"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.wait(PATIENCE) == -signal.SIGPIPE
    assert process.stderr.read() == b""
    process.stderr.close()


def test_ctrl_c_ends_a_query_that_does_not_end() -> None:
    process = subprocess.Popen([sys.executable, "-m", "azkz_graph", "query", "-q", ENDLESS])
    time.sleep(1.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == -signal.SIGINT


@pytest.mark.parametrize(
    ("suffix", "start"), [("csv", b"state,name"), ("md", b"| state |"), ("srj", b'{"head"')]
)
def test_out_takes_the_format_of_its_suffix(tmp_path: Path, suffix: str, start: bytes) -> None:
    out = tmp_path / f"states.{suffix}"
    process = azkz("query", "states", "--out", str(out))
    assert (process.returncode, process.stdout) == (0, b"")
    assert out.read_bytes().startswith(start)
    assert list(tmp_path.iterdir()) == [out]


def test_a_refused_query_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "states.csv"
    out.write_text("before")
    assert azkz("query", "-q", "SELECT", "--out", str(out)).returncode == 2
    assert out.read_text() == "before"


def on_terminal(*words: str, columns: int = 80, **environment: str) -> str:
    """What a terminal of that width receives from the command."""
    main, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "azkz_graph", "--project", ".", *words],
        cwd=SMALL,
        env={**os.environ, "COLUMNS": str(columns), "LINES": "50", "TERM": "xterm-256color", **environment},
        stdout=terminal,
        stderr=subprocess.DEVNULL,
        stdin=terminal,
    )
    os.close(terminal)
    received = b""
    try:
        while chunk := os.read(main, 4096):
            received += chunk
    except OSError:
        pass
    os.close(main)
    assert process.wait() == 0
    return received.decode()


def test_a_terminal_gets_a_table_whose_columns_are_aligned() -> None:
    from rich.cells import cell_len

    lines = plain(on_terminal("query", "names")).splitlines()
    header, russian = lines[0], [line for line in lines if "Каспийское" in line or "Гейдар" in line]
    assert len(russian) == 2
    for line in russian:
        before = re.split("Каспийское|Гейдар", line)[0]
        assert cell_len(before) == header.index("russian")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_nothing_is_wider_than_the_terminal(columns: int) -> None:
    from rich.cells import cell_len

    for words in (["query", "names"], ["show", "kazakhstan"], ["why", "q7uyvibfxtpnk55j"], ["query"]):
        lines = plain(on_terminal(*words, columns=columns)).splitlines()
        assert max(map(cell_len, lines)) <= columns


def test_colours_only_where_they_are_wanted() -> None:
    assert "\x1b[" in on_terminal("show", "aktau")
    assert "\x1b[3" not in on_terminal("show", "aktau", NO_COLOR="1")
    assert b"\x1b" not in azkz("show", "aktau").stdout


def test_a_terminal_gets_the_words_that_a_pipe_gets() -> None:
    shown = plain(on_terminal("show", "kazakhstan", columns=200))
    assert shown.split() == azkz("show", "kazakhstan").stdout.decode().split()


def plain(text: str) -> str:
    """The text without colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def test_check_tells_problems_by_its_status() -> None:
    process = azkz("check", "--article", "article.he.txt")
    assert process.returncode == 0, process.stdout.decode()
    assert b"warning" in process.stdout
    assert azkz("check", "--strict").returncode == 1


def test_build_says_what_it_wrote(tmp_path: Path) -> None:
    process = azkz("build", "--out", str(tmp_path / "dist"))
    assert process.returncode == 0, process.stderr.decode()
    assert f"{tmp_path}/dist/azkz.ttl" in process.stdout.decode()
    assert (tmp_path / "dist" / "azkz.ttl").is_file()


def test_a_strict_build_writes_nothing_when_there_are_warnings(tmp_path: Path) -> None:
    process = azkz("build", "--strict", "--out", str(tmp_path / "di\x1bst"))
    assert process.returncode == 1
    assert not list(tmp_path.iterdir())
    assert f"Nothing was written to {tmp_path}/di<U+001B>st." in process.stderr.decode()


@pytest.mark.parametrize("words", [["query", "states"], ["show", "kazakhstan"], ["cite", "dataset"]])
def test_a_full_disk_behind_standard_output(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "azkz_graph", "--project", ".", *words],
            cwd=SMALL,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert process.returncode == 2
    sentence = "standard output cannot be written: No space left on device; redirect it elsewhere"
    assert process.stderr.decode() == f"azkz: error: {sentence}\n"


CLOSED = "azkz: error: standard output cannot be written: Bad file descriptor; redirect it elsewhere\n"


@pytest.mark.parametrize(
    ("words", "closing", "status", "said"),
    [
        ("query -", "<&-", 2, "azkz: error: standard input is closed; pipe in a query\n"),
        ("mcp", "<&-", 2, "azkz: error: standard input is closed; a client must be able to write to it\n"),
        ("cite dataset", ">&-", 2, CLOSED),
        ("cite dataset", "<&- >&-", 2, CLOSED),
        ("cite dataset", "<&- 2>&-", 0, ""),
        ("cite dataset", "<&- >&- 2>&-", 2, ""),
    ],
)
def test_closed_streams(words: str, closing: str, status: int, said: str) -> None:
    command = f'"{sys.executable}" -m azkz_graph --project . {words} {closing}'
    done = subprocess.run(
        ["sh", "-c", command], cwd=SMALL, capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (status, said)
    assert bool(done.stdout) == (">&- " not in f"{closing} ".replace("2>&-", "") and status == 0)
