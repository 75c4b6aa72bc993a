"""Check type `balance`: what each parent is given. Parameter `ask`: mention, action, name, view."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planlint.checks.context import Context
from planlint.phrases import Phrases
from planlint.plan.resolve.model import Adult, Child, Plan, PlanStatement
from planlint.plan.resolve.ownership import named_children
from planlint.rules.finding import Why
from planlint.rules.model import Match
from planlint.words import pattern, whole_words

_FATHERS = ("father", "step-father", "partner")
_OWN = re.compile(r"\b(?:father|dad|daddy|tad|tato|tata|baba)\s+(?:of|to|for)\s+(?P<kids>[^.;|]{2,80})", re.IGNORECASE)
_WHOSE = re.compile(
    r"(?P<kid>[A-ZÀ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ][\w-]+)['’]s?\s+(?:birth\s+|own\s+|late\s+|natural\s+)?(?:father|dad|daddy|tad|tato|tata|baba)\b"
)
_HALF = re.compile(
    r"\bhalf[- ](?:brother|sister|sibling)|different (?:father|dad)|\btheir (?:fathers|dads)\b", re.IGNORECASE
)
_SAY = frozenset(
    [
        "say",
        "tell",
        "ask",
        "want",
        "wish",
        "hope",
        "think",
        "feel",
        "write",
        "text",
        "ring",
        "explain",
        "describe",
        "agree",
        "worry",
        "believe",
        "reckon",
        "mention",
        "love",
        "prefer",
        "admit",
        "offer",
        "report",
        "state",
        "complain",
        "claim",
        "insist",
        "maintain",
        "fear",
        "blame",
        "stress",
        "add",
        "reply",
        "answer",
        "deny",
        "disclose",
        "share",
    ]
)


@dataclass(frozen=True, slots=True)
class Father:
    """One father of the plan: a man by name, or the one whom a plan only calls 'dad'."""

    names: frozenset[str]
    children: frozenset[int]  # whose father he is said to be
    own: bool  # a child's own father, and not a mother's partner


def check(context: Context) -> Iterator[Match]:
    """At most one match: the plan leaves a father out in the way that is asked."""
    plan = context.plan
    if not plan.children or plan.title is None:
        return
    ask = context.params["ask"]
    why = Why(looked_for=tuple(context.params.get("looked_for", (ask,))))
    fathers = fathers_of(plan)
    covered = {child for father in fathers if father.own for child in father.children}
    if ask == "mention":
        missing = [child for child in plan.children if child.index not in covered and not _excused(plan, child)]
        if missing:
            yield Match(plan.title, child=missing[0].index if len(missing) < len(plan.children) else None, why=why)
        return
    asked = [father for father in fathers if not all(_excused(plan, plan.children[kid]) for kid in father.children)]
    if not asked:
        return
    if ask == "action":
        found = _mother_acts(plan) and any(not _acts(plan, father, fathers) for father in asked)
    elif ask == "name":
        found = any(a.role == "mother" and a.name for a in plan.adults) and any(not father.names for father in asked)
    else:
        found = _mothers_view(plan) and any(not _has_view(plan, father, fathers) for father in asked)
    if found:
        yield Match(plan.title, why=why)


def fathers_of(plan: Plan) -> list[Father]:
    """The fathers a plan mentions, each with the children whose father he is."""
    everyone = frozenset(child.index for child in plan.children)
    men = [adult for adult in plan.adults if adult.role in _FATHERS and adult.name]
    own = [adult for adult in men if adult.role == "father"]
    apart = _different_fathers(plan, own)
    found = []
    for man in men:
        kids = _children_of(plan, man) if apart else frozenset()
        found.append(Father(man.aliases, kids or everyone, man.role == "father" or bool(_children_of(plan, man))))
    covered = {kid for father in found if father.own for kid in father.children}
    for child in plan.children:
        if child.index not in covered and _spoken_of(plan, child, apart):
            found.append(Father(frozenset(), frozenset({child.index}), own=True))
    return found


def _different_fathers(plan: Plan, men: Sequence[Adult]) -> bool:
    """Whether the plan gives its children different fathers: by saying whose each is, by surnames, by 'half-sister'."""
    if len(plan.children) < 2:
        return False
    if any(_said_of(plan, man) not in (frozenset(), frozenset(c.index for c in plan.children)) for man in men):
        return True
    if any(_HALF.search(block.text) for block in plan.layout.document.blocks):
        return True
    if any(named_children(whose["kid"], plan.children) for text in _details(plan) for whose in _WHOSE.finditer(text)):
        return True
    return len(_surnames(plan)) > 1 and any(man.name.split()[-1] in _surnames(plan) for man in men if " " in man.name)


def _surnames(plan: Plan) -> dict[str, frozenset[int]]:
    """Surname → the children who bear it, for children whose surname the plan gives."""
    found: dict[str, set[int]] = {}
    for child in plan.children:
        for alias in child.aliases:
            if " " in alias and not child.unnamed and alias.split()[0] == child.name.split()[0]:
                found.setdefault(alias.split()[-1], set()).add(child.index)
    return {name: frozenset(kids) for name, kids in found.items()}


def _details(plan: Plan) -> list[str]:
    """Rows, fields and lines that say who is who, each as one text."""
    layout = plan.layout
    rows = {
        " | ".join(layout.document.blocks[n].text for n in row.blocks)
        for t in layout.tables
        if t.purpose == "details"
        for row in t.rows
    }
    return [*rows, *(f"{b.key}: {b.text}" if b.key else b.text for b in layout.document.blocks)]


def _said_of(plan: Plan, man: Adult) -> frozenset[int]:
    """The children whose father this man is said to be: 'Zac's dad, Lee', 'Father of Leon and Ellie-Jo'."""
    kids = set(man.of)
    for text in _details(plan):
        if not any(alias in text for alias in man.aliases) or len(text) > 400:
            continue
        for match in _OWN.finditer(text):
            kids |= named_children(match["kids"], plan.children)
        for match in _WHOSE.finditer(text):
            near = text[max(0, match.start() - 45) : match.end() + 45]
            if any(alias in near for alias in man.aliases):
                kids |= named_children(match["kid"], plan.children)
    return frozenset(kids)


