"""Options that several commands share: which rules hold, as of which day, by which configuration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., object])

_RULES = (
    click.option("--select", multiple=True, metavar="RULES", help="Only these rules: codes, prefixes or names."),
    click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules."),
    click.option(
        "--baseline",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Findings recorded there (planlint baseline) are known: leave them out.",
    ),
    click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
        metavar="DATE",
        help="The day to judge ages and dates by, if not the plan's own.",
    ),
)
_CONFIGURATION = (
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="This configuration for all files, not the nearest to each.",
    ),
    click.option("--no-config", is_flag=True, help="No configuration file."),
)


def rule_options(command: _Command) -> _Command:
    """Gives a command `--select`, `--ignore`, `--baseline` and `--as-of`."""
    return reduce(lambda made, option: option(made), reversed(_RULES), command)


def configuration_options(command: _Command) -> _Command:
    """Gives a command `--config` and `--no-config`."""
    return reduce(lambda made, option: option(made), reversed(_CONFIGURATION), command)


def split_words(words: Sequence[str]) -> tuple[str, ...]:
    """`--select A,B --select C` as three words."""
    return tuple(word.strip() for listed in words for word in listed.split(",") if word.strip())
