"""Sentences of prose that commit somebody to do something."""

from __future__ import annotations

import re

from planlint.plan.resolve.model import PlanStatement
from planlint.words import pattern

_APPOINTMENT = re.compile(
    r"\b(?:meet(?:s|ing)?|review(?:ed)?|conference|core group|look(?:ed)? at (?:it |this |all )?(?:again)?|next (?:look|meeting|review))\b",
    re.IGNORECASE,
)
_PROMISE_PASSIVE = re.compile(r"\b(?:will|to|is to|are to|is going to)\s+be\s+\w+", re.IGNORECASE)
_STATIVE = frozenset(
    [
        "be",
        "have",
        "need",
        "know",
        "mean",
        "stay",
        "continue",
        "find",
        "feel",
        "want",
        "become",
        "grow",
        "remain",
        "live",
        "love",
        "like",
        "get",
        "understand",
        "enjoy",
        "miss",
        "lose",
        "keep",
        "go",
    ]
)
_AGENTS = frozenset({"mother", "father", "parents", "carer", "professional", "adult", "writer"})
_NO_PROMISE = ("contingency", "outcomes", "analysis", "details", "review", "professionals")


def promises(statement: PlanStatement) -> bool:
    """Whether a sentence of prose commits somebody to do something: no condition, appointment, habit or outcome."""
    clause = statement.note.clause
    if statement.quoted or statement.text.rstrip().endswith("?") or clause.negated:
        return False
    if any(start < 12 for start, _ in statement.note.conditionals) or _OPENS_CONDITION.match(statement.text):
        return False
    will = clause.modal in ("will", "'ll", "’ll", "shall") or (
        clause.verb == "go" and bool(_GOING.search(statement.text))
    )
    passive = clause.passive and clause.tense != "past" and bool(_PROMISE_PASSIVE.search(statement.text))
    if not (will or clause.infinitive or passive):
        return _is_to_do(statement)
    agent = statement.subject in _AGENTS or _named_agent(statement) or _everybody(statement)
    together = re.search(r"\b(?:again|review|conference|core group|next)\b", statement.text, re.IGNORECASE) is not None
    meets = clause.verb in ("meet", "review", "look", "see", "read") and "into" not in statement.text
    nobody = statement.subject in ("writer", "other", "home") and not _named_agent(statement)
    if meets and _APPOINTMENT.search(statement.text) and (together or nobody):
        return False
    if statement.is_("if-unchanged", "impact", "view", at=0.6) or statement.is_("outcome", at=0.7):
        return statement.is_("action", at=0.7)
    if statement.layout.category in _NO_PROMISE and not clause.infinitive:
        return statement.is_("action", at=0.8)
    if passive:
        done = statement.subject == "child" and pattern("actions", "done-to-child").search(statement.text) is not None
        return statement.subject in ("other", "home") or done or statement.is_("action", at=0.5)
    if agent:
        goes_on = clause.verb == "continue" and _everybody(statement)
        return clause.verb not in _STATIVE or goes_on or statement.is_("action", at=0.6)
    return statement.is_("action", at=0.6) and not statement.to_child


def bids(statement: PlanStatement) -> bool:
    """Whether a sentence is worded as an action, whoever is to do it: 'Mrs Pask to keep a box for you'."""
    return _TO_DO.match(statement.text) is not None and statement.subject not in ("child", "children")


_TO_DO = re.compile(
    r"\W*(?P<head>[^.;:()]{2,60}?)(?:\s*\([^)]*\))?\s+to\s+(?!the\b|an?\b|his\b|her\b|their\b|your\b|our\b|my\b|be\b|school\b)[a-z]+\b"
)
_ASIDE = re.compile(r",[^,]{3,40},?$")  # 'Priya Nandy, special guardianship worker, to visit…'


def _is_to_do(statement: PlanStatement) -> bool:
    """'Grandad to bring you…', 'Mr Dace to give you…': somebody, and what is theirs to do, however it was parsed."""
    match = _TO_DO.match(statement.text)
    if match is None or statement.layout.category in ("contingency", "professionals") or statement.quoted:
        return False
    head = _ASIDE.sub("", match["head"])
    opening = next((m for m in statement.note.mentions if m.start <= match.start("head") + 1), None)
    if opening is not None and opening.kind in ("pronoun", "baby", "group"):
        return False
    if statement.is_("outcome", "need", "view", at=0.5) and not statement.is_("action", at=0.5):
        return False
    grown = statement.subject not in ("child", "children")
    role = pattern("people").fullmatch(head) is not None
    named = (
        all(word[:1].isupper() or word in ("and", "&", "the", "of") for word in head.split()) and len(head.split()) > 1
    )
    return role or (grown and named)


def _everybody(statement: PlanStatement) -> bool:
    """'All agencies will…', 'Professionals to…': nobody definite, and yet somebody is to do it."""
    met = pattern("actions", "no-owner").match(statement.text)
    return met is not None and re.match(r"\s+(?:will|to|are to|is to)\b", statement.text[met.end() :]) is not None


_GOING = re.compile(
    r"\bgoing to (?!court\b|school\b|nursery\b|bed\b|work\b|the\b|a\b|an\b|his\b|her\b|your\b|their\b|[A-Z])[a-z]+"
)
_NAMED_AGENT = re.compile(
    r"^\W*(?:[A-Z][\w.’'-]*)(?: (?:and )?[A-Z][\w.’'-]*){0,4}(?: \([^)]*\))?(?:, [^,]{3,40},)?\s+(?:will|to|is going to|has agreed to)\b"
)


def _named_agent(statement: PlanStatement) -> bool:
    """Somebody by name whom no table or apposition introduces: 'Ms Roebuck will…', 'KM to…'."""
    known = any(mention.start <= 2 for mention in statement.note.mentions)
    return (
        (statement.subject in ("other", "home") or not known)
        and _NAMED_AGENT.match(statement.text) is not None
        and not re.match(
            r"\W*(?:The|A|An|This|That|It|There|These|All|Both|We|They|Our|His|Her|Their|Your|My|Contact|Visits?|Support)\b",
            statement.text,
        )
    )


_OPENS_CONDITION = re.compile(r"\W*(?:if|when|once|should|unless|in case|in the event|where)\b", re.IGNORECASE)
