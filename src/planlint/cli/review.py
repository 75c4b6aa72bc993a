"""`planlint review`: give a plan back as its own document, with comments at the words that need a look."""

from __future__ import annotations

from pathlib import Path

import click

from planlint.cli import console


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
def command(paths: tuple[Path, ...], output: Path | None, force: bool) -> None:
    """Write a copy of each plan with planlint's comments in its margin; the plan itself is never touched.

    The copy stands beside the plan: 'plan.docx' gives 'plan-reviewed.docx'. Reviewing a reviewed file again
    replaces planlint's own comments and leaves everybody else's.

    \b
    Examples:
      planlint review plan.docx
      planlint review plan.docx -o ~/Desktop/plan-with-comments.docx
      planlint review plan-reviewed.docx --force

    Exit status: 0 all were reviewed; 2 something could not be.
    """
    if output is not None and len(paths) > 1:
        raise click.UsageError("-o names one copy: review the files one by one, or without it")
    from planlint.linter import Linter
    from planlint.report.excerpt import path_text
    from planlint.review import ReviewError, review

    screen, linter, failed = console.stdout(), Linter(), False
    for path in paths:
        try:
            done = review(path, linter, output, force=force)
        except ReviewError as error:
            console.complain(str(error), str(path))
            failed = True
        else:
            notes = f"{done.comments} {'comment' if done.comments == 1 else 'comments'}"
            screen.write(f"{path_text(str(done.output))}: {notes}\n")
    if failed:
        raise click.exceptions.Exit(2)
