"""Our own splitter: statements from text alone, so that what is flagged never depends on a parse."""

from __future__ import annotations

import re

_ABBREVIATIONS = [
    "mr",
    "mrs",
    "ms",
    "mx",
    "dr",
    "prof",
    "rev",
    "st",
    "sgt",
    "insp",
    "cllr",
    "hon",
    "no",
    "nos",
    "e.g",
    "i.e",
    "etc.",
    "approx",
    "ref",
    "tel",
    "ext",
    "para",
    "vs",
    "fig",
    "p",
    "pp",
    "dept",
    "est",
    "inc",
    "ltd",
    "cont",
    "yr",
    "yrs",
    "wk",
    "wks",
    "mth",
    "mths",
    "hrs",
    "mins",
    "min",
    "max",
    "w.c",
]
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'])(?:" + "|".join(re.escape(word) for word in _ABBREVIATIONS) + r")\.$", re.IGNORECASE
)
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\.$")
_END = re.compile(r"[.!?…]+[\"”’')\]*_]*(?=\s)")
_NEXT = re.compile(r"\s+[\"“‘'(\[*_]*[A-Z0-9À-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ«☐☑£]")
_CLOSERS = {"“": "”", "‘": "’"}


def split(text: str) -> list[tuple[int, int]]:
    """Where the statements of a block's text stand, as (start, end) without the white space around.

    A sentence ends at . ! ? or … before a space and a capital, a digit or an opening quotation mark, never inside
    double quotation marks and never after an abbreviation or an initial.
    """
    spans = []
    start = 0
    for match in _END.finditer(text):
        if not _NEXT.match(text, match.end()) or match.start() < start:
            continue
        up_to = text[start : match.end()]
        if match[0] == "." and (_ABBREVIATION.search(up_to) or _INITIAL.search(up_to)):
            continue
        if _in_quotation(up_to):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _in_quotation(text: str) -> bool:
    """Whether a double quotation opened in the text has not been closed in it."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if re.search(r"\w", text[start:end]) else None
