"""On which line of a TOML file a key stands: the parser of the standard library does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

_TABLE = re.compile(r"^\s*\[\[?(?P<key>[^\[\]]+(?:\[[^\]]*\])?[^\[\]]*)\]\]?\s*(?:#.*)?$")
_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = re.compile(rf"^\s*(?P<key>{_PART}(?:\s*\.\s*{_PART})*)\s*=")
_STRINGS = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_TRIPLE = re.compile(r'"""|' + "'''")


def line_of(text: str, path: Sequence[str]) -> int | None:
    """The line (from 1) of the key at `path`, or of the nearest table or key above it; None for the top.

    A table that only its inner tables name ('a' by [a.b]) stands where the first of them does.
    """
    known: dict[tuple[str, ...], int] = {}
    for key, number in _keys(text):
        for length in range(1, len(key) + 1):
            known.setdefault(key[:length], number)
    return next((known[key] for at in range(len(path), 0, -1) if (key := tuple(path[:at])) in known), None)


def _keys(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each table and key with its line, in order."""
    table: tuple[str, ...] = ()
    depth, quoted = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if not depth and not quoted:
            if found := _TABLE.match(line):
                table = _parts(found["key"])
                yield table, number
                continue
            if found := _KEY.match(line):
                yield (*table, *_parts(found["key"])), number
        depth, quoted = _after(line, depth, quoted)


def _after(line: str, depth: int, quoted: str) -> tuple[int, str]:
    """How deep in brackets, and in which long string, the next line begins."""
    rest = line
    while rest:
        if quoted:
            _, closed, rest = rest.partition(quoted)
            quoted = "" if closed else quoted
            continue
        opening = _TRIPLE.search(rest)
        plain = rest[: opening.start()] if opening else rest
        bare = _STRINGS.sub("", plain)
        depth += len(re.findall(r"[\[{]", bare)) - len(re.findall(r"[\]}]", bare))
        if opening is None:
            break
        quoted, rest = opening[0], rest[opening.end() :]
    return max(depth, 0), quoted


def _parts(key: str) -> tuple[str, ...]:
    """`tool."planlint".x` as its parts."""
    try:
        inner = tomllib.loads(f"{key.strip()} = 0")
    except tomllib.TOMLDecodeError:
        return (key.strip(),)
    parts = []
    while isinstance(inner, dict):
        ((name, inner),) = inner.items()
        parts.append(name)
    return tuple(parts)
