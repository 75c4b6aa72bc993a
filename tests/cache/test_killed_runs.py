"""A whole run, killed at any moment: nothing is half written, and the next run tells what it would have told."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

PLAN = """\
# Child in Need Plan

Date of plan: 3 February 2026

| Name | DOB |
| --- | --- |
| Mia Hartley | 12/05/2017 |

## What Mia needs

Mia will probably need help with her reading{}.
"""
_KILLS = int(os.environ.get("PLANLINT_TEST_RUN_KILLS", "5"))
pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to find the processes of a run")


@dataclass(frozen=True)
class Told:
    """What a run printed and wrote, and its exit status."""

    status: int
    out: bytes
    err: bytes
    report: bytes


@dataclass(frozen=True)
class Runs:
    """Runs over the same plans, with a cache that outlives them."""

    folder: Path

    @property
    def report(self) -> Path:
        return self.folder / "out" / "report.json"

    def started(self, *options: str) -> subprocess.Popen[bytes]:
        plans = self.folder / "plans"
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "planlint",
                "check",
                plans,
                "--format=concise",
                f"--format=json:{self.report}",
                *options,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PLANLINT_CACHE_DIR": str(self.folder / "kept"),
            },
            start_new_session=True,
        )

    def whole(self, *options: str) -> Told:
        run = self.started(*options)
        out, err = run.communicate()
        return Told(run.returncode, out, err, self.report.read_bytes())


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    for name in ("plans", "out"):
        (tmp_path / name).mkdir()
    for number in range(8):
        (tmp_path / "plans" / f"{number}.md").write_text(PLAN.format(" again" * number), encoding="utf-8")
    return Runs(tmp_path)


def test_a_run_killed_at_any_moment_loses_nothing(runs: Runs) -> None:
    """PLANLINT_TEST_RUN_KILLS=200 for the long form."""
    begun = time.perf_counter()
    clean = runs.whole("--no-cache")
    lasts = time.perf_counter() - begun
    assert (clean.status, clean.err) == (1, b"")
    chance = random.Random(5)
    for kill in range(_KILLS):
        if chance.random() < 0.5:
            _forget(runs.folder / "kept")
        runs.report.write_bytes(b"before")
        how = signal.SIGKILL if chance.random() < 0.5 else signal.SIGTERM
        whom = chance.choice(["all", "run", "worker"])
        run = runs.started("--jobs=2")
        time.sleep(chance.random() * lasts)
        _send(run.pid, how, whom)
        out, err = run.communicate(timeout=120)
        _wait_for_the_last_of(run.pid)
        told = f"kill {kill}: {how.name} to {whom}"
        left = {path.name for path in runs.report.parent.iterdir()}
        if how == signal.SIGTERM:
            assert left == {"report.json"}, told
        if run.returncode in (1, 2):  # it came to its end, perhaps without a file that a worker was at
            lost = err.count(b"was ended from outside")
            assert (err.count(b"\n"), run.returncode) == (lost, 2 if lost else 1), (told, err)
            assert set(out.splitlines()) <= set(clean.out.splitlines()), told
        else:
            assert runs.report.read_bytes() in (b"before", clean.report), told
            assert (run.returncode, err) in ((-how, b""), (128 + how, b"")), (told, run.returncode, err)
        for path in runs.report.parent.glob(".*.part"):
            path.unlink()
        assert runs.whole() == clean, told


def _send(pid: int, how: signal.Signals, whom: str) -> None:
    """A signal to the whole run, to its first process, or to one of those it has started."""
    try:
        if whom == "all":
            os.killpg(pid, how)
        elif whom == "run":
            os.kill(pid, how)
        else:
            for child in _workers(pid)[-1:]:
                os.kill(child, how)
    except ProcessLookupError:
        pass


def _workers(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except OSError:
        return []


def _wait_for_the_last_of(group: int) -> None:
    for _ in range(6000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise AssertionError("processes of a killed run live on")


def _forget(folder: Path) -> None:
    for path in sorted(folder.glob("**/*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
