"""The rules of a run: the catalogue's, those of packs, and the options that a configuration sets on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from planlint.checks import check_of, kinds
from planlint.rules import catalogue
from planlint.rules.catalogue import RuleError
from planlint.rules.finding import Anchor, Severity
from planlint.rules.model import Rule

_FIXED = ("type",)  # what a check is; an option cannot change it


class OptionError(RuleError):
    """An option that a rule does not have, or not of that kind. `key` is the option."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def rules_with(packs: Sequence[Path], known: Sequence[Rule] | None = None) -> tuple[Rule, ...]:
    """The known rules (none given: the catalogue's) and those of pack folders, by code. Raises RuleError."""
    rules = list(catalogue.load() if known is None else known)
    for folder in packs:
        if not folder.is_dir():
            raise RuleError(f"{folder}: no such folder")
        found = catalogue.load_folder(folder)
        if not found:
            raise RuleError(f"{folder}: holds no rule files (a rule is FAMILY/CODE-name.yaml)")
        for rule in found:
            _refuse_malformed(rule)
        taken = {name for rule in rules for name in (rule.code, rule.name)}
        for rule in found:
            if rule.code in taken or rule.name in taken:
                raise RuleError(f"{rule.path}: another rule has the code or name {rule.code} {rule.name}")
        rules += found
    return tuple(sorted(rules, key=lambda rule: rule.code))


def _refuse_malformed(rule: Rule) -> None:
    """Raise RuleError for a rule of a pack that no run could use."""
    if rule.severity not in get_args(Severity):
        raise RuleError(f"{rule.path}: severity: should be {_either(get_args(Severity))}")
    if rule.anchor not in get_args(Anchor):
        raise RuleError(f"{rule.path}: anchor: should be {_either(get_args(Anchor))}")
    if not isinstance(rule.check, Mapping) or "type" not in rule.check:
        raise RuleError(f"{rule.path}: check: should be a mapping with a 'type'")
    kind = str(rule.check["type"])
    try:
        check_of(kind)
    except KeyError:
        near = get_close_matches(kind, kinds(), 1, 0.5)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(kinds())}"
        raise RuleError(f"{rule.path}: check: no type is called '{kind}'; {hint}") from None
    except Exception as error:  # a pack's own Python may fail in any way
        raise RuleError(f"{rule.path}: check: '{kind}' cannot be loaded ({type(error).__name__})") from error


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def with_options(rules: Sequence[Rule], options: Mapping[str, Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The rules with parameters of their checks set by code or name. Raises OptionError."""
    by_word = {word.lower(): changed for word, changed in options.items()}
    out = []
    for rule in rules:
        changed = by_word.get(rule.code.lower()) or by_word.get(rule.name.lower()) or {}
        for key, value in changed.items():
            _check(rule, key, value)
        out.append(replace(rule, check=_merged(rule.check, changed)) if changed else rule)
    return tuple(out)


def _merged(check: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with those changed; of a table, only the keys that are given."""
    tables = {key: {**check[key], **value} for key, value in changed.items() if isinstance(value, dict)}
    return {**check, **changed, **tables}


def _check(rule: Rule, key: str, value: Any) -> None:
    known = [name for name in rule.check if name not in _FIXED]
    if key not in known:
        near = get_close_matches(key, known, 1, 0.5)
        hint = f"; did you mean '{near[0]}'?" if near else f"; it has {', '.join(known) or 'none'}"
        raise OptionError(key, f"{rule.code} has no option '{key}'{hint}")
    was = rule.check[key]
    numbers = isinstance(was, int | float) and isinstance(value, int | float) and not isinstance(value, bool)
    if not numbers and type(value) is not type(was):
        raise OptionError(key, f"{rule.code}: option '{key}' is of another kind: by default {was!r}")
