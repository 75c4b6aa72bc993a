"""`to_second_person`: a sentence about somebody turned to speak to them, as changes of its text.

It is turned only where the parse leaves no doubt: who each pronoun is, which verbs go with 'you', and that
nothing between quotation marks, no negation and no modal verb has to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planlint.language.pipeline import parse
from planlint.words import pattern

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "pobj", "dative")
_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves", "themself"])
_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
_HANGING = ("relcl", "acl", "appos")  # what hangs on a name and would hang wrongly on 'you'
_AUXILIARIES = ("aux", "auxpass")
_LOOSE = re.compile(r"['’](?:s|re|ve|d|ll)", re.IGNORECASE)
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")


@dataclass(frozen=True, slots=True)
class Turned:
    """Changes of the text (start, end, new words).

    `simple`: one name, the subject of the only verb, which stands in the simple present.
    """

    changes: tuple[tuple[int, int, str], ...]
    simple: bool


class _Unsure(Exception):
    """The sentence cannot be turned without doubt."""


def to_second_person(
    text: str,
    names: Sequence[tuple[int, int]],
    quotes: Sequence[tuple[int, int]] = (),
    *,
    others: str = "",
) -> Turned | None:
    """The sentence, spoken to the person whose `names` stand at these places; None where that is in doubt.

    `others` are the genders ('m', 'f', '?') of everybody else in the sentence. Words inside `quotes` stay.
    """
    (doc,) = parse([(text, [0])])
    try:
        heads = [_head(doc, start, end) for start, end in names]
        spoken = _pronouns(doc, heads, quotes, others)
        if not heads and not spoken:
            return None
        changes = [change for head, place in zip(heads, names, strict=True) for change in _name(doc, head, place)]
        changes += [change for token in spoken for change in _pronoun(token)]
    except _Unsure:
        return None
    unique = sorted(set(changes))
    if _has_stray_verb(doc, unique):
        return None
    if any(one[1] > other[0] for one, other in pairwise(unique)):
        return None
    if any(start < last and first < end for start, end, _ in unique for first, last in quotes):
        return None
    return Turned(tuple(_capitalised(text, unique)), _is_simple(doc, heads, spoken))


def _capitalised(text: str, changes: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    for start, end, words in changes:
        opens = not re.search(r"\w", text[:start])
        yield start, end, words[0].upper() + words[1:] if opens else words


def _head(doc: Doc, start: int, end: int) -> Token:
    span = doc.char_span(start, end)
    if span is None or not _is_alone(doc, span):
        raise _Unsure
    return span[-1]


def _is_alone(doc: Doc, span: Span) -> bool:
    """No word goes with the name ('little Mia'), and no number or hyphen stands beside it ('14 May')."""
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if before is not None and (
        before.like_num
        or (before.head.i == span[-1].i and before.dep_ in ("amod", "compound", "det", "poss", "nummod"))
    ):
        return False
    return after is None or not (after.like_num or after.text in ("(", "-", "/", "[") or after.text in ("’", "'"))


def _name(doc: Doc, head: Token, place: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    """The changes that a name asks for where it stands."""
    start, end = place
    if any(child.dep_ in _HANGING for child in head.children):
        raise _Unsure
    mark = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if mark is not None and _LOOSE.fullmatch(mark.text):
        if mark.tag_ != "POS" or head.dep_ != "poss" or head.head.i <= mark.i or _is_joined(head):
            raise _Unsure
        yield start, mark.idx + len(mark.text), "your"
        return
    yield start, end, "you"
    yield from _verbs_of(head)


def _verbs_of(token: Token) -> Iterator[tuple[int, int, str]]:
    """The verbs that have to agree with a subject that has become 'you'; nothing where it is an object."""
    if token.dep_ in _OBJECTS:
        if _is_joined(token):
            raise _Unsure
        return
    if token.dep_ not in _SUBJECTS:
        raise _Unsure
    joined = [child for child in token.children if child.dep_ == "conj"]
    if any(part.tag_ == "POS" for other in joined for part in other.subtree):
        raise _Unsure  # 'Mia and Tom's room'
    if joined:
        return  # 'Mia and Tom need' is plural already
    yield from _agreement(token.head, token)


def _is_joined(token: Token) -> bool:
    return token.dep_ == "conj" or any(child.dep_ in ("conj", "cc") for child in token.children)


def _agreement(verb: Token, subject: Token) -> Iterator[tuple[int, int, str]]:
    """The finite verb of a clause, and of those joined to it that share its subject."""
    if verb.pos_ not in ("VERB", "AUX"):
        raise _Unsure
    if verb.tag_ in ("VBN", "VBG") and not any(child.dep_ in _AUXILIARIES for child in verb.children):
        raise _Unsure  # 'Mia weighed on 24 April', 'Mia being tired'
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and not any(child.tag_ == "MD" for child in verb.children):
        raise _Unsure  # 'Mia to see the dentist'
    finite = next((child for child in verb.children if child.dep_ in _AUXILIARIES and child.i != subject.i), verb)
    changes = list(_agreeing(finite))
    if changes and any(child.lower_ in ("n't", "n’t") for child in (*verb.children, *finite.children)):
        raise _Unsure
    yield from changes
    for other in verb.children:
        if (
            other.dep_ == "conj"
            and other.pos_ in ("VERB", "AUX")
            and not any(c.dep_ in _SUBJECTS for c in other.children)
        ):
            if other.tag_ not in ("VBZ", "VBP", "VBD", "VB", "VBN", "VBG"):
                raise _Unsure
            joined = next((child for child in other.children if child.dep_ in _AUXILIARIES), other)
            yield from _agreeing(joined)


def _agreeing(verb: Token) -> Iterator[tuple[int, int, str]]:
    lower = verb.text.lower()
    if verb.text[0] in "'’":
        raise _Unsure
    if lower in _IRREGULAR:
        yield verb.idx, verb.idx + len(verb.text), _IRREGULAR[lower]
    elif verb.tag_ == "VBZ":
        yield verb.idx, verb.idx + len(verb.text), _base(lower, verb.lemma_.lower())
    elif lower.endswith("s") and verb.tag_ in ("NNS", "NN", "NNP", "NNPS"):
        raise _Unsure


def _base(verb: str, lemma: str) -> str:
    """'needs' → 'need': the lemma, where it is that verb's; else by the spelling."""
    regular = (
        f"{lemma[:-1]}ies" if re.search(r"[^aeiou]y$", lemma) else f"{lemma}{'es' if _SIBILANT.search(lemma) else 's'}"
    )
    if verb == regular:
        return lemma
    if not verb.endswith("s") or verb.endswith("ies") or _SIBILANT.search(verb[:-2]):
        raise _Unsure
    return verb[:-1]


