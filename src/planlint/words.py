"""Word lists: where the catalogue stands, and what its lists hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from planlint.phrases import Phrases

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML without libyaml: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


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


@cache
def pattern(file: str, *names: str) -> Phrases:
    """The phrases of some lists of a file, to look for."""
    return Phrases(words(file, *names))


def whole_words(forms: Iterable[str]) -> re.Pattern[str]:
    """A case-sensitive pattern that meets any of some names as whole words, the longest first; of none, nothing."""
    return _whole_words(frozenset(forms))


@lru_cache(256)
def _whole_words(forms: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)" if ordered else r"(?!)")


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
