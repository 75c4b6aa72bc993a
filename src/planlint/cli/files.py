"""Which files a run is about: the paths given, and in folders the files of known formats."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from planlint.readers import known_suffixes

EXCLUDED = ("readme*", "changelog*", "license*", "licence*", "contributing*", ".*", "~$*")


def files_in(paths: Iterable[Path], takes: Callable[[Path], bool] = lambda _: True) -> Iterator[Path]:
    """Each file once: a path as given, a folder's files in order of name, without `EXCLUDED` ones.

    Of a folder's files only those that `takes` says yes to.

    A path that does not exist is given back as it is, for its reader to complain of; so is a folder without
    any plan.
    """
    seen: set[str] = set()
    for path in paths:
        found: Iterable[Path] = filter(takes, _walk(path)) if os.path.isdir(path) else (path,)
        empty = True
        for file in found:
            empty = False
            if (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                yield file
        if empty:
            yield path


def _walk(folder: Path) -> Iterator[Path]:
    suffixes = known_suffixes()
    closed: list[Path] = []  # folders that may not be looked into: for the run to complain of
    for here, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(suffixes) and not any(fnmatchcase(name.lower(), p) for p in EXCLUDED):
                yield Path(here, name)
    yield from closed
