"""Write the statements of the labelled plans, each in its place as a check run sees it, with the rules that
flag it.

    python scripts/plan_statements.py [SET …]    # corpora/plans/SET -> corpora/plan-statements/SET.jsonl

`scripts/train_recogniser.py` learns from them beside the single statements: here faults stand among many
statements without one. Kinds are not labelled in plans. A label on a row of a table belongs to the cell
that its rule reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from statement_corpus import RULES

from planlint.evaluate.labels import Label, find_labels, load_labels
from planlint.language.statement import Recognition, StatementInput
from planlint.linter import Linter
from planlint.plan.layout.model import Layout
from planlint.plan.resolve.model import Plan
from planlint.readers import read_file

ROOT = Path(__file__).resolve().parent.parent
_CELL_OF = {"OUT002": "outcome", "OUT004": "action", "OUT005": "owner", "OUT006": "when"}
_AS_OF = date(2026, 1, 1)  # for plans without a date, so that the files do not change from day to day


@dataclass
class _Recorder:
    """Stands in for a recogniser and keeps what it was asked."""

    asked: list[StatementInput] = field(default_factory=list)

    def recognise(self, statements: Sequence[StatementInput]) -> list[Recognition]:
        self.asked = list(statements)
        return [Recognition()] * len(statements)


def main() -> None:
    """Write one file a set of plans: of the sets named, or of those that have a file already."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help="default: those learnt from so far, none kept back")
    target = ROOT / "corpora" / "plan-statements"
    names = parser.parse_args().sets or [path.stem for path in sorted(target.glob("*.jsonl"))]
    for folder in (ROOT / "corpora" / "plans" / name for name in names):
        rows = [row for labels in find_labels([folder]) for row in _rows(labels)]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (target / f"{folder.name}.jsonl").write_text(text, encoding="utf-8")
        print(f"{folder.name}: {len(rows)} statements, {sum(bool(row['rules']) for row in rows)} flagged")


def _rows(path: Path) -> Iterator[dict[str, object]]:
    labels = load_labels(path)
    recorder = _Recorder()
    document = read_file(labels.plan)
    plan = Linter(recogniser=recorder).plan_of(document, as_of=None if _dated(document) else _AS_OF)
    flagged = _flagged(plan, labels.labels)
    analysed: set[int] = set()
    for number, (statement, asked) in enumerate(zip(plan.statements, recorder.asked, strict=True)):
        rules = sorted(flagged.get(number, ()))
        section = statement.layout.section
        yield {
            "text": asked.text,
            "before": asked.before,
            "after": asked.after,
            "section": asked.section,
            "cell": asked.cell,
            "children": asked.children,
            "age": asked.age,
            "voice": asked.voice,
            "about": asked.about,
            "child_names": sorted(asked.child_names),
            "adult_names": sorted(asked.adult_names),
            "rules": rules,
            "untold": ["OBS005"] if section in analysed else [],
            "plan": labels.plan.stem,
        }
        if "OBS005" in rules:  # only the first of a section is labelled
            analysed.add(section)


def _dated(document: object) -> bool:
    from planlint.plan.layout.build import lay_out

    return lay_out(document).plan_date is not None  # type: ignore[arg-type]


def _flagged(plan: Plan, labels: Sequence[Label]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for label in labels:
        span = label.span(plan.layout.document.source)
        if span is None or label.rule not in RULES:
            continue
        hit = [statement.index for statement in plan.statements if statement.span.overlaps(span)]
        hit = _cells(plan.layout, hit, label.rule)
        for number in hit[:1] if label.rule in _CELL_OF else hit:
            found.setdefault(number, set()).add(label.rule)
    return found


def _cells(layout: Layout, hit: list[int], rule: str) -> list[int]:
    """For a rule of actions, the statements of the cell that it reads, where the label stands on a row."""
    blocks = [layout.statements[number].block for number in hit]
    row = next((layout.row_of[block] for block in blocks if block in layout.row_of), None)
    if row is None or rule not in _CELL_OF:
        return hit
    wanted = set(row.cells.get(_CELL_OF[rule], ()))
    return [statement.index for statement in layout.statements if statement.block in wanted]


if __name__ == "__main__":
    main()
