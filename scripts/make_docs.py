"""Writes docs/rules/ from the rule files and docs/accuracy.md from rules/measured.yaml.

python scripts/make_docs.py                 # the pages
python scripts/make_docs.py --measure       # first scores corpora/plans and writes rules/measured.yaml
python scripts/make_docs.py --check         # writes nothing; exits with 1 where a page is out of date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from planlint import evaluate
from planlint.evaluate import Score, measured
from planlint.rules import catalogue
from planlint.rules.examples import Example, examples_of
from planlint.rules.model import Rule, StrengthRule

ROOT = Path(__file__).resolve().parents[1]
PLANS = ROOT / "corpora" / "plans"
LEARNT = ROOT / "corpora" / "plan-statements"  # a file a set that the recogniser learns from
FAMILIES = {
    "SIB": "Each child as an individual",
    "OBS": "What was seen and heard, not what was assumed",
    "OUT": "Outcomes and impact",
    "FAT": "Fathers",
    "VOI": "Written to the child, in their voice",
    "INF": "Babies",
    "SAF": "Safety and change",
    "ALW": "What a writer has allowed",
}
ANCHORS = {
    "phrase": "the words",
    "statement": "the sentence",
    "action": "the action",
    "part": "the child's part of the plan",
    "section": "the section",
    "plan": "the plan",
}
_CAVEATS = """\
Before you read the numbers:

- The plans are invented. They are written to be like the plans of many services, and no real child is in
  them. Real plans are messier, and differ from one authority to the next.
- Each set has its own writer, who labelled it by the rule catalogue without seeing what planlint says; all
  labels were checked again. Where the catalogue leaves room, two careful readers still differ.
- The statement recogniser has learnt from most of these plans, and rules were made with them at hand. The
  numbers for sets that it has met flatter; the first table is of plans that it has not met.
- A share of fewer than 10 labels says little; it is marked with *.
- VOI004 is a metric (the Flesch-Kincaid grade) and has no labels.

**flagged** is what planlint said, **right** how much of it meets a label, **missed** the labels it did not
meet. Precision is right of flagged, recall is right of all labels. **On traps** counts false alarms on words
that a labeller put there, or noted, because they only look like a fault.
"""
_SHORT_EXAMPLES = 8
_PLAN_EXAMPLES = 2
_FEW = 10  # with fewer labels than this, a share says little


def pages() -> dict[Path, str]:
    """Every generated page, by its path below the checkout."""
    rules = catalogue.load()
    docs = Path("docs")
    found = {docs / "rules" / f"{rule.code}.md": rule_page(rule) for rule in rules}
    found[docs / "rules" / "index.md"] = index_page(rules)
    found[docs / "rules" / "strengths.md"] = strengths_page(catalogue.load_strengths())
    if scored := measured.load():
        found[docs / "accuracy.md"] = accuracy_page(rules, scored)
    return found


def rule_page(rule: Rule) -> str:
    """A rule's page, under the headings that `planlint explain` has too."""
    lines = [f"# {rule.code} {rule.name}", "", f"**{rule.severity}** · points at {ANCHORS[rule.anchor]}", ""]
    if rule.aliases:
        lines += [f"Also called {', '.join(rule.aliases)}.", ""]
    lines += ["## What it finds", "", rule.summary, ""]
    lines += ["## Why it matters for the child", "", *_paragraphs(rule.why), ""]
    lines += ["## Better", "", _plain(rule.advice), ""]
    if rule.leaves_alone:
        lines += ["## What it leaves alone", "", *(f"- {one}" for one in rule.leaves_alone), ""]
    lines += ["## Examples", "", *_examples(rule)]
    if rule.yields_to:
        lines += [f"Gives way to {', '.join(_link(code) for code in rule.yields_to)} on the same words.", ""]
    scored = measured.load()
    if scored and rule.code in scored.codes():
        sentence = measured.sentence(scored.of(rule.code), scored.count())
        lines += ["## How often it is right", "", f"{sentence} See [accuracy](../accuracy.md).", ""]
    lines += ["## Source", "", *(f"- {source.title}: {source.point}" for source in rule.sources), ""]
    return "\n".join(lines)


