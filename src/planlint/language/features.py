"""What the recogniser looks at in a statement, as named features in blocks.

Takes a `StatementInput`, the word classes and the known words; gives, a block, a list of feature names. A block is
weighed and normalised as one, so that a long neighbour does not drown a short statement. Pure; no arrays here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from planlint.language.features_classes import WordClasses
from planlint.language.features_words import ADULT, CHILD, DATE, DAY, MONTH, NAME, NUMBER, QUOTE, TIME, words
from planlint.language.statement import StatementInput

BLOCKS = ("words", "gaps", "letters", "classes", "shape", "place", "crossed", "before", "after")

_PLACEHOLDERS = (DATE, TIME, NUMBER, DAY, MONTH, QUOTE, CHILD, ADULT, NAME)
_STOPS = frozenset(".,;:?!()/&-")
_PERSONS = frozenset(
    (*"he she him her his hers it its they them their you your i we my our".split(), CHILD, ADULT, NAME)
)
_SUBJECTS = _PERSONS | frozenset("mum dad mother father children child baby parents".split())
_STARTERS = frozenset("if when so because by to for as like most all both no until once".split())
_LENGTHS = (2, 4, 7, 10, 14, 20, 30)
_REALM = {"actions": "actions", "outcomes": "outcomes", "contingency": "actions", "details": "details"}


def features(statement: StatementInput, classes: WordClasses, known: Collection[str]) -> dict[str, list[str]]:
    """All blocks of one statement's features; a feature stands once in its block."""
    children, adults = statement.child_names, statement.adult_names
    tokens = words(statement.text, children, adults, known)
    before = words(statement.before, children, adults, known) if statement.before else ()
    after = words(statement.after, children, adults, known) if statement.after else ()
    hits = classes.hits(tokens)
    shape = _shape(statement, tokens)
    return {
        "words": _unique(ngrams(("^", *tokens, "$"), 3)),
        "gaps": _unique(_gaps(tokens)),
        "letters": _unique(piece for token in tokens for piece in letters(token)),
        "classes": _unique(_class_runs(tokens, hits)),
        "shape": shape,
        "place": _place(statement),
        "crossed": _unique(_crossed(statement, tokens, hits, shape)),
        "before": _neighbour(before, classes),
        "after": _neighbour(after, classes),
    }


def ngrams(tokens: Sequence[str], longest: int) -> list[str]:
    """Runs of one to `longest` tokens."""
    found = list(tokens)
    for size in range(2, longest + 1):
        found.extend(" ".join(tokens[at : at + size]) for at in range(len(tokens) - size + 1))
    return found


@lru_cache(maxsize=16384)
def letters(token: str) -> tuple[str, ...]:
    """Runs of three to five letters of a word with its edges; none for what stands for a name or number."""
    if token in _PLACEHOLDERS or len(token) < 3:
        return ()
    edged = f"<{token}>"
    return tuple(edged[at : at + size] for size in (3, 4, 5) for at in range(len(edged) - size + 1))


def _unique(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _gaps(tokens: Sequence[str]) -> list[str]:
    return [
        f"{tokens[at]}~{tokens[at + gap]}"
        for gap in (2, 3)
        for at in range(len(tokens) - gap)
        if tokens[at] not in _STOPS and tokens[at + gap] not in _STOPS
    ]


def _class_runs(tokens: Sequence[str], hits: Sequence[tuple[int, str]]) -> list[str]:
    """Each class, where it first stands, and which class comes next."""
    found = [name for _, name in hits]
    found += [f"{name}@{'start' if at < 3 else 'later'}" for at, name in hits]
    found += [f"{one} {two}" for (_, one), (_, two) in pairwise(hits)]
    present = _unique(name for _, name in hits)
    found += [f"{one}+{two}" for at, one in enumerate(sorted(present)) for two in sorted(present)[at + 1 :]]
    if not hits:
        found.append("none")
    return found


def _shape(statement: StatementInput, tokens: Sequence[str]) -> list[str]:
    length = len(tokens)
    found = [f"long:{sum(length > limit for limit in _LENGTHS)}"]
    text = statement.text.rstrip()
    found.append(f"end:{text[-1:] if text[-1:] in '.:?!' else 'none'}")
    for mark in (DATE, TIME, NUMBER, DAY, MONTH, QUOTE, CHILD, ADULT, NAME, ":", ";", "("):
        count = tokens.count(mark)
        if count:
            found.append(f"has:{mark}")
            if count > 1:
                found.append(f"many:{mark}")
    if not any(mark in tokens for mark in (DATE, TIME, NUMBER, DAY, MONTH)):
        found.append("undated")
    subject = next((token for token in tokens if token in _SUBJECTS), "none")
    found.append(f"subject:{subject}")
    if tokens and tokens[0] in _STARTERS:
        found.append(f"starts:{tokens[0]}")
    return found


def _place(statement: StatementInput) -> list[str]:
    found = [
        f"section:{statement.section}", f"cell:{statement.cell}", f"voice:{statement.voice}", f"age:{statement.age}",
        f"children:{min(statement.children, 2)}", f"section:{statement.section} cell:{statement.cell}",
    ]
    if statement.before:
        found.append("before")
    if statement.after:
        found.append("after")
    return found


def _crossed(
    statement: StatementInput, tokens: Sequence[str], hits: Sequence[tuple[int, str]], shape: Sequence[str]
) -> list[str]:
    """What a word means only in its place: 'she' in a letter to the child, no name under actions, 'both' of two."""
    spot = f"{_REALM.get(statement.section, 'about')}/{statement.cell}"
    voice = f"{statement.voice}/{min(statement.children, 2)}"
    classes = _unique(name for _, name in hits)
    found = [f"{spot}:{name}" for name in (*classes, *shape)]
    found += [f"{spot}:{token}" for token in tokens[:2]]
    found += [f"{voice}:{token}" for token in tokens if token in _PERSONS]
    found += [f"{voice}:{name}" for name in (*classes, *shape)]
    found += [f"{statement.age}:{name}" for name in classes]
    return found


def _neighbour(tokens: Sequence[str], classes: WordClasses) -> list[str]:
    return _unique([*ngrams(tokens, 2), *(f"c:{name}" for _, name in classes.hits(tokens))])
