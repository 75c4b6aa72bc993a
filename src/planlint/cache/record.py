"""A report as a record of codes and offsets, and a report again from the record and the plan's text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planlint.cache.words import Words, filled
from planlint.document import Document, Location
from planlint.rules.finding import (
    Allowed,
    Edit,
    Finding,
    Fix,
    Related,
    Report,
    Strength,
    Unchecked,
    Why,
)
from planlint.rules.fingerprint import fingerprinted

Templates = Mapping[str, tuple[str, ...]]  # by rule, the words that its messages are made of


def record_of(report: Report, templates: Templates) -> dict[str, Any] | None:
    """The record of a report that carries its text; None where it could not be told again exactly."""
    if report.text is None or report.error is not None:
        return None
    record = _Recorder(report, templates).record()
    return record if report_from(record, report.path, report.text) == report else None


def report_from(record: Mapping[str, Any], path: str, text: str) -> Report:
    """The report of a record. Raises ValueError, KeyError, TypeError or IndexError for a damaged one."""
    return fingerprinted(_Teller(record, text).report(path))


class _Recorder:
    def __init__(self, report: Report, templates: Templates) -> None:
        self._report, self._templates = report, templates
        self._words = Words(report.text or "")

    def record(self) -> dict[str, Any]:
        report, fold = self._report, self._words.fold
        return {
            "children": [fold(name) for name in report.children],
            "as_of": report.as_of,
            "findings": [self._finding(finding) for finding in report.findings],
            "strengths": [
                {
                    "rule": [one.code, one.name],
                    "message": self._message(one.code, one.message, one.start.offset),
                    "child": self._child(one.child),
                    "at": [one.start.offset, one.end.offset],
                }
                for one in report.strengths
            ],
            "unchecked": [
                [one.rule, self._child(one.child), self._around_names(one.reason)] for one in report.unchecked
            ],
            "allowed": [
                [one.rule, fold(one.reason), self._finding(one.finding) if one.finding else None]
                for one in report.allowed
            ],
        }

    def _finding(self, one: Finding) -> dict[str, Any]:
        start = one.start.offset
        fold = self._words.fold
        return {
            "rule": [one.rule, one.name, one.severity, one.anchor],
            "child": self._child(one.child),
            "message": self._message(one.rule, one.message, start),
            "advice": self._message(one.rule, one.advice, start),
            "at": [start, one.end.offset],
            "plain": fold(one.plain, start),
            "place": one.place,
            "why": [
                fold(one.why.cue, start) if one.why.cue is not None else None,
                one.why.kinds,
                one.why.score,
                one.why.looked_for,
            ],
            "fixes": [self._fix(fix) for fix in one.fixes],
            "related": [[fold(x.message), x.start.offset, x.end.offset] for x in one.related],
            "url": one.url,
            "known": one.known,
        }

    def _fix(self, fix: Fix) -> list[Any]:
        edits = [[edit.start, edit.end, self._words.fold(edit.text, edit.start)] for edit in fix.edits]
        near = fix.edits[0].start if fix.edits else 0
        return [self._words.fold(fix.title, near), edits, fix.safe]

    def _message(self, code: str, text: str, near: int) -> list[Any]:
        """A message by the fixed words of its rule, so that these are not looked for in the plan."""
        fitting = [one for one in self._templates.get(code, ()) if filled(one, text) is not None]
        return self._words.fold(text, near, max(fitting, key=len, default=None))

    def _child(self, name: str | None) -> list[Any] | None:
        return self._words.fold(name) if name is not None else None

    def _around_names(self, reason: str) -> list[Any]:
        """Fixed words of planlint's own, in which a child's name may stand."""
        for name in self._report.children:
            before, met, after = reason.partition(name)
            if met:
                return [before, *self._words.fold(name), after]
        return [reason]


class _Teller:
    def __init__(self, record: Mapping[str, Any], text: str) -> None:
        self._record, self._text = record, text
        self._document = Document(text, "", ())
        self._words: Callable[[Any], str] = Words(text).unfold

    def report(self, path: str) -> Report:
        record, words = self._record, self._words
        return Report(
            path=path,
            children=tuple(words(name) for name in record["children"]),
            as_of=record["as_of"],
            findings=tuple(self._finding(one) for one in record["findings"]),
            strengths=tuple(self._strength(one) for one in record["strengths"]),
            unchecked=tuple(
                Unchecked(rule, self._maybe(child), words(reason)) for rule, child, reason in record["unchecked"]
            ),
            allowed=tuple(
                Allowed(rule, words(reason), self._finding(finding) if finding else None)
                for rule, reason, finding in record["allowed"]
            ),
            text=self._text,
        )

    def _finding(self, one: Mapping[str, Any]) -> Finding:
        rule, name, severity, anchor = one["rule"]
        start, end = one["at"]
        cue, kinds, score, looked_for = one["why"]
        return Finding(
            rule=rule,
            name=name,
            severity=severity,
            anchor=anchor,
            child=self._maybe(one["child"]),
            message=self._words(one["message"]),
            advice=self._words(one["advice"]),
            text=self._text[start:end],
            plain=self._words(one["plain"]),
            start=self._location(start),
            end=self._location(end),
            place=one["place"],
            why=Why(self._maybe(cue), tuple(kinds), score, tuple(looked_for)),
            fixes=tuple(self._fix(*fix) for fix in one["fixes"]),
            related=tuple(
                Related(self._words(message), self._location(first), self._location(last))
                for message, first, last in one["related"]
            ),
            url=one["url"],
            known=one["known"],
        )

    def _fix(self, title: Any, edits: Any, safe: bool) -> Fix:
        made = tuple(Edit(start, end, self._words(text)) for start, end, text in edits)
        return Fix(self._words(title), made, safe)

    def _strength(self, one: Mapping[str, Any]) -> Strength:
        code, name = one["rule"]
        start, end = map(self._location, one["at"])
        return Strength(code, name, self._words(one["message"]), self._maybe(one["child"]), start, end)

    def _location(self, offset: int) -> Location:
        return self._document.location(offset)

    def _maybe(self, folded: Any) -> str | None:
        return self._words(folded) if folded is not None else None
