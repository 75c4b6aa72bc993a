"""Which settings hold for a path, for commands: the nearest configuration, or the one that was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from planlint.cache import Cache
from planlint.cache.key import settings_key
from planlint.cli import console
from planlint.config.errors import ConfigError
from planlint.config.files import Source, config_of
from planlint.config.load import Settings, build, read


def settings_for(path: Path, given: Path | None = None, *, none: bool = False, cache: Cache | None = None) -> Settings:
    """The checked settings for a file or folder; the default ones where no configuration is found, or wanted.

    What the cache knows to be right is not checked again. Raises ConfigError.
    """
    where = None if none else given or config_of(path)
    if where is None:
        return Settings.default()
    sources = read(where)
    key = settings_key([part for source in sources for part in (str(source.path), source.text)], _packs(sources))
    if cache is None or cache.get(key) is None:
        from planlint.config.validate import validate

        validate(sources)
        if cache is not None:
            cache.put(key, {})
    return build(sources)


@contextmanager
def refused() -> Iterator[None]:
    """Turns a configuration that cannot be used into a line a problem, and exit status 2."""
    try:
        yield
    except ConfigError as error:
        for problem in error.problems:
            console.complain(problem)
        raise click.exceptions.Exit(2) from error


def _packs(sources: Sequence[Source]) -> tuple[Path, ...]:
    """The folders of packs, as far as values not yet checked tell."""
    named = [(source, source.values.get("packs")) for source in sources]
    return tuple(
        Path(source.path.parent, name)
        for source, names in named
        if isinstance(names, list)
        for name in names
        if isinstance(name, str)
    )
