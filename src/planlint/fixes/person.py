"""Whom a sentence is about, reworded: the child's name for 'the child', and 'you' for the name."""

from __future__ import annotations

import re

from planlint.fixes.place import edits_at
from planlint.language.annotation import Mention
from planlint.language.second_person import to_second_person
from planlint.plan.layout.dates import MONTHS
from planlint.plan.resolve.model import Child, Plan, PlanStatement
from planlint.rules.finding import Fix
from planlint.words import pattern

_NOT_NAMES = frozenset([*MONTHS, "will"])  # names that are other words as well
_SET_APART = re.compile(r"\b(?:an?|each|every|any|no|another|other|both|per|all)\s*$", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"\s*(?:who|whom|whose|that|which|of|in|with|is called|named|called)\b|\s*[(\[/-]|\s+or\b|['’]s\s+plan\b",
    re.IGNORECASE,
)
_ROLE_GENDERS = {"mother": "f", "father": "m", "step-father": "m", "partner": "m", "female-partner": "f"}


def name_fix(plan: Plan, statement: PlanStatement, start: int, end: int) -> tuple[Fix, ...]:
    """The child's name in place of 'the child' or 'YP' at `statement.text[start:end]`."""
    child = plan.children[statement.child] if statement.child is not None else None
    if child is None or child.unnamed or statement.to_child or plan.voice == "you" or _is_legal(statement):
        return ()
    if re.search(r"\d", statement.text[start:end]) or _SET_APART.search(statement.text[:start]):
        return ()
    if _DESCRIBED.match(statement.text[end:]):
        return ()
    met = statement.text[start:end]
    possessive = "’s" if met.endswith("’s") else "'s" if met.endswith("'s") else ""
    edits = edits_at(plan, statement, [(start, end, child.name + possessive)])
    return (Fix(f"Say “{child.name}”", edits, safe=len(plan.children) == 1),) if edits else ()


def second_person_fix(plan: Plan, statement: PlanStatement) -> tuple[Fix, ...]:
    """The sentence turned to 'you', where it is plain who is meant throughout."""
    whose = statement.subject_child if statement.subject_child is not None else statement.child
    if whose is None or _is_legal(statement) or statement.child not in (None, whose):
        return ()
    child = plan.children[whose]
    if len(statement.children) > 1 or any(alias.lower() in _NOT_NAMES for alias in child.aliases):
        return ()
    own = [m for m in statement.note.mentions if _means(m, child) and not m.quoted]
    rest = [m for m in statement.note.mentions if m not in own and m.kind != "pronoun" and not m.quoted]
    others = "".join(_gender(plan, mention) for mention in rest) + _unknown_names(plan, statement, own + rest)
    if not own and (others or not _goes_on(plan, statement, child)):
        return ()
    turned = to_second_person(statement.text, [(m.start, m.end) for m in own], statement.note.quotes, others=others)
    if turned is None or not turned.changes:
        return ()
    edits = edits_at(plan, statement, turned.changes)
    title = f"Say “{_turned(statement.text, turned.changes)}”"
    return (Fix(title, edits, safe=turned.simple and statement.child == whose and not rest),) if edits else ()


def _goes_on(plan: Plan, statement: PlanStatement, child: Child) -> bool:
    """'She' after a sentence that has the child, by name, as its subject and nobody else in it."""
    if statement.before is None or statement.subject_child != child.index:
        return False
    before = plan.statements[statement.before]
    people = [mention for mention in before.note.mentions if mention.kind != "pronoun"]
    return (
        len(people) == 1 and _means(people[0], child) and people[0].dependency == "subject"
        and not _unknown_names(plan, before, people)
    )  # fmt: skip


def _turned(text: str, changes: tuple[tuple[int, int, str], ...]) -> str:
    for start, end, words in reversed(changes):
        text = text[:start] + words + text[end:]
    return text


def _means(mention: Mention, child: Child) -> bool:
    return mention.kind == "baby" or (mention.kind == "name" and mention.text in child.aliases)


def _gender(plan: Plan, mention: Mention) -> str:
    """'m', 'f', or '?' for somebody of whom nothing tells."""
    word = mention.text.lower()
    if mention.kind == "name":
        roles = {adult.role for adult in plan.adults if mention.text in adult.aliases}
        return next((_ROLE_GENDERS[role] for role in roles if role in _ROLE_GENDERS), "?")
    for gender, lists in (("f", ("mother", "female-partner")), ("m", ("father", "step-father", "partner"))):
        if pattern("people", *lists).fullmatch(word):
            return gender
    if pattern("inflection", "men").fullmatch(word):
        return "m"
    return "f" if pattern("inflection", "women").fullmatch(word) else "?"


def _unknown_names(plan: Plan, statement: PlanStatement, known: list[Mention]) -> str:
    """'?' where a capitalised word may be somebody the plan has not introduced."""
    for match in re.finditer(r"(?<![\w.])[A-Z][\w’'-]+", statement.text):
        if any(m.start <= match.start() < m.end for m in known) or not statement.text[: match.start()].strip():
            continue
        if match[0].lower() not in _NOT_NAMES and not re.fullmatch(
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|I", match[0]
        ):
            return "?"
    return ""


def _is_legal(statement: PlanStatement) -> bool:
    return statement.exempt or pattern("inflection", "legal").search(statement.text) is not None
