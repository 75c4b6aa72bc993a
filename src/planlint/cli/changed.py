"""`--diff REF`: the files that git says have changed since a revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def changed_since(revision: str, files: Iterable[Path]) -> list[Path]:
    """Those of some files that differ from what they were at a revision, or that git does not know yet.

    Raises UsageError where git cannot tell.
    """
    tops: dict[Path, Path] = {}
    known: dict[Path, set[str]] = {}
    kept = []
    for file in files:
        folder = _folder(file)
        if folder not in tops:
            tops[folder] = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))
        top = tops[folder]
        if top not in known:
            known[top] = {os.path.realpath(top / name) for name in _names(top, revision)}
        if os.path.realpath(file) in known[top]:
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
    # A hook is told of its own repository by these; what is asked of here is the repository of the plans.
    env = {name: value for name, value in os.environ.items() if name not in _HOOKS}
    try:
        return subprocess.run(["git", "-C", str(folder), *args], capture_output=True, check=True, env=env).stdout
    except FileNotFoundError:
        raise click.UsageError("--diff needs git, which is not installed") from None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        shallow = "; a shallow clone lacks it: git fetch --unshallow" if _is_shallow(folder, env) else ""
        raise click.UsageError(f"--diff: git says: {lines[0]}{shallow}") from None


def _is_shallow(folder: Path, env: dict[str, str]) -> bool:
    asked = ["git", "-C", str(folder), "rev-parse", "--is-shallow-repository"]
    return subprocess.run(asked, capture_output=True, env=env).stdout.strip() == b"true"
