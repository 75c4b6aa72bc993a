"""Reading back a filled audit sheet. What people wrote is never repeated in a message: it may hold a name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planlint.audit.sheet import ANSWERS
from planlint.readers import ReadError
from planlint.readers.decoding import decode

Answer = Literal["yes", "no", "na"]

_WORDS: Mapping[str, Answer] = {
    "yes": "yes", "y": "yes",
    "no": "no", "n": "no",
    "not applicable": "na", "n/a": "na", "na": "na", "not app.": "na",
}  # fmt: skip
_NEEDED = ("plan", "rule", "answer")
_ID = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}")
_CODE = re.compile(r"[A-Z]{2,5}\d{3}")


class SheetError(ValueError):
    """A sheet that cannot be used. `problems` are plain lines that name the file and the line in it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of an auditor."""

    plan: str
    rule: str
    answer: Answer
    line: int


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers of a sheet, and how many questions were left open."""

    answers: tuple[Answered, ...]
    open: int


def read_sheet(path: Path, plans: Container[str], rules: Container[str]) -> Filled:
    """The answers in a filled sheet. `plans` are the ids of the folder's plans, `rules` the codes there are.

    Takes commas, semicolons and tabs between cells, and the encodings that spreadsheets write. Raises SheetError with
    a line for each problem.
    """
    try:
        source = decode(path.read_bytes())[0]
    except OSError as error:
        raise SheetError([f"{path}: cannot be read ({(error.strerror or 'unknown reason').lower()})"]) from error
    except ReadError as error:
        raise SheetError([f"{path}: {error}"]) from error
    problems: list[str] = []
    found: dict[tuple[str, str], Answered] = {}
    open_ = 0
    for line, plan, rule, said in _rows(path, source):
        answer = _WORDS.get(" ".join(said.lower().split()))
        wrong = _wrong_names(plan, rule, plans, rules)
        if said.strip() and answer is None:
            wrong.append(f"the answer is none of {', '.join(ANSWERS)}")
        if (plan, rule) in found and answer is not None:
            wrong.append(f"the same question is answered on line {found[plan, rule].line}")
        problems += [f"{path}:{line}: {problem}" for problem in wrong]
        if wrong:
            continue
        if answer is None:
            open_ += 1
        else:
            found[plan, rule] = Answered(plan, rule, answer, line)
    if not problems and not found:
        problems.append(f"{path}: no question is answered; write Yes, No or Not applicable under answer")
    if problems:
        raise SheetError(problems)
    return Filled(tuple(found.values()), open_)


def _rows(path: Path, source: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, plan, rule and answer of each row. Raises SheetError."""
    first = source.partition("\n")[0]
    between = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(source, newline=""), delimiter=between)
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        missing = [name for name in _NEEDED if name not in head]
        if missing:
            raise SheetError([f"{path}:1: no column is called {' or '.join(missing)}; is it a sheet of planlint's?"])
        at = [head.index(name) for name in _NEEDED]
        for row in reader:
            cells = [row[number].strip() if number < len(row) else "" for number in at]
            if any(cells):
                yield reader.line_num, cells[0].upper(), cells[1].upper(), cells[2]
    except csv.Error as error:
        raise SheetError([f"{path}:{reader.line_num}: is no CSV ({error})"]) from error


def _wrong_names(plan: str, rule: str, plans: Container[str], rules: Container[str]) -> list[str]:
    wrong = []
    if not _ID.fullmatch(plan):
        wrong.append("this is no id of a plan; ids look like K3QX-7ZPA")
    elif plan not in plans:
        wrong.append(f"no plan in the folder has the id {plan}; it was changed or moved since the sheet was drawn")
    if rule not in rules:
        named = f" {rule}" if _CODE.fullmatch(rule) else ""
        wrong.append(f"there is no rule{named}; planlint rules lists them")
    return wrong
