"""The audit as one page that stands alone: plots, tables, the briefing's learning points, and what it cannot say."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from planlint.audit import figures
from planlint.audit.cohort import Cohort, Line, Shown
from planlint.audit.data import Point, briefing, labels
from planlint.audit.groups import FEWEST
from planlint.audit.limits import LIMITS, PROMPT
from planlint.audit.markup import both, coded, count, figure, page, paragraph, section, share, table, text
from planlint.audit.page_rows import day_text, described, rules_section, since_section
from planlint.audit.tally import ALL, Group
from planlint.audit.trend import Trend

_FEW_GROUPS = 6  # groups that stand side by side in one table of an A4 page
_TOP = 6

_ORDER = "They stand in order of name or kind, not of number."


def as_page(cohort: Cohort, trend: Trend | None) -> str:
    """The text of the HTML file."""
    return page("How well do our plans show the child? An audit", _pieces(cohort, trend))


def _pieces(cohort: Cohort, trend: Trend | None) -> Iterator[str]:
    yield '<a class="skip" href="#main">To the report</a>\n'
    yield "<header><h1>How well do our plans show the child?</h1>\n"
    yield paragraph(_subject(cohort)) + "</header>\n<main id='main'>\n"
    yield f'<div class="read"><p><strong>{text(PROMPT)}</strong></p>'
    yield '<p>Please read <a href="#limits">what these numbers cannot say</a> before you pass them on.</p></div>\n'
    if cohort.size is None:
        yield paragraph(
            f"There are fewer than {FEWEST} plans here, so no numbers are shown: they would tell of single children. "
            "Read these plans, or audit more of them together."
        )
    else:
        yield from _numbers(cohort, trend)
    yield _limits(trend is not None)
    yield _method(cohort)
    yield f"</main>\n<footer>{paragraph(f'Made by planlint {cohort.version} on {day_text(cohort.made)}.', 'quiet')}</footer>\n"


def _numbers(cohort: Cohort, trend: Trend | None) -> Iterator[str]:
    yield _glance(cohort)
    yield _contents(cohort, trend)
    yield _families(cohort)
    yield _strengths(cohort)
    yield _points(cohort)
    if cohort.groups("age"):
        yield _by_age(cohort)
    if cohort.groups("team"):
        yield _by_group(
            cohort, "team", "By team", f"{_ORDER} Teams work with different children, so they do not compare."
        )
    if cohort.groups("type"):
        yield _by_group(cohort, "type", "By plan type", _ORDER)
    if trend is not None:
        yield since_section(trend)
    yield rules_section(cohort)


def _subject(cohort: Cohort) -> str:
    if cohort.size is None:
        return f"An audit of fewer than {FEWEST} plans."
    when = ""
    if cohort.months:
        first, last = (_month(month) for month in cohort.months)
        when = f", dated {first}" if first == last else f", dated {first} to {last}"
    return f"An audit of {cohort.size.plans:,} plans for {cohort.size.children:,} children{when}."


def _glance(cohort: Cohort) -> str:
    assert cohort.size is not None
    several, babies, quiet = (cohort.line("reach", key) for key in ("several", "babies", "pre-verbal"))
    keys = [("plans audited", f"{cohort.size.plans:,}"), ("children in them", f"{cohort.size.children:,}")]
    for words, line, measure in (
        ("plans for two or more children", several, 0),
        ("babies", babies, 1),
        ("pre-verbal children (babies among them)", quiet, 1),
    ):
        if line is not None:
            shown = line.plans[ALL] if measure == 0 else line.children[ALL]
            keys.append((words, shown.text))
    teams = [one for one in cohort.groups("team") if one.parts == 1]
    if teams:
        keys.append(("teams", str(len(teams))))
    boxes = "".join(f"<div><dt>{text(words)}</dt><dd>{text(value)}</dd></div>" for words, value in keys[:4])
    more = [f"{value} {words}" for words, value in keys[4:]]
    return section(
        "glance",
        "At a glance",
        [
            f'<dl class="key">{boxes}</dl>\n',
            paragraph("Among them are " + ", in ".join(more) + ".", "quiet") if more else "",
            "<h3>What plans most often do well</h3>" + _listed(_top(cohort, "strength")),
            "<h3>What there is most often to talk about</h3>" + _listed(_top(cohort, "rule")),
        ],
    )


def _contents(cohort: Cohort, trend: Trend | None) -> str:
    entries = [("families", "The themes"), ("strengths", "Strengths beside gaps"), ("points", "The learning points")]
    entries += [("age", "By age")] if cohort.groups("age") else []
    entries += [("team", "By team")] if cohort.groups("team") else []
    entries += [("type", "By plan type")] if cohort.groups("type") else []
    entries += [("since", "Since the last audit")] if trend else []
    entries += [("rules", "Every rule"), ("limits", "What these numbers cannot say"), ("method", "How it was counted")]
    items = "".join(f'<li><a href="#{anchor}">{text(title)}</a></li>' for anchor, title in entries)
    return f'<nav aria-label="Contents"><ol>{items}</ol></nav>\n'


def _top(cohort: Cohort, kind: str, most: int = 3) -> list[Line]:
    """The lines with the greatest share of plans, of those whose share may be shown."""
    shown = [line for line in cohort.of(kind) if line.off is None and line.family != "ALW" and line.plans[ALL].count]
    return sorted((line for line in shown if line.plans[ALL].percent), key=_weight)[:most]


def _weight(line: Line) -> tuple[float, str]:
    return -(line.plans[ALL].percent or 0), line.code


def _listed(lines: Sequence[Line]) -> str:
    if not lines:
        return paragraph("Nothing that may be shown.")
    items = []
    for line in lines:
        shown = line.plans[ALL]
        among = line.among or "plans"
        items.append(
            f"<li>{coded(line.code, line.title)} {shown.text} of {shown.of:,} {text(among)} ({shown.share}).</li>"
        )
    return f'<ul class="plain">{"".join(items)}</ul>\n'


def _families(cohort: Cohort) -> str:
    lines = [line for line in cohort.of("family") if line.off is None and line.code != "ALW"]
    svg = figures.bars(
        [(line.title, line.plans[ALL]) for line in lines],
        "fig-families",
        "Plans with something to talk about, by theme",
        described(lines),
    )
    rows = [
        [
            coded(line.code, line.title),
            count(line.plans[ALL]),
            share(line.plans[ALL]),
            count(line.children[ALL]),
            share(line.children[ALL]),
        ]
        for line in lines
    ]
    beside = table(
        "Plans and children with at least one finding of a theme",
        ["Theme", "Plans", "of all", "Children", "of all"],
        rows,
    )
    caption = "Share of plans with at least one finding of each theme."
    return section("families", "The themes", [figure(svg, caption, beside)])


def _strengths(cohort: Cohort) -> str:
    strengths = sorted(cohort.of("strength"), key=_weight)
    gaps = _top(cohort, "rule", _TOP)
    best = strengths[:_TOP]
    svg = figures.beside(
        [(line.title, line.plans[ALL]) for line in best],
        [(line.title, line.plans[ALL]) for line in gaps],
        "fig-strengths",
        "Strengths beside gaps",
        f"Strengths: {described(best)} Gaps: {described(gaps)}",
    )
    heads = ["Strength", "Plans", "of all", "Children", "of all"]
    rows = [
        [
            coded(line.code, line.title),
            count(line.plans[ALL]),
            share(line.plans[ALL]),
            count(line.children[ALL]),
            share(line.children[ALL]),
        ]
        for line in strengths
    ]
    caption = f"The {len(best)} most common strengths and the {len(gaps)} most common gaps. The gaps' numbers are under Every rule."
    return section(
        "strengths",
        "Strengths beside gaps",
        [figure(svg, caption, table("Every strength: plans and children that have it", heads, rows))],
    )


def _points(cohort: Cohort) -> str:
    source = briefing()
    intro = (
        f"The source of many of planlint's rules is the {source.title} ({source.publisher}, {source.year}). "
        "Here is each of its seven learning points, in our words, with what these plans show; then what else it says."
    )
    pieces = [paragraph(intro)]
    pieces += [_point(cohort, point) for point in source.points]
    return section("points", "The learning points of the source briefing", pieces)


def _point(cohort: Cohort, point: Point) -> str:
    head = f"{point.number}. {point.title}" if point.number else point.title
    pieces = [f'<article class="point"><h3>{text(head)}</h3>\n', paragraph(point.says)]
    whole = cohort.line("point", point.key)
    if whole is None or whole.off == "all":
        pieces.append(paragraph("The rule that speaks to this was not on in this audit. Read plans for it."))
    else:
        young = [
            f"{both(whole.children[one.group])} of the {text(one.group.name[:1].lower() + one.group.name[1:])}"
            for one in cohort.groups("age")
            if _is_young(one.group)
        ]
        also = f" By age: {'; '.join(young)}." if young else ""
        pieces.append(
            f"<p><strong>{both(whole.plans[ALL])}</strong> plans have something here to talk about.{also}</p>\n"
        )
    lines = [(line, "gap") for code in point.rules if (line := cohort.line("rule", code))]
    lines += [(line, "strength") for code in point.strengths if (line := cohort.line("strength", code))]
    items = [f"<li>{_of_point(line, kind)}</li>" for line, kind in lines]
    pieces.append(
        f'<ul class="plain">{"".join(items)}</ul>\n' + paragraph(f"To ask: {point.ask}", "ask") + "</article>\n"
    )
    return "".join(pieces)


def _is_young(group: Group) -> bool:
    return any(labels("ages")[key] in group.name for key in ("babies", "pre-verbal"))


def _of_point(line: Line, kind: str) -> str:
    word = "Strength: " if kind == "strength" else ""
    if line.off == "all":
        return f"{coded(line.code, line.title)} Not on."
    among = f" of {text(line.among)}" if line.among else ""
    return f"{word}{coded(line.code, line.title)} {both(line.plans[ALL])}{among or ' plans'}."


def _by_age(cohort: Cohort) -> str:
    groups = [one.group for one in cohort.groups("age")]
    lines = [line for line in cohort.of("family") if line.off is None and line.code != "ALW"]
    cells = [[line.children[group] for group in groups] for line in lines]
    names = [group.name for group in groups]
    svg = figures.sides(
        [line.title for line in lines], names, cells, "fig-age", "Children by age and theme", _crossed(lines, groups, 1)
    )
    sizes = "; ".join(f"{one.group.name}: {one.children:,}" for one in cohort.groups("age"))
    return section(
        "age",
        "By age",
        [
            paragraph(
                f"How many children there are: {sizes}. By age children are counted, since one plan can hold several ages."
            ),
            figure(
                svg,
                "Share of the children of each age about whom there is a finding of each theme.",
                _crosstab(cohort, "age", 1),
            ),
        ],
    )


def _by_group(cohort: Cohort, by: str, title: str, note: str) -> str:
    groups = [one.group for one in cohort.groups(by)]
    lines = [line for line in cohort.of("family") if line.off is None and line.code != "ALW"]
    names = [f"{textwrap.shorten(one.group.name, 40, placeholder='…')} ({one.plans})" for one in cohort.groups(by)]
    cells = [[line.plans[group] for line in lines] for group in groups]
    svg = figures.grid(
        names, [line.title for line in lines], cells, f"fig-{by}", f"Themes {title.lower()}", _crossed(lines, groups, 0)
    )
    caption = (
        "Share of the plans of each group with a finding of each theme; in brackets how many plans there are. "
        f"<{FEWEST}: fewer than {FEWEST}; –: withheld."
    )
    together = [
        f"{one.group.name} puts {one.parts} groups together, of fewer than {FEWEST} plans each or needed to hide one."
        for one in cohort.groups(by)
        if one.parts > 1
    ]
    return section(
        by, title, [paragraph(" ".join([note, *together])), figure(svg, caption, _crosstab(cohort, by, 0))], "whole"
    )


def _crossed(lines: Sequence[Line], groups: Sequence[Group], measure: int) -> str:
    told = []
    for group in groups:
        cells = [(line.title, (line.children if measure else line.plans)[group]) for line in lines]
        told.append(f"{group.name}: " + "; ".join(f"{title} {shown.share}" for title, shown in cells))
    return ". ".join(told) + "."


def _crosstab(cohort: Cohort, by: str, measure: int) -> str:
    """Themes, rules and strengths by group, some groups side by side in each table."""
    groups = [one.group for one in cohort.groups(by)]
    lines = [line for line in (*cohort.of("family"), *cohort.of("strength")) if line.off is None and line.code != "ALW"]
    what = "Children" if measure else "Plans"
    pieces = []
    tables = -(-len(groups) // _FEW_GROUPS)
    wide = -(-len(groups) // tables)
    for first in range(0, len(groups), wide):
        some = groups[first : first + wide]
        rows = [
            [
                coded(line.code, _short(line)),
                *(_cell((line.children if measure else line.plans)[group]) for group in some),
            ]
            for line in lines
        ]
        pieces.append(
            table(f"{what} with a finding of each theme, and with each strength", ["", *(g.name for g in some)], rows)
        )
    more = (
        " Plans and children of every rule by group are in audit.csv."
        if by != "age"
        else " Every rule by age is in audit.csv."
    )
    return "".join(pieces) + paragraph(more.strip(), "quiet")


def _short(line: Line) -> str:
    """A strength by its name: its words are told whole further up."""
    return line.name.replace("-", " ").capitalize() if line.kind == "strength" else line.title


def _cell(shown: Shown) -> str:
    return both(shown)


def _limits(has_trend: bool) -> str:
    told = LIMITS if has_trend else LIMITS[:-1]
    pieces = [f"<h3>{text(head)}</h3>\n{paragraph(words)}" for head, words in told]
    return section("limits", "What these numbers cannot say", pieces)


def _method(cohort: Cohort) -> str:
    files = cohort.files
    items = [
        f"{files.met:,} files of known formats were met in the folder.",
        f"{files.not_checked:,} could not be checked.",
        f"{files.without_child:,} were left out as unchecked, since no child was found in them.",
        "Each plan counts once for a rule, however many findings of it there are.",
        "Findings that a baseline knows are counted; findings that a writer has allowed with a reason are not.",
        "Rules that only some plans can meet have their share of those plans: plans for two or more children, with a baby, with a pre-verbal child.",
        "Ages are those on the day of the plan; where it has none, on the day of the audit.",
    ]
    listed = "".join(f"<li>{text(item)}</li>" for item in items)
    named = "".join(f"<li>{text(path)}: {text(reason)}</li>" for path, reason in files.names)
    named = f'<h3>Files not counted</h3><ul class="plain">{named}</ul>\n' if named else ""
    return section("method", "How it was counted", [f'<ul class="plain">{listed}</ul>\n{named}'])


def _month(month: str) -> str:
    return f"{date.fromisoformat(month + '-01'):%B %Y}"
