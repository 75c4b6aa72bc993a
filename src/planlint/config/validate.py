"""Whether a configuration can be used: its keys and values by the schema, its rules by the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planlint.config.errors import ConfigError
from planlint.config.files import Source
from planlint.config.lines import line_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from planlint.rules.model import Rule

_PLAINER = {  # pydantic's words, and ours
    "Input should be": "should be",
    "valid dictionary": "table",
    "valid integer": "whole number",
    "valid ": "",
}
_RULE_LISTS = ("select", "ignore", "required")


def validate(sources: Sequence[Source]) -> None:
    """Raise ConfigError with a line for each thing that is wrong, in any of the files."""
    _refuse(problem for source in sources for problem in _shape(source))
    rules = _rules(sources)
    _refuse(problem for source in sources for problem in _words(source, rules))


def _refuse(problems: Iterable[str]) -> None:
    if found := sorted(problems, key=_line):
        raise ConfigError(*found)


def _line(problem: str) -> tuple[str, int]:
    """A problem's file and line, to tell problems in their order."""
    where = re.match(r"(.*?):(\d+): ", problem)
    return (where[1], int(where[2])) if where else (problem, 0)


def _shape(source: Source) -> Iterator[str]:
    """What the schema says is wrong."""
    from pydantic import ValidationError

    from planlint.config.schema import ConfigModel

    try:
        ConfigModel.model_validate(dict(source.values))
    except ValidationError as error:
        seen = set()
        for found in error.errors(include_url=False, include_input=False):
            path = _key_path(source, found["loc"])
            if path in seen:
                continue
            seen.add(path)
            yield f"{_where(source, path)}: {_told(found['type'], found['msg'], path, ConfigModel)}"
        return
    day = source.values.get("as-of")
    if isinstance(day, str):
        try:
            date.fromisoformat(day)
        except ValueError:
            yield f"{_where(source, ('as-of',))}: as-of: not a date; write it as 2026-02-03"


def _key_path(source: Source, location: Sequence[Any]) -> tuple[str, ...]:
    """The part of a location that names keys which are there: the rest names branches of the schema."""
    path: list[str] = []
    here: Any = source.values
    for step in location:
        if not isinstance(here, dict) or step not in here:
            break
        path.append(str(step))
        here = here[step]
    return tuple(path)


def _told(kind: str, message: str, path: tuple[str, ...], model: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        keys = _keys(path, model)
        near = get_close_matches(path[-1], keys, 1, 0.5)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(keys)}"
        return f"unknown key '{path[-1]}'; {hint}"
    plain = message.partition(" or instance of ")[0]
    for theirs, ours in _PLAINER.items():
        plain = plain.replace(theirs, ours)
    return f"{'.'.join(path)}: {plain}"


def _keys(path: tuple[str, ...], model: type[BaseModel]) -> list[str]:
    """The keys that may stand where an unknown one does."""
    from planlint.config.schema import OverrideModel

    fields = (model if len(path) == 1 else OverrideModel).model_fields
    return [field.alias or name for name, field in fields.items()]


def _where(source: Source, path: Sequence[str]) -> str:
    line = line_of(source.text, (*source.prefix, *path))
    return f"{source.path}:{line}" if line else str(source.path)


def _rules(sources: Sequence[Source]) -> tuple[Rule, ...]:
    """The catalogue's rules and those of the packs. Raises ConfigError for a pack that cannot be loaded."""
    from planlint.rules.catalogue import RuleError
    from planlint.rules.packs import rules_with

    rules: tuple[Rule, ...] = rules_with(())
    for source in sources:
        for name in source.values.get("packs", ()):
            try:
                rules = rules_with((Path(source.path.parent, Path(name).expanduser()),), rules)
            except RuleError as error:
                raise ConfigError(f"{_where(source, ('packs',))}: packs: {error}") from None
    return rules


def _words(source: Source, rules: Sequence[Rule]) -> Iterator[str]:
    """Words that name no rule, and options that its check does not have."""
    tables: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [((), source.values)]
    for group in ("per-file", "plan-type"):
        tables += [((group, name), table) for name, table in source.values.get(group, {}).items()]
    for path, table in tables:
        for key in _RULE_LISTS:
            yield from _unknown(source, (*path, key), table.get(key, ()), rules)
        for word in table.get("severity", {}):
            yield from _unknown(source, (*path, "severity", word), [word], rules)
    for word, options in source.values.get("options", {}).items():
        yield from _unknown(source, ("options", word), [word], rules)
        yield from _options(source, word, options, rules)


def _unknown(source: Source, path: tuple[str, ...], words: Iterable[str], rules: Sequence[Rule]) -> Iterator[str]:
    from planlint.rules.catalogue import names_a_rule, nearest

    for word in words:
        if not any(names_a_rule(word, rule) for rule in rules):
            near = nearest(word)
            hint = f"; did you mean {near}?" if near else ""
            key = path[-1] if path[-1] != word else path[-2]
            yield f"{_where(source, path)}: {key}: no rule is called '{word}'{hint}"


def _options(source: Source, word: str, options: Mapping[str, Any], rules: Sequence[Rule]) -> Iterator[str]:
    from planlint.rules.packs import OptionError, with_options

    try:
        with_options(rules, {word: options})
    except OptionError as error:
        yield f"{_where(source, ('options', word, error.key))}: {error}"
