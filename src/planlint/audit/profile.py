"""Which team, type and ages a plan belongs under: from its layout alone, without the language room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from planlint.audit.data import OTHER, UNKNOWN, labels
from planlint.cache import Cache
from planlint.cache.key import plan_key, settings_key
from planlint.config.model import Config
from planlint.document import Document
from planlint.plan.layout.build import lay_out
from planlint.plan.layout.plan_type import plan_type_of
from planlint.plan.resolve.model import Child
from planlint.plan.resolve.people import resolve_people
from planlint.readers import format_of, read_file
from planlint.report.excerpt import path_text, printable

_LONGEST = 60  # characters of a team's name
_NAME_PARTS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the audit asks of a plan beside its findings. `ages` has one entry a child, in the report's order."""

    plan_type: str  # a key of labels('plan_types'), or a type that the configuration names
    ages: tuple[str, ...]  # keys of labels('ages')
    team: str | None  # None: nothing tells
    named_for_child: bool  # whether the team's name holds the name of a child of this plan


@dataclass(frozen=True, slots=True)
class Teams:
    """Where a plan's team is told: a field of its front matter, or else the folder below `root` that it is in."""

    root: Path
    field: str | None = None

    def of(self, path: Path, meta: Mapping[str, Any]) -> str | None:
        """The team of a plan; None where nothing tells."""
        if self.field is not None:
            said = {str(key).strip().lower(): value for key, value in meta.items()}
            value = said.get(self.field.strip().lower())
            name = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        else:
            parts = path.relative_to(self.root).parts if path.is_relative_to(self.root) else ()
            name = path_text(parts[0]) if len(parts) > 1 else ""
        return " ".join(printable(name).split())[:_LONGEST] or None


def profile_of(path: Path, as_of: str | None, config: Config, teams: Teams, cache: Cache | None = None) -> Profile:
    """The profile of a plan that has been checked, from the cache where it is known.

    `as_of` is the day of its report. Raises ReadError or OSError where the plan cannot be read any more.
    """
    folder = None if teams.field is not None else teams.of(path, {})
    key = _key(path, config, str(as_of), repr(folder), str(teams.field))
    if cache is not None and (record := cache.get(key)) is not None:
        try:
            # A team told in a plan is a word of that plan, so it is not kept.
            team = folder if teams.field is None else teams.of(path, read_file(path).meta)
            return Profile(record["type"], tuple(record["ages"]), team, record["named"])
        except (KeyError, TypeError):
            pass
    document = read_file(path)
    profile = _profile(document, teams.of(path, document.meta), date.fromisoformat(as_of) if as_of else None, config)
    if cache is not None:
        cache.put(key, {"type": profile.plan_type, "ages": profile.ages, "named": profile.named_for_child})
    return profile


def _key(path: Path, config: Config, *parts: str) -> str:
    return settings_key(("audit", plan_key(path.read_bytes(), format_of(path) or "", config.for_file(path)), *parts))


def _profile(document: Document, team: str | None, day: date | None, config: Config) -> Profile:
    layout = lay_out(document)
    children, _ = resolve_people(layout, day or layout.plan_date or date.today(), [])
    said = plan_type_of(layout)
    known = said in labels("plan_types") or said in config.plan_types
    plan_type = UNKNOWN if said is None else said if known else OTHER
    return Profile(plan_type, tuple(map(_age, children)), team, _names(team, children))


def _age(child: Child) -> str:
    if child.is_baby:
        return "babies"
    if child.preverbal:
        return "pre-verbal"
    return UNKNOWN if child.age_days is None else "older"


def _names(team: str | None, children: tuple[Child, ...]) -> bool:
    words = {word.casefold() for word in _NAME_PARTS.findall(team or "")}
    names = {word.casefold() for child in children for alias in child.aliases for word in _NAME_PARTS.findall(alias)}
    return bool(words & (names - {"baby", "unborn", "the", "new", "to", "come", "child"}))
