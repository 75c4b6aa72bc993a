"""Dates and ages as plans write them: '3.4.24', '12/03/2025', '3 May 2026', 'Zac (5 months)', 'aged six'."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"""
    (?<!\d)(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)
    | (?<![\d.,/])(?P<d>\d{{1,2}})\s?[./-]\s?(?P<m>\d{{1,2}})\s?[./-]\s?(?P<y>\d{{4}}|\d{{2}})(?![\d])
    | (?<!\d)(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<mm>{_MONTH})\.?,?\s+(?P<yy>\d{{4}}|[’']?\d{{2}}(?!\d|\s?(?:am|pm|:|\.)))
    | \b(?P<mmm>{_MONTH})\s+(?P<ddd>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<yyy>\d{{4}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_COUNT = r"\d{1,2}|" + "|".join(NUMBER_WORDS)
_AGE = re.compile(
    rf"\b(?P<n>{_COUNT})(?:\s*(?:½|\.5|and a half))?[\s-]*(?P<unit>day|week|month|mth|year|yr|wk|y/?o\b)s?(?:[\s-]+(?:old|of age|baby|corrected))?\b"
    rf"|(?:^|\baged?:?\s+|\bis\s+(?:now\s+|only\s+)?|\bare\s+(?:both\s+)?|\(|,\s*)(?P<bare>{_COUNT})(?=\s*(?:\)|,|\.|;|\||$|and\b|now\b))",
    re.IGNORECASE,
)


def to_date(match: re.Match[str]) -> date | None:
    """The date of a match of `DATE`; None where there is no such day."""
    groups = match.groupdict()
    try:
        if groups["iso"]:
            return date.fromisoformat(groups["iso"])
        if groups["d"]:
            return date(_year(groups["y"]), int(groups["m"]), int(groups["d"]))
        if groups["dd"]:
            return date(_year(groups["yy"]), MONTHS[groups["mm"].lower()], int(groups["dd"]))
        return date(int(groups["yyy"]), MONTHS[groups["mmm"].lower()], int(groups["ddd"]))
    except ValueError:
        return None


def dates_in(text: str) -> list[tuple[date, int, int]]:
    """Every full date of a text, with where it stands."""
    return [(day, match.start(), match.end()) for match in DATE.finditer(text) if (day := to_date(match))]


def age_in_days(text: str) -> int | None:
    """The first age a text gives ('5 months', 'aged six', '(8)'), in days; None where it gives none."""
    match = _AGE.search(text)
    if match is None:
        return None
    count = _number(match["n"] or match["bare"])
    unit = (match["unit"] or "year").lower()
    days = {"day": 1, "week": 7, "wk": 7, "month": 30, "mth": 30, "year": 365, "yr": 365}.get(unit, 365)
    return count * days + (1 if days == 365 else 0)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBER_WORDS[text.lower()]


def _year(text: str) -> int:
    number = int(text.lstrip("’'"))
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number
