"""`planlint evaluate`: how well findings agree with labelled plans."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from planlint import evaluate
from planlint.cli import console
from planlint.evaluate import Outcome, table


@click.command("evaluate", short_help="Score findings against labelled plans.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option("--by-set", is_flag=True, help="A table a set (folder) too.")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--misses", multiple=True, metavar="RULE", help="List each miss and false alarm of a rule.")
@click.option("--record", "record_to", type=click.Path(path_type=Path), help="Write the scores to a file.")
@click.option(
    "--check",
    "check_with",
    type=click.Path(path_type=Path),
    help="Compare with recorded scores; exit with 1 where a rule has become worse.",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day to judge ages by.")
def command(
    paths: tuple[Path, ...],
    by_set: bool,
    format_name: str,
    misses: tuple[str, ...],
    record_to: Path | None,
    check_with: Path | None,
    as_of: datetime | None,
) -> None:
    """Score findings against labelled plans, a rule and a family.

    The format of labels is in corpora/README.md. With --misses it prints words of the plans: for invented
    plans only.

    \b
    Examples:
      planlint evaluate corpora/plans
      planlint evaluate corpora/plans --misses OBS002
      planlint evaluate corpora/plans --check corpora/scores.json
    """
    try:
        before = evaluate.load_record(check_with) if check_with else None
        outcomes = _outcomes(paths, as_of)
    except (evaluate.LabelsError, evaluate.RecordError) as error:
        raise click.UsageError(str(error)) from error
    screen = console.stdout()
    if format_name == "json":
        screen.write(json.dumps(_as_dict(outcomes, by_set), indent=2) + "\n")
    else:
        for line in _lines(outcomes, by_set, misses):
            screen.write(line + "\n")
    scores = evaluate.by_rule(outcomes)
    if record_to:
        record_to.write_text(evaluate.record(scores), encoding="utf-8")
    if before is not None:
        found = evaluate.changes(before, scores)
        for line in table.change_lines(found):
            console.stderr().write(line + "\n")
        if any(change.is_regression for change in found):
            console.complain(f"a rule is more than {evaluate.ALLOWANCE} findings worse than {check_with}")
            raise click.exceptions.Exit(1)


def _outcomes(paths: Sequence[Path], as_of: datetime | None) -> list[Outcome]:
    from planlint.config import Config
    from planlint.linter import Linter

    labelled = [evaluate.load_labels(path) for path in evaluate.find_labels(paths)]
    linter = Linter(Config(as_of=as_of.date() if as_of else None))
    reports = linter.check_many([labels.plan for labels in labelled])
    outcomes = [evaluate.match(report, labels) for report, labels in zip(reports, labelled, strict=True)]
    for outcome in outcomes:
        if outcome.report.error:
            console.complain(outcome.report.error, outcome.report.path)
    return outcomes


def _lines(outcomes: Sequence[Outcome], by_set: bool, misses: Sequence[str]) -> list[str]:
    if misses:
        return [line for rule in misses for line in table.misses(outcomes, rule.upper())]
    lines = []
    if by_set:
        for name, some in evaluate.by_set(outcomes).items():
            lines += [f"Set {name}: {len(some)} plans", *table.score_table(some), ""]
        lines.append(f"All: {len(outcomes)} plans")
    return [*lines, *table.score_table(outcomes), *table.children_lines(outcomes)]


def _as_dict(outcomes: Sequence[Outcome], by_set: bool) -> dict[str, Any]:
    scores: dict[str, Any] = _scores(outcomes)
    if by_set:
        scores["sets"] = {name: _scores(some) for name, some in evaluate.by_set(outcomes).items()}
    return scores


def _scores(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "plans": len(outcomes),
        "rules": {rule: score.to_dict() for rule, score in evaluate.by_rule(outcomes).items()},
        "families": {family: score.to_dict() for family, score in evaluate.by_family(outcomes).items()},
        "all": evaluate.total(outcomes).to_dict(),
    }
