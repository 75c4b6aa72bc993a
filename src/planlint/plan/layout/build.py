"""`lay_out`: from a document's blocks to its layout. No NLP, nothing but text and structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from planlint.document import Block, BlockKind, Document
from planlint.plan.layout.columns import slot_of
from planlint.plan.layout.dates import MONTHS, dates_in
from planlint.plan.layout.labels import holds_entry, is_entry_label, stands_by_child
from planlint.plan.layout.model import Layout, Row, Section, Statement, Table
from planlint.plan.layout.records import people_of
from planlint.plan.layout.sections import category_of, find_sections, is_heading, is_prompt
from planlint.plan.layout.statements import split
from planlint.plan.layout.tables import find_tables, forename
from planlint.plan.layout.upright import upright
from planlint.words import pattern

_DATED_KEYS = re.compile(
    r"\b(?:date|dated|written|made|held|agreed|completed|started|opened|plan|meeting|conference|review|mapping|prepared|drawn up|drafted|printed|visit|amended|with effect from|updated|issued?|finali[sz]ed|mapped|recorded|today)\b",
    re.IGNORECASE,
)
_NEXT_KEYS = re.compile(
    r"\b(?:next|review|reviewed|again|due|look(?:ed)?(?: at| back)?|see each other|meet|back|until|checked|rcpc|rearranged)\b",
    re.IGNORECASE,
)
_NOT_PLAN_DATE = re.compile(
    r"\b(?:next|dob|d\.o\.b|born|birth|edd|due|review(?:ed)? on|looked? at (?:it )?again|again|first plan|first ehc|initial|original|issue of first|previous|since|order|until|by)\b",
    re.IGNORECASE,
)
_FORM_WORDS = re.compile(
    r"delete as (?:appropriate|applicable)|choose an item|click or tap|enter text|left blank|insert photo|^\W*(?:yes|no)\s*[☐☑☒]|"
    r"«|^signed\b|^signature|^i have read this|by signing|information may be (?:held|shared)|page \d+(?:/| of )\d+|"
    r"official\s*-\s*sensitive|please (?:complete|write|tick|delete|attach|circle|sign)|tick (?:all|when|as|if|one|the)|^note to (?:worker|author)|"
    r"^to be (?:read (?:out|with)|completed|filled in|signed|kept|used|returned|shared with)\b|"
    r"guidance:|for office use|data protection|general data|privacy notice|will be shared with those",
    re.IGNORECASE,
)
_TICKS = re.compile(r"[☐☑☒✓✔]")
_HEAD_BLOCKS = 30


def lay_out(document: Document) -> Layout:
    """The layout of a document: sections, tables, statements, people, dates. Pure; depends on the document alone."""
    document = upright(document)
    blocks = document.blocks
    sections, section_of = find_sections(blocks)
    title = _title(blocks)
    tables, row_of = find_tables(blocks, section_of, frozenset())
    details = _details(blocks, sections, section_of, tables, row_of)
    detail_rows = [
        row.blocks for table in tables if table.purpose == "details" for row in _head_and_rows(table, blocks)
    ]
    people = people_of(document, details, detail_rows, title)
    children = frozenset(forename(record.name) for record in people if record.role == "child")
    tables, row_of = find_tables(blocks, section_of, children)
    skipped = _detail_blocks(tables)
    statements = _statements(document, sections, section_of, tables, row_of, skipped, title, children)
    births = frozenset(day for r in people if r.strength >= 2 for day in (r.born, r.due) if day)
    acts = frozenset(n for table in tables if table.purpose == "actions" for row in table.rows for n in row.blocks)
    plan_date = _plan_date(document, births, acts)
    review = _review_date(document, blocks, plan_date)
    return Layout(
        document, sections, section_of, tables, statements, tuple(people), plan_date, review, title,
        document.problems, row_of,
    )  # fmt: skip


def _title(blocks: Sequence[Block]) -> int | None:
    """The block that names the plan: the first heading, else the first line of text."""
    first = None
    for number, block in enumerate(blocks[:12]):
        if block.kind is BlockKind.COMMENT or not block.text.strip():
            continue
        if block.kind is BlockKind.HEADING:
            return first if first is not None and re.match(r"\W*\d{1,2}[.)]", block.text) else number
        first = number if first is None else first
    return first


def _details(
    blocks: Sequence[Block],
    sections: Sequence[Section],
    section_of: Sequence[int],
    tables: Sequence[Table],
    row_of: Mapping[int, Row],
) -> list[int]:
    """Blocks that say who is who: details tables and sections, and what stands before the second heading."""
    purposes = {table.index: table.purpose for table in tables}
    records = {number for number, row in row_of.items() if blocks[number].kind is BlockKind.FIELD}
    headings = [number for number, block in enumerate(blocks) if is_heading(block)]
    texts = [number for number, block in enumerate(blocks) if block.text.strip() and not is_heading(block)]
    opening = next((number for number in headings if texts and texts[0] < number), min(len(blocks), _HEAD_BLOCKS))
    telling = (s.heading for s in sections[2:] if s.heading is not None and s.category not in ("other", "details"))
    opening = min(opening, next(telling, opening))
    found = []
    for number in range(len(blocks)):
        row = row_of.get(number)
        in_details = sections[section_of[number]].category == "details"
        labelled = blocks[number].kind is BlockKind.FIELD and number < opening
        if row is not None and purposes[row.table] == "actions":
            continue
        if row is not None and purposes[row.table] != "details" and not in_details and not labelled:
            continue
        if number in records and not stands_by_child(blocks[number].key):
            continue  # 'Who: Carly' is whose action it is
        if in_details or number < opening or (row is not None and purposes[row.table] == "details"):
            found.append(number)
    return found


def _head_and_rows(table: Table, blocks: Sequence[Block]) -> list[Row]:
    """A table's rows; a head row that itself names a person ('| Name | Theo |') counts as one."""
    if not table.rows or blocks[table.rows[0].blocks[0]].table is None:
        return list(table.rows)
    number = blocks[table.rows[0].blocks[0]].table
    heads = tuple(i for i, block in enumerate(blocks) if block.table == number and block.is_head)
    texts = [blocks[i].text for i in heads if blocks[i].text]
    if len(texts) == 2 and is_entry_label(texts[0]) and not is_entry_label(texts[1]):
        return [Row(table.index, -1, {}, heads, table.section), *table.rows]
    return list(table.rows)


