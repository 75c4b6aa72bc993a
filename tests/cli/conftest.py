from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from planlint.cli import main

PLAN = """\
# Child in Need Plan

Date of plan: 3 February 2026

| Name | DOB |
| --- | --- |
| Mia Hartley | 12/05/2017 |

## What Mia needs

Mia will probably need help with her reading.
"""


@dataclass(frozen=True)
class Ran:
    """What a run printed, and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in which OBS002 has one finding, and SIB002 none."""
    path = tmp_path / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the command line in this process."""

    def run(*args: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as exit_info:
            main([str(arg) for arg in args])
        printed = capsys.readouterr()
        return Ran(int(exit_info.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[bytes]]:
    """Starts `python -m planlint` in a process of its own."""

    def start(*args: str | Path, **variables: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "planlint", *map(str, args)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **variables},
        )

    return start
