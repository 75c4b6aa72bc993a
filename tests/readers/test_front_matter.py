"""What a Markdown file says of itself between two lines of three dashes."""

from collections.abc import Callable

import pytest

from planlint.document import Document

Read = Callable[[str], Document]
Tell = Callable[[Document], list[str]]
PLAN = """---
plan: child protection
date: 2025-02-06
review: 12.03
time: 9:30
children:
  - {name: Lili, born: 2023-05-14}
allow:
  FAT001: identity withheld, court order of 3 May
---

# Plan
"""


def test_dates_times_and_decimals_stay_as_written(markdown: Read) -> None:
    meta = markdown(PLAN).meta
    assert (meta["date"], meta["review"], meta["time"]) == ("2025-02-06", "12.03", "9:30")
    assert meta["children"] == [{"name": "Lili", "born": "2023-05-14"}]


def test_the_span_covers_both_fences(markdown: Read) -> None:
    document = markdown(PLAN)
    assert document.meta_span is not None
    assert document.source[document.meta_span.start : document.meta_span.end].endswith("3 May\n---\n")


def test_what_is_allowed_for_the_whole_file_becomes_a_directive_without_a_block(markdown: Read) -> None:
    document = markdown(PLAN)
    (directive,) = document.directives
    assert (directive.code, directive.reason, directive.block) == (
        "FAT001",
        "identity withheld, court order of 3 May",
        None,
    )
    assert document.source[directive.span.start : directive.span.end] == "FAT001"


def test_the_body_is_read_where_it_stands(markdown: Read, told: Tell) -> None:
    document = markdown(PLAN)
    assert told(document) == ["heading1 Plan"]
    assert document.location(document.blocks[0].source_span(0, 4).start).line == 12


@pytest.mark.parametrize(
    "broken",
    [
        "children: [Mia",
        "a: b: c",
        "- just\n- a list",
        "a: &x 1\nb: *x",
        "a: " + "[" * 100 + "]" * 100,
        "a: " + "x" * 60_000,
    ],
)
def test_broken_front_matter_is_said_and_the_body_still_read(broken: str, markdown: Read, told: Tell) -> None:
    document = markdown(f"---\nplan: {broken if broken[0] != '-' else 'x'}\n{broken}\n---\n\n# Plan\n")
    assert dict(document.meta) == {}
    assert len(document.problems) == 1
    assert document.problems[0].startswith("The front matter could not be read (line ")
    assert told(document) == ["heading1 Plan"]


def test_a_problem_holds_no_plan_text(markdown: Read) -> None:
    (problem,) = markdown("---\nchild: Mia: Lee\n---\nText.\n").problems
    assert "Mia" not in problem


def test_a_plan_that_begins_with_a_rule_has_no_front_matter(markdown: Read, told: Tell) -> None:
    document = markdown("---\n\nMia lives with Nan.\n\n---\n\nMore.\n")
    assert document.meta_span is None
    assert told(document) == ["paragraph Mia lives with Nan.", "paragraph More."]


def test_line_ends_of_every_kind_will_do(markdown: Read) -> None:
    assert markdown("---\r\nplan: x\r\n---\r\n# A\r\n").meta == {"plan": "x"}
    assert markdown("---\rplan: x\r---\r# A\r").meta == {"plan": "x"}