def index_page(rules: Sequence[Rule]) -> str:
    """The list of all rules, a table a family."""
    lines = ["# Rules", "", "What planlint looks for. `planlint explain CODE` shows the same pages.", ""]
    for family in dict.fromkeys((*FAMILIES, *(rule.family for rule in rules))):
        own = [rule for rule in rules if rule.family == family]
        if not own:
            continue
        lines += [
            f"## {family}: {FAMILIES.get(family, family)}",
            "",
            "| | | severity | |",
            "| --- | --- | --- | --- |",
        ]
        lines += [f"| {_link(rule.code)} | {rule.name} | {rule.severity} | {rule.summary} |" for rule in own]
        lines.append("")
    lines += ["What a plan does well has a page too: [strengths](strengths.md).", ""]
    return "\n".join(lines)


def strengths_page(strengths: Sequence[StrengthRule]) -> str:
    """All strengths on one page."""
    lines = [
        "# Strengths",
        "",
        "What a plan does well, at most five a report, each with the words that show it.",
    ]
    lines += ["A strength is never given where a finding says the opposite.", ""]
    for strength in strengths:
        lines += [
            f"## {strength.code} {strength.name}",
            "",
            _plain(strength.message),
            "",
            *_paragraphs(strength.why),
            "",
        ]
        earned = next((one for one in examples_of(strength) if one.kind == "earned"), None)
        if earned:
            lines += ["Earned by:", "", *_fenced(earned.words_as_written)]
    return "\n".join(lines)


def accuracy_page(rules: Sequence[Rule], scored: measured.Measured) -> str:
    """How often planlint is right, over all sets and in each."""
    plans = sum(scored.plans.values())
    lines = [
        "# Accuracy",
        "",
        f"What `planlint evaluate corpora/plans` found in {plans} plans of {len(scored.plans)} sets.",
        "",
        _CAVEATS,
        f"## Plans that planlint has not met: {_sets(scored, scored.unmet)}",
        "",
        *_table(rules, {code: scored.of(code) for code in scored.codes()}),
    ]
    if scored.met:
        met = {code: scored.of(code, scored.met) for code in scored.codes()}
        lines += [f"## Plans that it has learnt from: {_sets(scored, scored.met)}", "", *_table(rules, met)]
    for name, count in scored.plans.items():
        lines += [f"## Set {name}: {count} plans", "", *_table(rules, scored.scores[name])]
    return "\n".join(lines)


def _sets(scored: measured.Measured, names: Sequence[str]) -> str:
    return f"{scored.count(names)} of {'set' if len(names) == 1 else 'sets'} {', '.join(names)}"


def _table(rules: Sequence[Rule], scores: Mapping[str, Score]) -> Iterator[str]:
    names = {rule.code: rule.name for rule in rules}
    yield "| rule | | flagged | right | missed | labels | precision | recall | on traps |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for code, score in sorted(scores.items()):
        yield _row(f"[{code}](rules/{code}.md)", names.get(code, ""), score)
    yield _row("**all**", "", measured.added(scores.values()))
    yield ""


def _row(rule: str, name: str, score: Score) -> str:
    flagged, labels = score.right + score.false_alarms, score.right + score.missed
    few = "*" if labels < _FEW else ""
    shares = " | ".join("–" if share is None else f"{share:.2f}{few}" for share in (score.precision, score.recall))
    counts = f"{flagged} | {score.right} | {score.missed} | {labels}"
    return f"| {rule} | {name} | {counts} | {shares} | {score.trapped} |"


