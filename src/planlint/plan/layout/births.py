"""Birth dates: the words that give one, and those of an unborn child."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from planlint.document import Block, BlockKind
from planlint.plan.layout.dates import DATE, dates_in, to_date

DUE = re.compile(r"\b(?:edd|due|expected|unborn|not yet born)\b", re.IGNORECASE)
UNBORN = re.compile(r"\b(?:unborn|edd|due|not (?:yet )?born|ub)\b", re.IGNORECASE)
BORN_KEYS = re.compile(
    r".*\b(?:dob|d\.o\.b\.?|date of birth|born|birth|edd)\b.*|(?:baby )?due(?: date)?", re.IGNORECASE
)
_YOU_BORN = re.compile(r"\byou (?:were|are) (?:born|due)\b[^.;]{0,12}$", re.IGNORECASE)


def first_date(value: object) -> date | None:
    """The first date of a value: of a text, or the value itself; None where there is none."""
    if isinstance(value, date):
        return value
    match = DATE.search(str(value or ""))
    return to_date(match) if match else None


def birth_of_reader(blocks: Sequence[Block]) -> date | None:
    """'You were born on 3 May 2011', 'Born: 25/09/2013': the birth date of a plan's one child."""
    for block in blocks:
        if block.kind is BlockKind.FIELD and BORN_KEYS.fullmatch(block.key.strip(" :")) and not DUE.search(block.key):
            return first_date(block.text)
        text = f"{block.key} {block.text}" if block.key else block.text
        for day, start, _ in dates_in(text):
            if _YOU_BORN.search(text[:start]):
                return day
    return None
