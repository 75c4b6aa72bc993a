"""Word lists: where the catalogue stands, and phrases as patterns. Imports nothing else of planlint."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML without libyaml: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_APOSTROPHES = "['’]"
_IRREGULAR = {
    "be": "be|is|are|was|were|been|being|am",
    "have": "have|has|had|having",
    "do": "do|does|did|done|doing",
    "go": "go|goes|went|gone|going",
    "feel": "feel|feels|felt|feeling",
    "keep": "keep|keeps|kept|keeping",
    "say": "say|says|said|saying",
    "get": "get|gets|got|getting|gotten",
    "make": "make|makes|made|making",
    "take": "take|takes|took|taken|taking",
    "tell": "tell|tells|told|telling",
    "think": "think|thinks|thought|thinking",
    "know": "know|knows|knew|known|knowing",
    "see": "see|sees|saw|seen|seeing",
    "hear": "hear|hears|heard|hearing",
    "show": "show|shows|showed|shown|showing",
    "draw": "draw|draws|drew|drawn|drawing",
    "write": "write|writes|wrote|written|writing",
    "come": "come|comes|came|coming",
    "give": "give|gives|gave|given|giving",
    "choose": "choose|chooses|chose|chosen|choosing",
    "hold": "hold|holds|held|holding",
    "lie": "lie|lies|lay|lain|lied|lying",
    "sleep": "sleep|sleeps|slept|sleeping",
    "run": "run|runs|ran|running",
    "leave": "leave|leaves|left|leaving",
    "lose": "lose|loses|lost|losing",
    "find": "find|finds|found|finding",
    "bring": "bring|brings|brought|bringing",
    "speak": "speak|speaks|spoke|spoken|speaking",
    "spend": "spend|spends|spent|spending",
    "put": "put|puts|putting",
    "let": "let|lets|letting",
    "throw": "throw|throws|threw|thrown|throwing",
    "drink": "drink|drinks|drank|drunk|drinking",
    "fight": "fight|fights|fought|fighting",
    "hit": "hit|hits|hitting",
    "build": "build|builds|built|building",
    "mean": "mean|means|meant|meaning",
    "become": "become|becomes|became|becoming",
    "can": "can|could",
}


@cache
def directory() -> Path:
    """The catalogue: `planlint/catalogue` in an installed wheel, the checkout's `rules/` otherwise."""
    shipped = Path(str(files("planlint"))) / "catalogue"
    return shipped if shipped.is_dir() else Path(__file__).resolve().parents[2] / "rules"


def load_yaml(path: Path) -> Any:
    """The YAML of a file, by libyaml where it is there. Raises yaml.YAMLError or OSError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)


@cache
def word_file(name: str) -> dict[str, Any]:
    """The lists of `rules/words/NAME.yaml`: name → list of items."""
    lists = load_yaml(directory() / "words" / f"{name}.yaml")
    return {key: value["items"] if isinstance(value, dict) else value for key, value in lists.items()}


@cache
def words(file: str, *names: str) -> tuple[str, ...]:
    """The phrases of one or several lists of a file, in order; items that carry more than a term give their term."""
    lists = word_file(file)
    items: list[str] = []
    for name in names or tuple(lists):
        items += [str(item["term"] if isinstance(item, dict) else item) for item in lists[name]]
    return tuple(items)


def inflections(word: str) -> str:
    """A pattern for the forms of an English verb or noun."""
    if word in _IRREGULAR:
        return f"(?:{_IRREGULAR[word]})"
    stem = re.escape(word)
    if word.endswith("e"):
        return f"(?:{stem}(?:s|d|r|rs)?|{re.escape(word[:-1])}ing)"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"(?:{stem}(?:ing)?|{re.escape(word[:-1])}ie(?:s|d|r))"
    double = word[-1] if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", word) else ""
    return f"{stem}(?:s|es|ed|ing|er|ers{f'|{double}ed|{double}ing' if double else ''})?"


def phrase_pattern(phrase: str) -> str:
    """A phrase as a pattern: any white space, either apostrophe, either hyphen, `~` before a word\n    that may inflect, `{child}` for any name."""
    parts = []
    for token in phrase.strip().split():
        if "{" in token:
            parts.append(r"\S+")
        elif token.startswith("~"):
            parts.append(inflections(token[1:].lower()))
        else:
            piece = re.sub("['’]", _APOSTROPHES, re.escape(token.lower()))
            parts.append(piece.replace(r"\-", r"[-‑– ]?"))
    return r"\s+".join(parts)


def one_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that meets any of the phrases as whole words, the longest first."""
    ordered = sorted({phrase for phrase in phrases if phrase.strip()}, key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    alternatives = "|".join(phrase_pattern(phrase) for phrase in ordered)
    return re.compile(rf"(?<![\w])(?:{alternatives})(?![\w])", re.IGNORECASE)


@cache
def pattern(file: str, *names: str) -> re.Pattern[str]:
    """`one_of` the phrases of some lists of a file."""
    return one_of(words(file, *names))


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a word list, with what the list says of it."""

    term: str
    plain: str | None
    item: Any


@cache
def terms(file: str, name: str) -> tuple[Term, ...]:
    """The items of a list that says more of each than its term: a plain wording, other senses."""
    found = []
    for item in word_file(file)[name]:
        entry = item if isinstance(item, dict) else {"term": item}
        found.append(Term(str(entry["term"]), entry.get("plain"), entry))
    return tuple(found)


