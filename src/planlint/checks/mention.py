"""Check type `mention`: something a part or the plan must say at least once.

Parameters: `of` (part or plan), `need` (what would do: see `NEEDS`), `when` (only where: see `WHEN`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from planlint.checks.context import Context
from planlint.inflection import forms
from planlint.plan.layout.dates import MONTHS
from planlint.plan.resolve.model import Part, Plan, PlanStatement
from planlint.rules.finding import Why
from planlint.rules.model import Match
from planlint.words import pattern, whole_words

Test = Callable[[Plan, Part, Sequence[PlanStatement]], bool]
_PROFESSIONALS_ONLY = ("contingency", "professionals-only")


def check(context: Context) -> Iterator[Match]:
    """A match at each part (or one at the plan) that ought to say it and does not."""
    plan, params = context.plan, context.params
    need, when = NEEDS[params["need"]], WHEN[params.get("when", "always")]
    why = Why(looked_for=tuple(params.get("looked_for", (params["need"],))))
    if params["of"] == "plan":
        whole = Part(None, False, tuple(s.index for s in plan.statements), plan.title)
        if (
            plan.children
            and plan.title
            and when(plan, whole, plan.statements)
            and not need(plan, whole, plan.statements)
        ):
            yield Match(plan.title, why=why)
        return
    seen: set[int] = set()
    for part in _parts(plan):
        statements = [plan.statements[n] for n in part.statements]
        if part.anchor is None or not when(plan, part, statements) or need(plan, part, statements):
            continue
        if params.get("once_without_headings") and part.child is not None and not plan.has_own:
            if seen:
                return
            seen.add(0)
        yield Match(part.anchor, child=part.child, why=why)


def _parts(plan: Plan) -> Sequence[Part]:
    return plan.parts


def _of_child(plan: Plan, part: Part, statement: PlanStatement) -> bool:
    """Whether a statement of the part is this child's own or shared by all."""
    return part.child is None or statement.child == part.child or part.child in statement.children


