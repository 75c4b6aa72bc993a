from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from planlint.config import Config
from planlint.parallel import KILLED, Pool

PLAN = """\
# Child in Need Plan

| Name | DOB |
| --- | --- |
| Mia Hartley | 12/05/2017 |

Mia will probably need help.
"""


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.md" for number in range(8)]
    for path in paths:
        path.write_text(PLAN)
    return paths


def test_reports_come_in_the_order_of_the_files(plans: list[Path]) -> None:
    plans.insert(3, plans[0].with_name("missing.md"))
    with Pool(2) as pool:
        reports = list(pool.check([(path, Config()) for path in plans]))
    assert [report.path for report in reports] == list(map(str, plans))
    assert [report.error for report in reports if report.error] == ["no such file"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_process_that_is_killed_costs_its_file_alone(plans: list[Path]) -> None:
    with Pool(2) as pool:
        reports = pool.check([(path, Config()) for path in plans])
        killed = threading.Thread(target=_kill_one, args=(pool,))
        killed.start()
        made = list(reports)
        killed.join()
    failed = [report for report in made if report.error]
    assert [report.path for report in made] == list(map(str, plans))
    assert [report.error for report in failed] == [KILLED]


def _kill_one(pool: Pool) -> None:
    """Kills the first process that has work."""
    while True:
        for worker in list(pool._workers):
            if worker.at is not None and worker.process.pid is not None:
                os.kill(worker.process.pid, signal.SIGKILL)
                return
        time.sleep(0.01)
