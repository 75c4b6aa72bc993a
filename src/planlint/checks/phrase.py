"""Check type `phrase`: words of a list, where the sentence shows that they are meant so.

Parameter `ask`: jargon (VOI003), stigma (VOI008), unnamed (VOI007).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from planlint.checks.context import Context
from planlint.document import BlockKind, Span
from planlint.fixes.person import name_fix
from planlint.fixes.wording import plain_fix
from planlint.phrases import Met, Phrases
from planlint.plan.resolve.model import PlanStatement
from planlint.rules.finding import Why
from planlint.rules.model import Match
from planlint.words import Term, pattern, terms, words

_CAPITALS = re.compile(r"(?<![\w«/@.-])(?:[A-Z]{2,6}|[A-Z]&[A-Z]|[A-Z]{2,5}s|SHANARRI|KS\d)(?![\w»@]|\.\w|-\d)")
_REFERENCE = re.compile(
    r"\b(?:ref(?:erence)?|number|record|code|postcode)\b[.:]?\s*\S*$|\bno[.:]\s*\S*$", re.IGNORECASE
)


def check(context: Context) -> Iterator[Match]:
    """Every place where a word of the list is meant."""
    yield from ASK[context.params["ask"]](context)


def _place(context: Context, statement: PlanStatement, start: int, end: int) -> Span:
    block = context.plan.layout.document.blocks[statement.layout.block]
    return block.source_span(statement.layout.start + start, statement.layout.start + end)


def _quoted(statement: PlanStatement, start: int) -> bool:
    return any(begin <= start < end for begin, end in statement.note.quotes)


# --- jargon -----------------------------------------------------------------------------------------------------------


@cache
def _jargon(wide: bool) -> tuple[dict[str, Term], Phrases]:
    """The terms that are always asked about (`core`), or all of them where a team wants that."""
    core = pattern("jargon", "core")
    chosen = [term for term in terms("jargon", "terms") if wide or core.fullmatch(term.term.replace("~", ""))]
    listed = {term.term.lower().replace("~", ""): term for term in chosen}
    return listed, Phrases(term.term for term in chosen)


@cache
def _acronyms() -> dict[str, Term]:
    return {term.term: term for term in terms("jargon", "acronyms")}


@cache
def _known() -> frozenset[str]:
    return frozenset(word.upper() for word in (*words("jargon", "known"), *words("jargon", "ordinary")))


def _find_jargon(context: Context) -> Iterator[Match]:
    """Once a term a plan, at its first use outside the exempt places; not where it is explained there or before."""
    seen: set[str] = set()
    expanded = _expanded(context)
    for statement in context.plan.statements:
        if statement.exempt or statement.layout.slot in ("owner", "number", "child") or _in_details(context, statement):
            continue
        for start, end, key, plain in sorted(_terms_in(context, statement), key=lambda found: found[:3]):
            if key in seen:
                continue
            seen.add(key)
            if (
                key in expanded
                or (_quoted(statement, start) and statement.quoted)
                or _explained(statement.text, start, end)
            ):
                continue
            if statement.after is not None and _explained_next(
                context.plan.statements[statement.after].text, statement.text[start:end]
            ):
                continue
            span = _place(context, statement, start, end)
            fixes = plain_fix(context.plan, statement, start, end, plain)
            yield Match(
                span, child=statement.child, words={"plain": plain or ""}, fixes=fixes, statement=statement.index,
                why=Why(cue=statement.text[start:end], looked_for=("explanation",)),
            )  # fmt: skip


def _in_details(context: Context, statement: PlanStatement) -> bool:
    """Among names and dates; not a sentence of prose, whatever heading it stands under."""
    prose = statement.text.rstrip().endswith((".", "!", "?")) and len(statement.text.split()) >= 5
    kind = context.plan.layout.block(statement.layout).kind
    return statement.layout.category == "details" and not (prose and kind in (BlockKind.PARAGRAPH, BlockKind.ITEM))


def _terms_in(context: Context, statement: PlanStatement) -> Iterator[tuple[int, int, str, str | None]]:
    text = statement.text
    loud = sum(c.isupper() for c in text) > 0.6 * max(1, sum(c.isalpha() for c in text)) and len(text.split()) > 2
    names = {
        a.upper()
        for group in (context.plan.children, context.plan.adults)
        for one in group
        for a in one.aliases
        for a in a.split()
    }
    for match in _CAPITALS.finditer(text):
        bare = match[0].rstrip("s") if match[0].endswith("s") else match[0]
        if loud or bare.upper() in _known() or match[0].upper() in _known() or bare in names or bare == "YP":
            continue
        if _REFERENCE.search(text[: match.start()]) or re.fullmatch(r"[IVXLC]+", bare):
            continue
        term = _acronyms().get(bare) or _acronyms().get(match[0])
        yield match.start(), match.end(), bare, term.plain if term else None
    listed, expression = _jargon(bool(context.params.get("wide", False)))
    for met in expression.finditer(text):
        term = listed.get(" ".join(met[0].lower().split())) or _inflected(met[0])
        if term is not None and _in_sense(term, text, met):
            yield met.start(), met.end(), term.term.replace("~", "").lower(), term.plain


@cache
def _inflected(words_met: str) -> Term | None:
    spelt = _jargon()[1].spelling(words_met)
    return next((t for t in terms("jargon", "terms") if t.term in spelt), None)


def _in_sense(term: Term, text: str, match: Met) -> bool:
    if not isinstance(term.item, dict):
        return True
    others = term.item.get("not_in") or ()
    if others and any(
        m.start() <= match.start() and match.end() <= m.end() for m in Phrases(map(str, others)).finditer(text)
    ):
        return False
    only = term.item.get("only_in") or ()
    return not only or any(
        m.start() <= match.start() and match.end() <= m.end() for m in Phrases(map(str, only)).finditer(text)
    )


def _expanded(context: Context) -> frozenset[str]:
    """Terms the plan explains itself in a glossary line or expands in brackets: 'child in need (CIN)'."""
    found = set()
    for block in context.plan.layout.document.blocks:
        for match in re.finditer(r"[a-z]\s\(([A-Z]{2,6})\)|\b([A-Z]{2,6})\s(?:\(|means\b|stands for\b|= )", block.text):
            found.add(match[1] or match[2])
    return frozenset(found)


_AFTER = re.compile(
    r"^[\w'’-]*(?:\s+(?:plan|meeting|team|worker|order|form|review|report|score|test|assessment|visit|group|service|programme)s?)?\s*(?:"
    r"\(|,\s*(?:which|who|that|where|when|people|somebody|someone|an?|the|our|your|his|her|their|one|two|so|short for|meaning|or)\b"
    r"|,?\s*(?:which|that) (?:means|is|are|stands)|\s*[–—-]\s|:\s*(?:the|a|an)\b|\s+(?:means|stands for|are people|is where|is when|is what|is how)\b|\s*=)"
)
_IS = re.compile(
    r"\s+(?:is|are) (?:the|an?)\b"
)  # explains 'PEP', which is no word; 'this placement is the plan' does not
_BEFORE = re.compile(
    r"(?:\(|\b(?:called(?: an?| the)?|known as(?: an?| the)?|or|we call(?: an?| the)?|short name for|name for))\s*[\"“']?$"
)


def _explained(text: str, start: int, end: int) -> bool:
    told = _AFTER.match(text[end:]) or (text[start:end].isupper() and _IS.match(text[end:]))
    return bool(told or (_BEFORE.search(text[:start]) and text[:start].strip()))


def _explained_next(text: str, term: str) -> bool:
    """The next sentence explains it: 'That is the team who…', 'CAMHS are…'."""
    return (
        re.match(
            rf"\W*(?:(?:that|this|it)(?: means|(?:['’]s| is) (?:an?|the|your|our|when|where|what|how|short)\b)|they are|"
            rf"{re.escape(term)} (?:is|are|means)\b)",
            text,
            re.IGNORECASE,
        )
        is not None
    )


# --- blame ------------------------------------------------------------------------------------------------------------


@cache
def _blame() -> Phrases:
    return Phrases(term.term for term in terms("stigma", "blame"))


@cache
def _blame_term(met: str) -> Term | None:
    spelt = _blame().spelling(met)
    found = [t for t in terms("stigma", "blame") if t.term in spelt]
    return max(found, key=lambda term: len(term.term)) if found else None


_NOT = re.compile(
    r"\b(?:not|never|no|nobody|isn['’]t|wasn['’]t|aren['’]t|doesn['’]t|don['’]t|rather than|instead of|nothing|without)\b(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)


def _find_blame(context: Context) -> Iterator[Match]:
    """Words of blame outside quoted words, not negated, not of a machine or a service."""
    for statement in context.plan.statements:
        if statement.exempt or statement.layout.slot in ("owner", "when"):
            continue
        taken: list[tuple[int, int]] = []
        for match in _blame().finditer(statement.text):
            if _quoted(statement, match.start()) or _NOT.search(statement.text[: match.start()]):
                continue
            term = _blame_term(match[0])
            if term is None or _other_sense(term, statement, match) or not context.over(statement, "listed"):
                continue
            taken.append((match.start(), match.end()))
            yield _blame_match(context, statement, match.start(), match.end(), term.plain, match[0])
        if (
            not taken
            and statement.layout.slot not in ("outcome",)
            and context.over(statement, "unlisted")
            and not statement.quoted
        ):
            yield _blame_match(context, statement, 0, len(statement.text), None, None)


def _blame_match(
    context: Context, statement: PlanStatement, start: int, end: int, plain: str | None, cue: str | None
) -> Match:
    span = _place(context, statement, start, end)
    fixes = plain_fix(context.plan, statement, start, end, plain)
    return Match(
        span, child=statement.child, words={"plain": plain or ""}, fixes=fixes, statement=statement.index,
        why=context.why(statement, cue),
    )  # fmt: skip


def _other_sense(term: Term, statement: PlanStatement, match: Met) -> bool:
    text = statement.text
    others = term.item.get("senses_not") or () if isinstance(term.item, dict) else ()
    if others and Phrases(map(str, others)).search(text):
        return True
    if not re.match(r"(?:fail|refus|claim)", match[0], re.IGNORECASE):
        return False
    lead = re.findall(r"[\w-]+", text[: match.start()])[-4:]
    return statement.subject in ("other", "home") and bool(Phrases(words("stigma", "things")).search(" ".join(lead)))


# --- the child without a name -----------------------------------------------------------------------------------------


def _find_unnamed(context: Context) -> Iterator[Match]:
    """The child is called 'the child', 'YP', 'baby' in place of a name or 'you': once a statement."""
    called = pattern("unnamed", "child_called", "child_called_letters")
    bare = pattern("unnamed", "child_called_bare")
    fine = pattern("unnamed", "generic")
    for statement in context.plan.statements:
        if statement.exempt or statement.quoted or statement.layout.slot in ("owner",):
            continue
        for match in [*called.finditer(statement.text), *_bare_subjects(bare, statement)]:
            if (
                _quoted(statement, match.start())
                or _is_fine(fine, statement.text, match)
                or not _means_child(context, statement, match)
            ):
                continue
            if not context.over(statement, "listed"):
                continue
            span = _place(context, statement, match.start(), match.end())
            yield Match(
                span,
                child=statement.child,
                statement=statement.index,
                why=context.why(statement, match[0]),
                fixes=name_fix(context.plan, statement, match.start(), match.end()),
            )
            break


def _bare_subjects(bare: Phrases, statement: PlanStatement) -> Iterator[Met]:
    """'Baby takes pouches': a bare word at the head of a statement, or after a full stop's place, that acts as a name."""
    for match in bare.finditer(statement.text):
        if (
            match.start() == 0
            and re.match(
                r"(?:['’]s)?\s+(?!group|clinic|room|milk|gate|monitor|massage|bank|box|class|steps|of\b|plan|protection|care\b)[a-z]",
                statement.text[match.end() :],
            )
        ) or (
            match.start() > 0
            and re.search(
                r"\b(?:for|with|to|of|by|on|and|that|has|when|while|if|see|saw|seen|held|hold|fed|feed|feeds)\s+$",
                statement.text[: match.start()],
            )
            and re.match(
                r"\s*(?:[,.;]|$|\b(?:is|was|has|had|will|to|and|in|at|on|when|while|from)\b)",
                statement.text[match.end() :],
            )
        ):
            yield match


def _is_fine(fine: Phrases, text: str, match: Met) -> bool:
    return any(m.start() < match.end() and match.start() < m.end() for m in fine.finditer(text))


def _means_child(context: Context, statement: PlanStatement, match: Met) -> bool:
    """Not a baby to come that has no name, nor an age ('a baby'), nor another's ('the baby' of a plan for a teenager)."""
    word = match[0].lower()
    children = context.plan.children
    if re.search(r"\b(?:baby|infant|newborn|bump|unborn|bairn|wean|tot)\b", word):
        babies = [c for c in children if c.is_baby or c.stage == "toddler"]
        if not babies or all(c.unnamed for c in babies):
            return False
        own = children[statement.child] if statement.child is not None else None
        if own is not None and own.unnamed:
            return False
        following = statement.text[match.end() :]
        if (re.match(r"\s+[A-Z][a-z]+", following) and word.endswith("baby")) or re.match(
            r"['’]?s?\s+[a-z]+(?:\s+[a-z]+)?\s+(?:group|clinic|club)", following
        ):
            return False
    return True


ASK: dict[str, Callable[[Context], Iterator[Match]]] = {
    "jargon": _find_jargon,
    "stigma": _find_blame,
    "unnamed": _find_unnamed,
}
