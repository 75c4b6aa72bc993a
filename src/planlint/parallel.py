"""Checking in several processes: the model is loaded once in each, and results come in the order asked for.

A process that dies costs the file it was at, and another takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

from planlint.config.model import Config
from planlint.defects import guarded
from planlint.rules.finding import Report

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Task = tuple[Path, Config]
_AHEAD = 4  # files a process may be ahead of the one that is waited for
KILLED = "the process that checked it was ended from outside, or ran out of memory; check it by itself"


def processors() -> int:
    """How many processes can work at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    at: int | None = None  # the number of the file it is checking


class Pool:
    """Processes that check files. Use it in a `with` block; leaving it ends them at once."""

    def __init__(self, jobs: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def check(self, tasks: Iterable[Task]) -> Iterator[Report]:
        """A report a task, in order. A file whose process dies has a report with its `error` set."""
        waiting = deque(enumerate(tasks))
        paths = {number: path for number, (path, _) in waiting}
        made: dict[int, Report] = {}
        for number in range(len(paths)):
            self._employ(waiting, number)
            while number not in made:
                self._hear(made, paths)
                self._employ(waiting, number)  # before what was heard is told: that takes its time
            yield made.pop(number)

    def _employ(self, waiting: deque[tuple[int, Task]], wanted: int) -> None:
        """Give every idle process a file, and start processes where more could work."""
        idle = [worker for worker in self._workers if worker.at is None]
        while waiting and waiting[0][0] < wanted + _AHEAD * self._jobs:
            if not idle:
                if len(self._workers) >= self._jobs:
                    return
                idle.append(self._hire())
            worker = idle.pop()
            try:
                worker.pipe.send(waiting[0][1])
            except OSError:  # it died while it had nothing to do
                self._dismiss(worker)
                continue
            worker.at = waiting.popleft()[0]

    def _hear(self, made: dict[int, Report], paths: dict[int, Path]) -> None:
        """Wait until a process has a report, or has died."""
        busy = {worker.pipe: (worker, worker.at) for worker in self._workers if worker.at is not None}
        ready = wait(list(busy))
        for pipe, (worker, number) in busy.items():
            if pipe not in ready:
                continue
            try:
                made[number] = pipe.recv()
                worker.at = None
            except (EOFError, OSError):
                made[number] = Report(str(paths[number]), error=KILLED)
                self._dismiss(worker)

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs,), daemon=True)
        with _interrupts_held():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _dismiss(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Holds Ctrl-C back for a moment: what is started meanwhile never hears of it, and ends with us."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection) -> None:
    """What a process does: a report for every file it is given, until nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gave the work
    # Processes are what works side by side; threads within each would only get in one another's way.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from planlint.linter import Linter

    linters: dict[str, Linter] = {}
    with suppress(EOFError, OSError):
        while True:
            path, config = pipe.recv()
            key = repr(config)
            if key not in linters:
                linters[key] = Linter(config)
            pipe.send(guarded(path, linters[key].check_file))
