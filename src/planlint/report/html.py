"""`--format html`: one page that stands alone, the findings beside the words of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from planlint.report.excerpt import path_text, printable
from planlint.report.options import Options
from planlint.report.order import Point, points
from planlint.report.tally import Tally
from planlint.report.text import LIMITS
from planlint.rules.finding import Finding, Report, Severity

_WEIGHTS: dict[Severity, str] = {"error": "Important", "warning": "Worth a look", "info": "Wording"}
_COUNTED: dict[Severity, str] = {"error": "important", "warning": "worth a look", "info": "on wording"}
_NO_CHILD = "-"
_INTRODUCTION = (
    "Each says what the words do not show yet, and what would help. "
    "You know the child and the family; planlint sees only the words."
)
_KEY = (
    '<p class="quiet key">The number after the words leads to the point: '
    '<span class="error">important</span>, <span class="warning">worth a look</span>, '
    '<span class="info">on wording</span>.</p>\n'
)
_FAMILIES = {
    "OBS": "What was seen, and what assumed",
    "SIB": "Each child apart",
    "OUT": "Actions and what they bring",
    "FAT": "Fathers",
    "VOI": "The child's voice and words",
    "SAF": "Feeling safe",
    "INF": "Babies",
}


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """One HTML page for all files, a section each; style and script in it; it asks for nothing more."""
    tally = Tally()
    yield _HEAD.format(style=_own("html_page.css"))
    for number, report in enumerate(tally.counting(reports), 1):
        yield from _File(report, f"f{number}").lines()
    yield f'</main>\n<footer><p>{_text(tally.sentence())}</p><p class="quiet">{_text(LIMITS)}</p>'
    yield f'<p class="quiet">planlint {_text(options.version)}</p></footer>\n'
    yield f"<script>{_own('html_page.js')}</script>\n</body>\n</html>\n"


_HEAD = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>planlint: what the plan says about the child</title>
<style>{style}</style>
</head>
<body>
<main>
"""  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """A stretch of the text, of whole lines, and the points that begin in it."""

    start: int
    end: int
    points: tuple[tuple[int, Point], ...]


@dataclass(frozen=True, slots=True)
class _File:
    """One file's section of the page. `prefix` keeps its anchors apart from other files'."""

    report: Report
    prefix: str

    def lines(self) -> Iterator[str]:
        path = path_text(self.report.path)
        name = path.replace("\\", "/").rsplit("/", 1)[-1]
        yield f'<section class="file" id="{self.prefix}" aria-labelledby="{self.prefix}-name">\n'
        yield f'<h1 id="{self.prefix}-name">{_text(name or path)}</h1>\n'
        if name != path:
            yield f'<p class="quiet path">{_text(path)}</p>\n'
        if self.report.error is not None:
            yield f"<p>Could not be checked: {_text(self.report.error)}</p>\n</section>\n"
            return
        yield f'<a class="skip" href="#{self.prefix}-plan">To the plan and its points</a>\n'
        if self.report.children:
            yield f"<p>Plan for {_text(_joined(self.report.children))}.</p>\n"
        yield from _list("strengths", "What this plan does well", [s.message for s in self.report.strengths])
        yield from self._points()
        yield from _list("unchecked", "Not checked", [_about(u.reason, u.child) for u in self.report.unchecked])
        yield from _list("unchecked", "Allowed by the writer", [f"{a.rule}: {a.reason}" for a in self.report.allowed])
        yield "</section>\n"

    def _points(self) -> Iterator[str]:
        """The points about the whole or a part, then the plan with the points on its words."""
        found = list(enumerate(sorted(points(self.report.findings), key=lambda p: p.is_about_words), 1))
        about = [(n, point) for n, point in found if point.is_about_words]
        whole = [(n, point) for n, point in found if not point.is_about_words]
        yield f'<h2 id="{self.prefix}-plan">{"Points to look at" if found else "Nothing to point out"}</h2>\n'
        if found:
            yield f"<p>{self._counted()} {_INTRODUCTION}</p>\n"
        yield from self._filters()
        for number, point in whole:
            yield from self._card(number, point)
        if self.report.text is None:
            for number, point in about:
                yield from self._card(number, point)
            return
        yield f'<section class="plan" aria-labelledby="{self.prefix}-text">\n'
        yield f'<h2 id="{self.prefix}-text">{"The plan, with its points beside it" if about else "The plan"}</h2>\n'
        yield _KEY if about else ""
        for row in _rows(self.report.text, about):
            yield from self._row(self.report.text, row)
        yield "</section>\n"

    def _counted(self) -> str:
        counts = Counter(finding.severity for finding in self.report.findings)
        told = [f"{counts[severity]} {words}" for severity, words in _COUNTED.items() if counts[severity]]
        return f"{_joined(told)}."

    def _filters(self) -> Iterator[str]:
        families = sorted({finding.rule.rstrip("0123456789") for finding in self.report.findings})
        children = list(dict.fromkeys(finding.child or "" for finding in self.report.findings))
        if len(self.report.findings) < 2:
            return
        named: list[tuple[str, str]] = [(name, name) for name in children if name]
        if "" in children:
            named.append((_NO_CHILD, "no single child"))
        yield '<div class="filters" role="group" aria-label="Which points are shown" hidden>\n'
        yield _select("family", "What it is about", [(code, _FAMILIES.get(code, code)) for code in families])
        yield _select("child", "Which child", named)
        yield '<button type="button">Show all</button>\n<p role="status"></p>\n</div>\n'

    def _row(self, text: str, row: _Row) -> Iterator[str]:
        yield '<div class="row"><div class="text">'
        at = row.start
        for number, point in row.points:
            start, end = point.start.offset, max(point.end.offset, point.start.offset)
            yield _text(text[at:start])
            weight = point.findings[0].severity
            yield f'<mark class="{weight}" id="{self.prefix}-words-{number}" tabindex="-1">{_text(text[start:end])}'
            label = f"Point {number}: {_WEIGHTS[weight]}"
            href = f"#{self.prefix}-point-{number}"
            yield f'<a class="number" href="{href}" aria-label="{label}">{number}</a></mark>'
            at = end
        yield _text(text[at : row.end].rstrip("\r\n"))
        yield '</div><div class="notes">'
        for number, point in row.points:
            yield from self._card(number, point)
        yield "</div></div>\n"

    def _card(self, number: int, point: Point) -> Iterator[str]:
        place = point.findings[0].place or f"line {point.start.line}"
        heading = (
            f"{number}. {place[:1].upper()}{place[1:]}" if point.is_about_words else f"{number}. {self._wide(point)}"
        )
        weight = point.findings[0].severity
        identity = f"{self.prefix}-point-{number}"
        yield f'<article class="point {weight}" id="{identity}" tabindex="-1" aria-labelledby="{identity}-name">'
        yield f'<h3 id="{identity}-name">{_text(heading)}</h3>\n'
        for finding in point.findings:
            yield _finding(finding)
        if point.is_about_words and self.report.text is not None:
            label = f"Back to the words of point {number}"
            yield f'<a class="quiet back" href="#{self.prefix}-words-{number}" aria-label="{label}">Back to the words</a>\n'
        yield "</article>\n"

    def _wide(self, point: Point) -> str:
        """What a point is about that is about no single words."""
        if any(finding.anchor == "plan" for finding in point.findings):
            return "The whole plan"
        return f"The part about {point.child}" if point.child else "A part of the plan"


