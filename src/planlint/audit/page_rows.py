"""The sections of the audit's page that go row by row: every rule, and what has changed since an earlier audit."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

from planlint.audit import figures
from planlint.audit.cohort import Cohort, Line
from planlint.audit.data import labels
from planlint.audit.markup import coded, count, figure, paragraph, section, share, table, text
from planlint.audit.tally import ALL
from planlint.audit.trend import Trend


def since_section(trend: Trend) -> str:
    families = [change for change in trend.changes if change.line.kind == "family" and change.line.code != "ALW"]
    told = [f"{c.line.title}: {_points_text(c.before)} then, {_points_text(c.after)} now" for c in families]
    svg = figures.since(families, "fig-since", "Themes then and now", "; ".join(told) + ".")
    earlier = trend.earlier
    plans = f" of {earlier.plans:,} plans" if earlier.plans is not None else ""
    pieces = [paragraph(f"Beside the audit{plans} made on {day_text(earlier.made)}. Shares are of plans.")]
    if not trend.same_version:
        warning = f"That audit was made with planlint {earlier.version}: the rules themselves may have changed."
        pieces.append(paragraph(warning, "read"))
    caption = "Share of plans with a finding of each theme, then and now."
    pieces.append(figure(svg, caption, _changes(trend, "family", "Themes")))
    moved = [_changes(trend, kind, title) for kind, title in (("point", "Learning points"), ("strength", "Strengths"))]
    moved.append(_changes(trend, "rule", "Rules"))
    return section("since", "Since the last audit", [*pieces, *moved])


def _changes(trend: Trend, kind: str, title: str) -> str:
    rows = [
        [coded(c.line.code, c.line.title), _points_text(c.before), _points_text(c.after), _signed(c.points), c.verdict]
        for c in sorted(trend.changes, key=lambda change: _place(change.line))
        if c.line.kind == kind and c.line.family != "ALW"
    ]
    return table(f"{title}, then and now", [title, "Then", "Now", "Points", "Plans with it"], rows)


def _points_text(value: float | None) -> str:
    return "not shown" if value is None else f"{value:.0f}%"


def _signed(points: float | None) -> str:
    return "" if points is None else f"{points:+.0f}".replace("-", "−")


def rules_section(cohort: Cohort) -> str:
    pieces = [paragraph("Shares are of the plans and children that a rule can be met in.")]
    for family in cohort.of("family"):
        lines = [line for line in cohort.of("rule") if line.family == family.code and line.off != "all"]
        if lines:
            pieces += [f"<h3>{text(family.title)}</h3>\n", _rules_of(family, lines)]
    off = [f"{line.title} ({line.code})" for line in cohort.of("rule") if line.off == "all"]
    if off:
        pieces.append(paragraph(f"Not on in this audit: {' '.join(off)}", "quiet"))
    if any(line.off == "some" for line in cohort.of("rule")):
        pieces.append(paragraph("Where no share is given, the rule was off for some of the plans.", "quiet"))
    pieces.append(_allowed(cohort))
    return section("rules", "Every rule", pieces)


def _rules_of(family: Line, lines: Sequence[Line]) -> str:
    """One theme's rules."""
    heads = ["Rule", "Plans", "of", "Share", "Children", "of", "Share"]
    caption = f"Plans and children that each rule was met in: {family.title}"
    beside = table(caption, heads, [_rule_row(line) for line in lines])
    if family.code == "ALW":
        return beside
    svg = figures.bars(
        [(textwrap.fill(f"{line.title} ({line.code})", 64), line.plans[ALL]) for line in lines],
        f"fig-rules-{family.code}",
        f"Each rule as a share of plans: {family.title}",
        described(lines),
    )
    return figure(svg, "Share of the plans in which each rule was met.", beside)


def _place(line: Line) -> tuple[int, str]:
    families = list(labels("families"))
    return families.index(line.family) if line.family in families else 0, line.code if line.kind == "rule" else ""


def _rule_row(line: Line) -> list[str]:
    title = coded(line.code, line.title) + (f' <span class="code">of {text(line.among)}</span>' if line.among else "")
    cells = []
    for shown in (line.plans[ALL], line.children[ALL]):
        cells += [count(shown), f"{shown.of:,}" if shown.of is not None else "", share(shown)]
    return [title, *cells]


def _allowed(cohort: Cohort) -> str:
    lines = cohort.of("allowed")
    if not lines:
        return paragraph("No writer has allowed a finding with a reason.", "quiet")
    rows = [[coded(line.code, line.title), count(line.plans[ALL])] for line in lines]
    return table("Allowed by writers, with a reason: not among the findings", ["Rule", "Plans"], rows)


def described(lines: Sequence[Line]) -> str:
    """What a plot shows, for those who do not see it."""
    return "; ".join(f"{line.title}: {line.plans[ALL].share}" for line in lines) + "."


def day_text(iso: str) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"
