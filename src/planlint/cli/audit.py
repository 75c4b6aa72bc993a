"""`planlint audit`: what a whole cohort of plans shows, and how far people who read a sample agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import click

import planlint
from planlint.audit.on import RulesOn
from planlint.audit.profile import Teams, profile_of
from planlint.audit.sample import Candidate, draw, plan_id
from planlint.cache import Cache, folder
from planlint.cli import console
from planlint.cli.outputs import jobs_of
from planlint.cli.runs import Asked, Run
from planlint.cli.settings import refused
from planlint.cli.writing import write_whole
from planlint.readers import ReadError
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
        plans = _Plans(run, _files(run, root, to), Teams(root, team_field))
        if sample is not None:
            _draw(plans, to, sample, seed, name_plans)
        elif sheet is not None:
            _agree(plans, to, sheet)
        else:
            _report(plans, to, since, name_plans)
    for problem, path in plans.problems:
        console.complain(problem, path)
    if plans.problems:
        raise click.exceptions.Exit(2)


def _split(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.strip() for listed in words for word in listed.split(",") if word.strip())


def _fitting(root: Path, since: Path | None, sample: int | None, sheet: Path | None) -> None:
    """Whether what was asked for goes together. Raises UsageError."""
    if not root.is_dir():
        raise click.UsageError(f"{root}: no such folder; an audit is of a folder of plans")
    if sum(one is not None for one in (since, sample, sheet)) > 1:
        raise click.UsageError("--since, --sample and --sheet are for different runs; give one of them")


def _files(run: Run, root: Path, to: Path) -> list[Path]:
    """The files to audit: those of the folder, less the pages that audits have written there."""
    own = {(to / name).resolve() for name in ("audit.html", "sheet.html", "agreement.html")}
    return [path for path in run.files([root]) if path.resolve() not in own]


@dataclass
class _Plans:
    """The files of an audit, and what was wrong with some of them."""

    run: Run
    files: list[Path]
    teams: Teams
    problems: list[tuple[str, str]] = field(default_factory=list)
    on: RulesOn = field(default_factory=RulesOn)

    def trouble(self, problem: str, path: str) -> None:
        """A file that could not be checked; told when the run is over."""
        self.problems.append((problem, path))

    def checked(self, files: list[Path]) -> Iterator[Report]:
        """Their reports, as they come."""
        return _with_progress(self.run.reports(files), len(files))

    def candidates(self) -> Iterator[Candidate]:
        """Every plan that can be read and has a child."""
        for path in self.files:
            config = self.run.config_of(path)
            try:
                day = config.as_of.isoformat() if config.as_of else None
                profile = profile_of(path, day, config, self.teams, self.run.cache)
                if profile.ages:
                    on = self.on.codes(path, config, profile.plan_type)
                    yield Candidate(plan_id(path.read_bytes()), path, profile.team or "", on)
            except ReadError as error:
                self.trouble(str(error), str(path))
            except OSError as error:
                self.trouble(f"cannot be opened ({(error.strerror or 'unknown reason').lower()})", str(path))


def _report(plans: _Plans, to: Path, since: Path | None, name_plans: bool) -> None:
    """The cohort report."""
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
    from planlint.audit.trend import EarlierError, load_earlier, trend
    from planlint.rules.catalogue import load_strengths

    try:
        earlier = load_earlier(since) if since else None
    except EarlierError as error:
        raise click.UsageError(str(error)) from error
    run = plans.run
    counting = Counting(plans.teams, run.config_of, plans.trouble, run.cache, name_plans)
    counting.count(plans.checked(plans.files))
    made = date.today().isoformat()
    cohort = cohort_of(
        counting.tally, counting.rules, load_strengths(), counting.files, version=planlint.__version__, made=made
    )
    changed = trend(cohort, earlier) if earlier else None
    where = _written(
        to,
        {
            "audit.json": as_json(cohort, changed),
            "audit.csv": "".join(as_csv(cohort, changed)),
            "audit.html": as_page(cohort, changed),
        },
    )
    for line in _told(cohort.size, counting.files.without_child, counting.files.not_checked):
        console.stdout().write(line + "\n")
    console.stdout().write(f"{where}: audit.html is the report; audit.json and audit.csv hold the same numbers.\n")


def _draw(plans: _Plans, to: Path, wanted: int, seed: int, name_plans: bool) -> None:
    """The audit sheet of a sample."""
    from planlint.audit import sheet

    sample = draw(plans.candidates(), wanted, seed)
    if not sample.plans:
        raise click.UsageError(f"{plans.teams.root}: no plan here in which planlint finds a child")
    rules = {rule.code: rule for rule in plans.on.rules}
    where = _written(
        to,
        {
            "sheet.csv": "".join(sheet.as_csv(sample, rules, name_plans=name_plans)),
            "sheet.html": sheet.as_page(sample, rules, name_plans=name_plans, made=date.today().strftime("%d %B %Y")),
        },
    )
    console.stdout().write(f"{sample.sentence()}\n")
    console.stdout().write(f"{where}: sheet.html is to print, sheet.csv to fill in and to read back with --sheet.\n")
    if not name_plans:
        console.stdout().write("Plans go by ids; run this again with --name-plans to see which files they are.\n")


def _agree(plans: _Plans, to: Path, path: Path) -> None:
    """How far planlint and a filled sheet agree."""
    from planlint.audit import agreement
    from planlint.audit.answers import SheetError, read_sheet

    known = {one.id: one for one in plans.candidates()}
    rules = {rule.code: rule for rule in plans.on.rules}
    try:
        filled = read_sheet(path, known, rules)
    except SheetError as error:
        for problem in error.problems:
            console.complain(problem)
        raise click.exceptions.Exit(2) from error
    wanted = [known[plan] for plan in dict.fromkeys(one.plan for one in filled.answers)]
    found: dict[str, frozenset[str]] = {}
    for one, report in zip(wanted, plans.checked([one.path for one in wanted]), strict=True):
        if report.error is None:
            found[one.id] = frozenset(finding.rule for finding in report.findings)
        else:
            plans.trouble(report.error, report.path)
    told = agreement.agreements(filled.answers, found, {one.id: one.rules for one in wanted})
    count, version = len(found), planlint.__version__
    where = _written(
        to,
        {
            "agreement.json": agreement.as_json(told, rules, count, filled.open, version),
            "agreement.csv": "".join(agreement.as_csv(told, rules)),
            "agreement.html": agreement.as_page(told, rules, count, filled.open, version),
        },
    )
    total = agreement.pooled(told)
    kappa = "undefined" if total.kappa is None else f"{total.kappa:.2f}"
    console.stdout().write(f"{len(filled.answers)} answers on {count} plans; kappa over all rules {kappa}.\n")
    console.stdout().write(f"{where}: agreement.html has it rule by rule; agreement.json and agreement.csv as well.\n")


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


def _written(to: Path, texts: Mapping[str, str]) -> Path:
    """Write some files into a folder, each whole, and give the folder back. Raises ClickException."""
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{to}: cannot be made ({(error.strerror or 'unknown reason').lower()})") from error
    for name, text in texts.items():
        # Spreadsheets take a file without this mark for one in an old code page.
        write_whole(to / name, text, "utf-8-sig" if name.endswith(".csv") else "utf-8")
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
