"""Whose part a block stands in: by headings that name one child, rows and columns headed by a child's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from planlint.document import BlockKind
from planlint.plan.layout.model import Layout
from planlint.plan.resolve.model import Child
from planlint.words import whole_words


def named_children(text: str, children: Sequence[Child]) -> frozenset[int]:
    """The children that a text names, by any form of their name, upper case included."""
    found = set()
    for child in children:
        if whole_words(form for alias in child.aliases for form in (alias, alias.upper())).search(text):
            found.add(child.index)
    unnamed = [child.index for child in children if child.unnamed]
    if not found and len(unnamed) == 1 and len(text.split()) <= 6 and _BABY.match(text):
        return frozenset(unnamed)
    return frozenset(found)


_BABY = re.compile(
    r"\W*(?:(?:the|our|your|new|unborn)\s+)*(?:baby|bump)\b(?!['’]s\s+(?:dad|father|mum))", re.IGNORECASE
)


def owners(layout: Layout, children: Sequence[Child]) -> tuple[list[int | None], frozenset[int]]:
    """For each block, the child whose part it stands in (None: shared); and the children with something of their own.

    In a plan for one child every block is that child's.
    """
    blocks = layout.document.blocks
    if len(children) == 1:
        return [0] * len(blocks), frozenset({0})
    of_section = _of_sections(layout, children)
    of_row = _of_rows(layout, children)
    of_block: list[int | None] = []
    for number, block in enumerate(blocks):
        owner = of_section[layout.section_of[number]]
        if number in of_row:
            owner = of_row[number]
        elif block.kind is BlockKind.CELL and not block.is_head and block.head:
            named = named_children(block.head, children)
            owner = next(iter(named)) if len(named) == 1 else owner
        elif block.kind is BlockKind.FIELD and (named := named_children(block.key, children)) and len(named) == 1:
            owner = next(iter(named))
        of_block.append(owner)
    details = {n for table in layout.tables if table.purpose == "details" for row in table.rows for n in row.blocks}
    has_own = {
        owner
        for number, owner in enumerate(of_block)
        if owner is not None
        and number not in details
        and blocks[number].text.strip()
        and blocks[number].kind is not BlockKind.HEADING
        and layout.sections[layout.section_of[number]].category != "details"
    }
    return of_block, frozenset(has_own)


def _of_sections(layout: Layout, children: Sequence[Child]) -> list[int | None]:
    """A heading that names one child gives its section, and those below it, to that child."""
    owner: list[int | None] = []
    for section in layout.sections:
        inherited = owner[section.parent] if section.parent is not None else None
        named = named_children(section.title, children) if section.heading != layout.title else frozenset()
        if len(named) == 1 and section.category != "details":
            owner.append(next(iter(named)))
        elif len(named) > 1:
            owner.append(None)
        else:
            owner.append(inherited)
    return owner


def _of_rows(layout: Layout, children: Sequence[Child]) -> Mapping[int, int | None]:
    """Rows whose first cell, or whose 'Child' cell, is a child's name."""
    found: dict[int, int | None] = {}
    blocks = layout.document.blocks
    for table in layout.tables:
        if table.purpose == "details":
            continue
        current: int | None = None
        for row in table.rows:
            heads = [*row.cells.get("child", ()), *row.blocks[:1]]
            named = next(
                (n for h in heads if _is_label(blocks[h].text, n := named_children(blocks[h].text, children))), None
            )
            if named is not None:
                current = next(iter(named)) if len(named) == 1 else None
            elif heads and blocks[heads[0]].text.strip():
                current = None
            if named is not None and len(named) != 1:
                found.update(dict.fromkeys(row.blocks, None))
            elif current is not None:
                found.update(dict.fromkeys(row.blocks, current))
    return found


def _is_label(text: str, named: frozenset[int]) -> bool:
    """A cell that is a name (or names) and little else."""
    words = re.findall(r"[\w’'-]+", text)
    return bool(named) and len(words) <= 3 * len(named) + 1 and not text.rstrip().endswith(".")
