"""`planlint check`: check plans and report what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import click

import planlint
from planlint.cache import Cache, folder
from planlint.cli import console
from planlint.cli.options import configuration_options, rule_options, split_words
from planlint.cli.outputs import Output, formats_of, jobs_of, outputs_of, refuse_clashes, write_outputs
from planlint.cli.runs import Asked, Run
from planlint.cli.settings import refused
from planlint.config import FailOn
from planlint.readers import format_of, known_suffixes
from planlint.report import EXPLAINING, NAMING, Options
from planlint.report.options import OffsetEncoding
from planlint.report.redact import redacted
from planlint.report.tally import Tally
from planlint.rules.finding import Report

_STDIN = "-"
_FOR_PEOPLE = ("text", "statistics")
_MANY = 5  # more files than this show their progress on a terminal


@click.command("check", short_help="Check plans and report what was found.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "formats",
    callback=formats_of,
    multiple=True,
    metavar="FORMAT[:FILE]",
    help="How to report; text on a terminal and concise otherwise, unless said here. With a file: json:FILE.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the report to a file.")
@rule_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="Exit with status 1 where anything of this weight or more is found; error, unless configured.",
)
@click.option("--max-findings", type=click.IntRange(0), metavar="N", help="Let so many findings of that weight pass.")
@click.option("--show-baseline", is_flag=True, help="Show what the baseline knows as well.")
@click.option("--diff", metavar="REVISION", help="Only plans that git says have changed since a revision.")
@click.option("--statistics", is_flag=True, help="Say how often each rule was met, not where.")
@click.option("--stdin-filename", metavar="NAME", help="The name of what comes on standard input, for its format.")
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
@configuration_options
@click.option("--force-exclude", is_flag=True, help="Leave out excluded files even where they are named (pre-commit).")
@click.option(
    "--jobs",
    callback=jobs_of,
    default="1",
    metavar="N|auto",
    help="Check in so many processes; auto: as many as are worth it.",
)
@click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing for the next run.")
def command(
    paths: tuple[str, ...],
    formats: tuple[Output, ...],
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    max_findings: int | None,
    baseline: Path | None,
    show_baseline: bool,
    diff: str | None,
    statistics: bool,
    as_of: datetime | None,
    stdin_filename: str | None,
    redact: bool,
    why: bool,
    with_text: bool,
    offset_encoding: str,
    config: Path | None,
    no_config: bool,
    force_exclude: bool,
    jobs: int,
    no_cache: bool,
) -> None:
    """Check plans: files, folders, or - for standard input.

    In folders every file of a known format is taken, but for README, CHANGELOG, LICENSE and CONTRIBUTING
    files, hidden files, and the lock files of word processors. Settings come from the planlint.toml nearest
    to each file; options here go before them.

    \b
    Examples:
      planlint check plan.md
      planlint check plans/ --format json > report.json
      planlint check plans/ --format text --format sarif:plans.sarif
      planlint check plans/ --diff main --jobs auto
      planlint check plan.md --select OBS,OUT004 --ignore jargon
      planlint check - --stdin-filename plan.md < plan.md

    Exit status: 0 nothing at or above --fail-on; 1 there is; 2 something could not be checked.
    """
    screen = console.stdout()
    run = Run(
        Asked(
            split_words(select),
            split_words(ignore),
            cast(FailOn | None, fail_on),
            as_of.date() if as_of else None,
            config,
            no_config,
            max_findings,
            baseline,
        ),
        None if no_cache else Cache(folder()),
        jobs,
        show_baseline,
    )
    asked = (*formats, Output("statistics")) if statistics else formats
    outputs = outputs_of(asked, output, "text" if screen.is_terminal else "concise")
    if redact and offset_encoding == "utf-16":
        raise click.UsageError("--redact leaves out the text that utf-16 offsets are counted in")
    tally = Tally()
    with refused():
        files = _files(run, paths, force_exclude)
        if diff is not None:
            from planlint.cli.changed import changed_since

            files = changed_since(diff, files)
        refuse_clashes(outputs, files)
        naming = any(output.format in NAMING for output in outputs)
        explaining = redact or any(output.format in EXPLAINING for output in outputs)
        told = run.rules(files or [Path(stdin_filename or ".")]) if explaining else {}
        options = Options(
            version=planlint.__version__ if naming else "",
            colour=screen.has_colour,
            width=screen.width,
            why=why,
            with_text=with_text,
            offset_encoding=cast(OffsetEncoding, offset_encoding),
            rules=told,
        )
        reports = iter([_from_stdin(run, stdin_filename)]) if _STDIN in paths else _shown(run, files, outputs)
        heard = console.heard(redacted(reports, told) if redact else reports)
        write_outputs(outputs, tally.counting(heard), options)
    if all(output.file or output.format in _FOR_PEOPLE for output in outputs):
        for line in run.gate.lines():
            screen.write(line + "\n")
    if tally.failed:
        raise click.exceptions.Exit(2)
    if not run.gate.passed:
        raise click.exceptions.Exit(1)


def _files(run: Run, paths: Sequence[str], force_exclude: bool) -> list[Path]:
    """The files to check; none for standard input."""
    if _STDIN not in paths:
        return run.files(map(Path, paths), all_by_patterns=force_exclude)
    if len(paths) > 1:
        raise click.UsageError("- (standard input) stands alone: check files in another run")
    return []


def _shown(run: Run, files: Sequence[Path], outputs: Sequence[Output]) -> Iterator[Report]:
    """The reports; of many files with a progress bar, where no text on the terminal would tear it apart."""
    reports = run.reports(files)
    silent = all(output.file or output.format == "statistics" for output in outputs)
    if len(files) > _MANY and console.stderr().is_terminal and (silent or not console.stdout().is_terminal):
        return _with_progress(reports, len(files))
    return reports


def _from_stdin(run: Run, name: str | None) -> Report:
    """What stands on standard input, checked as the format of the name it is given (Markdown without one)."""
    path = name or "<stdin>"
    format_name = format_of(Path(name)) if name else "markdown"
    if format_name is None:
        return Report(path, error=f"of a kind planlint does not read; it reads {', '.join(known_suffixes())}")
    return run.bytes_report(sys.stdin.buffer.read(), format_name, path)


def _with_progress(reports: Iterable[Report], count: int) -> Iterator[Report]:
    with click.progressbar(reports, length=count, label="Checking plans", file=sys.stderr) as bar:
        yield from bar
