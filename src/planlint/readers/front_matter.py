"""Front matter: the YAML between two `---` lines at the head of a Markdown file, as plain data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from planlint.document import Directive, Span

_FENCE = re.compile(r"\s{0,3}\ufeff?---[ \t]*(?:\r\n|\n|\r)")
_END = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_FIRST_LINE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*[ \t]*[\w'\"][^\r\n:]*:(?=\s|$)")
_MAX_LENGTH = 50_000
_MAX_DEPTH = 20
_CODE = re.compile(r"[A-Z]{2,}\d+")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says: `span` covers both fences; `problem` is why it could not be read, if so."""

    meta: dict[str, Any]
    span: Span
    directives: tuple[Directive, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Unreadable(Exception):
    reason: str
    line: int = field(default=1)


class _Plain(yaml.CSafeLoader):
    """A loader for which dates, times and decimals are strings: YAML reads 12.03 and 9:30 as numbers."""


_Plain.yaml_implicit_resolvers = {}
_Plain.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), list("tTfF"))
_Plain.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|[1-9]\d{0,8})$"), list("0123456789"))
_Plain.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])


def front_matter(source: str) -> FrontMatter | None:
    """The front matter of a source; None where it has none. A broken one has a `problem` and no data."""
    opening = _FENCE.match(source)
    if opening is None or not _FIRST_LINE.match(source, opening.end()):
        return None
    closing = _END.search(source, opening.end())
    if closing is None:
        return None
    span = Span(0, closing.end())
    text = source[opening.end() : closing.start()]
    try:
        meta = _load(text)
    except _Unreadable as error:
        return FrontMatter({}, span, (), f"The front matter could not be read (line {error.line + 1}): {error.reason}.")
    return FrontMatter(meta, span, tuple(_allowed(meta, source, span)))


def _load(text: str) -> dict[str, Any]:
    if len(text) > _MAX_LENGTH:
        raise _Unreadable(f"it is longer than {_MAX_LENGTH:,} characters")
    try:
        _inspect(text)
        data = yaml.load(text, Loader=_Plain)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Unreadable("look at its colons, quotes and indents", (mark.line if mark else 0) + 1) from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        raise _Unreadable("look at its colons, quotes and indents") from None
    if not isinstance(data, dict):
        raise _Unreadable("it is not a list of keys and values")
    return {str(key): value for key, value in data.items()}


def _inspect(text: str) -> None:
    """Refuse what could grow without bound: aliases (a few lines can stand for millions) and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _Unreadable("write '&' and '*' names out in full, or put quotes round them", line)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise _Unreadable("it is nested too deep", line)


def _allowed(meta: dict[str, Any], source: str, span: Span) -> list[Directive]:
    """The wishes under `allow`: a map of codes to reasons, or a list of codes without any."""
    wishes = meta.get("allow")
    if isinstance(wishes, dict):
        pairs = [(str(code), "" if reason is None else str(reason)) for code, reason in wishes.items()]
    elif isinstance(wishes, list):
        pairs = [(str(code), "") for code in wishes]
    elif isinstance(wishes, str):
        pairs = [(code, "") for code in _CODE.findall(wishes)]
    else:
        return []
    return [Directive("allow", code, reason.strip(), _line_of(code, source, span)) for code, reason in pairs]


def _line_of(code: str, source: str, span: Span) -> Span:
    start = source.find(code, span.start, span.end)
    return Span(start, start + len(code)) if start >= 0 and code else span
