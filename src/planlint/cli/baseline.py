"""`planlint baseline`: record what is found today, so that later runs tell of what is new."""

from __future__ import annotations

import os
from pathlib import Path

import click

from planlint.baseline import NAME, Baseline, BaselineError, is_baseline
from planlint.cache import Cache, folder
from planlint.cli import console
from planlint.cli.outputs import jobs_of
from planlint.cli.runs import Asked, Run
from planlint.cli.settings import refused
from planlint.cli.writing import write_whole
from planlint.report.excerpt import path_text
from planlint.report.tally import Tally


@click.command("baseline", short_help="Record today's findings, so that later runs tell of new ones only.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=f"Where to; {NAME}, unless said.")
@click.option("--prune", is_flag=True, help="Only take out what is no longer found; add nothing.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="This configuration for all.")
@click.option("--no-config", is_flag=True, help="No configuration file.")
@click.option("--jobs", callback=jobs_of, default="1", metavar="N|auto", help="Check in so many processes.")
@click.option("--no-cache", is_flag=True, help="Check everything anew.")
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    prune: bool,
    config: Path | None,
    no_config: bool,
    jobs: int,
    no_cache: bool,
) -> None:
    """Record the findings on plans as they are today.

    The file holds rules and salted fingerprints: no words of a plan, no name, no path, no line number. Name
    it as 'baseline' in planlint.toml, or with --baseline.

    \b
    Examples:
      planlint baseline plans/
      planlint check plans/ --baseline planlint-baseline.json
      planlint baseline plans/ --prune
    """
    run = Run(Asked(config=config, no_config=no_config), None if no_cache else Cache(folder()), jobs, unmarked=True)
    with refused():
        files = run.files(paths)
        target = output or run.config_of(files[0]).baseline or Path(NAME)
        before = _before(target, prune)
        tally = Tally()
        now = (before or Baseline.new()).record(console.heard(tally.counting(run.reports(files))))
    if tally.failed:  # a baseline of half the plans would make the rest new findings
        raise click.ClickException("no baseline was written: not every file could be checked")
    if prune and before is not None:
        now.known &= before.known
    write_whole(target, now.text())
    console.stdout().write(f"{path_text(str(target))}: {_told(before, now)}\n")


def _before(target: Path, needed: bool) -> Baseline | None:
    """The baseline that is there already; its salt is kept, so that a new one shows what has changed."""
    if not os.path.lexists(target) and not needed:
        return None
    try:
        return Baseline.load(target)
    except BaselineError as error:
        if needed:
            raise click.ClickException(str(error)) from error
        if not is_baseline(target):
            raise click.ClickException(f"{target}: no baseline; it stays as it is: name another file") from error
        return None


def _told(before: Baseline | None, now: Baseline) -> str:
    count = now.known.total()
    told = f"{count} known {'finding' if count == 1 else 'findings'} in {now.plans} "
    told += "plan" if now.plans == 1 else "plans"
    if before is None:
        return told + "."
    gone, new = (before.known - now.known).total(), (now.known - before.known).total()
    return f"{told}; {gone} no longer found and taken out, {new} new."
