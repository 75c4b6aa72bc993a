"""`--diff REF`: the files that git says have changed since a revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import click


def changed_since(revision: str, files: Iterable[Path]) -> list[Path]:
    """Those of some files that differ from what they were at a revision, or that git does not know yet.

    Raises UsageError where git cannot tell.
    """
    known: dict[Path, set[Path]] = {}
    kept = []
    for file in files:
        folder = _folder(file)
        top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))
        if top not in known:
            known[top] = {Path(os.path.realpath(top / name)) for name in _names(top, revision)}
        if Path(os.path.realpath(file)) in known[top]:
            kept.append(file)
    return kept


def _folder(file: Path) -> Path:
    folder = file if os.path.isdir(file) else file.parent
    return folder if os.path.isdir(folder) else Path()


def _names(top: Path, revision: str) -> Iterator[Path]:
    if revision.startswith("-"):
        raise click.UsageError(f"--diff: no such revision: {revision}")
    differing = _git(top, "diff", "--name-only", "-z", "--no-relative", revision, "--")
    unknown = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    for name in (differing + unknown).split(b"\0"):
        if name:
            yield Path(os.fsdecode(name))


def _git(folder: Path, *args: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *args], capture_output=True, check=True)
    except FileNotFoundError:
        raise click.UsageError("--diff needs git, which is not installed") from None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise click.UsageError(f"--diff: git says: {lines[0]}") from None
    return done.stdout
