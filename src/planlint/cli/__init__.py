"""The command line: one module a command, each with a `command`, thin over the linter and the reports.

Commands are imported when they are called for, and they import the linter only when they run it.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn, cast

import click

from planlint.cli.console import INTERRUPTED, complain, finish, stdout

COMMANDS = (
    "check",
    "review",
    "fix",
    "explain",
    "rules",
    "inspect",
    "init",
    "config",
    "baseline",
    "audit",
    "cache",
    "evaluate",
)


class _Commands(click.Group):
    """The commands by name, each in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return cast(click.Command, import_module(f"planlint.cli.{cmd_name}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        asked = args[0]
        if asked in COMMANDS or asked.startswith("-"):
            return super().resolve_command(ctx, args)
        if Path(asked).exists():
            raise click.UsageError(f"no such command; to check a plan: planlint check {asked}", ctx)
        from difflib import get_close_matches

        near = get_close_matches(asked, COMMANDS, 1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        raise click.UsageError(f"no such command: '{asked}'{hint}; see planlint --help", ctx)


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        import planlint

        click.echo(f"planlint {planlint.__version__}")
        ctx.exit()


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
def cli() -> None:
    """Checks children's-services plans, and shows at the exact words where a plan loses sight of the child.

    \b
    Examples:
      planlint check plan.md             check one plan
      planlint check plans/              check every plan in a folder
      planlint explain OBS002            what a rule finds, why it matters, what is better
      planlint rules                     list all rules

    Plans stay on this computer: planlint opens no network connection.
    """


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 nothing to fail on, 1 findings, 2 the run could not be done."""
    try:
        with suppress(ValueError):  # not the main thread, where signals are another's matter
            signal.signal(signal.SIGTERM, _end)
        status = cli.main(args, prog_name="planlint", standalone_mode=False)
        finish()
    except click.Abort:
        status = INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        stdout().write(f"{error.format_message()}\n")
        status = 2
    except click.ClickException as error:
        complain(error.format_message())
        status = 2
    except Exception as error:
        from planlint.defects import described

        complain(described(error))
        status = 2
    sys.exit(status if isinstance(status, int) else 0)


def _end(number: int, _: object) -> NoReturn:
    """Ends the run as Ctrl-C does, with nothing half done left behind."""
    sys.exit(128 + number)
