"""Loading rule files: the catalogue that ships, and folders that a pack brings. Loads neither spaCy nor pydantic."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from planlint.rules.finding import Anchor, Severity
from planlint.rules.model import Rule, Source, StrengthRule
from planlint.words import directory, load_yaml

__all__ = [
    "RuleError",
    "directory",
    "find",
    "load",
    "load_folder",
    "load_strengths",
    "names_a_rule",
    "nearest",
    "select",
]

_KEYS = {
    "code", "name", "aliases", "severity", "anchor", "summary", "why", "sources", "leaves_alone", "yields_to",
    "message", "advice", "check", "examples", "enabled",
}  # fmt: skip
_NEEDED = ("code", "name", "severity", "anchor", "summary", "why", "message", "advice", "check")


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file and what to put right."""


@cache
def load() -> tuple[Rule, ...]:
    """Every rule of the catalogue, by code."""
    return load_folder(directory())


def load_folder(folder: Path) -> tuple[Rule, ...]:
    """The rule files (`FAMILY/CODE-name.yaml`) of a folder, by code. Raises RuleError."""
    paths = sorted(path for path in folder.glob("*/*.yaml") if path.parent.name not in ("words", "strengths"))
    rules = [_checked_rule(path) for path in paths]
    codes = [rule.code for rule in rules]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise RuleError(f"{folder}: two rules share the code {', '.join(sorted(twice))}")
    return tuple(sorted(rules, key=lambda rule: rule.code))


@cache
def load_strengths() -> tuple[StrengthRule, ...]:
    """Every strength of the catalogue, by code."""
    found = []
    for path in sorted((directory() / "strengths").glob("*.yaml")):
        entry = _entry(path)
        found.append(
            StrengthRule(
                entry["code"],
                entry["name"],
                entry["message"],
                entry["why"],
                entry.get("check", {}),
                entry.get("examples", {}),
                str(path),
            )
        )
    return tuple(found)


def find(code: str) -> Rule | None:
    """The rule of a code, name or alias, whatever the case."""
    wanted = code.strip().lower()
    return next((r for r in load() if wanted in (r.code.lower(), r.name.lower(), *map(str.lower, r.aliases))), None)


def nearest(code: str) -> str | None:
    """The code or name most like a misspelt one."""
    known = {name.lower(): name for rule in load() for name in (rule.code, rule.name, *rule.aliases)}
    close = difflib.get_close_matches(code.strip().lower(), known, n=1, cutoff=0.5)
    return known[close[0]] if close else None


def select(
    rules: Iterable[Rule], chosen: Iterable[str], ignored: Iterable[str], required: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """The rules to report: those chosen by code, prefix or name (all that are enabled where none is), less the ignored.

    The required ones are among them whatever is chosen or ignored. Raises RuleError for one that names no rule.
    """
    every = tuple(rules)
    wanted, unwanted, needed = list(chosen), list(ignored), list(required)
    for word in (*wanted, *unwanted, *needed):
        if not any(names_a_rule(word, rule) for rule in every):
            near = nearest(word)
            raise RuleError(f"no rule is called {word!r}" + (f"; did you mean {near}?" if near else ""))
    picked = [r for r in every if (any(names_a_rule(w, r) for w in wanted) if wanted else r.enabled)]
    kept = {rule.code for rule in picked if not any(names_a_rule(word, rule) for word in unwanted)}
    return tuple(r for r in every if r.code in kept or any(names_a_rule(word, r) for word in needed))


def names_a_rule(word: str, rule: Rule) -> bool:
    """Whether a code, prefix, name or alias means this rule; 'all' means every one."""
    lower = word.strip().lower()
    return lower in ("all", rule.name.lower(), *map(str.lower, rule.aliases)) or (
        rule.code.lower().startswith(lower) and lower != ""
    )


def _entry(path: Path) -> dict[str, Any]:
    try:
        entry = load_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 1})" if mark else ""
        raise RuleError(f"{path}: not readable as YAML{line}") from error
    if not isinstance(entry, dict):
        raise RuleError(f"{path}: a rule file is a mapping of keys to values")
    return entry


def _checked_rule(path: Path) -> Rule:
    try:
        return _rule(path)
    except (AttributeError, KeyError, TypeError) as error:
        raise RuleError(f"{path}: a key has a value of another kind than in the catalogue's rules") from error


def _rule(path: Path) -> Rule:
    entry = _entry(path)
    for key in entry:
        if key not in _KEYS:
            near = difflib.get_close_matches(str(key), _KEYS, n=1)
            raise RuleError(f"{path}: unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    if missing := [key for key in _NEEDED if not entry.get(key)]:
        raise RuleError(f"{path}: missing {', '.join(missing)}")
    return Rule(
        code=str(entry["code"]),
        name=str(entry["name"]),
        family=path.parent.name.upper(),
        severity=cast(Severity, entry["severity"]),
        anchor=cast(Anchor, entry["anchor"]),
        summary=str(entry["summary"]).strip(),
        why=str(entry["why"]).strip(),
        message=str(entry["message"]),
        advice=str(entry["advice"]),
        check=cast(Mapping[str, Any], entry["check"]),
        sources=tuple(Source(str(s["title"]), str(s.get("point", ""))) for s in entry.get("sources") or ()),
        leaves_alone=tuple(map(str, entry.get("leaves_alone") or ())),
        yields_to=tuple(map(str, entry.get("yields_to") or ())),
        aliases=tuple(map(str, entry.get("aliases") or ())),
        examples=entry.get("examples") or {},
        enabled=bool(entry.get("enabled", True)),
        path=str(path),
    )
