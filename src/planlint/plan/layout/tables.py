"""Tables and runs of fields: what their columns mean, and which of them hold actions, details or children."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from planlint.document import Block, BlockKind
from planlint.phrases import Phrases
from planlint.plan.layout.dates import DATE, age_in_days
from planlint.plan.layout.model import Row, Table
from planlint.plan.layout.names import is_name
from planlint.words import pattern, word_file

ACTION_SLOTS = frozenset({"action", "owner", "when", "outcome", "measure"})
Purpose = Literal["actions", "details", "children", "other"]
_NUMBERED = re.compile(
    r"^(?:action|step|task|goal|aim|objective|point|no\.?|item)\s*(?:no\.?\s*)?\d+\w?$", re.IGNORECASE
)


@cache
def _slot_patterns() -> tuple[tuple[str, Phrases], ...]:
    return tuple((slot, Phrases(map(str, variants))) for slot, variants in word_file("columns").items())


@cache
def slot_of(head: str) -> str:
    """The slot that a column head or field key names ('Who?' → owner); '' where none does.

    The variant that covers most of the head decides: 'What will be different for you' is an outcome, not an action.
    """
    text = head.strip(" :*_?.").lower()
    if not text:
        return ""
    if _NUMBERED.match(text):
        return "action"
    if pattern("details", "dates-and-names").fullmatch(text):
        return ""
    best: tuple[int, str] | None = None
    for slot, expression in _slot_patterns():
        for match in expression.finditer(text):
            length = match.end() - match.start()
            leads = match.start() == 0 and length >= 4
            if (leads or length * 2 >= len(text)) and (best is None or length > best[0]):
                best = length, slot
    return best[1] if best else ""


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
    named = [_for_whom(slot_of(heads.get(c, "")), heads.get(c, ""), c, body, blocks) for c in range(columns)]
    slots = _distinct([_by(slot, heads.get(column, ""), named) for column, slot in enumerate(named)])
    slots = _without_action_slot(_with_when(slots, heads), body, blocks)
    if (turned := _turned(index, body, blocks, section_of)) is not None:
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
        rows.append(
            Row(index, order, {slot: tuple(found) for slot, found in cells.items()}, tuple(row), section_of[row[0]])
        )
    purpose = _purpose(slots, heads, rows, blocks, child_names)
    section = section_of[members[0]]
    return Table(index, section, purpose, tuple(slots), tuple(rows), frozenset(slots) - {""})


def _with_when(slots: list[str], heads: Mapping[int, str]) -> list[str]:
    """In a table of owners, a column headed 'Date' or 'Dates' is the day of the action."""
    if "owner" not in slots or "when" in slots:
        return slots
    return [
        slot or ("when" if re.fullmatch(r"dates?|time", heads.get(c, "").strip(" :?.").lower()) else "")
        for c, slot in enumerate(slots)
    ]


def _turned(
    index: int, body: Mapping[int, list[int]], blocks: Sequence[Block], section_of: Sequence[int]
) -> Table | None:
    """A table on its side: its rows are headed 'Action', 'Who', 'When', and each further column is one action."""
    labels = {row: slot_of(blocks[members[0]].text) for row, members in body.items() if blocks[members[0]].column == 0}
    present = frozenset(labels.values()) - {""}
    if "action" not in present or not present & {"owner", "when"} or len(present) < 3 or len(present) * 2 < len(labels):
        return None
    columns: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, members in body.items():
        for number in members[1:]:
            columns[blocks[number].column or 0][labels.get(row, "")].append(number)
    rows = []
    for order, cells in sorted(columns.items()):
        own = tuple(number for found in cells.values() for number in found)
        rows.append(Row(index, order, {slot: tuple(found) for slot, found in cells.items()}, own, section_of[own[0]]))
    return (
        Table(index, rows[0].section, "actions", tuple(sorted(present)), tuple(rows), present)
        if len(rows) > 1
        else None
    )


def _for_whom(slot: str, head: str, column: int, body: Mapping[int, list[int]], blocks: Sequence[Block]) -> str:
    """'For' heads the child's name, or what it is for: by what stands in the column."""
    if head.strip(" :?.").lower() not in ("for", "who for", "for whom", "because"):
        return slot
    texts = [
        blocks[n].text for row in body.values() for n in row if blocks[n].column == column and blocks[n].text.strip()
    ]
    short = sum(len(text.split()) <= 3 for text in texts)
    return "child" if short * 2 > len(texts) else "outcome"


