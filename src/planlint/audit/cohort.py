"""The audit of a cohort as records: everything that its reports show, small counts already taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planlint.audit.data import OTHER, UNKNOWN, briefing, labels, reaches
from planlint.audit.groups import FEWEST, TOGETHER, Merged, merge, regrouped
from planlint.audit.suppress import Cell, Label, Table, hidden
from planlint.audit.tally import ALL, Counts, Group, Row, Tally, family_of
from planlint.rules.model import Rule, StrengthRule

WORDS: Mapping[Label, str] = {"few": f"fewer than {FEWEST}", "withheld": "withheld"}
NO_TEAM = "No team told"


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it may be shown: the number, or `hidden` in its place. `of` is what it is a share of, if shown."""

    count: int | None
    hidden: Label | None = None
    of: int | None = None

    @property
    def percent(self) -> float | None:
        """Of a hundred; None where the count or what it is of is hidden, or there is nothing it is of."""
        return round(100 * self.count / self.of, 1) if self.count is not None and self.of else None

    @property
    def text(self) -> str:
        """The number in words or figures."""
        return WORDS[self.hidden] if self.hidden else f"{self.count:,}"

    @property
    def share(self) -> str:
        """The percentage in words or figures."""
        if self.percent is None:
            return self.text if self.hidden else "–"
        return "<1%" if 0 < self.percent < 0.5 else f"{self.percent:.0f}%"

    @property
    def value(self) -> int | str:
        """The number, or the words in its place: for JSON and CSV."""
        return self.count if self.count is not None else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the audit. `plans` and `children` are by group; by age there are children only."""

    kind: str
    code: str
    name: str
    title: str
    family: str | None
    among: str | None  # 'plans with a baby': what its shares are of, where not of all
    off: str | None  # 'all' or 'some': the plans that the rule was not on for
    plans: Mapping[Group, Shown] = field(default_factory=dict)
    children: Mapping[Group, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Division:
    """One group that rows are counted of. `parts` is how many it puts together; by age, plans are not counted."""

    group: Group
    plans: int | None
    children: int
    parts: int


@dataclass(frozen=True, slots=True)
class Files:
    """What became of the files of the folder. These counts are of files, and tell of no child."""

    met: int
    not_checked: int
    without_child: int
    names: tuple[tuple[str, str], ...] = ()  # with --name-plans: each file not counted, and why


@dataclass(frozen=True, slots=True)
class Cohort:
    """The audit. `size` is None where the cohort is too small for anything to be shown; there are no lines then."""

    version: str
    made: str
    files: Files
    size: Counts | None
    months: tuple[str, str] | None
    divisions: tuple[Division, ...] = ()
    lines: tuple[Line, ...] = ()

    def of(self, kind: str) -> tuple[Line, ...]:
        """The lines of a kind, in order."""
        return tuple(line for line in self.lines if line.kind == kind)

    def line(self, kind: str, code: str) -> Line | None:
        """A line by its kind and code."""
        return next((line for line in self.lines if (line.kind, line.code) == (kind, code)), None)

    def groups(self, by: str) -> tuple[Division, ...]:
        """The groups of a division ('team', 'type', 'age'), in the order to show them in."""
        return tuple(one for one in self.divisions if one.group.by == by)


def cohort_of(
    tally: Tally, rules: Sequence[Rule], strengths: Iterable[StrengthRule], files: Files, *, version: str, made: str
) -> Cohort:
    """The audit of what was counted. `rules` are all that could be on, packs' among them."""
    size = tally.sizes.get(ALL, Counts())
    if size.plans < FEWEST:
        return Cohort(version, made, files, None, None)
    kinds = (*labels("plan_types"), *sorted({g.name for g in tally.sizes if g.by == "type"} - {*labels("plan_types")}))
    naming = _Naming(tally)
    merged = merge(tally, {"age": tuple(labels("ages")), "type": kinds}, naming.of)
    lines = [line for line in _lines(rules, strengths, tally) if line.off != "all"]
    table = _table(tally, merged, lines)
    secret = hidden(table)
    made_lines = tuple(_filled(line, table, secret) for line in lines)
    off = [line for line in _lines(rules, (), tally) if line.off == "all" and line.kind == "rule"]
    return Cohort(
        version, made, files, size, _months(tally), _divisions(table, merged, kinds, naming), (*made_lines, *off)
    )


class _Naming:
    """What groups are called. A folder that bears the name of the children in it is given a number instead."""

    def __init__(self, tally: Tally) -> None:
        teams = sorted(group.name for group in tally.sizes if group.by == "team")
        of_children = [name for name in teams if 2 * tally.named[name] >= tally.sizes[Group("team", name)].plans]
        self._teams = {name: f"Folder {number}" for number, name in enumerate(of_children, 1)}

    def of(self, group: Group) -> str:
        if group.by == "team":
            return self._teams.get(group.name, group.name) or NO_TEAM
        return labels("ages" if group.by == "age" else "plan_types").get(group.name, group.name)


