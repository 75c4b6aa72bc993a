"""Check type `name`: in one child's part, a need, feeling, action or outcome is a sibling's."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.checks.context import Context
from planlint.plan.resolve.model import PlanStatement
from planlint.rules.model import Match


def check(context: Context) -> Iterator[Match]:
    """Statements in a child's part whose subject, or the one they are done for, is a sibling."""
    plan = context.plan
    if len(plan.children) < 2:
        return
    for statement in plan.statements:
        if (
            statement.child is None
            or statement.exempt
            or statement.quoted
            or statement.layout.slot in ("owner", "when", "child")
        ):
            continue
        sibling = _sibling(context, statement)
        if sibling is None or not (context.over(statement) or _own_matter(statement)):
            continue
        yield Match(
            statement.span, child=statement.child, words={"sibling": plan.children[sibling].name},
            why=context.why(statement), statement=statement.index,
        )  # fmt: skip


def _own_matter(statement: PlanStatement) -> bool:
    """A need, feeling, action or outcome: not something the sibling did, was, or is to the child."""
    if statement.layout.slot in ("action", "outcome", "need"):
        return True
    if statement.note.clause.tense == "past" or statement.is_("observed", "said", at=0.5):
        return False
    verbs = statement.note.verbs
    return statement.is_("need", "assumed-need", "outcome", "action", at=0.5) or (
        "need" in verbs and statement.note.clause.verb == "need"
    )


def _sibling(context: Context, statement: PlanStatement) -> int | None:
    """The sibling a statement is about: its first child by name, where its own child is not in it."""
    own = statement.child
    forms = {alias: child.index for child in context.plan.children for alias in child.aliases}
    named = [forms[m.text] for m in statement.note.mentions if m.text in forms and not m.quoted]
    if not named or named[0] == own:
        return None
    if any(forms.get(m.text) == own and m.dependency == "subject" and not m.quoted for m in statement.note.mentions):
        return None  # 'Lewis shouts in his sleep, so Skye needs a room of her own'
    subject = next((m for m in statement.note.mentions if m.dependency == "subject" and m.main), None)
    if subject is not None and subject.text in forms:
        return forms[subject.text]
    if own in named:
        return None
    if statement.layout.slot in ("action", "outcome", "need") or statement.subject in (
        "other",
        "mother",
        "father",
        "professional",
        "carer",
        "home",
    ):
        return named[0]
    return None
