"""Blocks as they are meant: tables whose head row is data or whose labels stand down the side, 'By when?' lines as fields.

A reader goes by form alone; what a column or a label means decides here. The number of blocks stays the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from planlint.document import Block, BlockKind, Document, Piece
from planlint.plan.layout.columns import is_numbered, is_person, is_time, slot_of
from planlint.words import pattern

_ASKED = re.compile(r"\W*(?P<key>[A-Z][^:?.!]{1,48}?)\s*[:?]{1,2}\s+(?=\S)")
_FIELD_SLOTS = frozenset({"owner", "when", "outcome", "measure", "progress"})


def upright(document: Document) -> Document:
    """The document with its tables and fields as they are meant; the same one where nothing has to be set right."""
    blocks = list(document.blocks)
    members: dict[int, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        if block.table is not None:
            members[block.table].append(number)
    for cells in members.values():
        _set_upright(blocks, cells)
    for number in range(len(blocks)):
        if (field := _field(blocks, number)) is not None:
            blocks[number] = field
    return replace(document, blocks=tuple(blocks)) if blocks != list(document.blocks) else document


def _set_upright(blocks: list[Block], cells: Sequence[int]) -> None:
    if _labelled_down_side(blocks, cells):
        labels = {blocks[n].row: blocks[n].text for n in cells if blocks[n].column == 0}
        for number in cells:
            block = blocks[number]
            aside = block.column == 0
            blocks[number] = replace(block, is_head=aside, head="" if aside else labels.get(block.row, ""))
    elif _head_is_data(blocks, cells):
        for number in cells:
            blocks[number] = replace(blocks[number], is_head=False, head="")


def _labelled_down_side(blocks: Sequence[Block], cells: Sequence[int]) -> bool:
    """Whether the first column holds the labels of actions ('Action', 'Who', 'When'), the head row's cell among them."""
    side = [blocks[n].text for n in cells if blocks[n].column == 0 and blocks[n].text.strip()]
    slots = [slot_of(text) for text in side]
    present = frozenset(slots) - {""}
    if "action" not in present or not present & {"owner", "when"} or len(present) < 3:
        return False
    if not any(_is_action_label(text) for text in side):
        return False
    if sum(bool(slot) for slot in slots) * 5 < len(slots) * 3 or any(len(text.split()) > 9 for text in side):
        return False
    top = [blocks[n] for n in cells if blocks[n].is_head]
    across = {slot_of(block.text) for block in top if block.text.strip()} - {""}
    return len(across & {"action", "owner", "when", "outcome", "measure", "need"}) <= 1


def _is_action_label(text: str) -> bool:
    """'Action 2', 'What will be done': not 'Plan written', which only begins like one, nor 'Plan', which is its kind."""
    bare = text.strip(" :?.*").lower()
    return is_numbered(bare) or (pattern("columns", "action").fullmatch(bare) is not None and "plan" not in bare)


def _head_is_data(blocks: Sequence[Block], cells: Sequence[int]) -> bool:
    """Whether what stands in the head row is an action like those below: a day over days, or a person over people."""
    heads = [blocks[n] for n in cells if blocks[n].is_head]
    texts = [block.text for block in heads if block.text.strip()]
    if len(texts) < 3 or any(pattern("details", "keys").fullmatch(text.strip(" :?")) for text in texts):
        return False
    if any(slot_of(text) for text in texts if len(text.split()) <= 4):
        return False
    dated = [b for b in heads if is_time(b.text)]
    owned = [b for b in heads if is_person(b.text)]
    return bool(dated) and (bool(owned) or max(len(text.split()) for text in texts) >= 4)


def _field(blocks: Sequence[Block], number: int) -> Block | None:
    """A line 'By when? 3 May' beside other fields, as the field that it is."""
    block = blocks[number]
    if block.kind is not BlockKind.PARAGRAPH or not _beside_fields(blocks, number):
        return None
    match = _ASKED.match(block.text)
    if match is None or slot_of(match["key"]) not in _FIELD_SLOTS or len(match["key"].split()) > 8:
        return None
    start, end = match.span("key")
    key_span = block.source_span(start, end)
    return _cut(replace(block, kind=BlockKind.FIELD, key=match["key"], key_span=key_span), match.end())


def _beside_fields(blocks: Sequence[Block], number: int) -> bool:
    near = [*blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2]]
    return any(block.kind in (BlockKind.FIELD, BlockKind.ITEM) for block in near)


def _cut(block: Block, start: int) -> Block:
    """The block from an offset of its text on."""
    pieces = []
    for piece in block.pieces:
        skip = max(0, start - piece.text_start)
        if skip < piece.length:
            pieces.append(Piece(piece.text_start + skip - start, piece.source_start + skip, piece.length - skip))
    return replace(block, text=block.text[start:], pieces=tuple(pieces))
