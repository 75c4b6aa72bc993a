"""Scores, changes, misses and false alarms as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planlint.document import Document
from planlint.evaluate.labels import Label
from planlint.evaluate.matching import Outcome
from planlint.evaluate.record import Change
from planlint.evaluate.scores import Score, by_family, by_rule, total
from planlint.report.excerpt import printable

_HEAD = f"{'rule':<8}{'precision':>10}{'recall':>8}{'F1':>7}{'right':>7}{'missed':>8}{'false':>7}{'on traps':>10}"


def score_table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A row a rule, then a row a family, then one for all."""
    yield _HEAD
    yield from _rows(by_rule(outcomes))
    yield "-" * len(_HEAD)
    yield from _rows(by_family(outcomes))
    yield "-" * len(_HEAD)
    yield from _rows({"all": total(outcomes)})


def misses(outcomes: Iterable[Outcome], rule: str) -> Iterator[str]:
    """Each miss and false alarm of a rule with its place and words. For invented plans only."""
    for outcome in outcomes:
        for label in outcome.missed:
            if label.rule == rule:
                yield f"{outcome.labels.plan}:{_line(outcome, label)}: missed {rule}: {_words(label)}"
        for finding in outcome.false_alarms:
            if finding.rule == rule:
                kind = "on a trap" if finding in outcome.trapped else "false alarm"
                about = f" ({finding.child})" if finding.child else ""
                words = printable(finding.text)
                yield f"{outcome.labels.plan}:{finding.start.line}: {kind} {rule}{about}: {words}"


def change_lines(found: Iterable[Change]) -> Iterator[str]:
    """A line a rule that got better or worse."""
    for change in found:
        if change.before is None:
            yield f"{change.rule}: new: {_counts(change.after)}"
            continue
        verdict = "worse" if change.worse_by > 0 else "better" if change.worse_by < 0 else "changed"
        labels = " (the labels have changed: record again)" if change.has_other_labels else ""
        then, now = _counts(change.before), _counts(change.after)
        yield f"{change.rule}: {verdict} by {abs(change.worse_by)}: {then}; now {now}{labels}"


def children_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line a plan that was read as being for other children than it is."""
    for outcome in outcomes:
        if outcome.children_differ:
            read = ", ".join(outcome.report.children) or "none"
            labelled = ", ".join(outcome.labels.children)
            yield f"{outcome.labels.plan}: children read: {read}; labelled: {labelled}"


def _rows(scores: Mapping[str, Score]) -> Iterator[str]:
    for name, score in scores.items():
        shares = f"{_percent(score.precision):>10}{_percent(score.recall):>8}{_percent(score.f1):>7}"
        counts = f"{score.right:>7}{score.missed:>8}{score.false_alarms:>7}{score.trapped:>10}"
        yield f"{name:<8}{shares}{counts}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


def _counts(score: Score) -> str:
    return f"{score.right} right, {score.missed} missed, {score.false_alarms} false"


def _line(outcome: Outcome, label: Label) -> int:
    text = outcome.report.text or ""
    span = label.span(text) if text else None
    return Document(text, "", ()).location(span.start).line if span else 1


def _words(label: Label) -> str:
    return label.quote or (f"the part about {label.child}" if label.child else "the whole plan")