def _children_of(plan: Plan, man: Adult) -> frozenset[int]:
    said = _said_of(plan, man)
    if said or " " not in man.name:
        return said
    return _surnames(plan).get(man.name.split()[-1], frozenset()) or _in_part(plan, man)


def _in_part(plan: Plan, man: Adult) -> frozenset[int]:
    """The child in whose part alone he is named."""
    kids = {s.child for s in plan.statements if any(m.text in man.aliases for m in s.note.mentions)}
    return frozenset(kid for kid in kids if kid is not None) if len(kids) == 1 else frozenset()


def _spoken_of(plan: Plan, child: Child, apart: bool) -> bool:
    """Whether the plan speaks of this child's father without a name."""
    words = pattern("fathers", "father-terms", "both-parents-terms")
    forms = {child.name, *child.aliases}
    for text in _details(plan):
        for match in words.finditer(text):
            if pattern("fathers", "not-the-father").search(text[max(0, match.start() - 14) : match.end() + 14]):
                continue
            lead = re.search(
                r"([A-ZÀ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ][\w-]+(?: [A-Z][\w-]+)?)['’]s\s+(?:birth |own |late )?$",
                text[: match.start()],
            )
            if lead is not None and lead[1] not in forms:
                continue
            if lead is not None or not apart:
                return True
    return apart and any(
        s.child == child.index
        and s.fathers
        and not any(m.kind == "name" and m.text in _names(plan) for m in s.note.mentions)
        for s in plan.statements
    )


def _names(plan: Plan) -> frozenset[str]:
    return frozenset(alias for adult in plan.adults if adult.role in _FATHERS for alias in adult.aliases)


def _excused(plan: Plan, child: Child) -> bool:
    """A reason that counts: he has died, two mothers, a donor, an order or risk that keeps him out, untraceable…"""
    anywhere, of_father = pattern("father_reasons", "anywhere"), pattern("father_reasons", "of-father")
    unknown, tried = pattern("father_reasons", "unknown"), pattern("father_reasons", "tried")
    for block in plan.layout.document.blocks:
        text = f"{block.head} {block.key} {block.text}"
        if anywhere.search(text):
            return True
        if unknown.search(text) and tried.search(text) and _of_a_father(plan, child, text):
            return True
        if of_father.search(text) and _says_of_him(plan, child, text, of_father):
            return True
    return False


def _says_of_him(plan: Plan, child: Child, text: str, reasons: Phrases) -> bool:
    """Whether a sentence gives a reason of this child's father, or of 'him' after one that speaks of him."""
    him = False
    for sentence in re.split(r"(?<=[.;])\s", text):
        him = _of_a_father(plan, child, sentence) or (him and re.search(r"\b(?:he|him|his)\b", sentence) is not None)
        if him and reasons.search(sentence):
            return True
    return False


def _of_a_father(plan: Plan, child: Child, text: str) -> bool:
    """Whether a text speaks of this child's father, by a word or by his name."""
    if pattern("fathers", "father-terms", "father-terms-by-language").search(text):
        return True
    own = [adult for adult in plan.adults if adult.role in _FATHERS and (not adult.of or child.index in adult.of)]
    return whole_words(alias for adult in own for alias in adult.aliases).search(text) is not None


def _mother_acts(plan: Plan) -> bool:
    names = frozenset(alias for adult in plan.adults if adult.role == "mother" for alias in adult.aliases)
    words = pattern("fathers", "mother-terms", "both-parents-terms")
    for action in plan.actions:
        owner = action.slots.get("owner", "")
        if _meets(owner, words, names) or re.search(r"\bparents\b", owner, re.IGNORECASE):
            return True
        if any(plan.statements[n].subject in ("mother", "parents") for n in action.statements):
            return True
    return False


