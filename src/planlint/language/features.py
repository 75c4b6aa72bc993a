"""What the recogniser looks at in a statement, as named features in blocks.

Takes a `StatementInput` and a `Lexicon`; gives, a block, a list of feature names. A block is weighed and
normalised as one, so that a long neighbour does not drown a short statement. Pure; no arrays here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from planlint.language.features_classes import WordClasses
from planlint.language.features_words import ADULT, CHILD, DATE, DAY, MONTH, NAME, NUMBER, QUOTE, TIME, words
from planlint.language.statement import StatementInput

TEXT_BLOCKS = ("words", "letters", "classes", "shape", "persons", "before", "after")
PLACE_BLOCKS = ("place", "crossed")
BLOCKS = TEXT_BLOCKS + PLACE_BLOCKS

_MASKS = (DATE, TIME, NUMBER, DAY, MONTH, QUOTE, CHILD, ADULT, NAME)
_MARKS = frozenset((*_MASKS, ":", ";", "("))
_DATED = frozenset((DATE, TIME, NUMBER, DAY, MONTH))
_PRONOUNS = ("he she him her his hers", "i we my our", "it its they them their", "you your")
_PERSONS = frozenset((*(word for words in _PRONOUNS for word in words.split()), CHILD, ADULT, NAME))
_SUBJECTS = _PERSONS | {"mum", "dad", "mother", "father", "children", "child", "baby", "parents"}
_STARTERS = frozenset(
    (
        "if",
        "when",
        "so",
        "because",
        "by",
        "to",
        "for",
        "as",
        "like",
        "most",
        "all",
        "both",
        "no",
        "until",
        "once",
    )
)
_LENGTHS = (2, 4, 7, 10, 14, 20, 30)
_REALM = {"actions": "actions", "outcomes": "outcomes", "contingency": "actions", "details": "details"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words: their classes, and which are no names even with a capital in mid-sentence."""

    classes: WordClasses
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as tokens, and the classes met in it, in reading order."""

    tokens: tuple[str, ...] = ()
    hits: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads each text once: a statement is its neighbours' neighbour. Made for one batch, then dropped."""

    lexicon: Lexicon
    _seen: dict[tuple[str, frozenset[str], frozenset[str]], _Read] = field(default_factory=dict)

    def features(self, statement: StatementInput) -> dict[str, Sequence[str]]:
        """All blocks of one statement's features."""
        own = self._read(statement.text, statement)
        tokens, hits = own.tokens, own.hits
        classes = _unique(name for _, name in hits)
        shape = _shape(statement.text, tokens)
        return {
            "words": _pairs(("^", *tokens, "$")),
            "letters": tokens,  # as words: `letters` spells them out
            "classes": _class_runs(hits, classes),
            "shape": shape,
            "persons": _persons(statement, tokens, classes),
            "before": _neighbour(self._read(statement.before, statement)),
            "after": _neighbour(self._read(statement.after, statement)),
            "place": _place(statement),
            "crossed": _crossed(statement, tokens, classes, shape),
        }

    def _read(self, text: str, statement: StatementInput) -> _Read:
        if not text:
            return _Read()
        key = (text, statement.child_names, statement.adult_names)
        read = self._seen.get(key)
        if read is None:
            tokens = words(text, statement.child_names, statement.adult_names, self.lexicon.known)
            read = self._seen[key] = _Read(tokens, tuple(self.lexicon.classes.hits(tokens)))
        return read


def letters(token: str) -> tuple[str, ...]:
    """Runs of three to five letters of a word with its edges; none for what stands for a name or number."""
    if token in _MASKS or len(token) < 3:
        return ()
    edged = f"<{token}>"
    return tuple(edged[at : at + size] for size in (3, 4, 5) for at in range(len(edged) - size + 1))


def _unique(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _pairs(tokens: Sequence[str]) -> list[str]:
    """Each token, and each two that stand side by side."""
    return [*tokens, *map(" ".join, pairwise(tokens))]


def _class_runs(hits: Sequence[tuple[int, str]], classes: Sequence[str]) -> list[str]:
    """Each class, where it stands, which comes next, and which stand together."""
    if not hits:
        return ["none"]
    found = list(classes)
    found += [f"{name}@{'start' if at < 3 else 'later'}" for at, name in hits]
    found += [f"{one} {two}" for (_, one), (_, two) in pairwise(hits)]
    ordered = sorted(classes)
    found += [f"{one}+{two}" for at, one in enumerate(ordered) for two in ordered[at + 1 :]]
    return _unique(found)


def _shape(text: str, tokens: Sequence[str]) -> list[str]:
    last = text.rstrip()[-1:]
    found = [
        f"long:{sum(len(tokens) > limit for limit in _LENGTHS)}",
        f"end:{last if last in ('.', ':', '?', '!') else 'none'}",
    ]
    marks = [token for token in tokens if token in _MARKS]
    for mark in dict.fromkeys(marks):
        found.append(f"has:{mark}")
        if marks.count(mark) > 1:
            found.append(f"many:{mark}")
    if _DATED.isdisjoint(marks):
        found.append("undated")
    subject = next((token for token in tokens if token in _SUBJECTS), "none")
    found.append(f"subject:{subject}")
    if tokens and tokens[0] in _STARTERS:
        found.append(f"starts:{tokens[0]}")
    return found


def _persons(statement: StatementInput, tokens: Sequence[str], classes: Sequence[str]) -> list[str]:
    """How the plan speaks and of how many, and what that makes of 'she', 'both' and the rest."""
    who = f"{statement.voice}/{min(statement.children, 2)}"
    found = [f"voice:{statement.voice}", f"age:{statement.age}", f"children:{min(statement.children, 2)}"]
    found += [f"{who}:{token}" for token in dict.fromkeys(tokens) if token in _PERSONS]
    found += [f"{who}:{name}" for name in classes]
    found += [f"{statement.age}:{name}" for name in classes]
    return found


def _place(statement: StatementInput) -> list[str]:
    return [
        f"section:{statement.section}",
        f"cell:{statement.cell}",
        f"section:{statement.section} cell:{statement.cell}",
        f"about:{statement.about}",
        f"about:{statement.about} voice:{statement.voice} children:{min(statement.children, 2)}",
        "before" if statement.before else "first",
        "after" if statement.after else "last",
    ]


def _crossed(
    statement: StatementInput, tokens: Sequence[str], classes: Sequence[str], shape: Sequence[str]
) -> list[str]:
    """What words mean only where they stand: no name under actions, a service in an outcome's cell."""
    spot = f"{_REALM.get(statement.section, 'about')}/{statement.cell}"
    found = [f"{spot}:{name}" for name in (*classes, *shape, *dict.fromkeys(tokens[:2]))]
    found += [f"{statement.about}:{name}" for name in classes]
    return _unique(found)


def _neighbour(read: _Read) -> list[str]:
    return [*read.tokens, *[f"c:{name}" for _, name in read.hits]]
