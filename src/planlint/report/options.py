"""What a caller may ask of a report format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from planlint.rules.model import Rule

OffsetEncoding = Literal["code-points", "utf-16"]


@dataclass(frozen=True, slots=True)
class Options:
    """Wishes that a format follows where they mean something to it."""

    version: str = ""
    colour: bool = False
    width: int = 100  # columns to wrap at
    why: bool = False  # say why each finding was made
    with_text: bool = False  # carry the source, or the text extracted from it
    offset_encoding: OffsetEncoding = "code-points"
    rules: Mapping[str, Rule] = field(default_factory=dict)  # by code, for formats that explain them
