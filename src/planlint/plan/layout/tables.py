"""Tables and runs of fields: what their columns mean, and which of them hold actions, details or children."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from planlint.document import Block, BlockKind
from planlint.plan.layout.columns import by, is_numbered, slot_of, slots_of_columns
from planlint.plan.layout.dates import DATE, age_in_days
from planlint.plan.layout.labels import is_entry_label
from planlint.plan.layout.model import Row, Table
from planlint.plan.layout.names import NAME, is_name
from planlint.words import pattern

_SIGNED = re.compile(r"\W*(?:signed|signatures?|sign(?:ed)? here|print(?:ed)? name)\b.*", re.IGNORECASE)
Purpose = Literal["actions", "details", "children", "other"]


def find_tables(
    blocks: Sequence[Block], section_of: Sequence[int], child_names: frozenset[str]
) -> tuple[tuple[Table, ...], dict[int, Row]]:
    """The document's tables and its runs of action fields; and for each block the row it stands in."""
    tables: list[Table] = []
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        if block.table is not None:
            numbers[block.table].append(number)
    for members in numbers.values():
        tables.append(_table(len(tables), members, blocks, section_of, child_names))
    for run in _field_runs(blocks, section_of):
        tables.append(_records(len(tables), run, blocks, section_of))
    rows = {number: row for table in tables for row in table.rows for number in row.blocks}
    return tuple(tables), rows


def _table(
    index: int, members: list[int], blocks: Sequence[Block], section_of: Sequence[int], child_names: frozenset[str]
) -> Table:
    heads: dict[int, str] = {}
    body: dict[int, list[int]] = defaultdict(list)
    for number in members:
        block = blocks[number]
        if block.is_head:
            heads[block.column or 0] = block.text
        else:
            body[block.row or 0].append(number)
    columns = 1 + max(blocks[number].column or 0 for number in members)
    slots = slots_of_columns(heads, columns, body, blocks, child_names)
    if (turned := _turned(index, members, blocks, section_of)) is not None:
        return turned
    rows = []
    for order, row in sorted(body.items()):
        if len(heads) > 2 and [blocks[n].text for n in row if blocks[n].text] == [
            text for _, text in sorted(heads.items()) if text
        ]:
            continue  # the head row said again on a new page
        cells: dict[str, list[int]] = defaultdict(list)
        for number in [*_spanning(order, members, blocks), *row]:
            slot = slots[blocks[number].column or 0]
            if number in row or slot != "action":  # an action over several rows is told once
                cells[slot].append(number)
        for acts, own in _each_action(cells.pop("action", []), row, blocks):
            every = {**cells, **({"action": acts} if acts else {})}
            whole = {slot: tuple(found) for slot, found in every.items()}
            rows.append(Row(index, order, whole, own, section_of[row[0]]))
    purpose = _purpose(slots, heads, rows, blocks, child_names)
    section = section_of[members[0]]
    return Table(index, section, purpose, tuple(slots), tuple(rows), frozenset(slots) - {""})


def _turned(index: int, members: Sequence[int], blocks: Sequence[Block], section_of: Sequence[int]) -> Table | None:
    """A table on its side: its rows are headed 'Action', 'Who', 'When'; a further column holds one action or several."""
    labels = {blocks[n].row: slot_of(blocks[n].text) for n in members if blocks[n].is_head and blocks[n].column == 0}
    if len(labels) < 3:
        return None
    numbered = {blocks[n].row for n in members if blocks[n].column == 0 and is_numbered(blocks[n].text.strip(" :?"))}
    records: list[dict[str, list[int]]] = []
    for column in sorted({blocks[n].column or 0 for n in members} - {0}):
        record: dict[str, list[int]] = defaultdict(list)
        for number in members:
            block = blocks[number]
            slot = labels.get(block.row, "")
            if block.column != column:
                continue
            if record and (block.row in numbered or (slot in record and slot in ("action", "owner", "when"))):
                records.append(record)
                record = defaultdict(list)
            record[slot].append(number)
        records.append(record)
    rows = []
    for order, cells in enumerate(record for record in records if record.get("action")):
        own = tuple(number for found in cells.values() for number in found)
        rows.append(Row(index, order, {slot: tuple(found) for slot, found in cells.items()}, own, section_of[own[0]]))
    present = frozenset(labels.values()) - {""}
    return (
        Table(index, section_of[members[0]], "actions", tuple(sorted(present)), tuple(rows), present) if rows else None
    )


