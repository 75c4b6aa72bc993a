from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from planlint.config import Config
from planlint.document import Span
from planlint.linter import Linter
from planlint.rules import catalogue
from planlint.rules.examples import ExampleError, ExampleResult, examples_of, run_examples, without_marks
from planlint.rules.model import Rule

CODES = [rule.code for rule in catalogue.load()]
RULE = """\
code: TST001
name: mentions-rain
severity: info
anchor: phrase
summary: Rain is mentioned.
why: Rain is not the child.
message: "“{text}” is rain."
advice: "Leave the weather out."
check: {type: phrase, ask: jargon}
examples:
"""


@pytest.mark.parametrize("code", CODES)
def test_every_example_of_the_rule_holds(code: str, results: dict[str, list[ExampleResult]]) -> None:
    failed = [f"{r.example.name}: {r.example.words}\n    {r.problem}" for r in results[code] if r.fails]
    assert not failed, "\n".join(failed)


def _rule(tmp_path: Path, examples: object) -> Rule:
    folder = tmp_path / "tst"
    folder.mkdir()
    entry = {**yaml.safe_load(RULE), "examples": examples}
    (folder / "TST001-mentions-rain.yaml").write_text(yaml.safe_dump(entry), encoding="utf-8")
    (rule,) = catalogue.load_folder(tmp_path)
    return rule


def test_marks_are_taken_out_and_their_places_kept() -> None:
    text, marks = without_marks("Mia ‹may need› a ‹bed›.")
    assert text == "Mia may need a bed."
    assert [text[mark.start : mark.end] for mark in marks] == ["may need", "bed"]


@pytest.mark.parametrize("text", ["‹Mia", "Mia›", "‹Mia ‹may› need›"])
def test_marks_that_do_not_pair_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        without_marks(text)


def test_a_sentence_is_put_in_a_plan_for_the_children_given(tmp_path: Path) -> None:
    given = {"children": ["Zara", "Theo"], "age": "teen", "section": "health", "voice": "third"}
    (example,) = examples_of(_rule(tmp_path, {"given": given, "flagged": ["Zara has ‹CAMHS›."]}))
    assert "| Zara Reed | 12 September 2010 |" in example.plan
    assert "## Health\n\nZara has CAMHS." in example.plan
    assert [example.plan[mark.start : mark.end] for mark in example.marks] == ["CAMHS"]


def test_a_sentence_without_marks_is_marked_whole(tmp_path: Path) -> None:
    (example,) = examples_of(_rule(tmp_path, {"flagged": ["Mia has CAMHS."]}))
    assert [example.plan[mark.start : mark.end] for mark in example.marks] == ["Mia has CAMHS."]


def test_a_row_has_the_columns_that_it_names(tmp_path: Path) -> None:
    (example,) = examples_of(_rule(tmp_path, {"flagged": [{"row": {"action": "Ring CAMHS", "when": "4 May"}}]}))
    assert "| Action | By when |\n| --- | --- |\n| Ring CAMHS | 4 May |" in example.plan
    assert example.marks == (Span(start := example.plan.index("Ring"), start + len("Ring CAMHS | 4 May")),)


def test_an_item_stands_under_actions(tmp_path: Path) -> None:
    (example,) = examples_of(_rule(tmp_path, {"flagged": [{"item": "Jo to ring CAMHS."}]}))
    assert "## Actions\n\n- Jo to ring CAMHS.\n" in example.plan


@pytest.mark.parametrize(
    ("examples", "named"),
    [
        ({"flagged": [{"texts": "Mia"}]}, "flagged example 1"),
        ({"passed": ["Mia", {"text": "Mia", "given": {"age": "old"}}]}, "passed example 2: given: age"),
        ({"flagged": [{"row": {"owners": "Jo"}}]}, "unknown column 'owners'"),
        ({"flags": ["Mia"]}, "unknown key 'flags'"),
        ({"flagged": [{"text": "Mia", "given": {"section": "weather"}}]}, "section 'weather'"),
    ],
)
def test_an_example_that_cannot_be_run_is_named(tmp_path: Path, examples: object, named: str) -> None:
    with pytest.raises(ExampleError, match=named):
        list(examples_of(_rule(tmp_path, examples)))


def test_examples_that_do_not_hold_say_what_was_found(tmp_path: Path) -> None:
    rule = _rule(
        tmp_path,
        {
            "flagged": ["Mia has ‹CAMHS›.", "‹Mia› has CAMHS.", "Mia has a bed."],
            "passed": ["Mia has CAMHS."],
            "todo_passed": ["Mia has CAMHS."],
        },
    )
    results = run_examples([rule], Linter(Config(select=("all",)), rules=(*catalogue.load(), rule)))
    assert [result.problem for result in results] == [
        "",
        "not found “Mia”; found “CAMHS”",
        "nothing was found",
        "found “CAMHS”",
        "found “CAMHS”",
    ]
    assert [result.fails for result in results] == [False, True, True, True, False]
