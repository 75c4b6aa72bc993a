"""`planlint inspect`: how planlint reads a plan, before any rule looks at it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planlint.cli import console


@click.command("inspect", short_help="Show how planlint reads a plan: children, parts, actions, statements.")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Show how planlint reads a plan, as JSON: its children, parts, sections, actions and statements.

    For those who ask why something was flagged, or was not. The output holds the plan's text.

    \b
    Example:
      planlint inspect plan.md
    """
    from planlint.linter import Linter
    from planlint.readers import ReadError

    try:
        inspection = Linter().inspect_file(file)
    except ReadError as error:
        console.complain(str(error), str(file))
        raise click.exceptions.Exit(2) from error
    console.stdout().write(json.dumps(inspection.to_dict(), indent=2) + "\n")
