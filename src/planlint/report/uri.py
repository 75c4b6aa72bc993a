"""Paths as URIs, and as names with forward slashes, for formats that other machines read."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def uri_of(path: str) -> tuple[str, bool]:
    """A path as a URI, and whether it is relative. Bytes that are no text are escaped as they are."""
    slashed = path.replace(os.sep, "/")
    if not Path(path).is_absolute():
        return quote(os.fsencode(slashed), safe="/-._~"), True
    lead = "file://" if slashed.startswith("/") else "file:///"
    return lead + quote(os.fsencode(slashed), safe="/:-._~"), False
