"""Keys and values in a line: 'Date of plan: 3 May', 'Name: Mia    DOB: 3.5.19', 'Mother: Ann. Father: Jim.'

Works on text alone, so that every reader takes the same lines for fields. What is a key is told by its form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_][\w'’./&-]*")
_BRACKETED = re.compile(r"\([^()]*\)")
_COLON = re.compile(r":(?=\s|$)")
# A key is a noun phrase: with one of these it is a clause that leads in to somebody's words.
_CLAUSE = re.compile(
    r"\b(?:says?|said|asks?|asked|tells?|told|thinks?|thought|writes?|wrote|adds?|added|is|are|was|were|am|has|"
    r"have|had|will|would|can|could|should|must|may|might|does|did|if|when|because|that|"
    r"and then|I|we|they|she|he|it|you)\b"
)
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|Sgt|Rev)\b\.?\s")
_PUNCTUATED = re.compile(r"[!;\"“”]|[.?](?=\s)|,")
_GAP = re.compile(
    r"[ \t]*[\u00a0\t][ \t\u00a0]*(?:[|·•][ \t\u00a0]*)?| {2,}(?:[|·•][ \t\u00a0]*)?| [|·•] +"
    r"|(?<=___) |(?<=\.{4}) "
)
_SENTENCE = re.compile(
    r"(?<=[a-z0-9)'’\"”])(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)(?<!\bNo)[.;]\s+(?=[A-Z\"“(])"
)
_TICK = re.compile(r"(?:\[[ xX✓✔]?\]|[☐☑☒✓✔])\s*\S.{0,40}|[^\[\]☐☑☒]{1,40}?\s*(?:\[[ xX✓✔]?\]|[☐☑☒✓✔])")
# 'P6' is a school year in Scotland, so the short form is in lower case.
_PAGE = re.compile(
    r"(?:\b(?i:page|sheet)\s*\d+\s*(?:(?:of|OF|/)\s*\d+)?\b|(?:^|\s)p\.?\s?\d{1,3}(?:\s*(?:of|/)\s*\d+)?)\s*$"
)
_QUOTE = ('"', "“", "‘", "'")
_SHORT = 8  # words of a segment that stands in a row of segments


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text: the value of a field where `key` says where its key stands, else plain words."""

    start: int
    end: int
    key: tuple[int, int] | None = None


def words(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def is_label(text: str, *, loose: bool = False) -> bool:
    """Whether a text, without its colon, can be a key: a short capitalised noun phrase, no date, no clause.

    `loose` is for keys that their layout marks (bold, a tab, columns): longer ones, questions, lower case.
    """
    text = text.strip()
    bare = _BRACKETED.sub(" ", text).strip()
    if not bare or len(text) > (90 if loose else 60) or not bare[0].isalpha() or re.search(r"\d{3}|\d[/.]\d", bare):
        return False
    if loose:
        return words(bare) <= 9 and not re.search(r"[.!;][ ]", bare)
    if not bare[0].isupper() or not 1 <= words(bare) <= 5:
        return False
    return not (_PUNCTUATED.search(bare) or _CLAUSE.search(bare[1:]) or _TITLE.match(bare))


def pair(text: str, start: int, end: int, *, loose: bool = False) -> Part | None:
    """The field that the stretch is: a key, a colon, and a value that may be empty; None where it is none."""
    start, end = _trim(text, start, end)
    colon = _colon(text, start, end)
    if colon < 0 or not is_label(text[start:colon], loose=loose):
        return None
    key_end = colon
    while key_end > start and text[key_end - 1].isspace():
        key_end -= 1
    low, high = _trim(text, colon + 1, end)
    return Part(low, high, (start, key_end))


def lone_parts(text: str, start: int, end: int) -> list[Part] | None:
    """The fields of a line that no other field line stands beside, in order; None where it is prose.

    'Mother: Ann Poe. Father: Jim Poe. Both work nights.' is two fields and a sentence. A value in quotation
    marks, or a long one that goes on in lower case, makes it prose: 'For Mia: if the shouting goes on …'.
    """
    parts: list[Part] = []
    at = start
    while at < end:
        found = pair(text, at, end)
        if found is not None and _is_loud_key(text, found):
            return [*parts, found]
        stop = _SENTENCE.search(text, found.start, end) if found else None
        value_end = stop.start() if stop else end
        if found is None or found.start == found.end or is_prose(text[found.start : value_end]):
            if not parts:
                return None
            parts.append(Part(*_trim(text, at, end)))
            return parts
        value_end = stop.start() if stop else found.end
        at = stop.end() if stop else end
        if stop and words(text[found.start : value_end]) > _SHORT:
            value_end += 1
        elif (
            not stop and text[found.start : value_end].endswith(".") and words(text[found.start : value_end]) <= _SHORT
        ):
            value_end -= 1
        parts.append(Part(found.start, value_end, found.key))
    return parts or None


def wide_parts(text: str, start: int, end: int) -> list[Part] | None:
    """The segments of a line with wide gaps, bars or dots between; None where it has none or is prose."""
    ranges = _segments(text, start, end)
    if len(ranges) < 2:
        return None
    sure = any(pair(text, low, high) for low, high in ranges)
    parts: list[Part] = []
    for low, high in ranges:
        found = pair(text, low, high, loose=sure or text[low:high].endswith(":"))
        last = parts[-1] if parts else None
        if found is not None:
            parts.append(found)
        elif last and last.key and last.start == last.end:
            parts[-1] = Part(low, high, last.key)
        elif last and _TICK.fullmatch(text[low:high]) and (last.key and text[last.key[1] - 1] == "?"):
            parts[-1] = Part(last.start, high, last.key)
        elif last and _TICK.fullmatch(text[low:high]) and text[last.start : last.end].endswith("?"):
            parts[-1] = Part(low, high, (last.start, last.end))
        else:
            parts.append(Part(low, high))
    if not all(_fits(text, part) for part in parts):
        return None
    return parts if any(part.key for part in parts) else None


def gapped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the stretches between wide gaps stand."""
    return _segments(text, start, end)


def is_prose(value: str) -> bool:
    """Whether what follows a colon reads as a sentence of its own rather than as an entry."""
    value = value.strip()
    return value.startswith(_QUOTE) or (value[:1].islower() and words(value) > 6)


def is_page_mark(text: str) -> bool:
    """Whether a line ends in a page number: 'Page 2 of 9', 'p2', 'sheet 1 of 2'."""
    return _PAGE.search(text) is not None


def _is_loud_key(text: str, part: Part) -> bool:
    """Whether a key in capitals heads all that follows: 'BACKGROUND: …'. Shorter ones may be initials."""
    key = text[slice(*part.key)] if part.key else ""
    return key.isupper() and len(key) > 4 and part.start < part.end


def _fits(text: str, part: Part) -> bool:
    return part.key is not None or words(text[part.start : part.end]) <= _SHORT


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    at = start
    for match in _GAP.finditer(text, start, end):
        ranges.append(_trim(text, at, match.start()))
        at = match.end()
    ranges.append(_trim(text, at, end))
    return [(low, high) for low, high in ranges if low < high]


def _colon(text: str, start: int, end: int) -> int:
    """The first colon that can end a key; one inside brackets does not."""
    for match in _COLON.finditer(text, start, min(end, start + 120)):
        before = text[start : match.start()]
        if before.count("(") <= before.count(")"):
            return match.start()
    return -1


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
