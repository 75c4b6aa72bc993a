"""`planlint check`: check plans and report what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import click

import planlint
from planlint.cli import console
from planlint.cli.runs import Asked, Run
from planlint.cli.settings import refused
from planlint.config import FailOn
from planlint.readers import ReadError, format_of, known_suffixes, read_bytes
from planlint.report import EXPLAINING, FORMATS, Options, renderer
from planlint.report.options import OffsetEncoding
from planlint.report.redact import redacted
from planlint.report.tally import Tally
from planlint.rules.finding import Report

_STDIN = "-"
_MANY = 5  # more files than this show their progress on a terminal


@click.command("check", short_help="Check plans and report what was found.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    help="How to report; text on a terminal and concise otherwise, unless said here.",
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: codes, prefixes or names.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="Exit with status 1 where anything of this weight or more is found; error, unless configured.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    metavar="DATE",
    help="The day to judge ages and dates by, if not the plan's own.",
)
@click.option(
    "--stdin-filename", metavar="NAME", help="The name of what comes on standard input, for its format."
)
@click.option(
    "--redact",
    is_flag=True,
    help="Without a word of the plans, and numbers for names: for logs others can read.",
)
@click.option("--why", is_flag=True, help="Say why each finding was made (text).")
@click.option("--with-text", is_flag=True, help="Carry each plan's text, which offsets count in (json).")
@click.option(
    "--offset-encoding",
    type=click.Choice(["code-points", "utf-16"]),
    default="code-points",
    show_default=True,
    help="What columns and offsets count (json, concise).",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="This configuration for all files, not the nearest to each.",
)
@click.option("--no-config", is_flag=True, help="No configuration file.")
def command(
    paths: tuple[str, ...],
    format_name: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    as_of: datetime | None,
    stdin_filename: str | None,
    redact: bool,
    why: bool,
    with_text: bool,
    offset_encoding: str,
    config: Path | None,
    no_config: bool,
) -> None:
    """Check plans: files, folders, or - for standard input.

    In folders every file of a known format is taken, but for README, CHANGELOG, LICENSE and CONTRIBUTING
    files, hidden files, and the lock files of word processors. Settings come from the planlint.toml nearest
    to each file; options here go before them.

    \b
    Examples:
      planlint check plan.md
      planlint check plans/ --format json > report.json
      planlint check plan.md --select OBS,OUT004 --ignore jargon
      planlint check - --stdin-filename plan.md < plan.md

    Exit status: 0 nothing at or above --fail-on; 1 there is; 2 something could not be checked.
    """
    screen = console.stdout()
    run = Run(
        Asked(
            _split(select),
            _split(ignore),
            cast(FailOn | None, fail_on),
            as_of.date() if as_of else None,
            config,
            no_config,
        )
    )
    name = format_name or ("text" if screen.is_terminal else "concise")
    if redact and offset_encoding == "utf-16":
        raise click.UsageError("--redact leaves out the text that utf-16 offsets are counted in")
    tally = Tally()
    with refused():
        files = _files(run, paths)
        told = run.rules(files or [Path(stdin_filename or ".")]) if redact or name in EXPLAINING else {}
        options = Options(
            version=planlint.__version__,
            colour=screen.has_colour,
            width=screen.width,
            why=why,
            with_text=with_text,
            offset_encoding=cast(OffsetEncoding, offset_encoding),
            rules=told,
        )
        reports = _shown(run, files) if files else iter([_from_stdin(run, stdin_filename)])
        heard = _heard(redacted(reports, told) if redact else reports)
        for chunk in renderer(name)(tally.counting(heard), options):
            screen.write(chunk)
    if tally.failed:
        raise click.exceptions.Exit(2)
    if run.fails:
        raise click.exceptions.Exit(1)


def _split(words: Sequence[str]) -> tuple[str, ...]:
    """`--select A,B --select C` as three words."""
    return tuple(word.strip() for listed in words for word in listed.split(",") if word.strip())


def _files(run: Run, paths: Sequence[str]) -> list[Path]:
    """The files to check; none for standard input."""
    if _STDIN not in paths:
        return run.files(map(Path, paths))
    if len(paths) > 1:
        raise click.UsageError("- (standard input) stands alone: check files in another run")
    return []


def _shown(run: Run, files: Sequence[Path]) -> Iterator[Report]:
    """The reports; of many files on a terminal, with a progress bar until all are made."""
    reports = run.reports(files)
    if len(files) > _MANY and console.stderr().is_terminal:
        return _with_progress(reports, len(files))
    return reports


def _from_stdin(run: Run, name: str | None) -> Report:
    """What stands on standard input, checked as the format of the name it is given (Markdown without one)."""
    path = name or "<stdin>"
    format_name = format_of(Path(name)) if name else "markdown"
    if format_name is None:
        return Report(path, error=f"of a kind planlint does not read; it reads {', '.join(known_suffixes())}")
    try:
        source = read_bytes(sys.stdin.buffer.read(), format_name).source
    except ReadError as error:
        return Report(path, error=str(error))
    return run.text_report(source, format_name, path)


def _with_progress(reports: Iterable[Report], count: int) -> Iterator[Report]:
    """The reports, all made before the first is given: text in between would tear the progress bar apart."""
    with click.progressbar(reports, length=count, label="Checking plans", file=sys.stderr) as bar:
        made = list(bar)
    yield from made


def _heard(reports: Iterable[Report]) -> Iterator[Report]:
    """The reports, with a line on standard error for each file that could not be checked."""
    for report in reports:
        if report.error is not None:
            console.complain(report.error, report.path)
        yield report
