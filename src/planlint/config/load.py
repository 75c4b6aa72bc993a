"""From configuration files to a `Config`, and where each of its values comes from."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from planlint.config.errors import ConfigError
from planlint.config.files import Source, read_chain
from planlint.config.model import Config, Overrides

_TABLES = ("severity", "per-file", "plan-type", "options")
_LISTS = ("select", "ignore", "required", "include", "exclude")


@dataclass(frozen=True, slots=True)
class Settings:
    """A `Config` with the files it was made of (the nearest last), and for each key the file that set it."""

    config: Config
    sources: tuple[Source, ...] = ()

    @classmethod
    def default(cls) -> Settings:
        """Where no file sets anything."""
        return cls(Config())

    @property
    def path(self) -> Path | None:
        """The nearest configuration file."""
        return self.sources[-1].path if self.sources else None

    @property
    def origin(self) -> Mapping[str, Path]:
        """By key (a table's by `table.key`), the file that had the last word."""
        found: dict[str, Path] = {}
        for source in self.sources:
            for key, value in source.values.items():
                names = [f"{key}.{inner}" for inner in value] if key in _TABLES else [key]
                found.update(dict.fromkeys(names, source.path))
        return found


def read(path: Path) -> tuple[Source, ...]:
    """The files of a configuration, not yet checked. Raises ConfigError for one that cannot be read."""
    return tuple(read_chain(path))


def build(sources: Sequence[Source]) -> Settings:
    """The settings of files that have been checked; raises nothing for those."""
    merged: dict[str, Any] = {}
    for source in sources:
        for key, value in _rooted(source).items():
            merged[key] = {**merged.get(key, {}), **value} if key in _TABLES else value
    root = sources[-1].path.parent if sources else Path()
    return Settings(_config(merged, root), tuple(sources))


def load(path: Path) -> Settings:
    """Read, check and build. Raises ConfigError."""
    from planlint.config.validate import validate

    sources = read(path)
    validate(sources)
    return build(sources)


def _rooted(source: Source) -> dict[str, Any]:
    """A file's values, with the paths among them made whole."""
    values = {key: value for key, value in source.values.items() if key != "extend"}
    folder = source.path.parent
    if "packs" in values:
        values["packs"] = [_path(folder, name) for name in values["packs"]]
    if "baseline" in values:
        values["baseline"] = _path(folder, values["baseline"])
    return values


def _path(folder: Path, name: str) -> Path:
    return Path(os.path.normpath(folder / os.path.expanduser(name)))


def _config(values: Mapping[str, Any], root: Path) -> Config:
    listed = {key: tuple(values.get(key, ())) for key in _LISTS}
    return Config(
        **listed,
        severity=values.get("severity", {}),
        fail_on=values.get("fail-on", "error"),
        as_of=_day(values.get("as-of")),
        max_findings=values.get("max-findings", 0),
        options=values.get("options", {}),
        packs=tuple(values.get("packs", ())),
        baseline=values.get("baseline"),
        per_file=_overrides(values.get("per-file", {})),
        plan_types=_overrides(values.get("plan-type", {})),
        root=root,
    )


def _overrides(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Overrides]:
    return {
        name: Overrides(tuple(table.get("select", ())), tuple(table.get("ignore", ())), table.get("severity", {}))
        for name, table in tables.items()
    }


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


__all__ = ["ConfigError", "Settings", "build", "load", "read"]
