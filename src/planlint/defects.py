"""What to say where planlint itself fails, or a pack: where it did, and no values, which may be words of a plan."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from planlint.rules.finding import Report

if TYPE_CHECKING:
    from planlint.rules.model import Rule

_MORE = "PLANLINT_TRACEBACK"  # a variable for those who look for the cause


class CheckFailed(RuntimeError):
    """The check of a rule has failed; the cause says how."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(f"the check of {rule.code} failed ({rule.path})")
        self.rule = rule


def described(error: Exception) -> str:
    """One plain line about a failure. Raises it again where the environment asks for its traceback."""
    import traceback  # slow to load

    if os.environ.get(_MORE):
        raise error
    cause = error.__cause__ if isinstance(error, CheckFailed) and error.__cause__ else error
    frames = traceback.extract_tb(cause.__traceback__)
    own = [frame for frame in frames if "planlint" in Path(frame.filename).parts] or frames
    where = f"{type(cause).__name__} in {Path(own[-1].filename).name}, line {own[-1].lineno}"
    if isinstance(error, CheckFailed) and not _shipped(error.rule):
        return f"the check of {error.rule.code} failed ({where}); put right {error.rule.path}"
    return (
        f"a defect in planlint stopped it ({where}). Please report it without the plan. {_MORE}=1 shows more, "
        "words of the plan perhaps among it."
    )


def one_by_one(
    paths: Iterable[Path],
    together: Callable[[Iterable[Path]], Iterable[Report]],
    alone: Callable[[Path], Report],
) -> Iterator[Report]:
    """The reports of files that are checked together; after a failure one by one, so that it costs its own alone."""
    waiting = list(paths)
    try:
        for report in together(tuple(waiting)):
            waiting.pop(0)
            yield report
    except Exception:
        yield from (guarded(path, alone) for path in waiting)


def guarded(path: Path, check: Callable[[Path], Report]) -> Report:
    """The report of a file; where checking it fails, one that says so."""
    try:
        return check(path)
    except Exception as error:
        return Report(str(path), error=described(error))


def _shipped(rule: Rule) -> bool:
    from planlint.words import directory

    return Path(rule.path).is_relative_to(directory())
