"""The `Plan` that checks read: children, adults, parts, actions, and each statement's person, place and kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planlint.document import Span
from planlint.language.annotation import Annotation
from planlint.plan.layout.model import Layout, Role, Section, Statement

Stage = Literal["unborn", "baby", "toddler", "child", "teen"]
Voice = Literal["you", "third"]


@dataclass(frozen=True, slots=True)
class Child:
    """A person the plan is for. `name` is as reports give it: without the surname."""

    index: int
    name: str
    aliases: frozenset[str]  # every form of the name that means this child
    born: date | None
    age_days: int | None  # on the plan's date; None where nothing tells
    stage: Stage
    preverbal: bool
    unnamed: bool  # 'Baby Prosser': not named yet
    first_mention: Span | None

    @property
    def is_baby(self) -> bool:
        """Under one, or not yet born, on the plan's date."""
        return self.stage in ("unborn", "baby")


@dataclass(frozen=True, slots=True)
class Adult:
    """A grown-up of the plan. `of` are the children this is said of ('Zac's dad'); empty: of all."""

    name: str  # '' where only the role is given
    role: Role
    aliases: frozenset[str]
    of: frozenset[int] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of the plan that belongs to one child (`child` None: to all of them together)."""

    child: int | None
    own: bool  # has a heading, rows or a column of its own; in a plan for one child, the whole plan
    statements: tuple[int, ...]
    anchor: Span | None


@dataclass(frozen=True, slots=True)
class PlanStatement:
    """A statement with whom it is about and where it stands."""

    index: int
    text: str
    span: Span
    layout: Statement
    section: Section
    note: Annotation
    child: int | None  # whose part it stands in; None: shared
    subject: str  # child, children, mother, father, parents, carer, professional, sibling, adult, writer, home, other
    subject_child: int | None
    children: frozenset[int]  # meant by name, pronoun or 'you'
    mothers: bool
    fathers: bool
    to_child: bool  # speaks to the child as 'you'
    about_child: bool  # has the child as subject, object or owner in the third person
    quoted: bool  # nothing but somebody's quoted words
    exempt: bool  # a section kept for professionals
    before: int | None  # neighbours in the same paragraph, cell or list item
    after: int | None

    @property
    def kinds(self) -> Mapping[str, float]:
        return self.note.kinds

    @property
    def scores(self) -> Mapping[str, float]:
        return self.note.scores

    def is_(self, *kinds: str, at: float = 0.5) -> bool:
        """Whether any of the kinds is at least this likely."""
        return any(self.note.kinds.get(kind, 0.0) >= at for kind in kinds)


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody is to do: a row, a record of fields, a list item or a sentence of prose."""

    index: int
    form: Literal["row", "item", "prose"]
    text: str
    span: Span
    child: int | None
    section: int
    slots: Mapping[str, str]  # text of each slot; '' where the cell is empty
    slot_spans: Mapping[str, Span]
    columns: frozenset[str]  # the slots that its table or list has
    statements: tuple[int, ...]  # of the action's own words
    outcome: str = ""  # the outcome that stands over it, where its own slots have none
    children: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Plan:
    """A document resolved. Frozen; shared by every check."""

    layout: Layout
    as_of: date
    children: tuple[Child, ...]
    adults: tuple[Adult, ...]
    statements: tuple[PlanStatement, ...]
    parts: tuple[Part, ...]
    actions: tuple[Action, ...]
    voice: Voice
    title: Span | None
    one_part: bool  # several children, and no headings, rows or columns of their own
    has_own: frozenset[int] = field(default_factory=frozenset)  # children with a heading, rows or a column

    def part_of(self, child: int) -> Part:
        """The part of a child."""
        return next(part for part in self.parts if part.child == child)

    def group(self, statement: PlanStatement) -> list[PlanStatement]:
        """The statements of the same paragraph, cell or list item, in order."""
        return [
            other
            for other in self.statements
            if other.layout.group == statement.layout.group and other.layout.section == statement.layout.section
        ]

    def neighbours(self, statement: PlanStatement) -> list[PlanStatement]:
        """The statements just before and after in the same paragraph, cell or list item."""
        return [self.statements[n] for n in (statement.before, statement.after) if n is not None]
