"""`planlint review`: give a plan back as its own document, with comments at the words that need a look."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from planlint.cli import console
from planlint.cli.options import configuration_options, rule_options, split_words
from planlint.cli.runs import Asked, Run
from planlint.cli.settings import refused
from planlint.report.excerpt import path_text


@click.command("review", short_help="Write a copy of a Word plan with comments at the flagged words.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where to write the copy (one file only).",
)
@click.option("--force", is_flag=True, help="Replace a copy that is already there.")
@rule_options
@configuration_options
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    force: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    as_of: datetime | None,
    config: Path | None,
    no_config: bool,
) -> None:
    """Write a copy of each plan with planlint's comments in its margin; the plan itself is never touched.

    The copy stands beside the plan: 'plan.docx' gives 'plan-reviewed.docx'. Reviewing a reviewed file again
    replaces planlint's own comments and leaves everybody else's. Settings come from the planlint.toml nearest
    to each file, as for planlint check; options here go before them.

    \b
    Examples:
      planlint review plan.docx
      planlint review plan.docx -o ~/Desktop/plan-with-comments.docx
      planlint review plan.docx --select FAT,INF --ignore jargon
      planlint review plan-reviewed.docx --force

    Exit status: 0 all were reviewed; 2 something could not be.
    """
    if output is not None and len(paths) > 1:
        raise click.UsageError("-o names one copy: review the files one by one, or without it")
    from planlint.review import ReviewError, review

    asked = Asked(
        split_words(select),
        split_words(ignore),
        as_of=as_of.date() if as_of else None,
        config=config,
        no_config=no_config,
        baseline=baseline,
    )
    run, screen, failed = Run(asked), console.stdout(), False
    with refused():
        for path in paths:
            run.config_of(path)
        for path in paths:
            try:
                done = review(path, run, output, force=force)
            except ReviewError as error:
                console.complain(str(error), str(path))
                failed = True
            else:
                notes = f"{done.comments} {'comment' if done.comments == 1 else 'comments'}"
                screen.write(f"{path_text(str(done.output))}: {notes}\n")
    if failed:
        raise click.exceptions.Exit(2)
