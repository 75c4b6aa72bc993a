"""Reports with their offsets and columns counted in UTF-16 code units, as editors on that footing count."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from planlint.document import Location
from planlint.rules.finding import Allowed, Edit, Finding, Fix, Related, Report, Strength


def in_utf16(report: Report) -> Report:
    """The same report with every offset and column in UTF-16 code units.

    Raises ValueError where the report does not carry the text that its offsets count in.
    """
    if report.text is None:
        if report.findings or report.strengths:
            raise ValueError("a report without its text cannot be counted in UTF-16")
        return report
    wide = [at for at, char in enumerate(report.text) if ord(char) > 0xFFFF]
    if not wide:
        return report
    recount = _Recount(wide)
    return replace(
        report,
        findings=tuple(map(recount.finding, report.findings)),
        strengths=tuple(map(recount.strength, report.strengths)),
        allowed=tuple(map(recount.allowed, report.allowed)),
    )


class _Recount:
    """Turns code points into UTF-16 code units, given where the characters that take two of them stand."""

    def __init__(self, wide: list[int]) -> None:
        self._wide = wide

    def offset(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)

    def location(self, location: Location) -> Location:
        line_start = location.offset - (location.column - 1)
        column = self.offset(location.offset) - self.offset(line_start) + 1
        return Location(self.offset(location.offset), location.line, column)

    def finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            start=self.location(finding.start),
            end=self.location(finding.end),
            fixes=tuple(map(self.fix, finding.fixes)),
            related=tuple(map(self.related, finding.related)),
        )

    def allowed(self, allowed: Allowed) -> Allowed:
        return replace(allowed, finding=self.finding(allowed.finding)) if allowed.finding else allowed

    def fix(self, fix: Fix) -> Fix:
        edits = (Edit(self.offset(edit.start), self.offset(edit.end), edit.text) for edit in fix.edits)
        return replace(fix, edits=tuple(edits))

    def related(self, related: Related) -> Related:
        return replace(related, start=self.location(related.start), end=self.location(related.end))

    def strength(self, strength: Strength) -> Strength:
        return replace(strength, start=self.location(strength.start), end=self.location(strength.end))
