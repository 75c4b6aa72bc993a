"""`annotate`: from statements to annotations, by the parse of each block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from planlint.language.annotation import Annotation, Clause, Dependency, Mention, MentionKind
from planlint.language.pipeline import parse
from planlint.phrases import Phrases
from planlint.words import pattern, whole_words, word_file, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "yourself",
        "yourselves",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "it",
        "its",
        "itself",
    ]
)
_QUOTES = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<![\w])['‘](?=\w)[^'‘’]{3,}?[.,!?]?['’](?!\w)")
_CONDITIONAL = re.compile(r"\b(?:if|unless|should|in case|in the event|were)\b", re.IGNORECASE)
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_OBJECTS = {"dobj", "dative", "obj", "iobj", "oprd", "attr"}
_CLAUSES = {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis"}


@dataclass(frozen=True, slots=True)
class Names:
    """The names a plan knows, so that 'Will' and 'May' are people in it."""

    people: tuple[str, ...] = ()

    def expression(self) -> re.Pattern[str]:
        """A case-sensitive pattern that meets any of them as whole words."""
        return whole_words(self.people)


@cache
def _kin() -> Phrases:
    roles = (
        "mother",
        "father",
        "step-father",
        "partner",
        "female-partner",
        "grandparent",
        "relative",
        "carer",
        "professional",
    )
    return pattern("people", *roles)


@cache
def _group() -> Phrases:
    return Phrases([*words("groups", "children"), *words("groups", "quantified")])


@cache
def _baby() -> Phrases:
    return (
        Phrases(map(str, word_file("unnamed")["child_called"]))
        if "child_called" in word_file("unnamed")
        else Phrases(["the child", "the baby", "baby"])
    )


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block to annotate: its text, the bounds of the statements in it, and the names that its plan knows."""

    text: str
    bounds: tuple[tuple[int, int], ...]
    names: Names


def annotate(blocks: Sequence[BlockText]) -> list[list[Annotation]]:
    """One list of annotations a block, one annotation a statement. Blocks of many plans together are parsed faster."""
    wanted = [(block.text, [start for start, _ in block.bounds]) for block in blocks]
    return [_of_block(block, doc) for block, doc in zip(blocks, parse(wanted), strict=True)]


def _of_block(block: BlockText, doc: Doc) -> list[Annotation]:
    known, found = block.names.expression(), []
    for start, end in block.bounds:
        span = doc.char_span(start, end, alignment_mode="expand")
        found.append(_statement(block.text[start:end], start, span, known) if span is not None else Annotation())
    return found


def _statement(text: str, offset: int, span: Span, known: re.Pattern[str]) -> Annotation:
    quotes = tuple((match.start(), match.end()) for match in _QUOTES.finditer(text))
    root = span.root
    at = {token.idx - offset: token for token in span}
    mentions = tuple(_mentions(text, at, quotes, root, known))
    return Annotation(
        mentions,
        _clause(span, root),
        quotes,
        tuple(_conditionals(text, span, offset)),
        frozenset(token.lemma_.lower() for token in span if token.pos_ in ("VERB", "AUX")),
    )


def _mentions(
    text: str, at: dict[int, Token], quotes: Sequence[tuple[int, int]], root: Token, known: re.Pattern[str]
) -> Iterator[Mention]:
    taken: list[tuple[int, int]] = []

    def mention(start: int, end: int, kind: MentionKind) -> Mention | None:
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            return None
        token = _token_at(at, start, end)
        if token is None:
            return None
        taken.append((start, end))
        dependency, verb, main = _role(token, root)
        quoted = any(begin <= start < finish for begin, finish in quotes)
        return Mention(start, end, text[start:end], kind, dependency, main, verb, quoted)

    kinds: tuple[tuple[MentionKind, re.Pattern[str] | Phrases], ...] = (
        ("name", known), ("group", _group()), ("kin", _kin()), ("baby", _baby()),
    )  # fmt: skip
    found: list[Mention] = []
    for kind, expression in kinds:
        for match in expression.finditer(text):
            if kind == "name" and _is_common_word(at.get(match.start()), match[0]):
                continue
            if (made := mention(match.start(), match.end(), kind)) is not None:
                found.append(made)
    for start, token in at.items():
        if token.lower_ in _PRONOUNS and (made := mention(start, start + len(token.text), "pronoun")) is not None:
            found.append(made)
    yield from sorted(found, key=lambda one: one.start)


