"""Check type `readability`: a section reads harder than its reader can read.

By the Flesch-Kincaid grade (Kincaid and others, 1975) as textstat computes it, over a section's own prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planlint.checks.context import Context
from planlint.language.reading_age import grade
from planlint.plan.resolve.model import Plan, PlanStatement
from planlint.rules.finding import Why
from planlint.rules.model import Match
from planlint.words import whole_words

_YEAR = 365.25


def check(context: Context) -> Iterator[Match]:
    """Each section of at least `words` words whose grade is over the limit for the child's age."""
    plan = context.plan
    for section in plan.layout.sections:
        if section.heading is None:
            continue
        prose = [s for s in plan.statements if s.section.index == section.index and _counts(s)]
        text = " ".join(_plain(plan, s) for s in prose)
        if len(re.findall(r"\w+", text)) < context.params.get("words", 100):
            continue
        child = next((s.child for s in prose if s.child is not None), None)
        limit = _limit(plan, child, context)
        reads = grade(text)
        span = plan.layout.document.blocks[section.heading].span
        if reads > limit and span is not None:
            yield Match(
                span,
                child=child,
                words={"grade": f"{reads:.0f}", "limit": f"{limit:.0f}"},
                why=Why(score=round(reads, 1)),
            )


def _counts(statement: PlanStatement) -> bool:
    """Prose: no short cells, quoted words or professionals' sections."""
    return (
        not statement.exempt
        and not statement.quoted
        and statement.layout.category != "details"
        and (len(statement.text.split()) >= 5 and statement.layout.slot not in ("owner", "when", "child", "number"))
    )


def _plain(plan: Plan, statement: PlanStatement) -> str:
    """A statement without quoted words, its names shortened to one plain word, closed as a sentence."""
    text = statement.text
    for start, end in reversed(statement.note.quotes):
        text = text[:start] + text[end:]
    names = whole_words(alias for group in (plan.children, plan.adults) for one in group for alias in one.aliases)
    text = names.sub("Sam", text).strip()
    return text if text.endswith((".", "!", "?")) else text + "."


def _limit(plan: Plan, child: int | None, context: Context) -> float:
    """Eight to ten or unknown: 6; eleven to fifteen: 8; over: 9; under eight, the adult who reads aloud: 9."""
    limits = context.params["limits"]
    children = [plan.children[child]] if child is not None else list(plan.children)
    found = []
    for one in children:
        years = one.age_days / _YEAR if one.age_days is not None else None
        if one.stage == "unborn":
            found.append(limits["adult"])
        elif years is None:
            found.append(limits["unknown"])
        else:
            found.append(
                limits["adult"]
                if years < 8
                else limits["8-10"]
                if years < 11
                else limits["11-15"]
                if years < 16
                else limits["16+"]
            )
    return float(min(found)) if found else float(limits["unknown"])
