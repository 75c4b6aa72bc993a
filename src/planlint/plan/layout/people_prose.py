"""People as lines and sentences name them: beside a birth date, an age, or words that say who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planlint.phrases import Met
from planlint.plan.layout.births import DUE
from planlint.plan.layout.dates import age_in_days, dates_in
from planlint.plan.layout.model import PersonRecord
from planlint.plan.layout.names import NAME, NAME_PATTERN, NAMES, clean_name, is_name, soften
from planlint.plan.layout.people import possessor, role_of, role_pattern


def _sentence_pieces(text: str) -> list[tuple[int, str]]:
    pieces, start = [], 0
    for match in re.finditer(r"(?<!\d)[.;](?=\s|$)", text):
        pieces.append((start, text[start : match.end()]))
        start = match.end()
    pieces.append((start, text[start:]))
    return pieces


_AGED = re.compile(
    rf"({NAME_PATTERN})\s*(?:\(\s*(?:aged?\s+)?(?P<a>\d{{1,2}}(?:\s*(?:months?|weeks?|days?|years?|mths?|yrs?)(?:\s+old)?)?)\s*\)"
    rf"|,\s*(?:aged?\s+)?(?P<b>[a-z0-9]+(?:\s(?:months?|weeks?|days?|years?)(?:\sold)?)?)(?=[,.;)]|\s*\(|$)"
    rf"|,?\s+who\s+(?:is|was|turned|will be)\s+(?:now\s+|nearly\s+|just\s+)?(?P<d>[a-z0-9]+(?:\s(?:months?|weeks?|days?|years?)(?:\sold)?)?)(?=[,.;)]|\s+(?:and|in|on|at|next|last)\b|$)"
    rf"|\s+is\s+(?P<c>[a-z0-9]+(?:\s(?:months?|weeks?|days?|years?)\sold)?)(?=[,.;]|\s+and\b))"
)

_BORN_LEAD = re.compile(
    rf"({NAMES})\s*[,(]?\s*(?:\([^)]*\)\s*)?(?:twins?,?\s+)?(?:(?:is|are|was|were)\s+)?(?:both\s+)?[-–:/]?\s*(?:[MF]\b[\s,]*)?"
    r"(?i:(born|b\.|d\.?o\.?b\.?|date of birth|edd|due))?\s*:?\s*(?i:on\s+|in\s+)?$"
)
_YEAR_GROUP = re.compile(rf"({NAME_PATTERN})\s*[,(]\s*(?:in\s+)?(Year|Primary|P)\s?(\d{{1,2}})\b")


def from_prose(number: int, text: str) -> Iterator[PersonRecord]:
    """Children by birth dates and ages in a line: 'Poppy, born 2 December 2016', 'Harley (8)', 'Zion is four'."""
    text = soften(text) if re.search(r"[A-Z]{3,}\s+[A-Z]{3,}", text) else text
    for year in _YEAR_GROUP.finditer(text):
        years = int(year[3]) + (5 if year[2].lower() == "year" else 4)
        if not role_of(year[1]) and years < 19:
            yield PersonRecord(
                clean_name(year[1]), "child", number, year.start(1), year.end(1), age_days=years * 365 + 180, strength=1
            )
    for day, start, _ in dates_in(text):
        lead = text[max(0, start - 90) : start]
        born = _BORN_LEAD.search(lead)
        if born is None or not (born[2] or len(text.split()) <= 8):
            continue
        due = bool(born[2] and DUE.search(born[2]))
        surname = born[1].split()[-1]
        for name in NAME.finditer(born[1]):
            if not role_of(name[0]):
                begin = start - len(lead) + born.start(1) + name.start()
                full = (
                    name[0]
                    if " " in name[0] or " " not in born[1].strip()
                    else f"{name[0]} {surname}"
                    if " and " in born[1]
                    else name[0]
                )
                yield PersonRecord(
                    clean_name(full), "child", number, begin, begin + len(name[0]), None if due else day,
                    day if due else None, None, due, strength=2 if born[2] else 1,
                )  # fmt: skip
    for match in _AGED.finditer(text):
        words = match["a"] or match["b"] or match["c"] or match["d"]
        age = age_in_days(f"aged {words}" if " " not in words.strip() else words)
        if age is not None and age < 19 * 365 and not role_of(match[1]):
            strength = 2 if match["a"] or match["d"] else 1
            yield PersonRecord(
                clean_name(match[1]), "child", number, match.start(1), match.end(1), age_days=age, strength=strength
            )


def from_appositions(number: int, text: str) -> Iterator[PersonRecord]:
    """Adults by what stands beside their name: 'Tess Okoro (health visitor)', 'your mum, Carys,', 'social worker Priya Nair'."""
    for piece_start, piece in _sentence_pieces(text):
        for match in role_pattern().finditer(piece):
            role = role_of(match[0])
            if role is None or role == "child":
                continue
            found = _named_before(piece, match) or _named_after(piece, match)
            if found is not None:
                name, start, of = found
                begin = piece_start + start
                yield PersonRecord(
                    clean_name(name), role, number, begin, begin + len(name), of=of, title=match[0], strength=1
                )


def _named_before(piece: str, role: Met) -> tuple[str, int, str] | None:
    """'Tess Okoro (health visitor)', 'Grace, his nurse', 'Sam Whitlock is your PA'."""
    match = re.search(
        rf"({NAME_PATTERN})\s*(?:,|\(|\bis\b|\bwas\b)\s*(?:(?:your|his|her|their|the|a|an|our|who is|{NAME_PATTERN}['’]s?)\s+)*(?:(?!and\b|or\b|with\b|but\b|to\b)[a-z-]+\s+){{0,2}}$",
        piece[: role.start()],
    )
    if match is None or role_of(match[1].split()[-1]) or not is_name(match[1]):
        return None
    return match[1], match.start(1), possessor(piece[match.end(1) : role.start() + 1])


def _named_after(piece: str, role: Met) -> tuple[str, int, str] | None:
    """'your mum, Carys', 'social worker Priya Nair', 'Mother of all five: Nadia Hussain'."""
    rest = piece[role.end() :]
    if rest.startswith(("'s", "’s")):
        return None
    match = re.match(
        rf"\s*(?:,\s*|\(|:\s*|(?:is|was)\s+called\s+|called\s+|is\s+|are\s+|of\s+(?:all|both|the)\s+\w+:\s+)?({NAME_PATTERN})(?!['’]s)",
        rest,
    )
    if match is None or role_of(match[1].split()[0]) or not is_name(match[1]):
        return None
    owned = re.search(
        r"(?:\b(?:your|his|her|their|the|my|our)|['’]s?)\s+(?:\w+\s+)?$", piece[: role.start()], re.IGNORECASE
    )
    if rest.lstrip().startswith(",") and not owned:
        return None  # 'Mum, Mr Feeney and Leanne Cole invited' is a list
    return match[1], role.end() + match.start(1), possessor(piece[: role.start() + 1])
