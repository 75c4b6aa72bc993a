"""`planlint cache`: where the cache is, and `planlint cache clear`."""

from __future__ import annotations

import click

from planlint.cache import Cache, folder
from planlint.cli import console
from planlint.report.excerpt import path_text


@click.group("cache", short_help="Say where the cache is, or clear it.", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Say where planlint keeps what it has seen already. It holds no words of any plan.

    \b
    Examples:
      planlint cache
      planlint cache clear
    """
    if ctx.invoked_subcommand is None:
        console.stdout().write(path_text(str(folder())) + "\n")


@command.command("clear", short_help="Delete all that is kept.")
def clear() -> None:
    """Delete all that is kept; the next run checks everything anew."""
    try:
        count = Cache(folder()).clear()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise click.ClickException(f"{path_text(str(folder()))}: cannot be cleared ({reason})") from None
    console.stdout().write(f"{count} kept {'record' if count == 1 else 'records'} deleted.\n")
