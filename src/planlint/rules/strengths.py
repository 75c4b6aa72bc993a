"""Strengths: what a plan does well, at most five, each with the place that shows it.

A strength file's `check` says what earns it (`ask`: see `ASK`), which rules say the opposite (`not_with`; for
a strength of one child, findings on that child or on all) and how it stands beside others (`rank`, 1 first).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planlint.checks.action import so_that, stated_outcome
from planlint.checks.address import to_child_share
from planlint.checks.context import Context
from planlint.checks.coverage import headed
from planlint.checks.mention import NEEDS, has_view
from planlint.checks.statement import EXCUSES
from planlint.document import Span
from planlint.plan.layout.dates import MONTHS
from planlint.plan.layout.names import NAME, is_name
from planlint.plan.resolve.model import Action, Child, Part, Plan, PlanStatement
from planlint.plan.resolve.ownership import named_children
from planlint.rules import catalogue
from planlint.rules.finding import Strength
from planlint.rules.model import Match, StrengthRule
from planlint.words import pattern, words

MOST = 5
_SEEN_AT_LEAST = 3
_OUTCOMES_OF_ACTIONS = 0.8
_FATHERS = ("father", "step-father", "partner")
_SAY = frozenset(["say", "tell", "ask", "write", "text", "whisper", "shout", "explain", "describe"])
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)})\b|\b\d{{1,2}}\s?[./]\s?\d{{1,2}}\s?[./]\s?\d{{2,4}}"
    r"|\b\d{4}-\d\d-\d\d\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"\b(?:told|asked|texted|said to|wrote to|whispered to|shouted to|explained to|described to)\s+(\S+)"
)
_LISTENERS = frozenset(["me", "us", "her", "his", "their", "your", "my", "our", "the"])
_FIRST_PERSON = re.compile(r"(?<!\w)(?:I|I['’]\w+|me|my|mine)(?!\w)")
_FOR_A_CHILD = re.compile(
    r"\b(?:you|your|yours|child|children|baby|he|him|his|she|her|hers|they|them|their)\b", re.IGNORECASE
)
_GREETING = re.compile(r"\W*(?:Dear|Hello|Hi)\s+(?P<who>[^,.!:\n]+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A place that shows a strength; `child` None: of all the children."""

    span: Span
    child: int | None = None


