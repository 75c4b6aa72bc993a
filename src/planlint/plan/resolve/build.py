"""`resolve`: from a layout, its people and its annotations to the `Plan` that checks read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planlint.document import Span
from planlint.language.annotation import Annotation
from planlint.language.statement import Recogniser, StatementInput
from planlint.plan.layout.model import Layout
from planlint.plan.resolve.actions import find_actions
from planlint.plan.resolve.model import Adult, Child, Part, Plan, PlanStatement, Voice
from planlint.plan.resolve.ownership import named_children, owners
from planlint.plan.resolve.reference import Referent, Resolver, is_letter_to_adult
from planlint.plan.resolve.telling import without_telling
from planlint.words import pattern

_OWN_PLAN = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)


def resolve(
    layout: Layout,
    annotations: Sequence[Annotation],
    people: tuple[tuple[Child, ...], tuple[Adult, ...]],
    recogniser: Recogniser,
    as_of: date,
) -> Plan:
    """The plan. `annotations` are one a statement of the layout, in order; `people` come from `resolve_people`."""
    children, adults = people
    owner_of_block, has_own = owners(layout, children)
    letter = is_letter_to_adult((block.text for block in layout.document.blocks), children)
    to_child = not letter and bool(children) and _speaks(layout, annotations)
    told = _statements(layout, annotations, children, adults, owner_of_block, to_child, letter)
    layout = without_telling(layout, told, _inputs(told, children, adults), recogniser)
    statements = _statements(layout, annotations, children, adults, owner_of_block, to_child, letter)
    voice = _voice(statements)
    recognised = recogniser.recognise(_inputs(statements, children, adults))
    statements = [
        replace(s, note=replace(s.note, kinds=r.kinds, scores=r.scores))
        for s, r in zip(statements, recognised, strict=True)
    ]
    actions = find_actions(layout, children, statements)
    title = layout.document.blocks[layout.title].span if layout.title is not None else None
    one_part = len(children) > 1 and not has_own
    parts = tuple(_parts(layout, children, statements, has_own, one_part, title))
    return Plan(layout, as_of, children, adults, tuple(statements), parts, actions, voice, title, one_part, has_own)


def _speaks(layout: Layout, annotations: Sequence[Annotation]) -> bool:
    """Whether the plan says 'you' outside quoted words at all."""
    count = 0
    for note in annotations:
        count += any(m.kind == "pronoun" and m.text.lower().startswith("you") and not m.quoted for m in note.mentions)
    return count >= 2 or (count == 1 and len(annotations) < 10)


def _statements(
    layout: Layout,
    annotations: Sequence[Annotation],
    children: Sequence[Child],
    adults: Sequence[Adult],
    owner_of_block: Sequence[int | None],
    to_child: bool,
    letter: bool,
) -> list[PlanStatement]:
    resolver = Resolver(children, adults)
    resolver.learn((note, owner_of_block[s.block]) for s, note in zip(layout.statements, annotations, strict=True))
    out: list[PlanStatement] = []
    last: tuple[int, int] | None = None
    for statement, note in zip(layout.statements, annotations, strict=True):
        place = (statement.group, statement.block)
        child = owner_of_block[statement.block]
        if last is None or last[0] != statement.group:
            resolver.start()
        last = place
        referents = resolver.resolve(note, child, to_child, letter)
        block = layout.document.blocks[statement.block]
        out.append(
            _statement(
                layout,
                statement.index,
                note,
                referents,
                child,
                to_child,
                block.source_span(statement.start, statement.end),
            )
        )
    return _with_neighbours(out)


def _statement(
    layout: Layout,
    index: int,
    note: Annotation,
    referents: Sequence[Referent],
    child: int | None,
    to_child: bool,
    span: Span,
) -> PlanStatement:
    statement = layout.statements[index]
    plain = [r for r in referents if not r.mention.quoted]
    subject = next((r for r in plain if r.mention.dependency == "subject" and r.mention.main), None) or next(
        (r for r in plain if r.mention.dependency == "subject"), None
    )
    who = subject.who if subject else _bare_subject(note, statement.text)
    kids = frozenset(kid for r in plain if r.who in ("child", "children") for kid in r.children)
    own = subject.children if subject else frozenset()
    second = to_child and any(r.mention.text.lower().startswith("you") for r in plain)
    third = any(
        r.who in ("child",)
        and not r.mention.text.lower().startswith("you")
        and r.mention.dependency in ("subject", "object", "owner", "other", "agent")
        for r in plain
    )
    category = statement.category
    return PlanStatement(
        index=index,
        text=statement.text,
        span=span,
        layout=statement,
        section=layout.sections[statement.section],
        note=note,
        child=child,
        subject=who,
        subject_child=next(iter(own)) if len(own) == 1 else None,
        children=kids,
        mothers=any(r.who == "mother" for r in referents),
        fathers=any(r.who == "father" for r in referents),
        to_child=second,
        about_child=third,
        quoted=_all_quoted(note, statement.text),
        exempt=category == "professionals" or layout.sections[statement.section].category == "professionals",
        before=None,
        after=None,
    )


def _bare_subject(note: Annotation, text: str) -> str:
    """A statement without a person as subject: the home, or something else."""
    return "home" if pattern("judgement_of", "home").search(text) else "other"


def _all_quoted(note: Annotation, text: str) -> bool:
    covered = sum(end - start for start, end in note.quotes)
    return bool(note.quotes) and covered >= len(text.strip()) - 2


def _with_neighbours(statements: list[PlanStatement]) -> list[PlanStatement]:
    out = []
    for position, statement in enumerate(statements):
        before = statements[position - 1] if position else None
        after = statements[position + 1] if position + 1 < len(statements) else None
        out.append(
            replace(
                statement,
                before=before.index if before and _adjoins(before, statement) else None,
                after=after.index if after and _adjoins(statement, after) else None,
            )
        )
    return out


def _adjoins(one: PlanStatement, other: PlanStatement) -> bool:
    return one.layout.group == other.layout.group and one.layout.section == other.layout.section


def _voice(statements: Sequence[PlanStatement]) -> Voice:
    """To the child, where at least half of the statements that have a child in them say 'you'."""
    counted = [
        s
        for s in statements
        if not s.exempt
        and s.layout.category != "details"
        and not s.quoted
        and (s.to_child or s.about_child or s.subject == "children")
    ]
    return "you" if counted and sum(s.to_child for s in counted) * 2 >= len(counted) else "third"


def _inputs(
    statements: Sequence[PlanStatement], children: Sequence[Child], adults: Sequence[Adult]
) -> list[StatementInput]:
    voice = _voice(statements)
    return [_input(statement, statements, children, adults, voice) for statement in statements]


def _input(
    statement: PlanStatement,
    statements: Sequence[PlanStatement],
    children: Sequence[Child],
    adults: Sequence[Adult],
    voice: Voice,
) -> StatementInput:
    whose = statement.subject_child if statement.subject_child is not None else statement.child
    child = children[whose] if whose is not None and whose < len(children) else None
    slot = statement.layout.slot
    return StatementInput(
        text=statement.text,
        before=statements[statement.before].text if statement.before is not None else "",
        after=statements[statement.after].text if statement.after is not None else "",
        section=statement.layout.category,
        cell=slot if slot in ("action", "outcome", "owner", "when", "measure", "progress", "need") else "",
        children=len(children),
        age=child.stage if child else "child",
        voice=voice,
        about=_about(statement),
        child_names=frozenset(alias for one in children for alias in one.aliases),
        adult_names=frozenset(alias for one in adults for alias in one.aliases),
    )


def _about(statement: PlanStatement) -> str:
    who = statement.subject
    if who == "child" and statement.child is not None and statement.subject_child not in (None, statement.child):
        return "sibling"
    return {"writer": "professional", "adult": "other"}.get(who, who)


def _parts(
    layout: Layout,
    children: Sequence[Child],
    statements: Sequence[PlanStatement],
    has_own: frozenset[int],
    one_part: bool,
    title: Span | None,
) -> list[Part]:
    if one_part or not children:
        return [Part(None, False, tuple(s.index for s in statements), title)] if children else []
    parts = []
    for child in children:
        own = tuple(
            s.index for s in statements if s.child == child.index or (s.child is None and child.index in s.children)
        )
        anchor = (
            title if len(children) == 1 else _heading(layout, children, child.index) or child.first_mention or title
        )
        parts.append(Part(child.index, child.index in has_own, own, anchor))
    return parts


def _heading(layout: Layout, children: Sequence[Child], child: int) -> Span | None:
    """The first heading, other than the title, that names this child alone."""
    for section in layout.sections:
        if (
            section.heading is not None
            and section.heading != layout.title
            and named_children(section.title, children) == {child}
        ):
            return layout.document.blocks[section.heading].span
    return None
