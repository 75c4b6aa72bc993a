"""A line of a plan as a terminal can show it, with some of its words underlined."""

from __future__ import annotations

import unicodedata

_CUT = "..."
_TAB = " " * 4


def printable(text: str) -> str:
    """Text that is safe on a terminal and stays on one line: no control or direction-changing characters."""
    return "".join(shown for shown, _ in map(_cell, text))


def path_text(path: str) -> str:
    r"""A path on one line, with control characters and the odd bytes of a file name as `\x..` or `\u....`."""
    return "".join(char if char.isprintable() else _escaped(char) for char in path)


def underlined(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The line and, under it, a caret for each column of `line[start:end]`.

    A line wider than `width` columns is cut to a window round the words. Tabs count as four columns, wide
    characters as two, joined marks as none.
    """
    cells = [_cell(char) for char in line]
    first, last = _window([columns for _, columns in cells], start, end, width)
    before = _CUT if first > 0 else ""
    after = _CUT if last < len(cells) else ""
    shown = before + "".join(text for text, _ in cells[first:last]) + after
    lead = len(before) + sum(columns for _, columns in cells[first:start])
    marked = sum(columns for _, columns in cells[start : min(end, last)])
    return shown.rstrip(), " " * lead + "^" * max(marked, 1)


def _cell(char: str) -> tuple[str, int]:
    """What stands for a character on a terminal, and how many columns it takes."""
    if char == "\t":
        return _TAB, len(_TAB)
    category = unicodedata.category(char)
    if category == "Cf":
        return "", 0
    if category in ("Cc", "Zl", "Zp"):
        return " ", 1
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}", 1
    if category in ("Mn", "Me"):
        return char, 0
    return char, 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _window(columns: list[int], start: int, end: int, width: int) -> tuple[int, int]:
    """First and last cell to show so that `start:end` is seen, as far as `width` allows."""
    if sum(columns) <= width:
        return 0, len(columns)
    room = width - 2 * len(_CUT)
    first, last = start, start
    used = 0
    while last < end and used + columns[last] <= room:
        used += columns[last]
        last += 1
    while True:
        grown = False
        if first > 0 and used + columns[first - 1] <= room:
            first -= 1
            used += columns[first]
            grown = True
        if last < len(columns) and used + columns[last] <= room:
            used += columns[last]
            last += 1
            grown = True
        if not grown:
            return first, last


def _escaped(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # how Python carries a byte of a file name that is no text
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
