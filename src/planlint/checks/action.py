"""Check type `action`: a slot of an action is missing or vague. Parameter `ask`: outcome, impact, definite, owner, when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from planlint.checks.context import Context, thresholds
from planlint.document import Span
from planlint.phrases import Phrases
from planlint.plan.layout.columns import slot_of
from planlint.plan.layout.dates import DATE, MONTHS
from planlint.plan.resolve.model import Action, Plan, PlanStatement
from planlint.plan.resolve.ownership import named_children
from planlint.rules.finding import Why
from planlint.rules.model import Match
from planlint.words import pattern, whole_words, words

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|each)"
_DEFINITE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b|\b(?:{_MONTH})\s+\d{{1,4}}\b|\b(?:in|by|end of|until|from|during|early|mid|late|to)[\s-]+(?:the end of |mid-|early |late )?(?:{_MONTH})\b"
    rf"|\b\d{{1,2}}\s?[./-]\s?\d{{1,2}}\b(?!\s?%)|\b\d{{4}}-\d{{2}}\b|\bw/[ce]\b"
    rf"|\b(?:within|in|after|for|over|next)\s+(?:the\s+)?(?:next\s+|first\s+|about\s+)?{_COUNT}(?:\s+(?:working|school|more|full))*\s+(?:hour|day|week|month|term|session|visit|school day|fortnight|night|half[- ]term)s?\b"
    r"|\bwithin (?:a|the) (?:day|week|fortnight|month|term|hour)\b|\b(?:end|start|beginning) of (?:the |this |next |that |each )?(?:term|month|week|year|summer|autumn|spring|half[- ]term|school|january|february|key stage|year \d+)"
    r"|\b(?:by|until|till|before|from|after|at|over|during) (?:the )?(?:christmas|easter|half[- ]term|summer(?: holidays?)?|eid|the baby is born|birth|the birth|year \d+|her birthday|his birthday|your birthday|new year|ks\d|key stage)"
    r"|\b(?:until|before|when|once|by the time) (?:the |your |her |his )?(?:baby|birth|first birthday|due date|sister|brother)\b|\b(?:this|next|last) (?:week|month|term|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|autumn|spring|summer)\b"
    r"|\b(?:today|tomorrow|tonight|immediately|immediate|straight ?away|at once|now|in place|done|completed?)\b|\b(?:autumn|spring|summer)(?: and \w+)? terms?\b|\bat birth\b|\bon discharge\b",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:day|night|morning|afternoon|evening|week|weekday|weekend|fortnight|month|term|half[- ]term|lunchtime|break|bedtime|bath|meal|feed|visit|lesson|time|session|"
    + _WEEKDAY.replace("days?", "day")
    + r")s?"
)
_FREQUENCY = re.compile(
    rf"\b(?:daily|nightly|weekly|fortnightly|monthly|termly|half[- ]termly|quarterly)\b|\b(?:each|every|per)\s+(?:other\s+|second\s+|school\s+|single\s+|dry\s+|week)?{_UNIT}\b"
    rf"|\b(?:once|twice|\w+ times|\w+ \w+)\s+(?:a|an|per|each|every)\s+{_UNIT}\b|\b{_WEEKDAY}\b|\bat each\b|\bafter (?:each|every)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:until|till|to|for|from|starting|starts|reviewed|looked at|then|ends?|ending|through to|up to)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    rf"\b(?:by \w+ing\b|every|each|twice|once|weekly|daily|fortnightly|monthly|{_WEEKDAY}|at \d|minutes?|hours?|times)\b|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b|\bwhen(?:ever)? \w+|\bto (?!the\b|a\b|an\b|school|nursery|mum|dad|ensure|support|help|work|engage|improve|promote)[a-z]+\s+(?:the|a|an|his|her|your|their|out|up)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Match]:
    """Every action whose slot is missing or vague."""
    ask = ASK[context.params["ask"]]
    for action in context.plan.actions:
        found = ask(context, action)
        if found is None:
            continue
        slot, why = found
        span = action.span
        related = (("here", action.slot_spans[slot]),) if slot in action.slot_spans else ()
        yield Match(
            span, child=_child(action), why=why, related=related, action=action.index, words={"action": action.text}
        )


def _child(action: Action) -> int | None:
    return next(iter(action.children)) if len(action.children) == 1 else None


def empty(text: str) -> bool:
    """A cell with nothing in it, or as good as nothing: '-', 'N/A', 'TBC'."""
    bare = text.strip().strip(".").strip()
    return not re.search(r"\w", bare) or bare.lower() in _empties()


def _empties() -> frozenset[str]:
    return frozenset(word.strip(".").lower() for word in words("outcomes", "empty-values"))


def _statements(context: Context, action: Action) -> list[PlanStatement]:
    return [context.plan.statements[n] for n in action.statements]


def stated_outcome(action: Action) -> str:
    """The outcome an action has: its cell, its measure of what will be different, or the one that stands over it."""
    for slot in ("outcome",):
        if slot in action.slots and not empty(action.slots[slot]):
            return action.slots[slot]
    return action.outcome if not empty(action.outcome) else ""


def so_that(text: str) -> str:
    """What follows 'so that', 'in order to', 'which will mean' in a text; '' where none stands or it serves the file."""
    if pattern("outcomes", "so-that-not").search(text):
        return ""
    labelled = (met for met in _LABEL.finditer(text) if slot_of(met["key"]) == "outcome")
    match = pattern("outcomes", "so-that").search(text) or _SO.search(text) or next(labelled, None)
    return text[match.start() :] if match else ""


_LABEL = re.compile(r"(?:[.;]\s+|\s[–-]\s+)(?P<key>[A-Z][\w ’'/]{1,40}?)\s*:\s*")


_SO = re.compile(
    r",?\s+so\s+(?:you|he|she|they|[A-Z][\w-]+)(?:['’](?:re|ll|s))?\s+\w+|\bwith the (?:outcome|aim|result) (?:that|of)\b|\bwhich (?:will|would) (?:mean|let|help|give)\b"
    r"|\b(?:the|our|my) (?:aim|goal|hope|point|purpose|idea|intention) (?:is|here is|of this is)\b|[.;]\s+We (?:want|hope)\b"
    r"|,\s+to (?:help|let|give|keep|make|build|boost|raise|lift|grow|improve|increase|develop|strengthen) (?:your|his|her|their|you|him|them|[A-Z][\w-]+['’]s)\b"
)


def _outcome(context: Context, action: Action) -> tuple[str, Why] | None:
    """OUT001: nothing says what should come of it."""
    if stated_outcome(action) or so_that(action.text) or _outcome_nearby(context.plan, action):
        return None
    cells = " ".join(text for slot, text in action.slots.items() if slot in ("when", "measure", "progress", "need"))
    if so_that(cells):
        return None
    if "measure" in action.slots and "outcome" not in action.columns and not empty(action.slots["measure"]):
        return None
    return "outcome", Why(looked_for=("outcome", "so that"))


def _outcome_nearby(plan: Plan, action: Action) -> bool:
    """The next sentence of the paragraph says what it is for: 'That way you will…'."""
    if action.form == "row" or not action.statements:
        return False
    for number in action.statements[1:]:
        later = plan.statements[number]
        promised = later.note.clause.modal in ("will", "'ll", "’ll", "can") and (
            later.to_child or later.subject in ("child", "children")
        )
        if promised or later.is_("outcome", "impact", at=0.6):
            return True
    last = plan.statements[action.statements[-1]]
    after = plan.statements[last.after] if last.after is not None else None
    if after is not None and re.match(
        r"\W*(?:that way|this way|this (?:will )?means?|that (?:will )?means?|then you|so\b|this is so|which means|it means|this will)",
        after.text,
        re.IGNORECASE,
    ):
        return True
    return last.is_("outcome", "impact", at=0.8) and not last.is_("action", at=0.5)


def _impact(context: Context, action: Action) -> tuple[str, Why] | None:
    """OUT002: an outcome that is a service, an output or a change in an adult only."""
    outcome = stated_outcome(action) or so_that(action.text)
    if not outcome or (so_that(action.text) and _speaks_of_child(context.plan, action, so_that(action.text))):
        return None
    statements = [s for s in context.plan.statements if s.layout.slot == "outcome" and _within(s.span, action.span)]
    score = max((s.scores.get("OUT002", 0.0) for s in statements), default=None)
    if score is None:
        score = max((s.scores.get("OUT002", 0.0) for s in _statements(context, action)), default=0.0)
    child = _speaks_of_child(context.plan, action, outcome) or _speaks_of_child(
        context.plan, action, action.slots.get("measure", "")
    )
    cue = None if child else _of_service_or_adult(context.plan, outcome)
    limit = thresholds()["OUT002.child" if child else "OUT002.other"]
    why = Why(cue=cue, score=round(score, 3), looked_for=("impact",))
    return ("outcome", why) if cue or score >= limit else None


def _of_service_or_adult(plan: Plan, outcome: str) -> str | None:
    """The words by which an outcome without a child in it is an adult's, or a service's output."""
    said = pattern("outcomes", "so-that").match(outcome)
    text = outcome[said.end() :] if said else outcome
    adult = whole_words(alias for one in plan.adults for alias in one.aliases).match(text.strip())
    met = adult or pattern("people").match(text.strip()) or pattern("outcomes", "service-outcomes").search(text)
    return met[0] if met else None


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _speaks_of_child(plan: Plan, action: Action, text: str) -> bool:
    """Whether the outcome has a child, or 'you', in it as somebody to whom something will be different."""
    return bool(text) and bool(
        named_children(text, plan.children)
        or re.search(
            r"\b(?:you|your|child|children|baby|he|she|siblings?|twins|boys|girls|they)\b", text, re.IGNORECASE
        )
    )


def _definite(context: Context, action: Action) -> tuple[str, Why] | None:
    """OUT004: a vague verb, or a vague noun alone, with nothing definite to it."""
    text = _bare(action)
    verb = _vague().match(_core(text))
    match = verb or _vague_noun(text)
    score = max((s.scores.get("OUT004", 0.0) for s in _statements(context, action)), default=0.0)
    limit = thresholds()["OUT004.cued" if match else "OUT004"]
    if match and _HOW.search(text[match.end() :] if verb else "") and score < 0.6:
        return None
    why = Why(cue=match[0] if match else None, score=round(score, 3), looked_for=("how, how often, how many",))
    return ("action", why) if score >= limit else None


def _bare(action: Action) -> str:
    """The action without what it is for."""
    purpose = so_that(action.text)
    return action.text[: len(action.text) - len(purpose)].rstrip(" ,.") if purpose else action.text.rstrip(" .")


@cache
def _vague() -> Phrases:
    return Phrases([*words("actions", "vague-verbs"), *_PASSIVE_VAGUE])


_PASSIVE_VAGUE = (
    "looked at", "looked into", "worked on", "considered", "explored", "thought about", "kept an eye on", "monitored", "supported",
    "addressed", "discussed", "encouraged", "offered support", "progressed", "reviewed", "liaised with",
)  # fmt: skip
_NOUNS = re.compile(
    r"(?:[\w’'-]+\s+){0,3}(?:support|input|work|monitoring|engagement|liaison|help|advice|guidance|intervention|encouragement)(?:\s+(?:with|around|on|for|re)\s+[\w’' -]{2,30})?",
    re.IGNORECASE,
)


def _vague_noun(text: str) -> re.Match[str] | None:
    """'Emotional input', 'Support with attachment': a noun that says no more than its verb would."""
    return _NOUNS.fullmatch(text) if len(text.split()) <= 6 and not re.search(r"\d", text) else None


_LEADS = re.compile(
    r"^(?:[^,;:]{1,70}?\s)?(?:to|will|is to|are to|must|should|['’]ll|going to)\s+(?:be\s+)?(?:all\s+|both\s+|each\s+)?(?:continue to\s+|continue\s+|also\s+)?(?=[a-z])"
)


def _core(text: str) -> str:
    """The action from its verb on: 'Jo to monitor weight' → 'monitor weight'; 'drinking to be looked at' → 'looked at'."""
    match = _LEADS.match(text)
    return text[match.end() :] if match else text


def _owner(context: Context, action: Action) -> tuple[str, Why] | None:
    """OUT005: nobody definite is to do it."""
    owner = action.slots.get("owner", "")
    if not empty(owner) and not nobody(context.plan, owner):
        return None
    told = [s for s in _statements(context, action) if s.layout.slot in ("", "action")]
    if empty(owner) and any(owned(context.plan, statement) for statement in told):
        return None
    return "owner", Why(cue=owner.strip() or None, looked_for=("owner",))


_AGENTS = frozenset({"mother", "father", "parents", "carer", "professional", "adult", "writer"})
_PARTS = re.compile(r"\s*(?:/|,|;|&|\+|\band\b|\bwith\b|\bor\b)\s*")
_VAGUE_OWNER = re.compile(
    r"^(?:all|every(?:one|body)|some(?:one|body)|any(?:one|body)|whoever|who|waiting|to be|tb[acd]|any|others?|various|relevant|appropriate|the team|"
    r"unknown|not (?:yet )?(?:known|decided|agreed)|we|us|them|they)\b",
    re.IGNORECASE,
)


def nobody(plan: Plan, owner: str) -> bool:
    """An owner who is nobody definite: 'all', 'agencies', 'parents/professionals', 'someone from the office'."""
    listed = _definite_words("no-owner")
    bare = owner.strip(" .()")
    if listed.fullmatch(bare) or (_VAGUE_OWNER.match(bare) and not _named(plan, bare)):
        return True
    parts = [part.strip(" .()") for part in _PARTS.split(owner) if part.strip(" .()")]
    vague = [part for part in parts if listed.fullmatch(part) or _VAGUE_OWNER.match(part)]
    return bool(vague) and not any(_named(plan, part) for part in parts)


@cache
def _definite_words(name: str) -> Phrases:
    return Phrases(word for word in words("actions", name) if "{" not in word)


def _named(plan: Plan, part: str) -> bool:
    """A person by name: one the plan knows, or capitalised words that are no role."""
    names = whole_words(alias for group in (plan.adults, plan.children) for one in group for alias in one.aliases)
    return names.search(part) is not None or bool(
        re.match(r"(?:Mr|Mrs|Ms|Miss|Dr|PC|Sgt)\b|[A-Z][a-z]+ [A-Z][a-z]+", part)
    )


_BEFORE_VERB = re.compile(
    r"^\W*(?:it was agreed that |we agreed that |also |then |next,? |(?:on|by|from|until|every|each) [^,]{2,40}, )?(?P<head>[^.;:]{1,90}?)\s+"
    r"(?P<aux>to(?!\s+(?:the|an?|his|her|your|their|our|my|(?-i:[A-Z\d])))|will|is to|are to|['’]ll|has agreed to|have agreed to|agrees to|agreed to|is going to|are going to|must|should|shall)\s+"
    r"(?:(?:also|then|both|each|all|continue to)\s+)?(?P<be>be\s+\w+)?",
    re.IGNORECASE,
)


def owned(plan: Plan, statement: PlanStatement) -> bool:
    """Whether an action's own words say who: a person or role before 'to' or 'will', or after 'by'."""
    text = statement.text
    for by in re.finditer(r"\bby\s+([^,.;]{2,60})", text):
        if not nobody(plan, by[1]) and (
            _named(plan, by[1]) or _ends_in_role(plan, by[1].split(" by ")[0], anywhere=True)
        ):
            return True
    match = _BEFORE_VERB.match(text)
    if (
        match is not None
        and not (match["be"] and statement.note.clause.passive)
        and not re.match(r"be\s+\w+(?:ed|en|ne|wn|ht|un|ung|ept|elt|old|aid|ade|ut|et)\b", match["be"] or "")
    ):
        parts = [part for part in _PARTS.split(match["head"]) if part.strip()]
        if not nobody(plan, match["head"]) and any(_is_owner(plan, statement, part.strip()) for part in parts):
            return True
    if statement.note.clause.passive:
        return False
    if any(m.text.lower() == "we" and m.dependency == "subject" and m.main for m in statement.note.mentions):
        return False
    if _does(plan, text):
        return True
    return (statement.subject in _AGENTS and bool(statement.note.clause.verb)) or bool(
        re.search(r"(?:^|[,:]\s+)\W*(?:I|you)(?:\s+(?:will|am going|are going)|['’]ll)\b", text, re.IGNORECASE)
    )


