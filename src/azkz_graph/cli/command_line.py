"""The command `azkz`: words typed in; what a library function answers, and an exit status, out.

Exit 0: done. 1: the data have problems. 2: the command cannot be carried out as it was given.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from azkz_graph.cli.completers import SHELLS, citable, entity_slugs, query_names, script, style_names
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import UsageError

if TYPE_CHECKING:
    from azkz_graph.ask.results import Found
    from azkz_graph.dataset.dataset import Dataset
    from azkz_graph.dataset.project import Project
    from azkz_graph.text.text_outline import Outline

FILE = click.Path(path_type=Path)
QUERY = "[NAME | FILE.rq | -] [--PARAM VALUE]…"
STATEMENT = "FACT | SUBJECT PREDICATE OBJECT"
REPORTS = ("text", "json", "sarif", "junit")
HELP = {"help_option_names": ["-h", "--help"]}
STRICT = click.option(
    "--strict/--allow-warnings",
    default=False,
    help="Fail on warnings too, unless a note explains them; by default they are allowed.",
)


def with_server(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say who asks a server, and what it may answer; no secret is on the command line."""
    options = (
        click.option(
            "--user",
            metavar="NAME",
            help="Ask as this user; the password is in AZKZ_PASSWORD, in --password-file or in netrc.",
        ),
        click.option(
            "--password-file",
            type=FILE,
            metavar="FILE",
            help="The user's password, in FILE or on - as a line.",
        ),
        click.option(
            "--token-file",
            type=FILE,
            metavar="FILE",
            help="A bearer token, in FILE or on - as a line; without, AZKZ_TOKEN may hold https://HOST=TOKEN.",
        ),
        click.option(
            "--secret-over-http",
            "over_http",
            is_flag=True,
            help="Send the secret unencrypted too, to another machine, where others may read it.",
        ),
        click.option(
            "--size",
            type=click.IntRange(1),
            default=256,
            metavar="MIB",
            help="The most of an answer of the server, decompressed, by default 256.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def main() -> NoReturn:
    """Run the command that was typed, and leave with its status."""
    # As every program of a pipeline does, end quietly when nobody reads on.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    status = run(sys.argv[1:])
    # Taking down a store and the modules would take a tenth of a fast answer's time, and free what ends anyway.
    os._exit(status)


@contextmanager
def speaking() -> Iterator[None]:
    """A server that closes its end is then a failure to be told of, and not the quiet end of the program."""
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)


def run(words: Sequence[str]) -> int:
    """Run a command; faults in use become one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            return 2
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        refuse_surrogates(words)
        status = cli.main(list(words) or ["--help"], prog_name="azkz", standalone_mode=False)
        sys.stdout.flush()
    except UsageError as error:
        return misuse(str(error))
    except click.ClickException as error:
        return misuse(error.format_message())
    except click.Abort:
        return 130
    except OSError as error:
        if error.errno is None:
            raise
        if error.filename is not None:
            return misuse(
                f"{error.filename} cannot be used: {error.strerror}; correct its permissions or name another"
            )
        return misuse(f"standard output cannot be written: {error.strerror}; redirect it elsewhere")
    return status if isinstance(status, int) else 0


def misuse(sentence: str) -> int:
    """Say what is wrong with the command."""
    click.echo(f"azkz: error: {sentence}", err=True)
    return 2


def refuse_surrogates(words: Sequence[str]) -> None:
    """Refuse words whose bytes are no text."""
    for word in words:
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise UsageError(f"{word!a} is no UTF-8; type it in UTF-8")


def version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the version of the installed package."""
    if not value or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        click.echo(f"azkz {installed('azkz-graph')}")
    except PackageNotFoundError:
        click.echo("azkz (not installed)")
    context.exit()


@click.group(context_settings=HELP, epilog="Example: azkz show kazakhstan")
@click.option(
    "--project", type=FILE, metavar="FOLDER", help="Work on the project in FOLDER, not the package's own."
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=version, help="Show the version."
)
@click.pass_context
def cli(context: click.Context, project: Path | None) -> None:
    """Ask, check and publish linked data of which every triple rests on a passage of an article."""
    context.obj = project


@cli.command(
    context_settings={**HELP, "ignore_unknown_options": True},
    epilog="Example: azkz query memberships --member kazakhstan",
    short_help="Answer a query, or list the saved ones.",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, shell_complete=query_names, metavar=QUERY)
@click.option(
    "-q", "text", metavar="SPARQL", help="Ask this text; the project's own prefixes need no PREFIX."
)
@click.option(
    "--data", type=FILE, multiple=True, metavar="FILE", help="Ask this file of RDF instead; may be repeated."
)
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86400),
    default=60,
    metavar="SECONDS",
    help="Wait for an endpoint's answer as long as this, by default 60.",
)
@with_server
@click.option("--format", metavar="FORMAT", help="table, csv, tsv, json, xml, markdown; ttl, nt for graphs.")
@click.option("--out", type=FILE, metavar="FILE", help="Write to FILE, in the format of its suffix.")
@click.option("--explain", is_flag=True, help="Do not ask; tell what the query answers, and its parameters.")
@click.pass_obj
def query(
    folder: Path | None,
    words: tuple[str, ...],
    text: str | None,
    data: tuple[Path, ...],
    endpoint: str | None,
    timeout: float,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    over_http: bool,
    size: int,
    format: str | None,
    out: Path | None,
    explain: bool,
) -> None:
    """Answer a saved query, a file, standard input or a text; without any, list the saved queries."""
    from azkz_graph.ask.question import ask, question

    project = open_project(folder)
    asked = question(project, words, text) if words or text is not None else None
    if asked is None or explain:
        from azkz_graph.ask.query_documentation import documentation, listing

        return say(documentation(asked.query) if asked else listing(project.queries))
    if endpoint is None:
        return reply(lambda: ask(asked, project, data), format, out)
    if data:
        raise UsageError("--data and --endpoint exclude each other; give one of them")
    from azkz_graph.http.credentials import Sources
    from azkz_graph.http.http_client import MEBIBYTE
    from azkz_graph.remote.remote_question import ask_endpoint, opened

    sources = Sources(user, password_file, token_file, over_http)
    there = opened(endpoint, sources, timeout, size * MEBIBYTE)
    return reply(lambda: speaking()(ask_endpoint)(asked, project, there), format, out)


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz show קזחסטן --lang he",
    short_help="Show all that is known of a thing.",
)
@click.argument("entity", shell_complete=entity_slugs)
@click.option("--lang", default="en", metavar="TAG", help="Prefer names in this language, such as he or kk.")
@click.pass_obj
def show(folder: Path | None, entity: str, lang: str) -> None:
    """Show all that is known of a thing, by its slug, IRI, prefixed name, or label in any language."""
    from azkz_graph.about.entity_sheet import show
    from azkz_graph.store.memory_store import project_store

    say(show(project_store(open_project(folder)), entity, lang))


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz why aktau twinnedWith sumqayit",
    short_help="Tell what a fact rests on.",
)
@click.argument("statement", nargs=-1, required=True, metavar=STATEMENT, shell_complete=entity_slugs)
@click.option(
    "--article", type=FILE, metavar="FILE", help="Show each passage's own words, from the article's text."
)
@click.option("--lang", default="en", metavar="TAG", help="Prefer names in this language, such as he or kk.")
@click.pass_obj
def why(folder: Path | None, statement: tuple[str, ...], article: Path | None, lang: str) -> None:
    """Tell what a fact rests on: passages and footnotes, or the rule and the facts that it was derived from."""
    from azkz_graph.about.explanation import why
    from azkz_graph.store.memory_store import project_store

    say(why(project_store(open_project(folder)), *statement, language=lang, article=article))


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz cite dataset --style bibtex",
    short_help="Cite a thing, a fact, the dataset.",
)
@click.argument("thing", metavar="ENTITY | FACT | dataset", shell_complete=citable)
@click.option(
    "--style",
    default="text",
    metavar="STYLE",
    shell_complete=style_names,
    help="text, bibtex, ris or csl-json.",
)
@click.pass_obj
def cite(folder: Path | None, thing: str, style: str) -> None:
    """Cite a thing, a fact, or the dataset, with version, date and URI."""
    from azkz_graph.about.citation import cite
    from azkz_graph.store.memory_store import project_store

    click.echo(cite(project_store(open_project(folder)), thing, style))


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz check --strict",
    short_help="Name every problem of the files.",
)
@click.option("--format", type=click.Choice(REPORTS), default="text", help="How to report; by default text.")
@click.option(
    "--article", type=FILE, metavar="FILE", help="Compare every passage with the article, and show its words."
)
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    help="What applies the shapes; both find the same.",
)
@STRICT
@click.pass_obj
def check(folder: Path | None, format: str, article: Path | None, engine: str, strict: bool) -> int:
    """Check all authored files; name every problem with its file and line, and how to mend it."""
    from azkz_graph.check.checkable_dataset import checkable
    from azkz_graph.check.dataset_check import check, stops
    from azkz_graph.check.passage_text import shown
    from azkz_graph.check.report import counted, render

    dataset = checkable(open_project(folder))
    problems = check(dataset, article, engine)
    if article is not None and format == "text":
        click.echo("\n".join(shown(dataset, article)) + "\n")
    click.echo(render(problems, format), nl=False)
    click.echo(counted(problems), err=True)
    return int(any(stops(problem, strict) for problem in problems))


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz build --out dist",
    short_help="Check, and write every format.",
)
@click.option(
    "--out", type=FILE, default=Path("dist"), metavar="FOLDER", help="Write to FOLDER, by default dist."
)
@STRICT
@click.pass_obj
def build(folder: Path | None, out: Path, strict: bool) -> int:
    """Check the data; if nothing is wrong, write them in every format, all files or none."""
    from azkz_graph.export.release_folder import build

    dataset = checked(open_project(folder), strict)
    if dataset is None:
        click.echo(f"Nothing was written to {out}.", err=True)
        return 1
    click.echo(build(dataset, out).summary(out))
    return 0


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz site --base https://example.org/azkz/",
    short_help="Check, and write the site.",
)
@click.option(
    "--out",
    type=FILE,
    default=Path("dist/site"),
    metavar="FOLDER",
    help="Write to FOLDER, by default dist/site.",
)
@click.option(
    "--base", metavar="URL", help="Where the folder will be published; by default where IRIs begin."
)
@click.option(
    "--article", type=FILE, metavar="FILE", help="Show the words of the article beside its passages."
)
@STRICT
@click.pass_obj
def site(folder: Path | None, out: Path, base: str | None, article: Path | None, strict: bool) -> int:
    """Check the data; if nothing is wrong, write them as a site of static pages, all files or none."""
    from azkz_graph.site.build.site_build import build_site
    from azkz_graph.vocabulary import BASE

    dataset = checked(open_project(folder), strict)
    if dataset is None:
        click.echo(f"Nothing was written to {out}.", err=True)
        return 1
    click.echo(build_site(dataset, out, base or BASE, article).summary(out))
    return 0


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz load http://localhost:3030/azkz --verify",
    short_help="Load the data into a triple store.",
)
@click.argument("url")
@click.option("--graph", metavar="IRI", help="Load everything into this one named graph.")
@click.option("--plain", is_flag=True, help="Load everything into the default graph, as in the Turtle.")
@click.option(
    "--data", type=FILE, multiple=True, metavar="FILE", help="Load this file of RDF instead; may be repeated."
)
@click.option("--update", metavar="URL", help="Load by SPARQL 1.1 Update, at this address.")
@click.option("--query", metavar="URL", help="Count and verify at this address.")
@click.option("--dry-run", is_flag=True, help="Change nothing; tell what would be loaded, and how.")
@click.option("--verify", is_flag=True, help="Ask every saved query there and here, and compare the answers.")
@with_server
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86400),
    default=300,
    metavar="SECONDS",
    help="Wait for each answer as long as this, by default 300.",
)
@click.pass_obj
def load(
    folder: Path | None,
    url: str,
    graph: str | None,
    plain: bool,
    data: tuple[Path, ...],
    update: str | None,
    query: str | None,
    dry_run: bool,
    verify: bool,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    over_http: bool,
    size: int,
    timeout: float,
) -> int:
    """Load the data into the triple store at URL, graph by graph, each replaced whole; what else it holds stays.

    Whether the store takes graphs or updates is found out by asking it.
    """
    from azkz_graph.http.credentials import Sources
    from azkz_graph.http.http_client import MEBIBYTE
    from azkz_graph.remote.store_loading import Order, load_into

    sources = Sources(user, password_file, token_file, over_http)
    size *= MEBIBYTE
    order = Order(url, data, graph, plain, update, query, dry_run, verify, sources, timeout, size)
    with speaking():
        outcome = load_into(open_project(folder), order, lambda line: click.echo(line, err=True))
    click.echo("\n".join(outcome.lines))
    return 0 if outcome.is_right else 1