def _each_action(
    acts: list[int], row: Sequence[int], blocks: Sequence[Block]
) -> Iterator[tuple[list[int], tuple[int, ...]]]:
    """The actions of a row, with the blocks of each: one, but where it has columns of actions by whose they are."""
    columns = sorted({blocks[n].column or 0 for n in acts if blocks[n].text.strip()})
    if len(columns) < 2:
        yield acts, tuple(row)
        return
    for column in columns:
        own = [n for n in acts if blocks[n].column == column]
        others = [n for n in row if n not in acts] if column == columns[0] else []
        yield own, tuple(sorted([*own, *others]))


def _spanning(row: int, members: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """The cells of rows above that reach down into a row."""
    above = (number for number in members if not blocks[number].is_head and blocks[number].row_span > 1)
    return [n for n in above if (blocks[n].row or 0) < row < (blocks[n].row or 0) + blocks[n].row_span]


def _purpose(
    slots: list[str],
    heads: Mapping[int, str],
    rows: Sequence[Row],
    blocks: Sequence[Block],
    child_names: frozenset[str],
) -> Purpose:
    present = set(slots)
    if any(map(_SIGNED.fullmatch, heads.values())):
        return "details"
    if "action" in present and present & {"owner", "when", "outcome", "measure"}:
        return "actions"
    if "outcome" in present and {"owner", "when"} & present:
        return "actions"
    if _looks_like_details(heads, rows, blocks):
        return "details"
    firsts = [blocks[row.blocks[0]].text for row in rows if row.blocks]
    if any(forename(first) in child_names for first in firsts) or any(
        forename(head) in child_names for head in heads.values()
    ):
        return "children"
    return "other"


def _looks_like_details(heads: Mapping[int, str], rows: Sequence[Row], blocks: Sequence[Block]) -> bool:
    """Names, dates of birth, roles, addresses: a table that says who is who and holds no statements."""
    named = [head for head in heads.values() if head.strip()]
    if sum(is_entry_label(head) for head in named) >= 2:
        return True
    firsts = [blocks[row.blocks[0]].text.strip(" :?.") for row in rows if row.blocks]
    firsts += [head.strip(" :?.") for head in list(heads.values())[:1]]
    if firsts and sum(is_entry_label(first) for first in firsts if first) * 2 >= len([f for f in firsts if f]):
        return True
    if any(
        re.fullmatch(
            r"(?:full |your |child['’]?s? )?names?|d\.?o\.?b\.?|date of birth|born|you were born", first, re.IGNORECASE
        )
        for first in firsts
    ):
        return max(len(row.blocks) for row in rows) <= 3
    people = sum(_says_who(row, blocks) for row in rows)
    return bool(rows) and people * 5 >= len(rows) * 3


def _says_who(row: Row, blocks: Sequence[Block]) -> bool:
    """A row of a name (or a role) beside a role, a birth date or an age, in few words."""
    texts = [blocks[number].text for number in row.blocks if blocks[number].text.strip()]
    if len(texts) < 2 or sum(len(text.split()) for text in texts) > 30 or re.search(r"[\"“”]", " ".join(texts)):
        return False
    first, rest = texts[0], " ".join(texts[1:])
    if pattern("people").match(first) or re.match(r"[A-Z][\w-]+['’]s\s+\w+$", first):
        return is_name(rest) or len(rest.split()) <= 8
    name = NAME.match(first)
    if name is None or not is_name(name[0]) or len(first.split()) > 6:
        return False
    told = first[name.end() :]  # 'Jude Reed, age 7'
    if told and age_in_days(told) is None and not DATE.search(told):
        return False
    return bool(
        DATE.search(rest)
        or pattern("people").search(rest)
        or age_in_days(f"{told} {rest}") is not None
        or re.search(r"\bEDD\b", rest)
    )


def forename(text: str) -> str:
    """The first word of a name as written, without punctuation or a possessive."""
    words = text.replace("’", "'").split()
    return words[0].removesuffix("'s").strip(" .,:;()*") if words else ""


_WHO_IS_WHO = re.compile(
    r"\W*(?:young person|child(?:'s name)?|(?:full )?names?|d\.?o\.?b\.?|date of birth|born|parents?|mother|father|address|school|social worker)\W*",
    re.IGNORECASE,
)


def _labels_people(key: str) -> bool:
    """'Social worker', 'Mother', 'Date of plan': who is who and when, before any action."""
    bare = key.strip(" :?.")
    return bool(
        _WHO_IS_WHO.fullmatch(bare)
        or pattern("people").fullmatch(bare)
        or pattern("details", "dates-and-names").fullmatch(bare)
    )


def _field_runs(blocks: Sequence[Block], section_of: Sequence[int]) -> list[list[list[int]]]:
    """Runs of fields that make up actions: a new one starts at 'Action N', or where a slot comes a second time."""
    runs: list[list[list[int]]] = []
    run: list[list[int]] = []
    record: list[int] = []
    seen: set[str] = set()

    def close_record() -> None:
        nonlocal record, seen
        if (
            "action" in seen
            and seen & {"owner", "when", "outcome"}
            and not any(_WHO_IS_WHO.fullmatch(blocks[n].key) for n in record)
        ):
            run.append(record)
        record, seen = [], set()

    def close_run() -> None:
        nonlocal run
        close_record()
        if run:
            runs.append(run)
        run = []

    last_section = -1
    for number, block in enumerate(blocks):
        slot = slot_of(block.key) if block.kind is BlockKind.FIELD and not _labels_people(block.key) else ""
        if _heads_record(blocks, number):
            if record and section_of[number] != last_section:
                close_run()
            close_record()
            record, seen, last_section = [number], {"action"}, section_of[number]
            continue
        if (block.kind is BlockKind.FIELD and slot and section_of[number] == last_section) or (slot and not record):
            numbered = is_numbered(block.key.strip(" :."))
            empty_number = "action" in seen and len(seen) == 1 and not any(blocks[n].text for n in record)
            led = slot == "outcome" and "action" in seen and slot_of(blocks[record[0]].key) == "outcome"
            again = slot in seen and slot not in ("outcome", "when")
            if (numbered or again or led) and record and not empty_number:
                close_record()
            record.append(number)
            seen.add(slot)
            last_section = section_of[number]
        elif block.kind is BlockKind.FIELD and record and "action" in seen and section_of[number] == last_section:
            record.append(number)  # a field of no known slot within an action
        else:
            close_run()
            last_section = section_of[number]
    close_run()
    return runs


def _heads_record(blocks: Sequence[Block], number: int) -> bool:
    """A list item with 'Who:', 'When:' or 'Outcome:' lines under it is an action with its fields."""
    if blocks[number].kind is not BlockKind.ITEM or blocks[number].level > 1 or number + 1 >= len(blocks):
        return False
    after = blocks[number + 1]
    slot = slot_of(after.key) if after.kind is BlockKind.FIELD and not after.marker else ""
    return slot in ("owner", "when", "outcome") and not (slot == "outcome" and _led_by(after.key, blocks, number))


def _led_by(key: str, blocks: Sequence[Block], number: int) -> bool:
    """Whether a list stands under the same label as the one after it: 'Goal: …', its steps, 'Goal: …'."""
    for block in reversed(blocks[:number]):
        if block.kind is not BlockKind.ITEM:
            return block.kind is BlockKind.FIELD and not block.marker and block.key == key
    return False


def _records(index: int, run: list[list[int]], blocks: Sequence[Block], section_of: Sequence[int]) -> Table:
    rows = []
    for order, record in enumerate(run):
        cells: dict[str, list[int]] = defaultdict(list)
        named = [slot_of(blocks[n].key) if blocks[n].kind is BlockKind.FIELD else "action" for n in record]
        for number, slot in zip(record, named, strict=True):
            for_what = slot == "child" and len(blocks[number].text.split()) > 3  # 'For: You hear his voice'
            cells["outcome" if for_what else by(slot, blocks[number].key, named)].append(number)
        filled = {slot: tuple(n for n in found if blocks[n].text) or tuple(found) for slot, found in cells.items()}
        rows.append(Row(index, order, filled, tuple(record), section_of[record[0]]))
    present = frozenset(slot for row in rows for slot in row.cells) - {""}
    return Table(index, section_of[run[0][0]], "actions", tuple(sorted(present)), tuple(rows), present)
