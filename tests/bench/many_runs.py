"""planlint beside itself: with its cache, in two processes, and over ten times as many plans."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measuring import compared, cost_of
from plans import written

MANY = 200
_CHECK = (sys.executable, "-m", "planlint", "check", "--format", "json", "--output", os.devnull)


def cached() -> Iterator[str]:
    """A second run over unchanged plans, at most 0.05 of the first."""
    with _folder(MANY) as (folder, variables):
        first, second = (cost_of([*_CHECK, str(folder)], variables) for _ in range(2))
    told = f"first {first.seconds:.2f} s, second {second.seconds:.2f} s"
    yield _line(f"second run, {MANY} plans", told, second.seconds / first.seconds, "at most", 0.05)


def cached_start() -> Iterator[str]:
    """A run on one plan that the cache knows, at most three times as long as the import of click."""
    with _folder(1) as (folder, variables):
        (plan,) = folder.iterdir()
        check = [sys.executable, "-m", "planlint", "check", str(plan)]
        cost_of(check, variables)
        ours, theirs = compared(check, [sys.executable, "-c", "import click"], variables, runs=15)
    told = f"planlint {ours.seconds:.3f} s, import click {theirs.seconds:.3f} s"
    yield _line("cached start, one plan", told, ours.seconds / theirs.seconds, "at most", 3)
    yield f"  by processor time: {ours.cpu / theirs.cpu:.2f}x"


def jobs() -> Iterator[str]:
    """The throughput of two processes, at least 1.7 times that of one; each loads the model first."""
    with _folder(2 * MANY) as (folder, _):
        checks = [[*_CHECK, "--no-cache", "--jobs", count, str(folder)] for count in ("1", "2")]
        one, two = compared(*checks)
    told = f"one process {one.seconds:.2f} s, two {two.seconds:.2f} s"
    yield _line(f"--jobs 2, {2 * MANY} plans", told, one.seconds / two.seconds, "at least", 1.7)
    yield f"  processor time of two processes: {two.cpu / one.cpu:.2f} of that of one"


def flat() -> Iterator[str]:
    """The peak memory of 2,000 plans, at most 1.2 times that of 200."""
    peaks = []
    for count in (MANY, 10 * MANY):
        with _folder(count) as (folder, _):
            peaks.append(cost_of([*_CHECK, "--no-cache", str(folder)]).peak)
    told = f"{MANY} plans {peaks[0]:.0f} MB, {10 * MANY} plans {peaks[1]:.0f} MB"
    yield _line("peak memory", told, peaks[1] / peaks[0], "at most", 1.2)


@contextmanager
def _folder(count: int) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder of plans, no two alike, and the variables for an empty cache of its own."""
    with tempfile.TemporaryDirectory() as name:
        written(Path(name, "plans"), count)
        yield Path(name, "plans"), {"PLANLINT_CACHE_DIR": str(Path(name, "kept"))}


def _line(what: str, told: str, ratio: float, bound: str, aim: float) -> str:
    met = ratio <= aim if bound == "at most" else ratio >= aim
    return f"{what}: {told}, {ratio:.3f}x (aim: {bound} {aim}{'' if met else '; NOT MET'})"
