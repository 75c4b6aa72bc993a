"""What the language room yields: frozen records a statement. spaCy's `Doc`s never leave the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Dependency = Literal["subject", "object", "owner", "agent", "other"]
MentionKind = Literal["name", "kin", "pronoun", "group", "baby"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean a person or several, by what they are and where they stand in the sentence.

    `start` and `end` count in the statement's text.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    dependency: Dependency
    main: bool  # belongs to the main clause
    verb: str = ""  # lemma of the verb it depends on
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The main clause: its verb, and how it stands."""

    verb: str = ""
    tense: Literal["past", "present", "none"] = "none"
    modal: str = ""
    passive: bool = False
    has_agent: bool = False
    negated: bool = False
    imperative: bool = False
    infinitive: bool = False  # 'Jo to ring the surgery'


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one statement says, as far as its own words go."""

    mentions: tuple[Mention, ...] = ()
    clause: Clause = field(default_factory=Clause)
    quotes: tuple[tuple[int, int], ...] = ()
    conditionals: tuple[tuple[int, int], ...] = ()
    verbs: frozenset[str] = frozenset()
    kinds: Mapping[str, float] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