def _examples(rule: Rule) -> Iterator[str]:
    """Some of a rule's examples: sentences and rows as a list, whole plans as they stand."""
    every = list(examples_of(rule))
    for kind, title in (("flagged", "Flagged:"), ("passed", "Left alone:")):
        own = [example for example in every if example.kind == kind]
        short = [example for example in own if not example.is_plan][:_SHORT_EXAMPLES]
        plans = [example for example in own if example.is_plan][: _PLAN_EXAMPLES if not short else 1]
        yield title
        yield ""
        yield from (f"- {_marked(example.words)}" for example in short)
        if short:
            yield ""
        for example in plans:
            yield from _fenced(example.words_as_written)
    name = Path(rule.path).relative_to(catalogue.directory())
    yield f"All {len(every)} examples, which are this rule's tests too, stand in `rules/{name.as_posix()}`."
    yield ""
    if any(example.is_todo for example in every):
        yield "Known misses:"
        yield ""
        yield from (f"- {_todo(example)}" for example in every if example.is_todo)
        yield ""


def _todo(example: Example) -> str:
    words = "a plan in the rule file" if example.is_plan else _marked(example.words)
    return f"{'not found' if example.kind == 'todo_flagged' else 'flagged, and should not be'}: {words}"


def _marked(words: str) -> str:
    return words.replace("|", "·").replace("‹", "**").replace("›", "**").replace("<", "&lt;")


def _fenced(text: str) -> Iterator[str]:
    yield "```markdown"
    yield from (line.rstrip() for line in text.strip().splitlines())
    yield "```"
    yield ""


def _paragraphs(text: str) -> list[str]:
    return text.strip().splitlines()


def _plain(words: str) -> str:
    """A writer's words with their places filled for nobody in particular."""
    for place, filling in (("{child}", "the child"), ("{father}", "the father"), ("{code}", "CODE")):
        words = words.replace(place, filling)
    return words[:1].upper() + words[1:]


def _link(code: str) -> str:
    return f"[{code}]({code}.md)"


def _measure(folds: Path | None) -> None:
    """Score every set: with the recogniser that ships, or where there is a fold, with one that has not met the set."""
    from planlint.language.recogniser import TrainedRecogniser
    from planlint.linter import Linter

    outcomes, met = [], []
    for folder in sorted(path for path in PLANS.iterdir() if path.is_dir()):
        fold = folds / folder.name if folds else None
        if fold is not None and fold.is_dir():
            linter = Linter(recogniser=TrainedRecogniser.load(fold))
        else:
            linter = Linter()
            met += [folder.name] if (LEARNT / f"{folder.name}.jsonl").is_file() else []
        labelled = [evaluate.load_labels(path) for path in evaluate.find_labels([folder])]
        reports = linter.check_many([labels.plan for labels in labelled])
        outcomes += [evaluate.match(report, labels) for report, labels in zip(reports, labelled, strict=True)]
    text = measured.as_text(measured.measure(outcomes, met))
    (catalogue.directory() / measured.FILE).write_text(text, encoding="utf-8")
    measured.load.cache_clear()


def stale() -> list[Path]:
    """Pages that are not as they would be written now, or that no rule has any more."""
    made = pages()
    changed = [path for path, text in made.items() if _read(ROOT / path) != text]
    there = {path.relative_to(ROOT) for path in (ROOT / "docs" / "rules").glob("*.md")}
    return sorted({*changed, *(there - set(made))})


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="score corpora/plans first")
    parser.add_argument("--folds", type=Path, help="what train_recogniser.py --folds wrote")
    parser.add_argument("--check", action="store_true", help="write nothing; say which pages are out of date")
    wanted = parser.parse_args(arguments)
    if wanted.measure:
        _measure(wanted.folds)
    out_of_date = stale()
    if wanted.check:
        sys.stderr.writelines(f"{path} is out of date: run scripts/make_docs.py\n" for path in out_of_date)
        return 1 if out_of_date else 0
    made = pages()
    (ROOT / "docs" / "rules").mkdir(parents=True, exist_ok=True)
    for path in out_of_date:
        if path in made:
            (ROOT / path).write_text(made[path], encoding="utf-8")
        else:
            (ROOT / path).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