@cli.group(context_settings=HELP, short_help="Make a store on disk.")
def store() -> None:
    """Make a store on disk, which azkz serve answers from without reading it into memory."""


@store.command(
    "build",
    context_settings=HELP,
    epilog="Example: azkz store build azkz.store --data dist/azkz.trig",
    short_help="Write the data into a store.",
)
@click.argument("out", type=FILE, metavar="FOLDER")
@click.option(
    "--data", type=FILE, multiple=True, metavar="FILE", help="Take this file of RDF instead; may be repeated."
)
@click.pass_obj
def store_build(folder: Path | None, out: Path, data: tuple[Path, ...]) -> None:
    """Write the project's dataset, or files of RDF, into a store in FOLDER, all of it or nothing."""
    from azkz_graph.store.disk_store import build_store
    from azkz_graph.store.memory_store import derived, parsed_file

    quads = (
        (quad for path in data for quad in parsed_file(path))
        if data
        else derived(open_project(folder)).quads()
    )
    count = build_store(quads, out)
    click.echo(f"{out}: {count:,} quads, the union of all graphs among them")


@cli.group(context_settings=HELP, short_help="Build many articles.")
def corpus() -> None:
    """Build the graph of many articles that share an ontology, entities and queries."""


@corpus.command(
    "build",
    context_settings=HELP,
    epilog="Example: azkz corpus build articles built --processes 8",
    short_help="Check and build every article of a folder.",
)
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="OUT")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", help="Processes here, or Spark."
)
@click.option(
    "--processes", type=click.IntRange(min=1), help="How many processes; by default one per processor."
)
@click.option("--master", metavar="URL", help="Spark's master, such as spark://host:7077.")
@click.option(
    "--part",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many articles a file holds.",
)
@click.option("--compression", type=click.Choice(["zstd", "gzip"]), default="zstd", help="That of N-Quads.")
def corpus_build(
    source: str,
    target: str,
    engine: str,
    processes: int | None,
    master: str | None,
    part: int,
    compression: str,
) -> int:
    """Check every article below SRC, and write those without errors into OUT.

    SRC and OUT are folders, or object stores, such as s3://bucket/prefix. A build that was cut off goes on where it
    was when the same command is given again.
    """
    if (engine == "spark") != (master is not None):
        raise UsageError("name the master of Spark by --master URL together with --engine spark")
    try:
        from azkz_graph.corpus.corpus_run import build
    except ModuleNotFoundError as error:
        if error.name != "duckdb":
            raise
        raise UsageError(
            "DuckDB is not installed, which this command needs; pip install 'azkz-graph[corpus]'"
        ) from None
    told = build(source, target, compression, part, processes=processes, master=master)
    click.echo("".join(f"{line}\n" for line in told.problems), err=True, nl=False)
    click.echo(told.summary)
    return int(told.is_broken)


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz serve --port 8000",
    short_help="Serve the data over HTTP.",
)
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Listen at ADDRESS, by default 127.0.0.1."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    metavar="N",
    help="Listen at port N, by default 8000.",
)
@click.option(
    "--data",
    type=FILE,
    multiple=True,
    metavar="PATH",
    help="Serve this file of RDF, or the folder of a store, instead; files may be repeated.",
)
@click.option("--base", metavar="URL", help="Where clients find the server; by default http://ADDRESS:N/.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=10,
    metavar="SECONDS",
    help="The longest evaluation, by default 10.",
)
@click.option(
    "--memory",
    type=click.IntRange(16),
    default=192,
    metavar="MIB",
    help="The most memory of a question, by default 192.",
)
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=1_000_000,
    metavar="N",
    help="The most rows of an answer, by default 1,000,000.",
)
@click.option(
    "--size", type=click.IntRange(1), default=64, metavar="MIB", help="The most of an answer, by default 64."
)
@click.option(
    "--body", type=click.IntRange(1), default=1, metavar="MIB", help="The most of a request, by default 1."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=6,
    metavar="N",
    help="The questions that are answered at once, by default 6.",
)
@click.option(
    "--rate",
    type=click.FloatRange(0),
    default=50,
    metavar="N",
    help="The questions a second of one client, by default 50; 0 is no bound.",
)
@click.option(
    "--per-client",
    type=click.IntRange(0),
    default=64,
    metavar="N",
    help="The connections, and the questions under way, of one client, by default 64; 0 is no bound.",
)
@click.option(
    "--allow-host",
    multiple=True,
    metavar="NAME",
    help="Answer to this name of the server too; may be repeated. At 127.0.0.1 other names are refused.",
)
@click.option(
    "--allow-origin",
    multiple=True,
    metavar="ORIGIN",
    help="Let pages of this origin read answers, or of any by '*'; may be repeated. By default any, with --data none.",
)
@click.option(
    "--log",
    type=FILE,
    default=Path("-"),
    metavar="FILE",
    help="Log each answer to FILE; by default to standard output.",
)
@click.option("--quiet", is_flag=True, help="Log no answers.")
@click.option(
    "--behind-proxy", is_flag=True, help="Believe what a proxy on this machine says of its clients."
)
@click.pass_obj
def serve(
    folder: Path | None,
    host: str,
    port: int,
    data: tuple[Path, ...],
    base: str | None,
    timeout: float,
    memory: int,
    rows: int,
    size: int,
    body: int,
    workers: int,
    rate: float,
    per_client: int,
    allow_host: tuple[str, ...],
    allow_origin: tuple[str, ...],
    log: Path,
    quiet: bool,
    behind_proxy: bool,
) -> int:
    """Serve IRIs with content negotiation, SPARQL, saved queries and reconciliation, until Ctrl-C."""
    from azkz_graph.server.server_run import Settings, run_server
    from azkz_graph.server.workers.limits import MEBIBYTE, Limits

    limits = Limits(
        timeout,
        rows,
        size * MEBIBYTE,
        memory * MEBIBYTE,
        body * MEBIBYTE,
        workers=workers,
        per_client=per_client,
        rate=rate,
    )
    settings = Settings(host, port, base, None if quiet else log, behind_proxy, allow_host, allow_origin)
    return run_server(open_project(folder), data, settings, limits)


