"""A JSON text whose longest list is written while its entries come: byte for byte that of `json.dumps`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


class StreamedList:
    """The one list of a document that is not there yet: give the document with it empty, and nothing after it."""

    def __init__(self, document: Any) -> None:
        self._before, _, self._after = _dumped(document).rpartition("[]")
        line = self._before.rpartition("\n")[2]
        self._margin = "\n" + " " * (len(line) - len(line.lstrip()))
        self._count = 0

    def start(self) -> str:
        """All that stands before the first entry."""
        return self._before + "["

    def entries(self, values: Iterable[Any]) -> str:
        """Some more entries."""
        text = ""
        for value in values:
            text += ("," if self._count else "") + self._indented(value, "  ")
            self._count += 1
        return text

    def end(self, **rest: Any) -> str:
        """All that stands after the last entry; `rest`: further keys of the object that the list stands in."""
        close = self._margin + "]" if self._count else "]"
        keys = "".join(f",{self._margin}{json.dumps(key)}: {self._indented(rest[key]).lstrip()}" for key in rest)
        return f"{close}{keys}{self._after}\n"

    def _indented(self, value: Any, deeper: str = "") -> str:
        """A value on a line of its own. No string of JSON has a line break in it, so none is touched."""
        return self._margin + deeper + _dumped(value).replace("\n", self._margin + deeper)


def _dumped(value: Any) -> str:
    return json.dumps(value, indent=2)
