"""`shape_of`: how some words stand in their sentence, for whoever wants to put others in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planlint.language.pipeline import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_MODIFIERS = ("det", "amod", "poss", "nummod", "compound")
_OBJECTS = ("dobj", "ccomp", "xcomp", "dative", "oprd", "acomp", "attr")


@dataclass(frozen=True, slots=True)
class Shape:
    """Words in their sentence. `article` is where the article just before them stands in its text."""

    first_tag: str  # Penn tags of the first word and of the word that the others hang on
    head_tag: str
    dependency: str
    first_is_head: bool
    passive: bool
    perfect: bool  # after 'has' or 'had'
    modifies_next: bool  # 'core group' in 'core group minutes'
    has_modifiers: bool  # an article or adjective stands before them
    has_complement: bool  # what they govern stands outside of them
    article: tuple[int, int] | None
    next_word: str  # '' at the end or before punctuation
    next_tag: str


def shape_of(text: str, start: int, end: int) -> Shape | None:
    """How `text[start:end]` stands in a sentence; None where no word begins or ends there."""
    (doc,) = parse([(text, [0])])
    span = doc.char_span(start, end)
    if span is None or not len(span):
        return None
    head = span.root
    following = _following(doc, span)
    before = doc[span.start - 1] if span.start else None
    article = before if before is not None and before.lower_ in ("a", "an", "the") else None
    return Shape(
        first_tag=span[0].tag_,
        head_tag=head.tag_,
        dependency=head.dep_,
        first_is_head=span[0].i == head.i,
        passive=any(child.dep_ in ("auxpass", "nsubjpass") for child in head.children),
        perfect=any(child.dep_ == "aux" and child.lemma_ == "have" for child in head.children),
        modifies_next=_modifies_next(span, head, following),
        has_modifiers=any(child.i < span.start and child.dep_ in _MODIFIERS for child in head.children),
        has_complement=any(
            part.i >= span.end and part.dep_ in _OBJECTS for word in span for part in word.children
        ),
        article=(article.idx, article.idx + len(article.text)) if article is not None else None,
        next_word=following.lower_ if following is not None else "",
        next_tag=following.tag_ if following is not None else "",
    )  # fmt: skip


def _following(doc: Doc, span: Span) -> Token | None:
    token = doc[span.end] if span.end < len(doc) else None
    return token if token is not None and not token.is_punct else None


def _modifies_next(span: Span, head: Token, following: Token | None) -> bool:
    if following is None:
        return False
    if head.dep_ in ("compound", "amod", "nmod", "poss") and head.head.i >= span.end:
        return True
    return following.tag_ in ("NN", "NNS", "NNP", "POS") or following.dep_ == "case"
