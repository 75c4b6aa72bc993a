"""What layout finds in a document: sections, tables and records, statements, people named in tables and lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planlint.document import Block, Document

Role = Literal[
    "child", "mother", "father", "step-father", "partner", "grandparent", "relative", "carer", "professional", "adult"
]


@dataclass(frozen=True, slots=True)
class Section:
    """The stretch under one heading. `category` is of the vocabulary of the labelled statements."""

    index: int
    title: str
    level: int
    heading: int | None  # block; None for what stands before the first heading
    parent: int | None
    category: str
    first: int  # blocks first..last, the heading left out, sub-sections included
    last: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, or an item or cell without sentence punctuation: `block.text[start:end]`."""

    index: int
    block: int
    start: int
    end: int
    text: str
    section: int
    group: int
    slot: str = ""  # the column or field it stands in: action, owner, when, outcome, measure, progress, need, child, …
    category: str = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or one run of fields that belong together ('Action 1', 'By', 'When', 'Outcome')."""

    table: int
    number: int
    cells: Mapping[str, tuple[int, ...]]  # slot → blocks
    blocks: tuple[int, ...]
    section: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table or a list of records. `purpose` is what its columns say it is for."""

    index: int
    section: int
    purpose: Literal["actions", "details", "children", "other"]
    slots: tuple[str, ...]  # the slot of each column, "" where unknown
    rows: tuple[Row, ...]
    slots_present: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person as details, headings or appositions give them, before resolving."""

    name: str
    role: Role
    block: int | None = None
    start: int = 0
    end: int = 0
    born: date | None = None
    due: date | None = None
    age_days: int | None = None
    unborn: bool = False
    of: str = ""  # 'Zac' in "Zac's dad, Lee"
    title: str = ""  # the words that gave the role: 'health visitor'
    strength: int = 1  # how sure: 3 front matter or table, 2 heading or label, 1 apposition


@dataclass(frozen=True)
class Layout:
    """A document with its structure. Indexes point into `document.blocks`, `sections`, `tables`, `statements`."""

    document: Document
    sections: tuple[Section, ...]
    section_of: tuple[int, ...]  # block → section
    tables: tuple[Table, ...]
    statements: tuple[Statement, ...]
    people: tuple[PersonRecord, ...]
    plan_date: date | None
    review_date: date | None
    title: int | None  # the block that names the plan
    problems: tuple[str, ...] = ()
    row_of: Mapping[int, Row] = field(default_factory=dict)  # block → its row

    def block(self, statement: Statement) -> Block:
        """The block a statement stands in."""
        return self.document.blocks[statement.block]
