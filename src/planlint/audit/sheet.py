"""The audit sheet: for each plan drawn, the rules' questions to answer, without what planlint found. As HTML and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planlint.audit.csv import written
from planlint.audit.data import labels
from planlint.audit.markup import page, paragraph, section, text
from planlint.audit.sample import Candidate, Sample
from planlint.audit.tally import family_of
from planlint.report.excerpt import path_text
from planlint.rules.model import Rule

COLUMNS = ("plan", "rule", "question", "answer", "note")
FILE = "file"
ANSWERS = ("Yes", "No", "Not applicable")
_NOT_ASKED = "ALW"  # rules about remarks to planlint, which nobody reads a plan for

Rules = Mapping[str, Rule]


def as_csv(sample: Sample, rules: Rules, *, name_plans: bool) -> Iterator[str]:
    """The sheet to fill in: a row for each plan and rule, with an empty answer."""
    yield written([*COLUMNS, *([FILE] if name_plans else [])])
    for plan in sample.plans:
        for rule in _asked(plan, rules):
            named = [path_text(str(plan.path))] if name_plans else []
            yield written([plan.id, rule.code, question(rule), "", "", *named])


def as_page(sample: Sample, rules: Rules, *, name_plans: bool, made: str) -> str:
    """The sheet to print: what the questions mean, then a section a plan with boxes to tick."""
    return page("Audit sheet", _pieces(sample, rules, name_plans, made))


def question(rule: Rule) -> str:
    """What is asked of a plan for a rule."""
    return f"Is this so anywhere in the plan? {rule.summary}"


def _pieces(sample: Sample, rules: Rules, name_plans: bool, made: str) -> Iterator[str]:
    yield (
        "<header><h1>Audit sheet</h1>\n"
        + paragraph(f"{len(sample.plans)} plans to read. {made}.")
        + "</header>\n<main>\n"
    )
    yield section("drawn", "How the plans were drawn", [paragraph(sample.sentence())])
    yield section("how", "How to fill it in", list(_guide(name_plans)))
    asked = [rule for code, rule in rules.items() if any(code in plan.rules for plan in sample.plans)]
    yield section("questions", "What the questions mean", list(_meanings(asked)))
    for plan in sample.plans:
        yield _plan(plan, rules, name_plans)
    yield "</main>\n"


def _guide(name_plans: bool) -> Iterator[str]:
    boxes = "".join(f'<li><span class="box"></span>{text(answer)}: {meaning}</li>' for answer, meaning in _MEANINGS)
    yield paragraph(
        "Read each plan whole, and then answer every question for it. Read by yourself, and do not run planlint on the plan "
        "first: the point is to see how far the two of you agree."
    )
    yield f'<ul class="plain">{boxes}</ul>\n'
    yield paragraph(
        "Write the answers into the sheet.csv that came with this page, under answer; leave the other columns as they are. Leave "
        "out what you cannot decide. Write no names under note."
    )
    if not name_plans:
        yield paragraph(
            "Plans go by ids here. Drawn again with --name-plans, the sheet has the file of each plan beside its id."
        )


_MEANINGS = (
    ("Yes", "this is so at one place in the plan at least."),
    ("No", "this is not so anywhere in the plan."),
    ("Not applicable", "it cannot be so of this plan: a question about brothers and sisters, in a plan for one child."),
)


def _meanings(rules: Sequence[Rule]) -> Iterator[str]:
    family = ""
    for rule in sorted((r for r in rules if family_of(r.code) != _NOT_ASKED), key=_place):
        if family_of(rule.code) != family:
            family = family_of(rule.code)
            yield f"<h3>{text(labels('families').get(family, family))}</h3>\n"
        alone = f" Not meant: {'; '.join(rule.leaves_alone)}." if rule.leaves_alone else ""
        yield f"<p><strong>{text(rule.code)}</strong> {text(rule.summary + alone)}</p>\n"


def _plan(plan: Candidate, rules: Rules, name_plans: bool) -> str:
    named = paragraph(f"File: {path_text(str(plan.path))}") if name_plans else ""
    boxes = "".join(f'<td><span class="box"></span>{answer}</td>' for answer in ("Yes", "No", "N/A"))
    rows = "".join(
        f'<tr><th scope="row"><span class="code">{text(rule.code)}</span> {text(rule.summary)}</th>{boxes}<td class="note"></td></tr>\n'
        for rule in _asked(plan, rules)
    )
    head = '<th scope="col">Is this so anywhere in the plan?</th>' + "".join(
        f'<th scope="col">{name}</th>' for name in ("Yes", "No", "Not applicable", "Note")
    )
    lines = '<p>Read by <span class="write"></span> on <span class="write"></span></p>\n'
    table = f'<table class="sheet"><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>\n'
    return section(f"plan-{plan.id}", f"Plan {plan.id}", [named, lines, table], "plan")


def _asked(plan: Candidate, rules: Rules) -> list[Rule]:
    codes = [code for code in plan.rules if family_of(code) != _NOT_ASKED]
    return sorted((rules[code] for code in codes), key=_place)


def _place(rule: Rule) -> tuple[int, str]:
    families = list(labels("families"))
    family = family_of(rule.code)
    return families.index(family) if family in families else len(families), rule.code