def _detail_blocks(tables: Sequence[Table]) -> frozenset[int]:
    return frozenset(
        number for table in tables if table.purpose == "details" for row in table.rows for number in row.blocks
    )


def _statements(
    document: Document,
    sections: Sequence[Section],
    section_of: Sequence[int],
    tables: Sequence[Table],
    row_of: Mapping[int, Row],
    skipped: frozenset[int],
    title: int | None,
    children: frozenset[str],
) -> tuple[Statement, ...]:
    out: list[Statement] = []
    slots = {number: slot for row in row_of.values() for slot, numbers in row.cells.items() for number in numbers}
    for number, block in enumerate(document.blocks):
        if number == title or not _holds_statements(block, number, skipped, section_of, sections, children):
            continue
        slot = slots.get(number, "")
        if block.kind is BlockKind.FIELD and not slot:
            slot = slot_of(block.key)
        section = sections[section_of[number]]
        begin = 0
        if not slot and block.kind is BlockKind.ITEM and (labelled := label_of_item(block)):
            slot, begin = labelled
        category = _category(block, slot, section)
        for start, end in split(block.text[begin:]):
            start, end = start + begin, end + begin
            text = block.text[start:end]
            if _form_words(text, block):
                continue
            out.append(Statement(len(out), number, start, end, text, section.index, block.group, slot, category))
    return tuple(out)


_ITEM_LABEL = re.compile(r"^\W*(?P<key>[A-Za-z][A-Za-z ’'/]{1,40}?)\s*(?::|\s[–-])\s*")


def label_of_item(block: Block) -> tuple[str, int] | None:
    """The slot that a list item's own label names ('who: Siobhan'), and where its value begins."""
    match = _ITEM_LABEL.match(block.text)
    slot = slot_of(match["key"]) if match and len(match["key"].split()) <= 5 else ""
    return (slot, match.end()) if match and slot and slot not in ("action", "number", "child") else None


def _holds_statements(
    block: Block,
    number: int,
    skipped: frozenset[int],
    section_of: Sequence[int],
    sections: Sequence[Section],
    children: frozenset[str],
) -> bool:
    """Headings, comments, prompts, heads of columns and details tables hold none; a note of a sentence in one does."""
    if block.kind in (BlockKind.HEADING, BlockKind.COMMENT) or is_heading(block) or block.is_head:
        return False
    if block.italic and block.kind is not BlockKind.QUOTATION and not re.search(r"[\"“”]", block.text):
        return False
    if number in skipped:
        return (
            len(block.text.split()) >= 5
            and re.search(r"[a-z]\.$|\b(?:is|are|was|has|does|did)\b", block.text) is not None
        )
    if (
        block.kind is BlockKind.CELL
        and block.column == 0
        and forename(block.text) in children
        and len(block.text.split()) <= 3
    ):
        return False
    if block.kind is BlockKind.FIELD and holds_entry(block.key):
        return len(block.text.split()) >= 6 and re.search(r"[a-z]\.$", block.text) is not None
    if block.kind is BlockKind.FIELD and pattern("details", "keys").fullmatch(block.key.strip(" :?")):
        return len(block.text.split()) >= 6 and sections[section_of[number]].category != "details"
    return True