def _pronouns(doc: Doc, heads: Sequence[Token], quotes: Sequence[tuple[int, int]], others: str) -> list[Token]:
    """The pronouns that mean this person. Raises _Unsure where one of them may mean somebody else."""
    loose = [token for token in doc if not any(start <= token.idx < end for start, end in quotes)]
    found = [token for token in loose if token.lower_ in _HE | _SHE]
    if any(token.lower_ in _THEY for token in loose):
        raise _Unsure
    doubtful = [token for token in found if not _is_reflexive_of(token, heads)]
    genders = {"m" if token.lower_ in _HE else "f" for token in found}
    if len(genders) > 1 or (doubtful and ("?" in others or genders & set(others))):
        raise _Unsure
    return found


def _is_reflexive_of(token: Token, heads: Sequence[Token]) -> bool:
    """'Calum reads by himself': the subject of its own clause."""
    if token.lower_ not in ("himself", "herself"):
        return False
    verb = next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(head.head.i == verb.i and head.dep_ in _SUBJECTS for head in heads)


def _has_stray_verb(doc: Doc, changed: Sequence[tuple[int, int, str]]) -> bool:
    """A word after 'and' that may be a verb the parse has missed: 'lies down and sleeps'."""
    places = {start for start, _, _ in changed}
    joined = [word for joint, word in pairwise(doc) if joint.lower_ in ("and", "but", "or", "then", ",")]
    return any(
        word.tag_ in ("VBZ", "NNS") and word.lower_.endswith("s") and word.idx not in places
        and not any(child.dep_ in _SUBJECTS for child in word.children)
        for word in joined
    )  # fmt: skip


def _pronoun(token: Token) -> Iterator[tuple[int, int, str]]:
    lower, start, end = token.lower_, token.idx, token.idx + len(token.text)
    if lower in ("himself", "herself"):
        yield start, end, "yourself"
    elif lower in ("he", "she"):
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if token.dep_ not in _SUBJECTS or (following is not None and following.text[0] in "'’"):
            raise _Unsure
        yield start, end, "you"
        yield from _verbs_of(token)
    elif token.tag_ == "PRP$" and token.dep_ == "poss" and token.head.i > token.i:
        yield start, end, "your"
    elif lower in ("him", "her") and token.tag_ == "PRP":
        yield start, end, "you"
    elif lower in ("hers", "his"):
        yield start, end, "yours"
    else:
        raise _Unsure


def _is_simple(doc: Doc, heads: Sequence[Token], pronouns: Sequence[Token]) -> bool:
    """'Mia needs a lamp.': one name, the subject of the only verb, which stands in the simple present."""
    if len(heads) != 1 or pronouns:
        return False
    (head,) = heads
    if any(token.dep_ == "cc" for token in doc) or pattern("inflection", "untouchable").search(doc.text):
        return False
    verbs = [token for token in doc if token.pos_ in ("VERB", "AUX")]
    finite = [token for token in verbs if token.tag_ in ("VBZ", "VBP", "VBD", "MD")]
    verb = head.head
    return head.dep_ == "nsubj" and verb.dep_ == "ROOT" and verb.tag_ == "VBZ" and finite == [verb]
