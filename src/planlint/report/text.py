"""`--format text`: the report for the people who write and read plans."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from planlint.document import Document
from planlint.report.excerpt import path_text, printable, underlined
from planlint.report.options import Options
from planlint.report.order import Point, points
from planlint.report.tally import Tally
from planlint.rules.finding import Finding, Report, Severity, Unchecked, Why

LIMITS = (
    "planlint looks only at how a plan is written. It cannot tell whether what a plan says is true, whether "
    "it is enough, or whether a child is safe. That stays with the people who know the child."
)
_STYLES = {"error": "31", "warning": "33", "info": "36", "good": "32", "strong": "1", "quiet": "2"}
_LABELS: dict[Severity, str] = {"error": "Important", "warning": "Worth a look", "info": "Wording"}
_GLUE = "\N{NO-BREAK SPACE}"  # no line is broken here
_LABEL_COLUMNS = max(map(len, _LABELS.values())) + 2


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """For each file its strengths, its points by place and what was not checked; then a sum of all."""
    tally = Tally()
    for report in tally.counting(reports):
        yield ""
        if report.error is None:
            page = _Page(options, report)
            yield "\n".join(page.lines()) + "\n\n"
    closing = _Page(options, Report(path=""))
    yield "\n".join([closing.paint(tally.sentence(), "strong"), *closing.wrapped(LIMITS, "", "quiet")]) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """One file's part of the report."""

    options: Options
    report: Report

    def lines(self) -> Iterator[str]:
        found = points(self.report.findings)
        yield self.paint(path_text(self.report.path), "strong")
        if subject := self._subject():
            yield subject
        yield from self._strengths()
        advised: set[str] = set()
        document = Document(self.report.text or "", "", ())
        for point in found:
            yield ""
            yield self.paint(f"  {_heading(point, self.report)}", "strong")
            yield from self._excerpt(point, document)
            for finding in point.findings:
                yield from self._reason(finding, point, finding.rule not in advised)
                advised.add(finding.rule)
        if not found and self.report.children:
            yield from ("", "  Nothing to point out.")
        yield from self._list("Not checked", map(_unchecked, self.report.unchecked))
        yield from self._list("Allowed by the writer", (f"{a.rule}: {a.reason}" for a in self.report.allowed))

    def paint(self, text: str, style: str) -> str:
        """Text in a style, where colours are wanted."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.options.colour else text

    def wrapped(self, text: str, lead: str, style: str | None = None) -> list[str]:
        """Text wrapped to the page; lines after the first stand under the first's text."""
        columns = max(self.options.width - len(lead), 40)
        lines = textwrap.wrap(printable(text), columns, break_long_words=False, break_on_hyphens=False)
        lines = [line.replace(_GLUE, " ") for line in lines] or [""]
        painted = [self.paint(line, style) if style else line for line in lines]
        return [lead + painted[0], *(" " * len(lead) + line for line in painted[1:])]

    @property
    def _has_lines(self) -> bool:
        """Whether lines mean something in the file; where they do not, findings say their place in words."""
        return not any(finding.place for finding in self.report.findings)

    def _subject(self) -> str:
        if not self.report.children:
            return ""
        as_of = f", read as of {_day(self.report.as_of)}" if self.report.as_of else ""
        return f"Plan for {printable(_joined(self.report.children))}{as_of}"

    def _strengths(self) -> Iterator[str]:
        if self.report.strengths:
            yield ""
            yield self.paint("  What this plan does well", "strong")
        for strength in self.report.strengths:
            where = f" (line {strength.start.line})" if self._has_lines else ""
            lead, *rest = self.wrapped(f"{strength.message}{where}", "  + ")
            yield from (self.paint(lead, "good"), *(self.paint(line, "good") for line in rest))

    def _excerpt(self, point: Point, document: Document) -> Iterator[str]:
        if not point.is_about_words or self.report.text is None:
            return
        line = document.line_span(point.start.line)
        text = document.source[line.start : line.end]
        start = point.start.column - 1
        end = min(point.end.offset - line.start, len(text))
        shown, carets = underlined(text, start, max(end, start), max(self.options.width - 4, 40))
        style = point.findings[0].severity
        yield f"  {self.paint('│', 'quiet')} {shown}"
        yield f"  {self.paint('│', 'quiet')} {self.paint(carets, style)}"

    def _reason(self, finding: Finding, point: Point, with_advice: bool) -> Iterator[str]:
        label = self.paint(_LABELS[finding.severity].ljust(_LABEL_COLUMNS), finding.severity)
        lead = " " * (_LABEL_COLUMNS + 2)
        known = " (in the baseline)" if finding.known else ""
        first, *rest = self.wrapped(f"{finding.message} [{finding.rule}{_GLUE}{finding.name}]{known}", lead)
        yield f"  {label}{first.lstrip()}"
        yield from rest
        if with_advice and finding.advice:
            yield from self.wrapped(f"Better: {finding.advice}", lead)
        for related in finding.related:
            if point.start.offset <= related.start.offset < point.end.offset:
                continue  # in the words that stand above
            where = f"line {related.start.line}: " if self._has_lines else ""
            yield from self.wrapped(f"See {where}{related.message}", lead)
        if self.options.why and (reason := _why(finding.why)):
            yield from self.wrapped(f"Why: {reason}", lead, "quiet")

    def _list(self, title: str, entries: Iterable[str]) -> Iterator[str]:
        listed = list(entries)
        if listed:
            yield ""
            yield self.paint(f"  {title}", "strong")
        for entry in listed:
            yield from self.wrapped(entry, "  - ")


def _heading(point: Point, report: Report) -> str:
    """Where a point stands, in words."""
    place = printable(point.findings[0].place or f"Line {point.start.line}")
    place = place[:1].upper() + place[1:]
    about = f", about {printable(point.child)}" if point.child else ""
    if point.is_about_words:
        return place + about
    anchors = {finding.anchor for finding in point.findings}
    if "plan" in anchors or (anchors == {"part"} and len(report.children) < 2):
        return "The whole plan"
    if "part" in anchors and point.child:
        return f"The part about {printable(point.child)} ({place[:1].lower()}{place[1:]})"
    return f"{place}, the section that starts there"


def _unchecked(unchecked: Unchecked) -> str:
    child = f"for {unchecked.child}" if unchecked.child else ""
    what = " ".join(part for part in (unchecked.rule, child) if part)
    return f"{what}: {unchecked.reason}" if what else unchecked.reason


def _why(why: Why) -> str:
    parts = [
        f"it says “{why.cue}”" if why.cue else "",
        f"it was read as {_joined(why.kinds)}" if why.kinds else "",
        f"the recogniser scored it {why.score:.2f}" if why.score is not None else "",
        f"looked for and not found: {', '.join(why.looked_for)}" if why.looked_for else "",
    ]
    return "; ".join(part for part in parts if part)


def _joined(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _day(iso: str) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"