def _lines(rules: Iterable[Rule], strengths: Iterable[StrengthRule], tally: Tally) -> list[Line]:
    """The rows there are to be, without counts. A rule that was on for no plan has `off` set to 'all'."""
    plans = tally.sizes[ALL].plans
    among = {code: reach.says for reach in reaches() for code in reach.rules}
    found = []
    by_code = {rule.code: rule for rule in rules}
    for rule in by_code.values():
        on = tally.on[rule.code]
        off = None if on == plans else "some" if on else "all"
        family = family_of(rule.code)
        found.append(Line("rule", rule.code, rule.name, rule.summary, family, among.get(rule.code), off))
    families = dict.fromkeys([*labels("families"), *(line.family or "" for line in found)])
    for code in families:
        members = [line for line in found if line.kind == "rule" and line.family == code]
        if members:
            off = "all" if all(line.off == "all" for line in members) else None
            found.append(Line("family", code, code, labels("families").get(code, code), code, None, off))
    for strength in strengths:
        message = strength.message.replace("{child}", "the child")
        title = message[:1].upper() + message[1:]
        found.append(Line("strength", strength.code, strength.name, title, None, None, None))
    for point in briefing().points:
        off = "all" if not any(tally.on[code] for code in point.rules) else None
        found.append(Line("point", point.key, point.key, point.title, None, None, off))
    for reach in reaches():
        found.append(Line("reach", reach.key, reach.key, reach.says, None, None, None))
    for code in sorted({row.code for row in tally.rows if row.kind == "allowed"} & by_code.keys()):
        found.append(Line("allowed", code, by_code[code].name, by_code[code].summary, None, None, None))
    return found


def _table(tally: Tally, merged: Merged, lines: Sequence[Line]) -> Table:
    """The counts to publish, and how they hang together."""
    there = {Row(line.kind, line.code) for line in lines}
    rules = [line.code for line in lines if line.kind == "rule"]
    unions = {
        Row("family", line.code): _rules(c for c in rules if family_of(c) == line.code)
        for line in lines
        if line.kind == "family"
    }
    for point in briefing().points:
        if Row("point", point.key) in there:
            unions[Row("point", point.key)] = _rules(code for code in point.rules if code in rules)
    within = {
        Row("rule", code): Row("reach", reach.key) for reach in reaches() for code in reach.rules if code in rules
    }
    rows = {row: regrouped(tally.rows.get(row, {}), merged) for row in sorted(there)}
    return Table(regrouped(tally.sizes, merged), rows, unions, within)


def _rules(codes: Iterable[str]) -> tuple[Row, ...]:
    return tuple(Row("rule", code) for code in codes)


def _filled(line: Line, table: Table, secret: Mapping[Cell, Label]) -> Line:
    """A line with what may be shown of its counts."""
    row = Row(line.kind, line.code)
    base = table.within.get(row)

    def shown(group: Group, measure: int) -> Shown:
        label = secret.get((row, group, measure))
        if label is not None:
            return Shown(None, label)
        of: int | None = table.sizes[group][measure]
        if base is not None:
            of = None if (base, group, measure) in secret else table.rows[base][group][measure]
        return Shown(table.rows[row][group][measure], None, None if line.off else of)

    plans = {group: shown(group, 0) for group in table.sizes if group.by != "age"}
    children = {group: shown(group, 1) for group in table.sizes}
    return Line(line.kind, line.code, line.name, line.title, line.family, line.among, line.off, plans, children)


def _divisions(table: Table, merged: Merged, kinds: Sequence[str], naming: _Naming) -> tuple[Division, ...]:
    """The groups, teams by name and the rest in their own order; those put together, and those not told, last."""
    types = [naming.of(Group("type", name)) for name in kinds]
    last = (TOGETHER, NO_TEAM, labels("plan_types")[OTHER], labels("plan_types")[UNKNOWN])

    def place(group: Group) -> tuple[int, int, int, str]:
        if group.by == "age":
            return 2, 0, 0, ""
        rank = types.index(group.name) if group.by == "type" and group.name in types else 0
        return (
            ("team", "type").index(group.by),
            last.index(group.name) + 1 if group.name in last else 0,
            rank,
            group.name,
        )

    groups = sorted((group for group in table.sizes if group != ALL), key=place)
    return tuple(
        Division(g, None if g.by == "age" else table.sizes[g].plans, table.sizes[g].children, merged.parts[g])
        for g in groups
    )


def _months(tally: Tally) -> tuple[str, str] | None:
    """The first and last month that plans were judged as of."""
    told = sorted(month for month in tally.days if month)
    return (told[0], told[-1]) if told else None