def _meets(text: str, words: Phrases | re.Pattern[str], names: frozenset[str]) -> bool:
    return bool(text) and (words.search(text) is not None or whole_words(names).search(text) is not None)


def _generic(father: Father, fathers: Sequence[Father]) -> bool:
    """Whether a bare 'dad' means this father: he is the only one."""
    return len(fathers) == 1


def _terms(plan: Plan, father: Father, fathers: Sequence[Father]) -> Phrases | re.Pattern[str]:
    """How this father may be called: by 'dad' where that can only mean him, else by whose dad he is."""
    if _generic(father, fathers):
        return pattern("fathers", "father-terms", "step-father-terms", "partner-terms")
    kids = "|".join(re.escape(alias) for kid in father.children for alias in plan.children[kid].aliases)
    partner = (
        "" if father.names or sum(not other.names for other in fathers) > 1 else r"|\b(?:mum|mother)['’]s partner\b"
    )
    return re.compile(rf"(?:{kids})['’]s\s+(?:father|dad|daddy){partner}", re.IGNORECASE)


def _acts(plan: Plan, father: Father, fathers: Sequence[Father]) -> bool:
    """Something he is to do, be asked, be offered or be part of."""
    words, both = _terms(plan, father, fathers), pattern("fathers", "both-parents-terms")
    for action in plan.actions:
        texts = (action.slots.get("owner", ""), action.text)
        if any(_meets(text, words, father.names) or both.search(text) for text in texts):
            return True
        if re.search(r"\bparents\b", texts[0], re.IGNORECASE) or re.match(
            r"\W*parents to\b", action.text, re.IGNORECASE
        ):
            return True
        if (
            action.child is not None
            and action.child in father.children
            and pattern("fathers", "father-terms").search(" ".join(texts))
        ):
            return True
    return False


def _mothers_view(plan: Plan) -> bool:
    names = frozenset(alias for adult in plan.adults if adult.role == "mother" for alias in adult.aliases)
    return any(
        _voices(s, pattern("fathers", "mother-terms"), names)
        or (s.subject == "mother" and s.is_("said", "view", at=0.6) and s.layout.slot == "")
        for s in plan.statements
    )


def _has_view(plan: Plan, father: Father, fathers: Sequence[Father]) -> bool:
    words, tried = _terms(plan, father, fathers), pattern("fathers", "efforts-made")
    for statement in plan.statements:
        if _voices(statement, words, father.names):
            return True
        if (
            _meets(statement.text, words, father.names)
            and tried.search(statement.text)
            and statement.subject not in ("father",)
        ):
            return True
        if statement.subject == "parents" and _SAY & statement.note.verbs:
            return True
        near = statement.child is None or statement.child in father.children
        if (
            statement.subject == "father"
            and near
            and _says_as_he(statement)
            and (len(fathers) == 1 or not _of_another(plan, statement, father, fathers))
        ):
            return True
    return False


def _of_another(plan: Plan, statement: PlanStatement, father: Father, fathers: Sequence[Father]) -> bool:
    """Whether 'he' is another father: named here, or in the sentence before that does not name this one."""
    others = whole_words(_others(father, fathers))
    before = plan.statements[statement.before].text if statement.before is not None else ""
    own = bool(father.names) and whole_words(father.names).search(before) is not None
    return others.search(statement.text) is not None or (others.search(before) is not None and not own)


def _others(father: Father, fathers: Sequence[Father]) -> frozenset[str]:
    return frozenset(name for other in fathers if other is not father for name in other.names)


def _says_as_he(statement: PlanStatement) -> bool:
    """'He told Hema…', 'He wants…', where 'he' has been resolved to the father."""
    return any(
        m.kind == "pronoun" and m.dependency == "subject" and m.main and m.verb in _SAY and not m.quoted
        for m in statement.note.mentions
    )


def _voices(statement: PlanStatement, words: Phrases | re.Pattern[str], names: frozenset[str]) -> bool:
    """What this parent says, wants or feels: the parent is the subject of such a verb, or stands before quoted words."""
    if statement.layout.slot in ("owner", "when", "outcome") or (
        statement.layout.slot == "action" and not statement.note.quotes
    ):
        return False
    text = statement.text
    if (
        statement.note.quotes
        and _meets(text[: statement.note.quotes[0][0]], words, names)
        and re.search(r"[:,(]", text)
    ):
        return True
    for mention in statement.note.mentions:
        if (
            mention.dependency == "subject"
            and mention.verb in _SAY
            and not mention.quoted
            and _meets(mention.text, words, names)
        ):
            return statement.note.clause.modal not in ("will", "should") or not mention.main
    return (
        statement.layout.category == "parents" and statement.is_("said", "view", at=0.5) and _meets(text, words, names)
    )
