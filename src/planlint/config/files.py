"""Finding and reading configuration files: the nearest upwards, and those it extends. Checks nothing."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from planlint.config.errors import ConfigError

NAME = "planlint.toml"
_SHARED = "pyproject.toml"
_DEEPEST = 10  # files that extend one another


@dataclass(frozen=True, slots=True)
class Source:
    """One configuration file as it stands: `prefix` is the table that planlint's settings stand in."""

    path: Path
    text: str
    values: Mapping[str, Any]
    prefix: tuple[str, ...] = ()


@cache
def nearest(folder: Path) -> Path | None:
    """The configuration that holds in a folder: its own, or that of the nearest folder above."""
    own = folder / NAME
    if os.path.isfile(own):
        return own
    shared = folder / _SHARED
    if os.path.isfile(shared) and _mentions(shared):
        return shared
    return nearest(folder.parent) if folder.parent != folder else None


def config_of(path: Path) -> Path | None:
    """The configuration that holds for a file or folder."""
    whole = Path(os.path.abspath(path))
    return nearest(whole if os.path.isdir(whole) else whole.parent)


def read_chain(path: Path, above: tuple[Path, ...] = ()) -> list[Source]:
    """A configuration and all that it extends, the farthest first. Raises ConfigError."""
    source = _read(path)
    extended = source.values.get("extend", [])
    names = [extended] if isinstance(extended, str) else extended if isinstance(extended, list) else []
    chain: list[Source] = []
    for name in names:
        other = Path(os.path.normpath(path.parent / str(name)))
        if other in (*above, path) or len(above) > _DEEPEST:
            raise ConfigError(f"{path}: extends itself by way of {other}")
        chain += read_chain(other, (*above, path))
    return [*chain, source]


def _read(path: Path) -> Source:
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({(error.strerror or 'unknown reason').lower()})") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not in UTF-8; save it again as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not readable as TOML: {error}") from None
    if path.name != _SHARED:
        return Source(path, text, values)
    tool = values.get("tool", {}).get("planlint", {})
    return Source(path, text, tool if isinstance(tool, dict) else {}, ("tool", "planlint"))


def _mentions(path: Path) -> bool:
    """Whether a `pyproject.toml` has settings for planlint. A broken one is another tool's matter."""
    try:
        data = path.read_bytes()
        if b"planlint" not in data:
            return False
        found = tomllib.loads(data.decode("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found.get("tool"), dict) and "planlint" in found["tool"]
