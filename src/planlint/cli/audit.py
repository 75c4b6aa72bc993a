"""`planlint audit`: what a whole cohort of plans shows, and how far people who read a sample agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import click

import planlint
from planlint.cache import Cache, folder
from planlint.cli import console
from planlint.cli.outputs import jobs_of
from planlint.cli.runs import Asked, Run
from planlint.cli.settings import refused
from planlint.cli.writing import write_whole
from planlint.rules.finding import Report

TO = "planlint-audit"


@click.command("audit", short_help="Report on a whole folder of plans, or draw a sample to read.")
@click.argument("root", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    default=TO,
    show_default=True,
    metavar="FOLDER",
    help="Where the reports go.",
)
@click.option(
    "--since",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The audit.json of an earlier audit, to compare with.",
)
@click.option(
    "--team-field", metavar="NAME", help="The field of a plan's front matter that tells its team, not its folder."
)
@click.option("--name-plans", is_flag=True, help="Name files: those not counted, and those on an audit sheet.")
@click.option(
    "--sample", type=click.IntRange(1), metavar="N", help="Draw N plans for people to read, and write an audit sheet."
)
@click.option(
    "--seed", default=0, show_default=True, metavar="S", help="With --sample: another number draws other plans."
)
@click.option(
    "--sheet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read back a filled sheet (CSV), and report agreement.",
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: codes, prefixes or names.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    metavar="DATE",
    help="The day to judge ages and dates by, if not the plan's own.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="This configuration for all files, not the nearest to each.",
)
@click.option("--no-config", is_flag=True, help="No configuration file.")
@click.option(
    "--jobs",
    callback=jobs_of,
    default="1",
    metavar="N|auto",
    help="Check in so many processes; auto: as many as are worth it.",
)
@click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing for the next run.")
def command(
    root: Path,
    to: Path,
    since: Path | None,
    team_field: str | None,
    name_plans: bool,
    sample: int | None,
    seed: int,
    sheet: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_of: datetime | None,
    config: Path | None,
    no_config: bool,
    jobs: int,
    no_cache: bool,
) -> None:
    """Report on all plans of a folder together: audit.html, audit.json and audit.csv.

    No child's name and no words of a plan are in the reports, and no count from 1 to 4. Teams are the
    folders in FOLDER, or a field of the front matter.

    \b
    Examples:
      planlint audit plans/
      planlint audit plans/ --to audits/2026-q1 --since audits/2025-q4/audit.json
      planlint audit plans/ --sample 20 --seed 7
      planlint audit plans/ --sheet planlint-audit/sheet.csv

    Exit status: 0 done; 2 something could not be checked, or read.
    """
    asked = Asked(_split(select), _split(ignore), None, as_of.date() if as_of else None, config, no_config)
    run = Run(asked, None if no_cache else Cache(folder()), jobs, unmarked=True)
    _fitting(root, since, sample, sheet)
    with refused():
        files = _files(run, root, to)
        _report(run, files, root, to, since, team_field, name_plans)


def _split(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.strip() for listed in words for word in listed.split(",") if word.strip())


def _fitting(root: Path, since: Path | None, sample: int | None, sheet: Path | None) -> None:
    """Whether what was asked for goes together. Raises UsageError."""
    if not root.is_dir():
        raise click.UsageError(f"{root}: no such folder; an audit is of a folder of plans")
    if sum(one is not None for one in (since, sample, sheet)) > 1:
        raise click.UsageError("--since, --sample and --sheet are for different runs; give one of them")


def _files(run: Run, root: Path, to: Path) -> list[Path]:
    """The files to audit: those of the folder, less what audits have written."""
    own = to.resolve()
    return [path for path in run.files([root]) if not path.resolve().is_relative_to(own)]


def _report(
    run: Run, files: Sequence[Path], root: Path, to: Path, since: Path | None, team_field: str | None, name_plans: bool
) -> None:
    """The cohort report."""
    from planlint.audit.trend import EarlierError, load_earlier, trend

    try:
        from planlint.audit.page import as_page
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        raise click.ClickException("the audit's plots need matplotlib: pip install 'planlint[audit]'") from error
    from planlint.audit.cohort import cohort_of
    from planlint.audit.counting import Counting
    from planlint.audit.csv import as_csv
    from planlint.audit.json import as_json
    from planlint.audit.profile import Teams
    from planlint.rules.catalogue import load_strengths

    try:
        earlier = load_earlier(since) if since else None
    except EarlierError as error:
        raise click.UsageError(str(error)) from error
    complaints: list[tuple[str, str]] = []
    counting = Counting(
        Teams(root, team_field), run.config_of, lambda *told: complaints.append(told), run.cache, name_plans
    )
    counting.count(_with_progress(run.reports(files), len(files)))
    for problem, path in complaints:
        console.complain(problem, path)
    made = date.today().isoformat()
    cohort = cohort_of(
        counting.tally, counting.rules, load_strengths(), counting.files, version=planlint.__version__, made=made
    )
    changed = trend(cohort, earlier) if earlier else None
    folder = _made(to)
    write_whole(folder / "audit.json", as_json(cohort, changed))
    write_whole(folder / "audit.csv", "".join(as_csv(cohort, changed)), "utf-8-sig")
    write_whole(folder / "audit.html", as_page(cohort, changed))
    screen = console.stdout()
    for line in _told(cohort.size, counting.files.without_child, counting.files.not_checked):
        screen.write(line + "\n")
    screen.write(
        f"The report is {folder / 'audit.html'}; the same numbers are in audit.json and audit.csv beside it.\n"
    )
    if counting.files.not_checked:
        raise click.exceptions.Exit(2)


def _told(size: tuple[int, int] | None, childless: int, failed: int) -> Iterator[str]:
    if size is None:
        yield "Fewer than 5 plans were audited: no numbers are shown."
    else:
        yield f"{size[0]} plans for {size[1]} children were audited."
    if childless:
        yield f"{_some(childless)} left out: no child was found."
    if failed:
        yield f"{_some(failed)} not checked."


def _some(count: int) -> str:
    return "1 file was" if count == 1 else f"{count} files were"


def _made(to: Path) -> Path:
    """The folder that reports go to. Raises ClickException where it cannot be had."""
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{to}: cannot be made ({(error.strerror or 'unknown reason').lower()})") from error
    return to


def _with_progress(reports: Iterable[Report], count: int) -> Iterator[Report]:
    """The reports as they come, with a progress bar on a terminal."""
    screen = console.stderr()
    if not screen.is_terminal:
        yield from reports
        return
    import sys

    with click.progressbar(reports, length=count, label="Checking plans", file=sys.stderr) as bar:
        yield from bar
