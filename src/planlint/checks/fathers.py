"""Check type `balance`: what each parent is given. Parameter `ask`: mention, action, name, view."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planlint.checks.context import Context
from planlint.plan.resolve.model import Adult, Child, Plan, PlanStatement
from planlint.rules.finding import Why
from planlint.rules.model import Match
from planlint.words import pattern

_FATHERS = ("father", "step-father", "partner")


def check(context: Context) -> Iterator[Match]:
    """At most one match: the plan leaves a father out in the way that is asked."""
    plan = context.plan
    if not plan.children or plan.title is None:
        return
    ask = context.params["ask"]
    looked_for = tuple(context.params.get("looked_for", ()))
    if ask == "mention":
        missing = [child for child in plan.children if not _mentioned(plan, child) and not _excused(plan, child)]
        if missing:
            only = missing[0].index if len(missing) < len(plan.children) else None
            yield Match(plan.title, child=only, why=Why(looked_for=looked_for))
        return
    if not any(_mentioned(plan, child) for child in plan.children) or all(_excused(plan, child) for child in plan.children):
        return
    if ask == "action" and _mother_acts(plan) and not _father_acts(plan):
        yield Match(plan.title, why=Why(looked_for=looked_for))
    if ask == "name" and _named(plan, ("mother",)) and not _named(plan, _FATHERS):
        yield Match(plan.title, why=Why(looked_for=looked_for))
    if ask == "view" and _view(plan, "mother") and not _view(plan, "father"):
        yield Match(plan.title, why=Why(looked_for=looked_for))


def father_mentions(plan: Plan) -> list[PlanStatement]:
    """Statements that speak of a father, 'Father's Day' and the like left out."""
    return [s for s in plan.statements if s.fathers and not pattern("fathers", "not-the-father").search(s.text)]


def _fathers(plan: Plan) -> list[Adult]:
    return [adult for adult in plan.adults if adult.role in _FATHERS]


def _mentioned(plan: Plan, child: Child) -> bool:
    """Whether a father of this child is spoken of anywhere: in words, by a name with that role, or in details."""
    own = [adult for adult in _fathers(plan) if adult.role == "father" and (not adult.of or child.index in adult.of)]
    if own:
        return True
    text = pattern("fathers", "father-terms", "both-parents-terms")
    others = {alias for one in plan.children if one.index != child.index for alias in one.aliases}
    for block in plan.layout.document.blocks:
        for match in text.finditer(block.text):
            if pattern("fathers", "not-the-father").search(block.text[max(0, match.start() - 12) : match.end() + 12]):
                continue
            lead = block.text[max(0, match.start() - 25) : match.start()]
            owner = re.search(r"([A-Z][\w-]+)['’]s\s+(?:birth |own |late )?$", lead)
            if owner and owner[1] in others:
                continue
            return True
        if block.key and text.search(block.key) and block.text.strip():
            return True
    return False


def _excused(plan: Plan, child: Child) -> bool:
    """A reason that counts: he has died, two mothers, a donor, an order or risk that keeps him out, untraceable…"""
    anywhere, of_father = pattern("father_reasons", "anywhere"), pattern("father_reasons", "of-father")
    unknown, tried = pattern("father_reasons", "unknown"), pattern("father_reasons", "tried")
    for block in plan.layout.document.blocks:
        text = f"{block.head} {block.key} {block.text}"
        if anywhere.search(text):
            return True
        if _of_a_father(plan, child, text) and unknown.search(text) and tried.search(text):
            return True
        if any(of_father.search(sentence) and _of_a_father(plan, child, sentence) for sentence in re.split(r"(?<=[.;])\s", text)):
            return True
    return False


def _of_a_father(plan: Plan, child: Child, text: str) -> bool:
    """Whether a text speaks of this child's father, by a word or by his name."""
    if pattern("fathers", "father-terms", "father-terms-by-language").search(text):
        return True
    own = [adult for adult in _fathers(plan) if not adult.of or child.index in adult.of]
    names = [re.escape(alias) for adult in own for alias in adult.aliases]
    return bool(names) and re.search(r"\b(?:" + "|".join(names) + r")\b", text) is not None


def _mother_acts(plan: Plan) -> bool:
    return any(_does(plan, action.slots.get("owner", ""), action.text, "mother") for action in plan.actions)


def _father_acts(plan: Plan) -> bool:
    for action in plan.actions:
        everything = " ".join([action.text, *(action.slots.get(slot, "") for slot in ("owner", "action"))])
        if _does(plan, action.slots.get("owner", ""), everything, "father") or _speaks_of(plan, everything, "father"):
            return True
    return any(
        s.fathers and s.is_("action", at=0.6) and s.layout.category in ("actions", "parents", "contact", "views") for s in plan.statements
    )


def _does(plan: Plan, owner: str, text: str, parent: str) -> bool:
    both = pattern("fathers", "both-parents-terms")
    if both.search(owner) or both.search(text) or re.search(r"\bparents\b", owner, re.IGNORECASE):
        return True
    return _speaks_of(plan, owner, parent) or bool(
        re.match(r"^\W*[\w’' -]{0,40}?\b(?:to|will)\b", text) and _speaks_of(plan, re.split(r"\b(?:to|will)\b", text)[0], parent)
    )


def _speaks_of(plan: Plan, text: str, parent: str) -> bool:
    if not text:
        return False
    lists = ("mother-terms",) if parent == "mother" else ("father-terms", "step-father-terms", "partner-terms")
    if pattern("fathers", *lists).search(text):
        return True
    roles = ("mother",) if parent == "mother" else _FATHERS
    names = [re.escape(alias) for adult in plan.adults if adult.role in roles for alias in adult.aliases]
    return bool(names) and re.search(r"\b(?:" + "|".join(names) + r")\b", text) is not None


def _named(plan: Plan, roles: tuple[str, ...]) -> bool:
    return any(adult.role in roles and adult.name for adult in plan.adults)


def _view(plan: Plan, parent: str) -> bool:
    """Whether what this parent says, wants or feels is recorded, or that it was asked for."""
    tried = pattern("fathers", "efforts-made")
    said = pattern("fathers", "view-words")
    for statement in plan.statements:
        speaks = statement.mothers if parent == "mother" else statement.fathers
        if not speaks:
            continue
        if parent == "father" and tried.search(statement.text):
            return True
        if said.search(statement.text) and _says(statement, parent):
            return True
    return False


def _says(statement: PlanStatement, parent: str) -> bool:
    """The parent is the subject of a verb of saying or feeling, outside quoted words."""
    return statement.subject in (parent, "parents") or statement.layout.category == "parents"