_THIRD = re.compile(r"(?: (?:and|&) [A-Z][\w’'-]+)?\s+[a-z]+(?<!s)s\s")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Nurse|PC)\.? [A-Z][\w’'-]+|[A-Z][a-z’'-]+ [A-Z][a-z’'-]+")


def _does(plan: Plan, text: str) -> bool:
    """'Nan reads two stories', 'Speech therapist watches one swap', 'You stay one night': who does it, and a verb."""
    text = text.lstrip("*_ ")
    if re.match(r"(?:You|I)\s+(?!are\b|am\b|need\b)[a-z]+\s", text):
        return True
    names = whole_words(alias for one in plan.adults for alias in one.aliases)
    heads = (names, _TITLED, pattern("people"), _definite_words("owner-roles"))
    met = (head.match(text) for head in heads)
    return any(found is not None and _THIRD.match(text, found.end()) is not None for found in met)


def _is_owner(plan: Plan, statement: PlanStatement, part: str) -> bool:
    if re.fullmatch(r"I|he|she|you|he['’]ll|she['’]ll", part, re.IGNORECASE):
        return True
    if nobody(plan, part) or re.match(r"(?:we|it|there|this|that|they|an?)\b", part, re.IGNORECASE):
        return False
    return (
        _named(plan, part)
        or _ends_in_role(plan, part)
        or bool(re.fullmatch(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*(?: \([^)]*\))?", part))
    )


def _ends_in_role(plan: Plan, part: str, *, anywhere: bool = False) -> bool:
    """Whether a noun phrase is a role: its last words are one ('her key worker', 'the housing association')."""
    bare = re.sub(r"\s*\([^)]*\)", "", part).strip(" .")
    found = list(_definite_words("owner-roles").finditer(bare))
    return bool(found) and ((anywhere and found[0].start() <= 12) or found[-1].end() == len(bare))


def _when(context: Context, action: Action) -> tuple[str, Why] | None:
    """OUT006: no date or definite period."""
    plan = context.plan
    cell = action.slots.get("when", "")
    if definite_time(cell, plan) or definite_time(action.text, plan):
        return None
    if not empty(cell) and re.search(r"\d", cell) and not _indefinite(cell):
        return None
    return "when", Why(cue=cell.strip() or None, looked_for=("date", "period"))


def _indefinite(text: str) -> bool:
    return pattern("actions", "indefinite-times").search(text) is not None


def definite_time(text: str, plan: Plan) -> bool:
    """A date, a period, or a frequency whose end or review the plan gives."""
    if not text.strip():
        return False
    if DATE.search(text) or _DEFINITE.search(text):
        return True
    if plan.layout.review_date is not None:
        if pattern("actions", "review-times").search(text):
            return True
        if _FREQUENCY.search(text) and not _indefinite(text):
            return True
    return bool(_FREQUENCY.search(text) and _ENDED.search(text) and re.search(r"\d", text))


ASK: dict[str, Callable[[Context, Action], tuple[str, Why] | None]] = {
    "outcome": _outcome,
    "impact": _impact,
    "definite": _definite,
    "owner": _owner,
    "when": _when,
}
