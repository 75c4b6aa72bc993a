"""Times and peaks of commands, each in a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

RUNS = 3
# Asked of a process that has no other child. Installed packages are compiled, so here they are, too.
_WATCHED = """
import json, os, resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)
seconds = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1024 * 1024 if sys.platform == "darwin" else 1024
print(json.dumps({
    "status": done.returncode, "seconds": seconds,
    "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / unit,
}))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: seconds on the clock and of processors, and the peak of its largest process in MB."""

    seconds: float
    cpu: float
    peak: float


def cost_of(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Cost:
    """One run of a command. Raises RuntimeError where it says that it could not do its work."""
    env = {**os.environ, **(variables or {})}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", _WATCHED, *command], stdout=subprocess.PIPE, check=True, env=env)
    found = json.loads(done.stdout)
    if found["status"] not in (0, 1):  # 1: a plan has findings
        raise RuntimeError(f"{' '.join(command)[:200]}: exit status {found['status']}")
    return Cost(found["seconds"], found["cpu"], found["peak"])


def compared(
    ours: Sequence[str], theirs: Sequence[str], variables: Mapping[str, str] | None = None, runs: int = RUNS
) -> tuple[Cost, Cost]:
    """The median costs of two commands that take turns, so that what else the machine does hits both."""
    pairs = [(cost_of(ours, variables), cost_of(theirs, variables)) for _ in range(runs)]
    return _median([pair[0] for pair in pairs]), _median([pair[1] for pair in pairs])


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__slots__))
