"""How far planlint and the people who read a sample agree, a rule: Cohen's kappa, precision and recall."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planlint.audit.answers import Answered
from planlint.audit.csv import written
from planlint.audit.markup import coded, page, paragraph, section, table, text
from planlint.rules.model import Rule

SCHEMA = 1
REPORT = "audit-agreement"
_THIN = 20  # plans below which a kappa is told to be unsure
COLUMNS = (
    "rule", "name", "plans", "both_yes", "planlint_only", "auditors_only", "both_no", "agreement", "kappa", "precision",
    "recall", "not_applicable", "not_applicable_found", "not_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of plans. Those that an auditor calls not applicable stand apart, and so do those the rule was off for."""

    both: int = 0
    planlint_only: int = 0
    auditors_only: int = 0
    neither: int = 0
    not_applicable: int = 0
    not_applicable_found: int = 0
    not_on: int = 0

    @property
    def plans(self) -> int:
        """Plans that both have judged."""
        return self.both + self.planlint_only + self.auditors_only + self.neither

    @property
    def agreement(self) -> float | None:
        return _share(self.both + self.neither, self.plans)

    @property
    def kappa(self) -> float | None:
        """Agreement beyond chance (Cohen 1960); None where chance alone would always agree."""
        if not self.plans:
            return None
        found, said = self.both + self.planlint_only, self.both + self.auditors_only
        chance = found * said + (self.plans - found) * (self.plans - said)  # over plans squared
        whole = self.plans * self.plans
        if chance == whole:
            return None
        return ((self.both + self.neither) * self.plans - chance) / (whole - chance)

    @property
    def precision(self) -> float | None:
        return _share(self.both, self.both + self.planlint_only)

    @property
    def recall(self) -> float | None:
        return _share(self.both, self.both + self.auditors_only)

    def plus(self, other: Agreement) -> Agreement:
        """Both together."""
        return Agreement(*(getattr(self, name) + getattr(other, name) for name in Agreement.__slots__))


def agreements(
    answers: Iterable[Answered], found: Mapping[str, frozenset[str]], on: Mapping[str, frozenset[str]]
) -> dict[str, Agreement]:
    """Agreement a rule, by code. `found` and `on`: the rules met in, and on for, each plan by its id.

    A plan that could not be checked is in neither, and left out.
    """
    counted: dict[str, Agreement] = defaultdict(Agreement)
    for one in answers:
        if one.plan in found:
            here, is_on = one.rule in found[one.plan], one.rule in on[one.plan]
            counted[one.rule] = counted[one.rule].plus(_one(one, here, is_on))
    return dict(sorted(counted.items()))


def pooled(by_rule: Mapping[str, Agreement]) -> Agreement:
    """All rules together."""
    total = Agreement()
    for one in by_rule.values():
        total = total.plus(one)
    return total


def as_json(by_rule: Mapping[str, Agreement], rules: Mapping[str, Rule], plans: int, open_: int, version: str) -> str:
    """The agreement as JSON; docs/audit.schema.json describes it."""
    told = {
        "schema": SCHEMA,
        "report": REPORT,
        "planlint": version,
        "plans": plans,
        "open": open_,
        "rules": [_entry(code, rules[code].name, one) for code, one in by_rule.items()],
        "all": _entry("all", "all", pooled(by_rule)),
    }
    return json.dumps(told, indent=2) + "\n"


def as_csv(by_rule: Mapping[str, Agreement], rules: Mapping[str, Rule]) -> Iterator[str]:
    """A row a rule, then one for all."""
    yield written(COLUMNS)
    for code, one in by_rule.items():
        yield written(_entry(code, rules[code].name, one).values())
    yield written(_entry("all", "all", pooled(by_rule)).values())


def as_page(by_rule: Mapping[str, Agreement], rules: Mapping[str, Rule], plans: int, open_: int, version: str) -> str:
    """The agreement as a page."""
    return page("How far planlint and readers agree", _pieces(by_rule, rules, plans, open_, version))


def _pieces(
    by_rule: Mapping[str, Agreement], rules: Mapping[str, Rule], plans: int, open_: int, version: str
) -> Iterator[str]:
    yield "<header><h1>How far planlint and readers agree</h1>\n"
    yield paragraph(f"On {plans} plans that people read without seeing planlint's findings.") + "</header>\n<main>\n"
    yield section(
        "agreement", "Rule by rule", [_table(by_rule, rules), paragraph(f"{open_} questions were left open.")]
    )
    yield section("read", "How to read it", [_notes()])
    warn = "These are counts of a few plans, and are not suppressed: keep this page among those who did the audit."
    yield f'<div class="read">{paragraph(warn)}</div>\n</main>\n<footer>{paragraph(f"planlint {version}", "quiet")}</footer>\n'


def _table(by_rule: Mapping[str, Agreement], rules: Mapping[str, Rule]) -> str:
    heads = ["Rule", "Plans", "Both yes", "planlint only", "Readers only", "Both no", "Kappa", "Precision", "Recall"]
    rows = [[coded(code, rules[code].summary), *_cells(one)] for code, one in by_rule.items()]
    rows.append(["<strong>All rules</strong>", *_cells(pooled(by_rule))])
    return table("Agreement a rule, in plans", heads, rows)


def _cells(one: Agreement) -> list[str]:
    counts = (one.plans, one.both, one.planlint_only, one.auditors_only, one.neither)
    kappa = "undefined" if one.kappa is None else f"{one.kappa:.2f}"
    shares = ["none" if share is None else f"{share:.0%}" for share in (one.precision, one.recall)]
    return [*map(str, counts), text(kappa.replace("-", "−")), *shares]


def _notes() -> str:
    notes: Sequence[str] = (
        "Kappa is agreement beyond what chance would bring: 1 is full agreement, 0 no more than chance, below 0 less.",
        "Kappa is undefined where both always said the same one thing: then chance alone would agree every time. It is low "
        "where a rule is met in nearly all plans or in nearly none, even if both mostly agree: look at the counts too.",
        f"With fewer than {_THIN} plans a kappa may be far off; read it as a question, not as a measure.",
        "Precision: of the plans in which planlint met the rule, the share in which readers did. 'None' where it met it in no plan.",
        "Recall: of the plans in which readers met the rule, the share in which planlint did. 'None' where they met it in no plan.",
        "A plan counts once a rule, so that both may have meant different places in it.",
        "Plans to which a reader found a rule not applicable are left out; audit CSV and JSON tell how many, and in how many of them "
        "planlint met the rule all the same.",
        "Where the two differ, read the plan together: either may be wrong.",
    )
    return '<ul class="plain">' + "".join(f"<li>{text(note)}</li>" for note in notes) + "</ul>\n"


def _one(answered: Answered, found: bool, is_on: bool) -> Agreement:
    if not is_on:
        return Agreement(not_on=1)
    if answered.answer == "na":
        return Agreement(not_applicable=1, not_applicable_found=int(found))
    said = answered.answer == "yes"
    return Agreement(
        both=int(found and said),
        planlint_only=int(found and not said),
        auditors_only=int(said and not found),
        neither=int(not said and not found),
    )


def _entry(code: str, name: str, one: Agreement) -> dict[str, Any]:
    shares = (one.agreement, one.kappa, one.precision, one.recall)
    counts = (one.plans, one.both, one.planlint_only, one.auditors_only, one.neither)
    apart = (one.not_applicable, one.not_applicable_found, one.not_on)
    rounded = [None if share is None else round(share, 4) for share in shares]
    return dict(zip(COLUMNS, (code, name, *counts, *rounded, *apart), strict=True))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
