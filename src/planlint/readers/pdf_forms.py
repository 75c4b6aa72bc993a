"""The answers of a form, put where they are shown on the page, beside the labels that are printed there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planlint.readers.pdf_extras import Answer
from planlint.readers.pdf_page import Char, Page, Style
from planlint.readers.word_styles import Look

_LETTER = 0.5  # how wide a letter is drawn, of its size
_BESIDE = 220.0  # points from a label to its answer, at most


def with_answers(pages: Sequence[Page], answers: Sequence[Answer]) -> list[Page]:
    """The pages with the answers among their characters, each in its box."""
    found: dict[int, list[Char]] = {}
    for answer in answers:
        found.setdefault(answer.page, []).extend(_chars(pages[answer.page], answer))
    return [replace(page, chars=[*page.chars, *found.get(page.number, ())]) for page in pages]


def _chars(page: Page, answer: Answer) -> Iterator[Char]:
    ax, ay = page.frame.seen(answer.box[0], answer.box[1])
    bx, by = page.frame.seen(answer.box[2], answer.box[3])
    left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    style = _style(page)
    lines = [line.strip() for line in answer.text.splitlines() if line.strip()]
    beside = _beside(page, left, top, bottom)
    if not answer.is_tick and answer.label and not beside and not _above(page, left, right, top, style.size):
        lines[0] = f"{answer.label}: {lines[0]}"
    step = (bottom - top) / len(lines)
    if len(lines) > 1 or step > 2.2 * style.size:
        step = min(step, 1.3 * style.size)  # entries of several lines begin at the top of their box
    for number, line in enumerate(lines):
        low, high = top + number * step, top + (number + 1) * step
        base = beside.base if beside and len(lines) == 1 else high - 0.25 * min(step, style.size)
        wide = min(_LETTER * style.size, (right - left) / len(line))
        for at, text in enumerate(line):
            yield Char(text, page.number, left + at * wide, low, left + (at + 1) * wide, high, base, style)


def _style(page: Page) -> Style:
    """How most of the page's letters look."""
    sizes = Counter(round(char.style.size * 2) for char in page.chars)
    size = sizes.most_common(1)[0][0] / 2 if sizes else 11.0
    return Style(Look(size=round(size * 2)), size)


def _beside(page: Page, left: float, top: float, bottom: float) -> Char | None:
    """The last character of the label to the left of a box."""
    near = (
        char
        for char in page.chars
        if top - 2 <= char.base <= bottom + 2 and left - _BESIDE < char.right <= left + 2 and not char.text.isspace()
    )
    return max(near, key=lambda char: char.right, default=None)


def _above(page: Page, left: float, right: float, top: float, size: float) -> bool:
    """Whether a label stands right above a box."""
    return any(
        top - 2.2 * size < char.base <= top + 2 and char.left < right and char.right > left for char in page.chars
    )