@cli.command(
    context_settings=HELP,
    epilog="Example: azkz mcp --http --port 8808",
    short_help="Serve the data to language models.",
)
@click.option("--http", is_flag=True, help="Answer over HTTP; by default on standard input and output.")
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Listen at ADDRESS, by default 127.0.0.1."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8808,
    metavar="N",
    help="Listen at port N, by default 8808.",
)
@click.option(
    "--data",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="Serve this file of RDF instead; may be repeated.",
)
@click.pass_obj
def mcp(folder: Path | None, http: bool, host: str, port: int, data: tuple[Path, ...]) -> None:
    """Serve saved queries, sheets, reasons and citations as tools of the Model Context Protocol."""
    from azkz_graph.mcp.mcp_run import serve

    def tell(line: str) -> None:
        click.echo(line, err=True)

    serve(open_project(folder), data, http=http, host=host, port=port, tell=tell)


@cli.command(
    "check-deref",
    context_settings=HELP,
    epilog="Example: azkz check-deref http://localhost:8000/ --only 'id/*'",
    short_help="Ask a published site for every IRI.",
)
@click.argument("url")
@click.option(
    "--only",
    default="*",
    metavar="PATTERN",
    help="Ask only for these IRIs, by their path: 'query/*', id/baku.",
)
@click.option(
    "--format",
    type=click.Choice(("text", "json", "junit")),
    default="text",
    help="How to report; by default text.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=4,
    metavar="N",
    help="Ask N questions at once, by default 4.",
)
@click.pass_obj
def check_deref(folder: Path | None, url: str, only: str, format: str, jobs: int) -> int:
    """Ask the site at URL for every IRI, in every format and language; name all that is answered wrongly."""
    from azkz_graph.deref.deref_report import FORMATS, counted
    from azkz_graph.deref.dereferencing import check_deref
    from azkz_graph.deref.iri_question import questions
    from azkz_graph.site.data.publication import Publication
    from azkz_graph.site.data.published_iris import published
    from azkz_graph.store.memory_store import derived
    from azkz_graph.vocabulary import BASE

    asked = questions(published(Publication(derived(open_project(folder)), BASE)), only)
    outcome = check_deref(url, asked, jobs, progress=progress(len(asked)))
    click.echo(FORMATS[format](outcome), nl=False)
    click.echo(counted(outcome), err=True)
    return int(bool(outcome.findings or outcome.unasked))