def _is_common_word(token: Token | None, name: str) -> bool:
    """'Will', 'May', 'Mark', 'Hope' at the head of a sentence, where the tagger sees a verb."""
    if token is None or token.text != name:
        return False
    if token.tag_ == "MD" and name in ("Will", "May"):
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        return following is None or (following.tag_ not in ("VBZ", "VBD", "POS", "MD") and following.text != "is")
    return False


def _token_at(at: dict[int, Token], start: int, end: int) -> Token | None:
    """The last token of the words (the head of a noun phrase in English), a possessive mark left out."""
    inside = [token for offset, token in at.items() if start <= offset < end]
    if inside:
        return inside[-1]
    return next((token for offset, token in at.items() if offset <= start < offset + len(token.text)), None)


def _role(token: Token, root: Token) -> tuple[Dependency, str, bool]:
    """What the words are to their verb: subject, object, owner, agent or other; and whether in the main clause."""
    node = token
    while (
        node.dep_ in ("conj", "appos", "compound", "flat", "amod", "nummod")
        and node.head.i != node.i
        and node.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
    ):
        node = node.head
    verb = node.head
    main = verb.i == root.i or (verb.dep_ == "conj" and verb.head.i == root.i)
    if node.dep_ in _SUBJECTS:
        return "subject", verb.lemma_.lower(), main
    if node.dep_ == "poss":
        return "owner", verb.head.lemma_.lower(), main or verb.head.i == root.i
    if node.dep_ in _OBJECTS:
        return "object", verb.lemma_.lower(), main
    if node.dep_ == "pobj" and verb.dep_ == "agent":
        return "agent", verb.head.lemma_.lower(), main
    if node.dep_ == "ROOT":
        return "subject", "", True
    return "other", verb.lemma_.lower(), main


def _clause(span: Span, root: Token) -> Clause:
    children = list(root.children)
    auxiliaries = [child for child in children if child.dep_ in ("aux", "auxpass")]
    modal = next((child.lower_ for child in auxiliaries if child.tag_ == "MD" and not child.text[0].isupper()), "")
    to = any(child.lower_ == "to" and child.tag_ == "TO" for child in auxiliaries)
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in children)
    has_subject = any(child.dep_ in _SUBJECTS for child in children)
    tags = {root.tag_, *(child.tag_ for child in auxiliaries)}
    past = bool(tags & {"VBD"}) or (root.tag_ == "VBN" and not passive and not tags & {"VBZ", "VBP"})
    return Clause(
        verb=root.lemma_.lower() if root.pos_ in ("VERB", "AUX") else "",
        tense="past" if past else "present" if tags & {"VBZ", "VBP", "VB", "MD"} else "none",
        modal=modal,
        passive=passive,
        has_agent=any(token.dep_ == "agent" for token in span),
        negated=any(child.dep_ == "neg" for child in children),
        imperative=root.tag_ == "VB" and not has_subject and not auxiliaries,
        infinitive=to and root.tag_ == "VB",
    )


def _conditionals(text: str, span: Span, offset: int) -> Iterator[tuple[int, int]]:
    """Where an if-clause stands; the main clause that hangs on it is the rule's to judge."""
    for token in span:
        if token.dep_ == "mark" and token.lower_ in ("if", "unless"):
            clause = token.head
            yield clause.left_edge.idx - offset, clause.right_edge.idx + len(clause.right_edge.text) - offset
    if not any(token.lower_ in ("if", "unless") for token in span):
        return
