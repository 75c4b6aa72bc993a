"""Which settings hold for a path, for commands: the nearest configuration, or the one that was given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from planlint.cli import console
from planlint.config.errors import ConfigError
from planlint.config.files import config_of
from planlint.config.load import Settings, load


def settings_for(path: Path, given: Path | None = None, *, none: bool = False) -> Settings:
    """The checked settings for a file or folder; the default ones where no configuration is found, or wanted.

    Raises ConfigError.
    """
    if none:
        return Settings.default()
    where = given or config_of(path)
    return load(where) if where else Settings.default()


@contextmanager
def refused() -> Iterator[None]:
    """Turns a configuration that cannot be used into a line a problem, and exit status 2."""
    try:
        yield
    except ConfigError as error:
        for problem in error.problems:
            console.complain(problem)
        raise click.exceptions.Exit(2) from error