def _spanning(row: int, members: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """The cells of rows above that reach down into a row."""
    above = (number for number in members if not blocks[number].is_head and blocks[number].row_span > 1)
    return [n for n in above if (blocks[n].row or 0) < row < (blocks[n].row or 0) + blocks[n].row_span]


def _by(slot: str, head: str, others: Sequence[str]) -> str:
    """'By' alone is the day, unless another column gives the day: then it is the person."""
    if head.strip(" :?.").lower() != "by":
        return slot
    return "owner" if others.count("when") > 1 else "when" if "owner" in others else "owner"


def _distinct(slots: list[str]) -> list[str]:
    """A second column of the same meaning keeps it only for outcomes, measures and needs."""
    seen: set[str] = set()
    out = []
    for slot in slots:
        out.append(slot if slot not in seen or slot in ("outcome", "measure", "need", "when") else "")
        seen.add(slot)
    return out


def _without_action_slot(slots: list[str], body: Mapping[int, list[int]], blocks: Sequence[Block]) -> list[str]:
    """Where owner and date have columns and the action has none, the wordiest unnamed (or need) column is the action."""
    if "action" in slots or not {"owner", "when"} <= set(slots):
        return slots
    lengths = [0] * len(slots)
    for row in body.values():
        for number in row:
            lengths[blocks[number].column or 0] += len(blocks[number].text)
    candidates = [column for column, slot in enumerate(slots) if slot == ""] or [
        column for column, slot in enumerate(slots) if slot == "need"
    ]
    if not candidates:
        return slots
    best = max(candidates, key=lambda column: lengths[column])
    return [*slots[:best], "action", *slots[best + 1 :]]


def _purpose(
    slots: list[str],
    heads: Mapping[int, str],
    rows: Sequence[Row],
    blocks: Sequence[Block],
    child_names: frozenset[str],
) -> Purpose:
    present = set(slots)
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
    keys = pattern("details", "keys")
    named = [head for head in heads.values() if head.strip()]
    if sum(bool(keys.fullmatch(head.strip(" :?."))) for head in named) >= 2:
        return True
    firsts = [blocks[row.blocks[0]].text.strip(" :?.") for row in rows if row.blocks]
    firsts += [head.strip(" :?.") for head in list(heads.values())[:1]]
    if firsts and sum(bool(keys.fullmatch(first)) for first in firsts if first) * 2 >= len([f for f in firsts if f]):
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
    return (
        is_name(first)
        and len(first.split()) <= 5
        and bool(
            DATE.search(rest)
            or pattern("people").search(rest)
            or age_in_days(rest) is not None
            or re.search(r"\bEDD\b", rest)
        )
    )


def forename(text: str) -> str:
    """The first word of a name as written, without punctuation or a possessive."""
    words = text.replace("’", "'").split()
    return words[0].removesuffix("'s").strip(" .,:;()*") if words else ""


_WHO_IS_WHO = re.compile(
    r"\W*(?:young person|child(?:'s name)?|(?:full )?names?|d\.?o\.?b\.?|date of birth|born|parents?|mother|father|address|school|social worker)\W*",
    re.IGNORECASE,
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
        slot = slot_of(block.key) if block.kind is BlockKind.FIELD else ""
        if _heads_record(blocks, number):
            if record and section_of[number] != last_section:
                close_run()
            close_record()
            record, seen, last_section = [number], {"action"}, section_of[number]
            continue
        if (block.kind is BlockKind.FIELD and slot and section_of[number] == last_section) or (slot and not record):
            numbered = bool(_NUMBERED.match(block.key.strip(" :.")))
            empty_number = "action" in seen and len(seen) == 1 and not any(blocks[n].text for n in record)
            if (numbered or (slot in seen and slot not in ("outcome", "when"))) and record and not empty_number:
                close_record()
            record.append(number)
            seen.add(slot)
            last_section = section_of[number]
        elif block.kind is BlockKind.FIELD and record and section_of[number] == last_section:
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
    return after.kind is BlockKind.FIELD and not after.marker and slot_of(after.key) in ("owner", "when", "outcome")


def _records(index: int, run: list[list[int]], blocks: Sequence[Block], section_of: Sequence[int]) -> Table:
    rows = []
    for order, record in enumerate(run):
        cells: dict[str, list[int]] = defaultdict(list)
        named = [slot_of(blocks[n].key) if blocks[n].kind is BlockKind.FIELD else "action" for n in record]
        for number, slot in zip(record, named, strict=True):
            for_what = slot == "child" and len(blocks[number].text.split()) > 3  # 'For: You hear his voice'
            cells["outcome" if for_what else _by(slot, blocks[number].key, named)].append(number)
        filled = {slot: tuple(n for n in found if blocks[n].text) or tuple(found) for slot, found in cells.items()}
        rows.append(Row(index, order, filled, tuple(record), section_of[record[0]]))
    present = frozenset(slot for row in rows for slot in row.cells) - {""}
    return Table(index, section_of[run[0][0]], "actions", tuple(sorted(present)), tuple(rows), present)
