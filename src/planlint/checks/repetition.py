"""Check type `repetition`: a statement of one child's part stands again in a sibling's. Parameter `words` (at least)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from planlint.checks.context import Context
from planlint.plan.layout.dates import DATE
from planlint.plan.resolve.model import Plan, PlanStatement
from planlint.rules.finding import Why
from planlint.rules.model import Match
from planlint.words import pattern, whole_words

_PRONOUNS = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hers|their|theirs|himself|herself|themselves|you|your|yours|yourself)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\b0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}\b")
_OWN = re.compile(r"\b(?:need|want|feel|worr|fear|risk|will be|should|so that)", re.IGNORECASE)
_OWN_KINDS = ("need", "assumed-need", "assumed-feeling", "judgement", "action", "outcome", "impact", "view", "said")
_SHARED_SLOTS = ("owner", "when", "number", "child")


def check(context: Context) -> Iterator[Match]:
    """The later of two statements in different children's parts that differ in names, pronouns and ages alone."""
    plan = context.plan
    if len(plan.children) < 2:
        return
    first: dict[str, list[PlanStatement]] = defaultdict(list)
    for statement in plan.statements:
        if statement.child is None or statement.exempt or statement.layout.slot in _SHARED_SLOTS:
            continue
        if len(re.findall(r"\w+", statement.text)) < context.params.get("words", 6) or _shared_matter(
            context, statement
        ):
            continue
        key = normalised(plan, statement.text)
        earlier = next((other for other in first[key] if other.child != statement.child), None)
        first[key].append(statement)
        if earlier is not None:
            sibling = plan.children[earlier.child].name if earlier.child is not None else ""
            yield Match(
                statement.span, child=statement.child, words={"sibling": sibling}, statement=statement.index,
                why=Why(looked_for=("own wording",)), related=(("here first", earlier.span),),
            )  # fmt: skip


def normalised(plan: Plan, text: str) -> str:
    """A statement without what may change in a copy: names, pronouns, ages, dates, punctuation."""
    names = whole_words(alias for child in plan.children for alias in child.aliases)
    text = names.sub(" ", DATE.sub(" ", text))
    text = _NUMBERS.sub("0", _PRONOUNS.sub(" ", text))
    return " ".join(re.findall(r"[a-zà-ÿ0]+", text.lower().replace("’", "'").replace("'s", " ")))


def _shared_matter(context: Context, statement: PlanStatement) -> bool:
    """Time together, the household, legal words: the same for both by right."""
    if statement.layout.category in ("contact", "details", "review") and statement.is_("fact", at=0.6):
        return True
    if _TELEPHONE.search(statement.text):
        return True
    if _OWN.search(statement.text) or statement.is_(*_OWN_KINDS, at=0.5):
        return False
    if len(statement.children) > 1:
        return True  # 'Zara sees Theo every Saturday'
    return (
        pattern("siblings", "shared-home", "shared-legal", "shared-siblings-together").search(statement.text)
        is not None
    )
