"""`people_of`: every record of a person in a document, from wherever it names them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from planlint.document import Block, BlockKind, Document
from planlint.plan.layout.labels import is_entry_label, stands_by_name
from planlint.plan.layout.model import PersonRecord
from planlint.plan.layout.names import NAME_WORD, is_name, looks_like_name
from planlint.plan.layout.people import role_of
from planlint.plan.layout.people_inferred import from_sentences
from planlint.plan.layout.people_prose import from_appositions, from_prose
from planlint.plan.layout.people_tables import (
    ADDRESSED,
    NICKNAME,
    from_heads,
    from_labels,
    from_meta,
    from_table_row,
    labelled,
)
from planlint.plan.layout.people_titles import from_child_cell, from_heading, from_title, greeted, speaks_to
from planlint.plan.layout.sections import is_heading

_GREETED_BY = 12  # blocks in which a letter greets


def people_of(
    document: Document, details: Sequence[int], rows: Sequence[Sequence[int]], title: int | None
) -> list[PersonRecord]:
    """Every record of a person in a document. `details` are the blocks of details, `rows` those of its details tables."""
    blocks, nicknames = _with_whole_names(document.blocks)
    found = [
        record
        for record in [*_records(blocks, document.meta, details, rows, title), *nicknames]
        if is_name(record.name, labelled=record.strength >= 2) or _is_role_only(record)
    ]
    found = _addressed(found, blocks)
    if not any(record.role == "child" and (record.strength >= 1 or record.block is None) for record in found):
        grown = {word for record in found if record.role != "child" for word in record.name.split()}
        found += [record for record in from_sentences(blocks, grown) if is_name(record.name)]
    return found


def _is_role_only(record: PersonRecord) -> bool:
    """'Mum's partner', 'Baby Prosser': a person without a name of their own."""
    return record.strength >= 2 and (
        record.unborn or bool(re.match(r"(?:Baby|Unborn|Mum|Dad|Mother|Father)\b", record.name))
    )


_NICKNAMED = re.compile(rf"({NAME_WORD})\s+[(\"“'‘](?:known as\s+)?({NAME_WORD})[)\"”'’]\s+({NAME_WORD})(?!\w)")


def _with_whole_names(blocks: Sequence[Block]) -> tuple[list[Block], list[PersonRecord]]:
    """The blocks with 'Dexter (Dex) Reed' as 'Dexter Reed', each as long as before; and those other names."""
    whole, found = [], []
    for block in blocks:
        text = block.text
        for match in _NICKNAMED.finditer(text):
            if role_of(match[2]) is None:
                name = f"{match[1]} {match[3]}"
                text = f"{text[: match.start()]}{name.ljust(len(match[0]))}{text[match.end() :]}"
                found.append(PersonRecord(match[2], "child", of=name, title=NICKNAME, strength=2))
        whole.append(block if text == block.text else replace(block, text=text))
    return whole, found


def _records(
    blocks: Sequence[Block],
    meta: Mapping[str, Any],
    details: Sequence[int],
    rows: Sequence[Sequence[int]],
    title: int | None,
) -> list[PersonRecord]:
    found = [*from_meta(meta), *_of_rows(blocks, rows)]
    in_rows = {number for row in rows for number in row}
    found += from_labels([(n, blocks[n]) for n in details if n not in in_rows and blocks[n].kind is BlockKind.FIELD])
    for number in details:
        if number not in in_rows:
            listed = blocks[number].kind is BlockKind.ITEM  # 'Freya Moss, 9, Hob Lane Primary' among who is who
            told = from_prose(number, blocks[number].text)
            found += [replace(r, strength=2) if listed and r.start == 0 and r.age_days is not None else r for r in told]
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.CELL and number not in in_rows:
            found += from_child_cell(number, block)
        if block.kind is not BlockKind.COMMENT:
            found += from_appositions(number, block.text)
            if is_heading(block):  # of the title only what gives an age too: 'KASPER, 11'
                found += [r for r in from_heading(number, block.text) if number != title or r.strength >= 2]
            if number not in details and block.kind is not BlockKind.CELL:
                found += from_prose(number, block.text)
            found += from_title(number, block.text) if number == title else ()
            found += greeted(number, block.text) if number < _GREETED_BY else ()
    return found


def _of_rows(blocks: Sequence[Block], rows: Sequence[Sequence[int]]) -> list[PersonRecord]:
    """The people of the rows of details tables."""
    sideways = _sideways(blocks, rows)
    found = [record for column in sideways.values() for record in _of_column(column)]
    turned = {blocks[number].table for column in sideways.values() for number, _ in column}
    pairs: list[tuple[int, Block]] = []
    for row in rows:
        if blocks[row[0]].table in turned:
            continue
        cells = [(number, blocks[number]) for number in row]
        if (pair := labelled(cells)) is not None:
            pairs.append(pair)
        else:
            found += from_table_row(cells)
    return [*found, *from_heads(_columns(blocks, rows)), *from_labels(pairs)]


def _sideways(
    blocks: Sequence[Block], rows: Sequence[Sequence[int]]
) -> Mapping[tuple[int, int], list[tuple[int, Block]]]:
    """The columns of tables that have a person a column: labels ('Name', 'DOB') stand down the side."""
    tables = {blocks[n].table for row in rows for n in row if blocks[n].table is not None}
    out: dict[tuple[int, int], list[tuple[int, Block]]] = {}
    for table in tables:
        cells = [(n, b) for n, b in enumerate(blocks) if b.table == table]
        labels = {b.row: b.text for _, b in cells if b.column == 0 and b.text.strip()}
        known = sum(is_entry_label(text) for text in labels.values())
        named = [
            b
            for _, b in cells
            if stands_by_name(labels.get(b.row, "")) and b.column and looks_like_name(b.text, labelled=True)
        ]
        if known * 5 < len(labels) * 3 or known < 2 or len(named) < 2 or len({b.row for b in named}) > 1:
            continue
        for number, block in cells:
            if block.column and block.text.strip():
                pair = (number, replace(block, key=labels.get(block.row, ""), head=""))
                out.setdefault((table or 0, block.column), []).append(pair)
    return out


def _of_column(column: Sequence[tuple[int, Block]]) -> list[PersonRecord]:
    """The people of one such column: a child, and the grown-ups said to be that child's."""
    found = list(from_labels(column))
    child = next((record.name for record in found if record.role == "child"), "")
    return [record if record.role == "child" or record.of else replace(record, of=child) for record in found]


def _addressed(found: Sequence[PersonRecord], blocks: Sequence[Block]) -> list[PersonRecord]:
    """Those a letter is to, made children or grown-ups by what it calls theirs."""
    if not any(record.title == ADDRESSED for record in found):
        return list(found)
    whom = speaks_to(block.text for block in blocks)
    out = []
    for record in found:
        if record.title == ADDRESSED and whom == "parent":
            record = replace(record, role="adult", title="")
        elif record.title == ADDRESSED and whom == "child":
            record = replace(record, block=None, title="")
        out.append(record)
    return out


def _columns(blocks: Sequence[Block], rows: Sequence[Sequence[int]]) -> list[tuple[Block, list[Block]]]:
    """The columns of the details tables: each head with the cells below it."""
    tables = {blocks[n].table for row in rows for n in row if blocks[n].table is not None}
    heads = [b for b in blocks if b.table in tables and b.is_head and b.text.strip()]
    return [(h, [b for b in blocks if b.table == h.table and b.column == h.column and not b.is_head]) for h in heads]
