"""Check type `statement`: one statement at fault, by its score or a cue, unless something excuses it.

Parameters: `about` (whom the statement must be about), `cue` (a word list that must be met as well, or instead),
`sections` / `not_sections`, `cells` / `not_cells`, `children` (at least so many in the plan), `unless` (excuses by
name: see `EXCUSES`), `once` (`section`: only the first of a section).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from planlint.checks.context import Context
from planlint.plan.resolve.model import Plan, PlanStatement
from planlint.rules.model import Match
from planlint.words import pattern

_SEPARATE = re.compile(r"\b(?:but|while|whereas|and)\b|[:;,]")


def check(context: Context) -> Iterator[Match]:
    """Every statement at fault."""
    plan, params = context.plan, context.params
    if len(plan.children) < params.get("children", 0):
        return
    seen: set[object] = set()
    excuses = [EXCUSES[name] for name in params.get("unless", ())]
    for statement in plan.statements:
        if not _stands_right(context, statement) or not _is_about(context, statement):
            continue
        if not _shows(context, statement) or any(excuse(context, statement) for excuse in excuses):
            continue
        if params.get("once") == "section":
            key = statement.section.index
            if key in seen:
                continue
            seen.add(key)
        yield Match(
            statement.span,
            child=_child(context, statement),
            why=context.why(statement, looked_for=tuple(params.get("unless", ()))),
            statement=statement.index,
        )


def _child(context: Context, statement: PlanStatement) -> int | None:
    if context.params.get("about") == "children":
        return None
    if statement.subject_child is not None:
        return statement.subject_child
    return statement.child


def _stands_right(context: Context, statement: PlanStatement) -> bool:
    params = context.params
    category, slot = statement.layout.category, statement.layout.slot
    if statement.quoted or (statement.exempt and not params.get("professionals", False)):
        return False
    if "sections" in params and category not in params["sections"]:
        return False
    if category in params.get("not_sections", ()):
        return False
    if "cells" in params and slot not in params["cells"]:
        return False
    return slot not in params.get("not_cells", ("owner", "when", "number", "child"))


def _is_about(context: Context, statement: PlanStatement) -> bool:
    about = context.params.get("about", "any")
    if about == "any":
        return True
    return ABOUT[about](context, statement)


def _shows(context: Context, statement: PlanStatement) -> bool:
    cue = context.params.get("cue")
    if cue is None:
        return context.over(statement)
    met = cue_in(statement, *cue)
    return met and context.over(statement, "cued")


def cue_in(statement: PlanStatement, file: str, *lists: str) -> bool:
    """Whether a phrase of the lists stands in the statement outside quoted words."""
    return any(
        not any(start <= match.start() < end for start, end in statement.note.quotes)
        for match in pattern(file, *lists).finditer(statement.text)
    )


def _about_children(context: Context, statement: PlanStatement) -> bool:
    """The children together: a group word, 'they' after one, or several of them named."""
    if statement.subject in ("children",):
        return True
    groups = [m for m in statement.note.mentions if m.kind == "group" and not m.quoted]
    return bool(groups) or len(statement.children) >= 2


def _about_child(context: Context, statement: PlanStatement) -> bool:
    return bool(statement.children) or statement.subject in ("child", "children", "other", "home") or statement.to_child


ABOUT: dict[str, Callable[[Context, PlanStatement], bool]] = {
    "children": _about_children,
    "child": _about_child,
    "father": lambda context, statement: (
        statement.fathers or statement.subject in ("father", "other", "parents", "adult")
    ),
}


def _separate(context: Context, statement: PlanStatement) -> bool:
    """Something separate is said for each child, in this statement or the next of the paragraph."""
    if each_apart(context.plan, statement, skip_first=True):
        return True
    if statement.after is None:
        return False
    following = context.plan.statements[statement.after]
    return each_apart(context.plan, following, skip_first=False)


def each_apart(plan: Plan, statement: PlanStatement, *, skip_first: bool) -> bool:
    """Something separate is said for each of several children: names after a colon, or each as a subject of its own."""
    named: list[str] = []
    for mention in statement.note.mentions:
        if (
            mention.kind == "name"
            and not mention.quoted
            and mention.dependency in ("subject", "owner", "object", "other")
        ):
            named.append(mention.text)
    first_colon = statement.text.find(":")
    own = {alias: child.index for child in plan.children for alias in child.aliases}
    if skip_first:
        if first_colon < 0:
            return False
        tail = {own[m.text] for m in statement.note.mentions if m.start > first_colon and m.text in own}
        return len(tail) >= 2
    kids = [own[name] for name in named if name in own]
    if len(set(kids)) < 2:
        return False
    subjects = [m for m in statement.note.mentions if m.text in own and m.dependency in ("subject", "owner")]
    together = re.search(
        r"\b(?:"
        + "|".join(map(re.escape, own))
        + r")\s*(?:,|and|&)\s*(?:and\s+)?(?:"
        + "|".join(map(re.escape, own))
        + r")\b",
        statement.text,
    )
    return len({own[m.text] for m in subjects}) >= 2 and together is None


def _near(*kinds: str) -> Callable[[Context, PlanStatement], bool]:
    def excuse(context: Context, statement: PlanStatement) -> bool:
        """A neighbour of the paragraph, about the same person, says what was seen, heard, dated or counted."""
        return any(
            other.is_(*kinds, at=0.5) and _same_person(statement, other) and context.score(other) < 0.5
            for other in context.plan.neighbours(statement)
        )

    return excuse


def _same_person(one: PlanStatement, other: PlanStatement) -> bool:
    if one.children and other.children:
        return bool(one.children & other.children)
    return (
        one.subject == other.subject
        or "other" in (one.subject, other.subject)
        or "home" in (one.subject, other.subject)
    )


def _analysed(context: Context, statement: PlanStatement) -> bool:
    """The section says what it means: an analysis, an impact, or a heading that promises one."""
    plan = context.plan
    if statement.layout.category == "analysis":
        return True
    for other in plan.statements:
        if other.section.index != statement.section.index:
            continue
        if other.is_("analysis", "impact", at=0.5) or pattern("analysis", "markers", "impact").search(other.text):
            return True
    return False


def _able_to_tell(context: Context, statement: PlanStatement) -> bool:
    """A plain feeling (not a guess) of a child who can tell us is no fault."""
    plan = context.plan
    kids = statement.children or (
        {statement.child} if statement.child is not None else frozenset(c.index for c in plan.children)
    )
    preverbal = any(plan.children[k].preverbal for k in kids)
    return not preverbal and not pattern("assumption", "hedges", "frames", "certainty-without-ground").search(
        statement.text
    )


def _tied_to_child(context: Context, statement: PlanStatement) -> bool:
    """The same or the next sentence says what this child does: 'Babies turn to a voice. Orla did not, on 28 April.'"""
    after = context.plan.statements[statement.after] if statement.after is not None else None
    return after is not None and bool(after.children) and after.is_("observed", "said", at=0.5)


def _other_children(context: Context, statement: PlanStatement) -> bool:
    """Children who are not the plan's: her class, a street, a service's name."""
    found = pattern("siblings", "other-children").search(statement.text)
    return found is not None and found.start() <= len("All of the ")


def _siblings_together(context: Context, statement: PlanStatement) -> bool:
    """Their home, their time with each other, or each asked apart: shared by right, where no need or feeling is stated."""
    if statement.is_("need", "assumed-need", "assumed-feeling", "judgement", "outcome", "impact", "view", at=0.5):
        return False
    lists = ("shared-siblings-together", "separately", *(("shared-legal",) if statement.subject == "children" else ()))
    return pattern("siblings", *lists).search(statement.text) is not None


def _father_explained(context: Context, statement: PlanStatement) -> bool:
    """Nobody's father ('Father Christmas'), or the paragraph says what was tried, or why he is not here."""
    if pattern("fathers", "not-the-father").search(statement.text):
        return True
    told = [
        other for other in context.plan.group(statement) if other.fathers or re.search(r"\b(?:him|his)\b", other.text)
    ]
    why = (pattern("fathers", "efforts-made"), pattern("father_reasons", "anywhere", "of-father", "tried"))
    return any(expression.search(other.text) for other in told for expression in why)


EXCUSES: dict[str, Callable[[Context, PlanStatement], bool]] = {
    "separate-for-each": _separate,
    "observed-near": _near("observed", "said", "measure"),
    "analysed": _analysed,
    "able-to-tell": _able_to_tell,
    "tied-to-child": _tied_to_child,
    "other-children": _other_children,
    "siblings-together": _siblings_together,
    "father-explained": _father_explained,
    "conditional": lambda context, statement: bool(statement.note.conditionals),
}
