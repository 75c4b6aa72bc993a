"""Children whom a plan names in its sentences alone, by what it says of them and of no grown-up.

Read only where nothing else names a child. A wrong child is worse than none: a name that anything shows to be a
grown-up's is left, and so is one that shows nothing of the kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from planlint.document import Block, BlockKind
from planlint.plan.layout.model import PersonRecord
from planlint.plan.layout.names import NAME, NAME_PATTERN, clean_name, is_name, name_end
from planlint.plan.layout.people import role_of
from planlint.words import pattern

_LIST = re.compile(
    rf"\s*(?:[,:(–-]\s*)?(?:called\s+|named\s+)?({NAME_PATTERN}(?:(?:\s*,\s*|\s*,?\s+and\s+|\s*&\s*){NAME_PATTERN})*)"
)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|PC|DC|DS|Sgt|Sergeant|Sister|Rev|Auntie|Aunty|Aunt|Uncle|Nurse)\b")
_PLAIN = 2  # what a sign weighs that could be said of nobody else
_MY_NAME = re.compile(
    r"\b(?:[Mm]y name is|I am called|I['’]m called|I like to be (?:called|known as)|[Cc]all me):?\s+$"
)
_YEAR = re.compile(
    r"\s+(?:is|goes|has (?:just )?(?:started|gone)|moved|started)\s+(?:now\s+)?(?:in|into|to|up to)\s+(?:Year|Primary|P|Reception|Nursery|S|Foundation)\b"
)


def from_sentences(blocks: Sequence[Block], grown: Collection[str]) -> Iterator[PersonRecord]:
    """Children by what sentences say of a name. `grown` are the forenames of those known to be something else."""
    signs: Counter[str] = Counter()
    surnamed: set[str] = set()  # a colleague is given by full name, a child of the plan seldom
    own_words = any(pattern("details", "of-a-child-writing").search(block.text) for block in blocks)
    seen: dict[str, tuple[int, re.Match[str]]] = {}
    out = {name.lower() for name in grown}
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.COMMENT:
            continue
        for match in NAME.finditer(block.text):
            name = clean_name(match[0])
            if not _may_be_child(match, name):
                continue
            forename = name.split()[0]
            seen.setdefault(forename, (number, match))
            if " " in name:
                surnamed.add(forename)
            rest = block.text[name_end(match) :]
            if _opens(rest, "grown-own", "grown-doing"):
                out.add(forename.lower())
            elif _opens(rest, "childs-own", "childs-doing") or _YEAR.match(rest):
                signs[forename] += 1
            elif own_words and _MY_NAME.search(block.text[: match.start()]):
                signs[forename] += _PLAIN
        for name in _after_kin(block.text):
            signs[name] += _PLAIN
    for forename, (number, match) in seen.items():
        needed = _PLAIN if forename in surnamed else 1
        if signs[forename] >= needed and forename.lower() not in out:
            yield PersonRecord(clean_name(match[0]), "child", number, match.start(), match.end(), strength=1)


def _may_be_child(match: re.Match[str], name: str) -> bool:
    return bool(name) and is_name(name) and not _TITLED.match(match[0]) and not role_of(name)


def _opens(rest: str, own: str, doing: str) -> bool:
    """Whether what follows a name begins with something of a list: after 's for what is had, at once for what is done."""
    had = re.match(r"['’]s?\s+", rest)
    if had is not None:
        return pattern("details", own).match(rest[had.end() :]) is not None
    return pattern("details", doing).match(rest.lstrip(" ,")) is not None


def _after_kin(text: str) -> Iterator[str]:
    for met in pattern("details", "kin-before").finditer(text):
        listed = _LIST.match(text, met.end())
        for match in NAME.finditer(listed[1]) if listed else ():
            if not text[match.end() :].startswith(("'s", "’s")):
                yield clean_name(match[0]).split()[0] if clean_name(match[0]) else ""
