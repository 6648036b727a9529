"""The command `azkz release`."""

from datetime import date
from pathlib import Path

import click

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.dataset_check import ENGINES, check, order, stops
from azkz_graph.check.earlier_releases import earlier_releases
from azkz_graph.check.published_identifiers import FORBIDDEN, OTHER_WORDS
from azkz_graph.check.report import count_severities, render
from azkz_graph.cli.options import FILE, HELP, STRICT
from azkz_graph.cli.outline_output import say
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.dataset_record import dataset_record
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import Problem, UsageError
from azkz_graph.text.safe_text import printable
from azkz_graph.versions.difference_formats import outline
from azkz_graph.versions.register_agreement import refuse_lost_rows, register_disagreements
from azkz_graph.versions.release_plan import (
    CHANGE_LOG,
    ReleasePlan,
    carry_out,
    difference_from_last,
    plan_release,
)
from azkz_graph.versions.release_refusals import release_refusals
from azkz_graph.versions.version_difference import Difference
from azkz_graph.vocabulary import expand, shorten


@click.command("release", context_settings=HELP, epilog="Example: azkz release --dry-run")
@click.option(
    "--out",
    type=FILE,
    metavar="FOLDER",
    help="Write the archive to FOLDER, by default releases/ of the project.",
)
@click.option(
    "--files",
    type=FILE,
    default=Path("dist"),
    metavar="FOLDER",
    help="Write the files to FOLDER too, by default dist.",
)
@click.option(
    "--confirm",
    multiple=True,
    metavar="ID",
    help="Allow a label or definition of ID that has no word in common with the last release; may be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be released, and write nothing.")
@STRICT
@click.pass_obj
def make_release(
    folder: Path | None, out: Path | None, files: Path, confirm: tuple[str, ...], dry_run: bool, strict: bool
) -> int:
    """Release the version that data/dataset.ttl states: register, change log, files and an archive, or nothing.

    Nothing is released if a check finds an error, if an identifier of an earlier release is gone without a record in
    data/withdrawn.ttl or means something else, or if the version or the date does not fit.
    """
    project = open_project(folder)
    archives = out or project.root / "releases"
    dataset = checkable(project)
    if not dataset.unread():
        refuse_lost_rows(project, dataset_record(dataset).version, archives)
    problems = find_refusals(dataset, confirm, archives)
    click.echo(render([problem for problem in problems if stops(problem, strict=True)]), err=True, nl=False)
    is_refused = any(stops(problem, strict) for problem in problems)
    if dry_run and (difference := find_difference(dataset)):
        say(outline(difference))
    if is_refused:
        click.echo(f"{count_severities(problems)}. Nothing was released.", err=True)
        return 1
    plan = plan_release(earlier_releases(dataset))
    if dry_run:
        told = "was released before" if plan.is_released else "would be released"
        click.echo(f"{plan.row.version} {told}. Nothing was written.")
        return 0
    if plan.difference is not None:
        say(outline(plan.difference))
    path = carry_out(plan, archives, files)
    click.echo(printable(summary(plan, path, files)))
    return 0


def find_refusals(dataset: Dataset, confirm: tuple[str, ...], archives: Path) -> list[Problem]:
    """Return the problems that either validator finds, and what forbids the release, by file and line."""
    problems = {problem for engine in ENGINES for problem in check(dataset, engine=engine)}
    if not any(stops(problem) for problem in problems):
        earlier = earlier_releases(dataset)
        confirmed = {shorten(expand(each) or each) for each in confirm}
        # What differs from a register that was edited says nothing of the data.
        refused = {*register_disagreements(earlier, archives)} or {
            *release_refusals(problems, earlier, confirmed, date.today())
        }
        problems = {
            problem for problem in problems if problem.code not in (*FORBIDDEN, OTHER_WORDS)
        } | refused
    return sorted(problems, key=order)


def find_difference(dataset: Dataset) -> Difference | None:
    """Return how the dataset differs from the last release; None if there is none, or something cannot be read."""
    if dataset.unread():
        return None
    try:
        return difference_from_last(earlier_releases(dataset))
    except UsageError:
        return None


def summary(plan: ReleasePlan, path: Path, files: Path) -> str:
    """Say what was released, and where it is."""
    if plan.is_released:
        return f"{plan.row.version} was released before; {path} is as the register says. Its files are in {files}."
    register = plan.project.data / "releases"
    return (
        f"{plan.row.version} is released: {path} (SHA-256 {plan.row.sha256}), "
        f"its files in {files}, its entry in {register}, what changed in {register / CHANGE_LOG}."
    )