def _finding(finding: Finding) -> str:
    advice = f'<span class="advice">Better: {_text(finding.advice)}</span>' if finding.advice else ""
    family, child = _text(finding.rule.rstrip("0123456789")), _text(finding.child or _NO_CHILD)
    return (
        f'<p class="finding {finding.severity}" data-family="{family}" data-child="{child}">'
        f'<span class="weight">{_WEIGHTS[finding.severity]}:</span> {_text(finding.message)}{advice} '
        f'<span class="rule">{_text(finding.rule)} {_text(finding.name)}</span></p>\n'
    )


def _rows(text: str, found: Sequence[tuple[int, Point]]) -> Iterator[_Row]:
    """The text cut into rows of whole lines, each with the points that begin in it; none runs over it."""
    at = 0
    waiting = list(found)
    while at < len(text):
        if not waiting:
            yield _Row(at, len(text), ())
            return
        begins = text.rfind("\n", 0, waiting[0][1].start.offset) + 1
        if begins > at:
            yield _Row(at, begins, ())
            at = begins
        end, here = _line_end(text, at), []
        while waiting and waiting[0][1].start.offset < end:
            here.append(waiting.pop(0))
            end = max(end, _line_end(text, max(here[-1][1].end.offset - 1, at)))
        yield _Row(at, end, tuple(here))
        at = end


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f'<option value="{_text(value)}">{_text(shown)}</option>' for value, shown in options)
    return f'<label>{label}<select name="{name}"><option value="">all</option>{listed}</select></label>\n'


def _list(kind: str, title: str, entries: Sequence[str]) -> Iterator[str]:
    if entries:
        items = "".join(f"<li>{_text(entry)}</li>" for entry in entries)
        yield f'<section class="{kind}"><h2>{title}</h2><ul>{items}</ul></section>\n'


def _about(message: str, child: str | None) -> str:
    return message if child is None or child in message else f"{child}: {message}"


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _text(text: str) -> str:
    """Text as HTML shows it: escaped, without control characters, line ends and tabs kept."""
    kept = "\n".join("\t".join(map(printable, line.split("\t"))) for line in text.replace("\r\n", "\n").split("\n"))
    return escape(kept)


def _own(name: str) -> str:
    return files("planlint.report").joinpath(name).read_text(encoding="utf-8")
