"""Many files: what was seen already from the cache, the rest by the linter, in some processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from planlint.cache.key import plan_key
from planlint.cache.record import record_of, report_from
from planlint.cache.store import Cache
from planlint.config.model import Config
from planlint.defects import one_by_one
from planlint.readers import ReadError, format_of, read_bytes, read_file
from planlint.readers.registry import MAX_BINARY_BYTES
from planlint.rules.finding import Report

if TYPE_CHECKING:
    from planlint.linter import Linter

_WINDOW = 64  # files that are looked up together; more would be held in memory
_FEW = 4  # files for each process that are worth its start

Task = tuple[Path, Config]


@dataclass
class Batch:
    """Checks files. `jobs` processes at most; 0 for as many as the machine and the files are good for."""

    cache: Cache | None = None
    jobs: int = 1
    _linters: dict[str, Linter] = field(default_factory=dict)

    def reports(self, tasks: Iterable[Task]) -> Iterator[Report]:
        """A report a file, in order; each depends on its own file and settings alone."""
        waiting = iter(tasks)
        with ExitStack() as stack:
            check: Callable[[Sequence[Task]], Iterator[Report]] = self._serial
            while window := list(islice(waiting, _WINDOW * max(self.jobs, 1))):
                looked_up = [self._known(task) for task in window]
                missing = [task for task, (_, report) in zip(window, looked_up, strict=True) if report is None]
                if check == self._serial and (jobs := self._jobs_for(len(missing))) > 1:
                    check = self._pool(jobs, stack)
                made = iter(check(missing)) if missing else iter(())
                for task, (key, report) in zip(window, looked_up, strict=True):
                    yield report if report is not None else self._kept(task, key, next(made))
        if self.cache is not None:
            self.cache.tidy()

    def _jobs_for(self, missing: int) -> int:
        if self.jobs:
            return min(self.jobs, missing)
        from planlint.parallel import processors

        return min(processors(), missing // _FEW)

    def _pool(self, jobs: int, stack: ExitStack) -> Callable[[Sequence[Task]], Iterator[Report]]:
        from planlint.parallel import Pool

        return stack.enter_context(Pool(jobs)).check

    def _serial(self, tasks: Sequence[Task]) -> Iterator[Report]:
        """Runs of files with the same settings go to one linter together: it parses many at once."""
        from planlint.linter import Linter

        at = 0
        while at < len(tasks):
            config = tasks[at][1]
            paths = []
            while at < len(tasks) and tasks[at][1] == config:
                paths.append(tasks[at][0])
                at += 1
            key = repr(config)
            if key not in self._linters:
                self._linters[key] = Linter(config)
            linter = self._linters[key]
            yield from one_by_one(paths, linter.check_many, linter.check_file)

    def _known(self, task: Task) -> tuple[str | None, Report | None]:
        """The key of a file, and its report where it is known: from the cache, or since it cannot be read."""
        path, config = task
        key = _key(path, config)
        if key is None:
            return None, _unreadable(path)
        record = self.cache.get(key) if self.cache else None
        if record is None:
            return key, None
        try:
            if record["day"] not in (None, date.today().isoformat()):
                return key, None
            if "error" in record:
                return key, Report(str(path), error=record["error"])
            return key, report_from(record["report"], str(path), _text(path))
        except (ReadError, OSError, KeyError, ValueError, TypeError, IndexError, AttributeError):
            return key, None

    def _kept(self, task: Task, key: str | None, report: Report) -> Report:
        """Keep a report for the next run, unless the file has changed in the meantime."""
        if self.cache is None or key is None or _key(*task) != key:
            return report
        if report.error is not None:
            if report == _unreadable(task[0]):  # and no failure of ours
                self.cache.put(key, {"day": None, "error": report.error})
        elif (record := record_of(report, _templates(task[1].packs))) is not None:
            today = date.today().isoformat()
            # A plan without a date of its own is read as of today, and tomorrow anew.
            day = today if task[1].as_of is None and report.as_of == today else None
            self.cache.put(key, {"day": day, "report": record})
        return report


def _key(path: Path, config: Config) -> str | None:
    """What the cache knows a file by; None for one that its reader would not open."""
    name = format_of(path)
    try:
        if name is None or not path.is_file() or path.stat().st_size > MAX_BINARY_BYTES:
            return None
        return plan_key(path.read_bytes(), name, config.for_file(path))
    except OSError:
        return None


def _unreadable(path: Path) -> Report | None:
    """What a reader says of a file that it cannot open; None where it can after all."""
    try:
        read_file(path)
    except ReadError as error:
        return Report(str(path), error=str(error))
    return None


def _text(path: Path) -> str:
    """The text that offsets count in. Of a text file it is had without a reader."""
    name = format_of(path) or ""
    data = path.read_bytes()
    if name in ("markdown", "text"):
        from planlint.readers.decoding import decode

        return decode(data)[0]
    return read_bytes(data, name).source


@cache
def _templates(packs: tuple[Path, ...]) -> Mapping[str, tuple[str, ...]]:
    """The fixed words of messages and advice, by rule."""
    from planlint.rules.catalogue import load_strengths
    from planlint.rules.packs import rules_with

    words = {rule.code: (rule.message, rule.advice) for rule in rules_with(packs)}
    return {**words, **{rule.code: (rule.message,) for rule in load_strengths()}}
