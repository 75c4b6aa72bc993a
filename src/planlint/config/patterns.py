"""Path patterns as in `.gitignore`: `*`, `?`, `**`, a bare name at any depth, a folder for all in it."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path


def matches(pattern: str, path: Path, root: Path) -> bool:
    """Whether a path is meant by a pattern. A pattern with a slash inside starts from `root`.

    Case counts for nothing: the same plans lie on file systems of both kinds.
    """
    whole = os.path.abspath(path)
    relative = os.path.relpath(whole, root or ".").replace(os.sep, "/")
    return _compiled(pattern).fullmatch(relative) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    body = pattern.strip().replace("\\", "/").removeprefix("./")
    anchored = "/" in body.rstrip("/")
    body = body.strip("/")
    lead = "" if anchored else r"(?:.*/)?"
    return re.compile(f"{lead}{_regex(body)}(?:/.*)?", re.IGNORECASE | re.DOTALL)


def _regex(body: str) -> str:
    pieces = re.split(r"(\*\*/|/\*\*|\*\*|\*|\?)", body)
    meaning = {"**/": r"(?:.*/)?", "/**": r"(?:/.*)?", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    return "".join(meaning.get(piece, re.escape(piece)) for piece in pieces)
