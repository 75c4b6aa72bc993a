"""The cache on disk: one small file a record, written whole or not at all, and believed only if undamaged."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

_KEPT_FOR = 60 * 24 * 3600  # seconds that a record is kept without being asked for
_TIDY_EVERY = 24 * 3600
_TRIES = 3
_PART = ".part"  # of a record that is being written; one that stays is a killed process's
_MARK = "CACHEDIR.TAG"
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Made by planlint. It can be deleted at any time: planlint cache clear\n"
)


def folder() -> Path:
    """Where the cache is: PLANLINT_CACHE_DIR, or a folder of its own among the user's caches."""
    if named := os.environ.get("PLANLINT_CACHE_DIR"):
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "planlint" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "planlint"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "planlint"


class Cache:
    """Records by key. What cannot be read or written counts as not there: a cache never stops a run."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._dirty = False

    def get(self, key: str) -> Any | None:
        """The record of a key; None where there is none, or a damaged one."""
        path = self._path(key)
        try:
            check, _, body = path.read_bytes().partition(b"\n")
            if hashlib.sha256(body).hexdigest().encode() != check:
                return None
            record = json.loads(body)
            if time.time() - path.stat().st_mtime > _TIDY_EVERY:
                os.utime(path)
        except (OSError, ValueError):
            return None
        return record

    def put(self, key: str, record: Mapping[str, Any]) -> None:
        """Keep a record. Other processes see all of it or none."""
        import tempfile  # slow to load, and a run that the cache answers writes nothing

        body = json.dumps(record, separators=(",", ":")).encode()
        path = self._path(key)
        scratch = None
        try:
            self._make(path.parent)
            handle, scratch = tempfile.mkstemp(suffix=_PART, dir=path.parent)
            with open(handle, "wb") as file:
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            os.replace(scratch, path)
            scratch = None
            self._dirty = True
        except OSError:
            pass
        finally:
            if scratch is not None:
                with suppress(OSError):
                    os.unlink(scratch)

    def tidy(self) -> None:
        """Drop what nobody has asked for in a long time; at most once a day, after something was kept."""
        if not self._dirty:
            return
        mark = self._root / _MARK
        try:
            if time.time() - mark.stat().st_mtime < _TIDY_EVERY:
                return
            os.utime(mark)
            for path in self._root.glob("*/*"):
                kept_for = _TIDY_EVERY if path.suffix == _PART else _KEPT_FOR
                if time.time() - path.stat().st_mtime > kept_for:
                    path.unlink(missing_ok=True)
        except OSError:
            return

    def clear(self) -> int:
        """Delete every record, and say how many there were. Raises OSError where that cannot be done.

        What another process deletes or adds meanwhile is no matter.
        """
        import shutil

        if not (self._root / _MARK).is_file():
            return 0
        count = sum(1 for _ in self._root.glob("*/*.json"))
        with suppress(FileNotFoundError):
            for _ in range(_TRIES):
                shutil.rmtree(self._root, ignore_errors=True)
            shutil.rmtree(self._root)
        return count

    def _path(self, key: str) -> Path:
        return self._root / key[:2] / f"{key[2:]}.json"

    def _make(self, parent: Path) -> None:
        if parent.is_dir():
            return
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark = self._root / _MARK
        if not mark.exists():
            mark.write_text(_TAG, encoding="ascii")
        parent.mkdir(mode=0o700, exist_ok=True)