def strengths_of(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> list[Strength]:
    """The strengths of a plan, less those of which a match says the opposite: at most five.

    `matches` are those of each rule, by code, yielding settled. One of each strength comes before a second.
    """
    if not plan.children or plan.title is None:
        return []
    found: list[tuple[int, int, StrengthRule, Shown]] = []
    for rule in catalogue.load_strengths():
        shown = _merged(one for one in ASK[rule.check["ask"]](plan, matches) if not _opposed(rule, one, matches))
        found += [(nth, int(rule.check["rank"]), rule, one) for nth, one in enumerate(shown)]
    chosen = sorted(found, key=lambda one: one[:2])[:MOST]
    return [
        _strength(plan, rule, shown) for _, _, rule, shown in sorted(chosen, key=lambda one: (one[2].code, one[3].span))
    ]


def _opposed(rule: StrengthRule, shown: Shown, matches: Mapping[str, Sequence[Match]]) -> bool:
    return any(
        shown.child is None or match.child in (None, shown.child)
        for code in rule.check.get("not_with", ())
        for match in matches.get(code, ())
    )


def _merged(shown: Iterable[Shown]) -> list[Shown]:
    """One of each place: words that show it of several children are told once, of all."""
    places: dict[Span, Shown] = {}
    for one in shown:
        places[one.span] = Shown(one.span) if one.span in places else one
    return list(places.values())


def _strength(plan: Plan, rule: StrengthRule, shown: Shown) -> Strength:
    document = plan.layout.document
    child = plan.children[shown.child].name if shown.child is not None else None
    message = rule.message.replace("{child}", child or "each child")
    return Strength(
        rule.code, rule.name, message[0].upper() + message[1:], child,
        document.location(shown.span.start), document.location(shown.span.end),
    )  # fmt: skip


def _part(plan: Plan, child: Child) -> list[PlanStatement]:
    """The statements that may show a strength of a child: its own, and those that mean it."""
    if plan.one_part:
        return [s for s in plan.statements if child.index in s.children and not s.exempt]
    return [plan.statements[n] for n in plan.part_of(child.index).statements if not plan.statements[n].exempt]


def _speaks_to_child(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR001: the plan says 'you' to its child, and to nobody else."""
    if (to_child_share(plan) or 0.0) < 0.5 or _letter_to_another(plan):
        return
    spoken = [s for s in plan.statements if s.to_child and not s.exempt]
    if spoken:
        first = next((s for s in spoken if s.subject in ("child", "children")), spoken[0])
        yield Shown(first.span, 0 if len(plan.children) == 1 else None)


def _letter_to_another(plan: Plan) -> bool:
    greetings = [m for block in plan.layout.document.blocks if (m := _GREETING.match(block.text))]
    everybody = pattern("groups", "children")
    return bool(greetings) and not any(
        named_children(m["who"], plan.children) or everybody.search(m["who"]) for m in greetings
    )


def _own_words(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR002: what a child said, with the day or with the one it was said to."""
    for child in plan.children:
        if child.preverbal:
            continue
        said = next((s for s in _part(plan, child) if _says(plan, child, s)), None)
        if said is not None:
            yield Shown(said.span, child.index)


def _says(plan: Plan, child: Child, statement: PlanStatement) -> bool:
    if statement.quoted:
        near = " ".join([statement.text, *(other.text for other in plan.neighbours(statement))])
        first = statement.layout.category == "views" and _FIRST_PERSON.search(statement.text)
        return bool(first and statement.child == child.index and _DAY.search(near))
    clause = statement.note.clause
    if statement.subject_child != child.index or clause.verb not in _SAY or clause.modal or clause.tense != "past":
        return False
    if any(start < 3 for start, _ in statement.note.conditionals):
        return False
    return _DAY.search(statement.text) is not None or _to_whom(statement)


def _to_whom(statement: PlanStatement) -> bool:
    """'told Priya', 'said to me', 'asked Mrs Bell'."""
    to = _TO_WHOM.search(statement.text)
    return to is not None and (to[1][0].isupper() or to[1].strip(",.:").lower() in _LISTENERS)


def _seen(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR003: three or more statements of what the child was seen to do, with a day or a setting."""
    settings = pattern("strengths", "settings")
    for child in plan.children:
        if child.preverbal and any(match.child in (None, child.index) for match in matches.get("VOI005", ())):
            continue  # nothing seen that shows what they feel or need
        told = [
            s
            for s in _part(plan, child)
            if child.index in s.children and _is_seen(s) and (_DAY.search(s.text) or settings.search(s.text))
        ]  # fmt: skip
        if len(told) >= _SEEN_AT_LEAST:
            yield Shown(told[0].span, child.index)


def _is_seen(statement: PlanStatement) -> bool:
    """Read as something seen; or, among observations, something the child did."""
    clause = statement.note.clause
    if clause.tense != "past" or statement.quoted:
        return False
    did = statement.subject == "child" and not clause.passive and clause.verb not in ("be", "have", "seem", "")
    here = statement.layout.category == "observations" and not statement.is_("said", "judgement", "assumed-feeling")
    return statement.is_("observed", at=0.6) or (did and here)


def _meaning_said(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR004: wherever a child and a parent are seen together, the section says what it means."""
    context, analysed = Context(plan, "OBS005"), EXCUSES["analysed"]
    sections: dict[int | None, list[PlanStatement]] = defaultdict(list)
    for statement in plan.statements:
        if _together(plan, context, statement):
            sections[statement.child].append(statement)
    for child, seen in sections.items():
        if all(analysed(context, statement) for statement in seen):
            only = 0 if len(plan.children) == 1 else child
            yield Shown(seen[0].span, only)


def _together(plan: Plan, context: Context, statement: PlanStatement) -> bool:
    if statement.exempt or statement.quoted or not statement.children or statement.note.clause.tense != "past":
        return False
    if statement.is_("said", "view", "claim") or statement.layout.slot in (
        "owner",
        "when",
        "action",
        "outcome",
    ):
        return False
    title = statement.section.title
    parent = (
        statement.mothers or statement.fathers or pattern("people", "mother", "father", "step-father").search(title)
    )
    acts = pattern("analysis", "child-acts", "parent-acts").search(statement.text)
    both = parent or pattern("analysis", "together").search(statement.text)
    return bool(both) and (acts is not None or context.over(statement))


def _apart(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR005: every child has a heading, and a need and an action of their own."""
    if len(plan.children) < 2 or len(headed(plan)) < len(plan.children):
        return
    for child in plan.children:
        if not any(action.child == child.index or action.children == {child.index} for action in plan.actions):
            return
        if not any(_is_own_need(child, statement) for statement in plan.statements):
            return
    anchor = plan.parts[0].anchor
    if anchor is not None:
        yield Shown(anchor)


def _is_own_need(child: Child, statement: PlanStatement) -> bool:
    if statement.child != child.index or statement.subject == "children":
        return False
    by_place = statement.layout.slot == "need" or statement.layout.category in ("needs", "worries")
    return by_place or statement.is_("need", "assumed-need", at=0.4)


def _father_takes_part(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR006: a father is named, says what he thinks or wants, and has an action."""
    named = _father_names(plan)
    if not named:
        return
    view = next((s for s in plan.statements if _is_his_view(s)), None)
    if view is not None and any(_is_his_action(plan, named, action) for action in plan.actions):
        fathers = [adult for adult in plan.adults if adult.role in _FATHERS and adult.name]
        of = frozenset(child for adult in fathers for child in adult.of)
        one = 0 if len(plan.children) == 1 else next(iter(of)) if len(of) == 1 else None
        yield Shown(view.span, one)


def _father_names(plan: Plan) -> frozenset[str]:
    """What the fathers of a plan are called: by its people, or in words ('your dad, Callum')."""
    found = {alias for adult in plan.adults if adult.role in _FATHERS and adult.name for alias in adult.aliases}
    terms = pattern("fathers", "father-terms")
    for statement in plan.statements:
        for term in terms.finditer(statement.text):
            name = re.compile(r",?\s+(?:is\s+|called\s+)?").match(statement.text, term.end())
            met = NAME.match(statement.text, name.end()) if name else None
            if met and is_name(met[0]):
                found.add(met[0])
    return frozenset(found)


def _is_his_view(statement: PlanStatement) -> bool:
    if (
        statement.subject != "father"
        or statement.quoted
        or statement.layout.slot in ("action", "owner", "outcome", "when")
    ):
        return False
    verbs = words("strengths", "view-verbs")
    return statement.note.clause.modal in ("", "would") and any(
        mention.dependency == "subject" and mention.main and mention.verb in verbs
        for mention in statement.note.mentions[:2]
    )


def _is_his_action(plan: Plan, names: frozenset[str], action: Action) -> bool:
    owner = action.slots.get("owner", "")
    if owner:
        return pattern("fathers", "father-terms").search(owner) is not None or any(
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", owner) for name in names
        )
    return bool(action.statements) and plan.statements[action.statements[0]].subject == "father"


def _outcomes_for_child(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR007: four of five actions or more say what will be different for the child."""
    faulty = {match.action for code in ("OUT001", "OUT002") for match in matches.get(code, ())}
    good = [action for action in plan.actions if action.index not in faulty and _gains(plan, action)]
    if len(plan.actions) >= 2 and len(good) >= _OUTCOMES_OF_ACTIONS * len(plan.actions):
        yield Shown(good[0].span, 0 if len(plan.children) == 1 else None)


def _gains(plan: Plan, action: Action) -> bool:
    outcome = f"{stated_outcome(action)} {so_that(action.text)} {action.slots.get('measure', '')}"
    return bool(named_children(outcome, plan.children) or _FOR_A_CHILD.search(outcome))


def _sleep_space_seen(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR008: somebody saw where the baby sleeps; advice and a parent's word are not that."""
    seen, space = pattern("strengths", "seen"), pattern("strengths", "sleep-space")
    told = pattern("strengths", "told-or-planned")
    for child in plan.children:
        if child.stage != "baby":
            continue
        for statement in _part(plan, child):
            text = statement.text
            if statement.note.clause.modal or not seen.search(text) or not space.search(text) or told.search(text):
                continue
            yield Shown(statement.span, child.index)
            break


def _view_answered(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR009: a child's view, and what was done because of it."""
    answers = pattern("views", "answers")
    for part in plan.parts:
        own = [plan.statements[n] for n in part.statements]
        if not any(has_view(plan, part, s) for s in own):
            continue
        meant = [s for s in own if _meant(part.child, s)]
        answer = next((s for s in meant if answers.search(s.text) or _is_answer(plan, part, s)), None)
        if answer is not None and not pattern("views", "hollow").search(answer.text):
            yield Shown(answer.span, part.child)


def _is_answer(plan: Plan, part: Part, statement: PlanStatement) -> bool:
    """Read as an answer, or put as one, right after the view."""
    if statement.before is None or statement.is_("view", "observed", "judgement"):
        return False
    asked = has_view(plan, part, plan.statements[statement.before])
    beside = pattern("views", "answers_beside").search(statement.text) is not None
    return statement.is_("answer", at=0.85) or (asked and (beside or statement.is_("answer", at=0.5)))


def _meant(child: int | None, statement: PlanStatement) -> bool:
    return statement.to_child or (bool(statement.children) and (child is None or child in statement.children))


def _says_what_if(plan: Plan, matches: Mapping[str, Sequence[Match]]) -> Iterator[Shown]:
    """STR010: what it will mean for the child if nothing changes."""
    professionals = pattern("contingency", "professionals-only")
    for part in plan.parts:
        own = [plan.statements[n] for n in part.statements]
        if not NEEDS["if-unchanged"](plan, part, own):
            continue
        likely = [s for s in own if s.is_("if-unchanged", at=0.7) and _meant(part.child, s)]
        likely = [s for s in likely if not professionals.search(s.text)]
        if likely:
            yield Shown(max(likely, key=lambda s: s.kinds.get("if-unchanged", 0.0)).span, part.child)


ASK: dict[str, Callable[[Plan, Mapping[str, Sequence[Match]]], Iterator[Shown]]] = {
    "speaks-to-child": _speaks_to_child,
    "own-words": _own_words,
    "seen": _seen,
    "meaning-said": _meaning_said,
    "apart": _apart,
    "father-takes-part": _father_takes_part,
    "outcomes-for-child": _outcomes_for_child,
    "sleep-space-seen": _sleep_space_seen,
    "view-answered": _view_answered,
    "says-what-if": _says_what_if,
}