def _view(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    """VOI005: something the child said, showed, drew, wrote or wanted; of a pre-verbal child, something seen."""
    return any(has_view(plan, part, s) for s in statements)


def has_view(plan: Plan, part: Part, statement: PlanStatement) -> bool:
    """Whether a statement records what the child of the part said, showed or wanted."""
    if statement.exempt or statement.layout.slot in ("owner", "when", "outcome", "action", "measure"):
        return False
    preverbal = all(
        plan.children[k].preverbal for k in ([part.child] if part.child is not None else range(len(plan.children)))
    )
    about = statement.subject in ("child", "children") or statement.quoted or statement.layout.category == "views"
    if part.child is not None and statement.subject_child not in (None, part.child):
        return False
    if preverbal:
        shows = statement.is_("view", at=0.5) or pattern("analysis", "child-acts").search(statement.text) is not None
        return shows and statement.is_("observed", "view", at=0.5) and (about or bool(statement.children))
    if pattern("views", "not_available", "not_available_cell").search(statement.text) and not statement.note.quotes:
        return False
    if statement.is_("view", at=0.5) and (about or bool(statement.children)):
        return True
    if statement.subject in ("child", "children") and (_speaks(statement) or statement.is_("said", at=0.6)):
        return True
    if (
        statement.subject == "child"
        and statement.is_("observed", at=0.8)
        and pattern("analysis", "child-acts").search(statement.text)
    ):
        return True
    if _child_says(plan, part, statement) or _in_first_person(statement):
        return True
    first = re.search(r"(?:^|[\"“‘(\s])(?:I|I'm|I’m|my)\b", statement.text) is not None
    return statement.quoted and first and statement.layout.category != "parents" and statement.child is not None


_SAY = frozenset(
    [
        "say",
        "tell",
        "ask",
        "write",
        "draw",
        "show",
        "want",
        "wish",
        "choose",
        "pick",
        "text",
        "point",
        "shout",
        "whisper",
        "explain",
        "describe",
        "sign",
        "nod",
        "prefer",
        "like",
        "love",
        "hate",
        "paint",
        "circle",
        "tick",
    ]
)


@cache
def _saying() -> re.Pattern[str]:
    verbs = "|".join(sorted(form for word in _SAY for form in forms(word)))
    return re.compile(rf"\s+(?:\w+ly\s+|also\s+|then\s+|has\s+|had\s+)?(?:{verbs})(?!\w)")


def _child_says(plan: Plan, part: Part, statement: PlanStatement) -> bool:
    """'On 21 April Ellie drew…': the child's name with such a verb right after it, however the sentence was parsed."""
    children = plan.children if part.child is None else [plan.children[part.child]]
    for named in whole_words(alias for child in children for alias in child.aliases).finditer(statement.text):
        if _saying().match(statement.text, named.end()) is not None:
            return not any(start <= named.start() < end for start, end in statement.note.quotes)
    return False


def _in_first_person(statement: PlanStatement) -> bool:
    """'I like it when…' under 'All about me': the child's own words, without quotation marks."""
    mine = re.search(r"\b(?:me|my|I)\b", statement.section.title) and "you" not in statement.section.title.lower()
    return (
        bool(mine) and statement.layout.category == "views" and re.match(r"\W*(?:I|My)\b", statement.text) is not None
    )


def _speaks(statement: PlanStatement) -> bool:
    return any(
        mention.dependency == "subject" and mention.verb in _SAY and not mention.quoted
        for mention in statement.note.mentions
    ) and statement.note.clause.modal not in ("will", "would", "should", "might", "may")


_BECAUSE = re.compile(
    r"^\W*[Bb]ecause\s+(?:of\s+)?(?:this|that|what|it|he|she|you|they|his|her|your|the|[A-Z][\w-]+)\b(?!.*\bif\b)|"
    r",\s+so\s+(?:that\s+is|[A-Z][\w-]+|we|I|the|his|her|your|there)\s+(?:now|has|have|is|are|was|were|brought|put|moved|asked|changed|will|does|do)\b|"
    r"\b(?:which|that) is why\b|"
    r"\b(?:[Bb]ecause|[Ss]ince|[Aa]s|[Aa]fter)\s+(?:that is what\s+)?(?:you|he|she|they|[A-Z][\w-]+)\s+(?:asked|said|told|wrote|wanted|chose|showed|drew|texted)\b"
)


def _answer(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    """VOI006: what was done or decided because of the child's view, or why it could not be."""
    answers = pattern("views", "answers")
    return any(
        s.is_("answer", at=0.3)
        or answers.search(s.text)
        or (_BECAUSE.search(s.text) and not s.quoted and s.layout.category != "contingency")
        for s in statements
    )


def _if_unchanged(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    """OUT003: what it will mean for the child if things do not change, or do not stay changed."""
    return any(_is_if_unchanged(plan, part, s) for s in _with_shared(plan, part, statements))


def _with_shared(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> list[PlanStatement]:
    shared = [s for s in plan.statements if s.child is None and (s.subject == "children" or not s.children)]
    return [*statements, *(s for s in shared if s.index not in part.statements)]


def _is_if_unchanged(plan: Plan, part: Part, statement: PlanStatement) -> bool:
    if (
        part.child is not None
        and statement.children
        and part.child not in statement.children
        and statement.subject != "children"
    ):
        return False
    about = (
        bool(statement.children)
        or statement.subject in ("child", "children")
        or (len(plan.children) == 1 and statement.to_child)
    )
    if not about and not (statement.child is not None and statement.layout.category == "contingency"):
        return False
    if pattern(*_PROFESSIONALS_ONLY).search(statement.text) and not statement.is_("if-unchanged", at=0.8):
        return False
    block = plan.layout.document.blocks[statement.layout.block]
    cues = pattern("contingency", "if-unchanged", "if-not-lasting")
    if any(cues.search(words) for words in (block.head, block.key, statement.section.title)):
        return not statement.is_("action", at=0.5)
    return statement.is_("if-unchanged", at=0.3 if cues.search(statement.text) else 0.5)


def _safe_sleep(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    """INF001: where and how the baby sleeps."""
    terms = pattern("infants", "safe-sleep")
    texts = [s.text for s in statements] + [s.text for s in plan.statements if s.child is None]
    numbers = {s.layout.block for s in statements}
    texts += [plan.layout.document.blocks[n].text for n in numbers]
    return any(terms.search(text) for text in texts)


def _representative(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    """INF002: a person or role whose task it is to watch for and speak up for the baby."""
    speaks = pattern("infants", "representative")
    for statement in _with_shared(plan, part, statements):
        if speaks.search(statement.text) and any(
            m.kind in ("name", "kin") or m.text.lower() in ("i", "she", "he") for m in statement.note.mentions
        ):
            return True
    return False


def _emotional(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    """SAF001: feeling safe: fear, worry, comfort, being soothed, shouting heard, trust, who they turn to."""
    terms = pattern("safety", "emotional")
    return any(terms.search(s.text) for s in statements)


def _over_time(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    """SAF002: neglect looked at over time: a pattern, a count over a period, two dated events, a chronology."""
    terms = pattern("safety", "over-time")
    if any(terms.search(s.text) or _COUNT_OVER_PERIOD.search(s.text) for s in statements):
        return True
    if len({day for s in statements if _shows_neglect(s) for day in _DAY.findall(s.text)}) > 1:
        return True
    return any("chronology" in section.title.lower() for section in plan.layout.sections)


_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)})\b|\b\d{{1,2}}/\d{{1,2}}\b", re.IGNORECASE)
_COUNT_OVER_PERIOD = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:\w+\s+)?(?:of|out of)\s+(?:the |his |her |your |their |its )?(?:last |past )?(?:\d+|\w+)\b"
    r"|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:\w+\s+){0,3}(?:since|in (?:the )?(?:last|past)|between|over the|this term|last term|in (?:january|february|march|april|may|june|july|august|september|october|november|december))",
    re.IGNORECASE,
)


def _impact_shared(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    """SAF003: an action or statement helps that parent see what it does to the child."""
    return any(pattern("safety", "impact-work", "impact-work-by-name").search(s.text) for s in statements)


def _baby(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    if part.child is None:
        return any(child.is_baby for child in plan.children)
    return plan.children[part.child].is_baby


def _preverbal(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    if part.child is None:
        return any(child.preverbal for child in plan.children)
    return plan.children[part.child].preverbal


def _born(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    if part.child is None:
        return any(child.stage != "unborn" for child in plan.children)
    return plan.children[part.child].stage != "unborn"


def _has_view(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    return _born(plan, part, statements) and _view(plan, part, statements)


def _physical_safety(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    terms = pattern("safety", "physical")
    return any(terms.search(s.text) for s in statements)


def _neglect(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    return any(_shows_neglect(s) and s.layout.slot not in ("outcome", "owner", "when") for s in statements)


def _shows_neglect(statement: PlanStatement) -> bool:
    """Neglect by name or by its signs, and not 'no neglect'."""
    found = pattern("safety", "neglect").finditer(statement.text)
    return any(
        re.search(r"\b(?:no|not|never|without|nor)\s+(?:\w+\s+)?$", statement.text[: m.start()]) is None for m in found
    )


def _parent_behaviour(plan: Plan, part: Part, statements: Sequence[PlanStatement]) -> bool:
    terms = pattern("safety", "parent-behaviour")
    return any(
        terms.search(s.text)
        and (s.mothers or s.fathers or s.subject in ("mother", "father", "parents"))
        and s.layout.slot not in ("owner", "when")
        for s in statements
    )


NEEDS: dict[str, Test] = {
    "view": _view,
    "answer": _answer,
    "if-unchanged": _if_unchanged,
    "safe-sleep": _safe_sleep,
    "representative": _representative,
    "emotional-safety": _emotional,
    "over-time": _over_time,
    "impact-shared": _impact_shared,
}
WHEN: dict[str, Test] = {
    "always": lambda plan, part, statements: True,
    "baby": _baby,
    "pre-verbal": _preverbal,
    "born": _born,
    "has-view": _has_view,
    "physical-safety": _physical_safety,
    "neglect": _neglect,
    "parent-behaviour": _parent_behaviour,
}
