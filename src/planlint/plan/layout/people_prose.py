"""People as lines and sentences name them: beside a birth date, an age, or words that say who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planlint.phrases import Met
from planlint.plan.layout.births import DUE
from planlint.plan.layout.dates import NUMBER_WORDS, age_in_days, dates_in
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


_UNIT = r"(?:months?|mths?|weeks?|wks?|days?|years?|yrs?|m(?:ont)?hs|y/?o)"
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(NUMBER_WORDS)})(?:\s?½|\.5| and a half)?"
_AGE = rf"{_COUNT}(?:[\s-]*{_UNIT}(?:[\s-]+old)?)?"
_LENGTH = rf"{_COUNT}[\s-]*{_UNIT}(?:[\s-]+old)?"
_HEDGE = r"(?:now|nearly|almost|just|only|about|around|just turned|currently|still)?\s*"
_AGED = re.compile(
    rf"({NAME_PATTERN})(?:\s*\([^)\d]*\))?(?:"
    rf"\s*\(\s*(?i:aged?:?\s+)?(?P<a>(?i:{_AGE}))(?=\s*[),;]|\s[–-]\s|\s(?:and\s)?\d)"
    rf"|,\s*(?i:aged?\s+)?{_HEDGE}(?P<b>(?i:{_AGE}))(?=[,.;)]|\s*\(|\s+[–-]\s|$)"
    rf"|,?\s+(?:who\s+(?:is|was|turned|will be)|turned|will be|has turned)\s+{_HEDGE}(?P<d>{_AGE})(?=[,.;)]|\s+(?:and|in|on|at|next|last|this)\b|$)"
    rf"|,?\s+\(?aged?:?\s+(?P<f>(?i:{_AGE}))\b"
    rf"|\s+is\s+{_HEDGE}(?P<g>{_LENGTH})(?=\W|$)"
    rf"|\s+is\s+an?\s+(?P<k>{_COUNT}[\s-]*{_UNIT}[\s-]+old)\b"
    rf"|\s+is\s+{_HEDGE}(?P<c>{_COUNT})(?=[,.;]|\s+and\b)"
    rf"|\s*(?:\s[–—-]\s|[:|])\s*(?P<h>(?i:(?:aged?\s+{_AGE}|{_LENGTH})))(?=[,.;)|]|\s+[–(-]|$)"
    r")"
)
_SURE = ("a", "d", "f", "h")
_OLD_BEFORE = re.compile(rf"\b({_COUNT}[\s-]{_UNIT}[\s-]olds?),?\s+({NAME_PATTERN})")
_NAMELESS = re.compile(rf"\W*(?i:the\s+)?(?i:(unborn(?:\s+(?:baby|child))?|baby))\s+of\s+{NAME_PATTERN}")
_BRACKETED = re.compile(
    rf"({NAME_PATTERN})\s*\(\s*(?:the\s+|new\s+|her\s+|his\s+|their\s+)?(?:baby|newborn|toddler|twin|son|daughter|subject child|child)\b[^)]{{0,30}}\)"
)
_DASHED = re.compile(rf"({NAME_PATTERN})\s*(?:\s[–—-]\s|[:=])\s*({_COUNT})(?=\s*(?:[,.;)|]|$))")
_BORN_LEAD = re.compile(
    rf"({NAMES})\s*[,(]?\s*(?:\([^)]*\)\s*)?(?:twins?,?\s+)?(?:who\s+)?(?:(?:is|are|was|were)\s+)?(?:both\s+)?[-–:/]?\s*(?:[MF]\b[\s,]*)?"
    r"(?i:(born|b\.|d\.?o\.?b\.?|date of birth|edd|due|expected|expected date of delivery))?\s*:?\s*(?i:on\s+|in\s+)?$"
)
_ANY_DATE = r"\d{1,4}(?:st|nd|rd|th)?[\s./-](?:\d{1,2}|[A-Za-z]{3,9})[\s./-]\d{2,4}"
_YEAR_GROUP = re.compile(rf"({NAME_PATTERN})\s*(?:[,(]|\sis\s|\s[–-]\s)\s*(?:in\s+)?(Year|Primary|P)\s?(\d{{1,2}})\b")


def from_prose(number: int, text: str) -> Iterator[PersonRecord]:
    """Children by birth dates and ages in a line: 'Poppy, born 2 December 2016', 'Harley (8)', 'Zion is four'."""
    text = soften(text) if re.search(r"[A-Z]{3,}\s+[A-Z]{3,}", text) else text
    for year in _YEAR_GROUP.finditer(text):
        years = int(year[3]) + (5 if year[2].lower() == "year" else 4)
        if years < 19:
            yield from _aged(number, year, 1, years * 365 + 180, 1)
    yield from _born(number, text)
    if (nameless := _NAMELESS.match(text)) and len(text.split()) <= 10:
        yield PersonRecord("Baby", "child", number, *nameless.span(1), unborn=True, strength=2)
    for match in _AGED.finditer(text):
        kind = next(name for name, words in match.groupdict().items() if words)
        words = match[kind]
        age = age_in_days(words if re.search(r"\w\W+[a-zA-Z]|\d[a-zA-Z]", words) else f"aged {words}")
        yield from _aged(number, match, 1, age, 2 if kind in _SURE else 1)
    for match in _BRACKETED.finditer(text):
        yield PersonRecord(clean_name(match[1]), "child", number, match.start(1), match.end(1), strength=1)
    for match in _OLD_BEFORE.finditer(text):
        yield from _aged(number, match, 2, age_in_days(match[1]), 1)
    if len(text.split()) <= 30 and role_pattern().search(text):  # 'Mum – Kelly; Nathan – 7': not 'Safety: 7'
        for match in _DASHED.finditer(text):
            yield from _aged(number, match, 1, age_in_days(f"aged {match[2]}"), 1)


def _aged(number: int, match: re.Match[str], group: int, age: int | None, strength: int) -> Iterator[PersonRecord]:
    """The child that a group of the match names, of the age; none where it is a grown-up's, or the name a role's."""
    if age is not None and age < 19 * 365 and not role_of(match[group]):
        start, end = match.span(group)
        yield PersonRecord(clean_name(match[group]), "child", number, start, end, age_days=age, strength=strength)


_LISTED = re.compile(rf"\W*(?:{NAME_PATTERN}\s*\(\s*{_ANY_DATE}\s*\)(?:[\s,;.&]|\band\b)*)+")


def _born(number: int, text: str) -> Iterator[PersonRecord]:
    """Those beside a birth date. A name and a day alone may be who said something when, but in a list of nothing else."""
    listed = _LISTED.fullmatch(text) is not None
    for day, start, _ in dates_in(text):
        lead = text[max(0, start - 90) : start]
        born = _BORN_LEAD.search(lead)
        if born is None or not (born[2] or listed or len(text.split()) <= 8):
            continue
        if not born[2] and lead.rstrip().endswith(":") and " " not in born[1]:
            continue  # 'Met: 14/10/2025'
        due = bool(born[2] and DUE.search(born[2]))
        surname = born[1].split()[-1]
        for name in NAME.finditer(born[1]):
            if role_of(name[0]) not in (None, "child"):
                continue
            begin = start - len(lead) + born.start(1) + name.start()
            shared = " " not in name[0] and " and " in born[1]
            yield PersonRecord(
                clean_name(f"{name[0]} {surname}" if shared and surname != name[0] else name[0]), "child", number,
                begin, begin + len(name[0]), None if due else day, day if due else None, None, due,
                strength=2 if born[2] or listed else 1,
            )  # fmt: skip


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
        rf"({NAME_PATTERN})\s*(?:,|\(|\bis\b|\bwas\b|\s[–—-]\s|=)\s*(?:(?:your|his|her|their|the|a|an|our|who is|whom? (?:he|she|they|[A-Z][a-z]+) calls?|{NAMES}['’]s?)\s+)*(?:(?!and\b|or\b|with\b|but\b|to\b)[a-z-]+(?:['’]s)?\s+){{0,2}}$",
        piece[: role.start()],
    )
    if match is None or role_of(match[1].split()[-1]) or not is_name(match[1]):
        return None
    return match[1], match.start(1), possessor(piece[match.end(1) : role.start() + 1])


_OWNS = re.compile(r"(?:\b(?:your|his|her|their|the|my|our)|['’]s?)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"(?:your|his|her|their|my|our)\s", re.IGNORECASE)  # 'his mum' is in the word list


def _named_after(piece: str, role: Met) -> tuple[str, int, str] | None:
    """'your mum, Carys', 'social worker Priya Nair', 'Mother of all five: Nadia Hussain'."""
    rest = piece[role.end() :]
    if rest.startswith(("'s", "’s")):
        return None
    match = re.match(
        rf"\s*(?:,\s*|\(|:\s*|\s[–—-]\s*|=\s*|(?:is|was)\s+called\s+|called\s+|is\s+|are\s+|of\s+(?:all|both|the)\s+\w+:\s+)?({NAME_PATTERN})(?!['’]s)",
        rest,
    )
    if match is None or role_of(match[1].split()[0]) or not is_name(match[1]):
        return None
    owned = _OWNS.search(piece[: role.start()]) or _OWNED.match(role[0])
    if rest.lstrip().startswith(",") and not owned:
        return None  # 'Mum, Mr Feeney and Leanne Cole invited' is a list
    return match[1], role.end() + match.start(1), possessor(piece[: role.start() + 1])
