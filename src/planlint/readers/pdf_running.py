"""Heads and feet that a PDF's pages repeat, and the page numbers and print marks of a single page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from planlint.readers.pdf_lines import Printed, segments

_EDGE = 0.09  # of a page's height, in which heads and feet stand
_WIDE_EDGE = 0.2  # the same for lines that stand at the same height on three pages or more
_NUMBER = re.compile(r"(?:page|sheet)?\s*[-–]?\s*\d{1,3}\s*[-–]?\s*(?:(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
_PRINTED = re.compile(
    r"\b(?:page|sheet)\s*\d+\s*(?:of|/)\s*\d+\b"
    r"|^(?:date\s+)?(?:printed|generated|exported|downloaded|report\s+run|run)\s*(?:on|by|at|from|date)?\b.{0,70}$"
    r"|^(?:NHS|case|client|person|record|system|form|episode|LCS|Mosaic|Liquidlogic|CareDirector|Eclipse|PAMS)"
    r"[\s/]*(?:NHS)?\s*(?:no|number|ref|reference|ID|identifier)\b\.?\s*:?\s*[\w /-]{1,24}$"
    r"|^(?:official(?:[\s:–-]+sensitive)?|(?:strictly\s+|private\s+(?:and|&)\s+)?confidential|restricted|protect)$"
    r"|^(?:https?|file)://\S+(?:\s+\d+/\d+)?$",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[tuple[float, Sequence[Printed]]]) -> tuple[set[int], list[str]]:
    """The `id`s of the lines that are heads and feet of pages, given by height; and what they say, without numbers."""
    edges = [_edges(height, lines, _EDGE) for height, lines in pages]
    seen: Counter[str] = Counter()
    for lines in edges:
        seen.update({_key(line) for line in lines})
    often = {key for key, count in seen.items() if count > 1 and count * 2 >= len(pages)}
    found = [line for lines in edges for line in lines if _key(line) in often or _is_mark(line)]
    found += _at_one_height(pages)
    return {id(line) for line in found}, running_words(found)


def running_words(lines: Iterable[Printed]) -> list[str]:
    """What heads and feet say: each once, page numbers left out."""
    texts = ("\t".join(one.text for one in segments(line, 1.6)) for line in lines)
    return list(dict.fromkeys(text for text in texts if not _NUMBER.fullmatch(text)))


def _edges(height: float, lines: Sequence[Printed], share: float) -> list[Printed]:
    return [line for line in lines if line.bottom < height * share or line.top > height * (1 - share)]


def _at_one_height(pages: Sequence[tuple[float, Sequence[Printed]]]) -> list[Printed]:
    """Lines further in that say the same at the same height on most of at least three pages."""
    if len(pages) < 3:
        return []
    further = [line for height, lines in pages for line in _edges(height, lines, _WIDE_EDGE)]
    seen = Counter({(_key(line), round(line.base / 2), line.page) for line in further})
    at = Counter((key, height) for key, height, _ in seen)
    often = {key for key, count in at.items() if count > 2 and count * 2 >= len(pages)}
    return [line for line in further if (_key(line), round(line.base / 2)) in often]


def _key(line: Printed) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _is_mark(line: Printed) -> bool:
    """Whether a line at a page's edge is a page number or says when, by whom and for which case it was printed."""
    parts = [one.text.strip() for one in segments(line, 1.6)]
    marks = [bool(_NUMBER.fullmatch(text) or _PRINTED.search(text)) for text in parts]
    return all(marks) or (len(parts) > 1 and bool(_PRINTED.search(parts[-1])) and len(line.text) < 120)