@cli.command(
    context_settings=HELP,
    epilog='Example: eval "$(azkz completion bash)"',
    short_help="Print a script for a shell.",
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete commands, saved queries and things."""
    click.echo(script(cli, shell))


def checked(project: "Project", strict: bool) -> "Dataset | None":
    """The derived dataset, its problems told; None if they forbid to publish it."""
    from azkz_graph.check.checkable_dataset import checkable
    from azkz_graph.check.dataset_check import check, stops
    from azkz_graph.check.report import counted, render

    dataset = checkable(project)
    problems = check(dataset)
    click.echo(render([problem for problem in problems if stops(problem, strict=True)]), err=True, nl=False)
    click.echo(counted(problems), err=True)
    return None if any(stops(problem, strict) for problem in problems) else dataset


def progress(total: int) -> "Callable[[int], None]":
    """What tells on a terminal how many of `total` are done, and elsewhere nothing."""

    def tell(done: int) -> None:
        if done % 100 == 0 or done == total:
            click.echo(f"\r{done:,} of {total:,}" + ("\n" if done == total else ""), err=True, nl=False)

    return tell if sys.stderr.isatty() else lambda done: None


def say(outline: "Outline") -> None:
    """Print an outline: wrapped and coloured on a terminal, as plain lines elsewhere."""
    if not sys.stdout.isatty():
        return click.echo(str(outline))
    from azkz_graph.text.terminal import outline_text

    return click.echo(outline_text(outline, columns(), colour=True), nl=False)


def columns() -> int:
    """The width of the terminal, in cells."""
    import shutil

    return shutil.get_terminal_size().columns


def reply(ask: "Callable[[], Found]", format: str | None, out: Path | None) -> None:
    """Ask, and write the answer to `out` or standard output."""
    from azkz_graph.ask.results import chosen_format, result, write

    # While the engine evaluates no Python code runs, so only the system itself can heed Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    out = None if out == Path("-") else out
    terminal = out is None and sys.stdout.isatty()
    answer = ask()
    format = chosen_format(answer, format, out, terminal)
    written = result(answer, format, columns() if terminal else None, terminal)
    write(written.content, out)
    if written.count:
        click.echo(written.count, err=True)