def _form_words(text: str, block: Block) -> bool:
    """The form's own words: prompts, tick boxes, consent, running headers. Never flagged."""
    if _FORM_WORDS.search(text) or len(_TICKS.findall(text)) > 1:
        return True
    if is_prompt(text):
        return True
    return text.endswith("?") and not re.search(r"[\"“”‘]", text) and len(block.text) <= len(text) + 2


def _category(block: Block, slot: str, section: Section) -> str:
    """A column head or field key that names a category ('What are we worried about?') goes before the section's."""
    own = category_of(block.head or block.key) if (block.head or block.key) else "other"
    if slot in ("action", "owner", "when", "measure", "progress"):
        return "actions"
    if slot == "outcome":
        return "actions" if section.category in ("actions", "other") else section.category
    if own not in ("other", "details") and len((block.head or block.key).split()) <= 12:
        return own
    return section.category


def _lines(document: Document, acts: frozenset[int]) -> list[tuple[str, str]]:
    """(label, text) of the lines of the opening and of all fields and detail cells, where dates are given."""
    lines: list[tuple[str, str]] = [
        (str(key), str(value)) for key, value in document.meta.items() if not isinstance(value, list | dict)
    ]
    previous: Block | None = None
    for number, block in enumerate(document.blocks):
        if number in acts:
            continue
        if block.kind is BlockKind.FIELD:
            lines.append((block.key, block.text))
        elif (
            block.kind is BlockKind.CELL
            and previous is not None
            and block.row == previous.row
            and block.table == previous.table
        ):
            head = "" if dates_in(block.head) else block.head
            lines.append((f"{previous.text[:80]} {head}", block.text))
        elif number < _HEAD_BLOCKS or len(block.text) < 200:
            lines.append(("", block.text))
        previous = block
    return lines


def _plan_date(document: Document, births: frozenset[date], acts: frozenset[int]) -> date | None:
    """The day the plan was made: labelled so, else the first date of its opening that is no birth or next meeting."""
    fallback = None
    for label, text in _lines(document, acts):
        for day, start, _ in dates_in(text):
            if day in births:
                continue
            lead = text[max(0, start - 40) : start]
            words = lead if re.search(r"[a-zA-Z]{3}", lead) else f"{label} {lead}"
            words = re.split(r"(?<=[a-z\d])[.;]\s", words)[-1]
            if _NOT_PLAN_DATE.search(words) or (label and _NOT_PLAN_DATE.search(label) and not lead.strip()):
                continue
            if _DATED_KEYS.search(words) or _DATED_KEYS.search(label):
                return day
            if fallback is None and len(text) < 60:
                fallback = day
    return fallback


_REVIEW_ON = re.compile(
    r"\b(?:review|meet(?:ing)?|conference|core group|look(?:ed)? at|back)\b[^.;]{0,40}?\b(\d{1,2})(?:st|nd|rd|th)?\s+("
    + "|".join(MONTHS)
    + r")\b(?!\s+\d{4})",
    re.IGNORECASE,
)


def _partial_reviews(text: str, plan_date: date) -> Iterator[date]:
    """'the review on 10 November': a day without a year is the next one after the plan's date."""
    for match in _REVIEW_ON.finditer(text):
        try:
            day = date(plan_date.year, MONTHS[match[2].lower()], int(match[1]))
            yield day if day > plan_date else day.replace(year=plan_date.year + 1)
        except ValueError:
            continue


def _review_date(document: Document, blocks: Sequence[Block], plan_date: date | None) -> date | None:
    """The date the plan gives for its next review or meeting: the first labelled one after the plan's own date."""
    candidates: list[date] = []
    sides = {(b.table, b.row): b.text for b in blocks if b.column == 0}
    for block in blocks:
        text = block.text
        side = sides.get((block.table, block.row), "") if block.column else ""
        label = (
            f"{block.key} {block.head} {side} ".replace("_", " ") if block.key or block.kind is BlockKind.CELL else ""
        )
        for day, start, _ in dates_in(text):
            lead = re.split(r"(?<=[a-z\d])[.;]\s", text[max(0, start - 60) : start])[-1]
            if _NEXT_KEYS.search(label + lead) and not re.search(r"\b(?:born|dob|edd)\b", label + lead, re.IGNORECASE):
                candidates.append(day)
    for key, value in document.meta.items():
        if _NEXT_KEYS.search(str(key)) and (found := dates_in(str(value))):
            candidates.append(found[0][0])
    if plan_date is not None:
        candidates += [day for block in blocks for day in _partial_reviews(block.text, plan_date)]
    after = [day for day in candidates if plan_date is None or day > plan_date + timedelta(days=6)]
    return after[0] if after else None
