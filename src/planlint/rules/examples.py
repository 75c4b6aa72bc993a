"""The examples of rule files as runs of the linter: a rule's tests and its documentation at once.

An example is a sentence or two (`text`, or a string), an action table's `row`, an `item` under actions, or a
whole small `plan`; all but the last are put in a small plan (see `frames`) as the file's `given` and their
own say. ‹Marks› round words show what is flagged; without marks it is the whole text, row or item, and a plan
is flagged once. Examples of strengths are plans that earn them and plans that do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from planlint.document import Span
from planlint.rules import frames
from planlint.rules.finding import Finding, Report, Strength
from planlint.rules.model import Rule, StrengthRule

if TYPE_CHECKING:
    from planlint.linter import Linter

Kind = Literal["flagged", "passed", "todo_flagged", "todo_passed", "earned", "not_earned", "todo_earned"]
KINDS: tuple[Kind, ...] = ("flagged", "passed", "todo_flagged", "todo_passed")
STRENGTH_KINDS: tuple[Kind, ...] = ("earned", "not_earned", "todo_earned")
_FORMS = ("text", "row", "item", "plan")
_GIVEN = {"children": ["Mia"], "age": "child", "section": "needs", "voice": "third"}
_SHORT = 90  # characters of an example that name it


class ExampleError(ValueError):
    """An example that cannot be run; the message is one plain line that names the file and the example."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example, ready to run: the plan it makes, without marks, and the spans that were marked in it."""

    rule: Rule | StrengthRule
    kind: Kind
    number: int  # from 1, within its list
    words_as_written: str  # what the file says, marks and all
    is_plan: bool  # a whole plan, not a sentence, item or row put in one
    plan: str
    marks: tuple[Span, ...]

    @property
    def words(self) -> str:
        """What the file says, on one line."""
        return " ".join(self.words_as_written.split())

    @property
    def is_todo(self) -> bool:
        """A known miss: counted and shown, no failure."""
        return self.kind.startswith("todo_")

    @property
    def name(self) -> str:
        """`OBS002 flagged 3`."""
        return f"{self.rule.code} {self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came of an example. `problem` is one plain line, '' where the example holds."""

    example: Example
    found: tuple[Finding | Strength, ...]  # of the example's own rule
    problem: str

    @property
    def holds(self) -> bool:
        return not self.problem

    @property
    def fails(self) -> bool:
        """Does not hold, and is not known not to."""
        return not self.holds and not self.example.is_todo


def run_examples(rules: Iterable[Rule | StrengthRule], linter: Linter) -> list[ExampleResult]:
    """Every example of the rules and strengths, in order, run through one linter.

    Raises ExampleError for one that cannot be run.
    """
    examples = [example for rule in rules for example in examples_of(rule)]
    reports = linter.check_texts((example.name, example.plan) for example in examples)
    return [_result(example, report) for example, report in zip(examples, reports, strict=True)]


def examples_of(rule: Rule | StrengthRule) -> Iterator[Example]:
    """The examples of a rule file, each as a plan. Raises ExampleError."""
    kinds = KINDS if isinstance(rule, Rule) else STRENGTH_KINDS
    if unknown := sorted(set(rule.examples) - {*kinds, "given"}):
        raise ExampleError(f"{rule.path}: examples: unknown key '{unknown[0]}'")
    given = {**_GIVEN, **(rule.examples.get("given") or {})}
    for kind in kinds:
        for number, entry in enumerate(rule.examples.get(kind) or (), 1):
            try:
                yield _example(rule, kind, number, entry, given)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ExampleError(f"{rule.path}: {kind} example {number}: {_said(error)}") from error


def without_marks(text: str) -> tuple[str, tuple[Span, ...]]:
    """A text without its ‹marks›, and where the marked words stand in it.

    Raises ValueError for a mark left open.
    """
    out: list[str] = []
    marks: list[Span] = []
    length, begun = 0, None
    for char in text:
        if char == "‹" and begun is None:
            begun = length
        elif char == "›" and begun is not None:
            marks.append(Span(begun, length))
            begun = None
        elif char in "‹›":
            raise ValueError("marks stand in pairs, ‹so›")
        else:
            out.append(char)
            length += 1
    if begun is not None:
        raise ValueError("a mark is left open")
    return "".join(out), tuple(marks)


def _example(rule: Rule | StrengthRule, kind: Kind, number: int, entry: Any, given: Mapping[str, Any]) -> Example:
    entry = {"text": entry} if isinstance(entry, str) else dict(entry)
    place = _place({**given, **(entry.pop("given", None) or {})})
    if len(entry) != 1 or not set(entry) <= set(_FORMS):
        raise ValueError(f"an example is a string or has one of {', '.join(_FORMS)}, and may have given")
    form, body = next(iter(entry.items()))
    if form == "plan":
        framed = str(body)
    elif form == "row":
        framed = frames.row_plan({str(slot): str(cell) for slot, cell in body.items()}, place)
    else:
        words = " ".join(str(body).split())
        marked = words if "‹" in words else f"‹{words}›"
        framed = (frames.item_plan if form == "item" else frames.statement_plan)(marked, place)
    plan, marks = without_marks(framed)
    written = " | ".join(str(cell) or "(empty)" for cell in body.values()) if isinstance(body, Mapping) else str(body)
    return Example(rule, kind, number, written, form == "plan", plan, marks)


def _place(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The `given` of an example, checked. Raises ValueError."""
    if unknown := sorted(set(given) - set(_GIVEN)):
        raise ValueError(f"given: unknown key '{unknown[0]}'")
    for key, known in (("age", frames.AGES), ("voice", frames.VOICES)):
        if given[key] not in known:
            raise ValueError(f"given: {key} is one of {', '.join(known)}")
    try:
        frames.section_heading(given["section"])
    except KeyError:
        raise ValueError(f"given: no heading is known for a section '{given['section']}'") from None
    return given


def _said(error: Exception) -> str:
    return f"unknown column {error}" if isinstance(error, KeyError) else str(error)


def _result(example: Example, report: Report) -> ExampleResult:
    code = example.rule.code
    found: tuple[Finding | Strength, ...] = tuple(finding for finding in report.findings if finding.rule == code)
    found += tuple(strength for strength in report.strengths if strength.code == code)
    return ExampleResult(example, found, _problem(example, report, found))


def _problem(example: Example, report: Report, found: Sequence[Finding | Strength]) -> str:
    if report.error:
        return f"could not be read: {report.error}"
    if not report.children:
        return "no child was found in it"
    if example.kind in ("passed", "todo_passed", "not_earned"):
        return f"found {_quoted(example, found)}" if found else ""
    if not found:
        return "nothing was found"
    if isinstance(example.rule, StrengthRule):
        return ""
    if not example.marks:
        return "" if len(found) == 1 else f"found {len(found)} times: {_quoted(example, found)}"
    missed = [mark for mark in example.marks if not any(mark.overlaps(_span(one)) for one in found)]
    beside = [one for one in found if not any(mark.overlaps(_span(one)) for mark in example.marks)]
    problems = [f"not found “{example.plan[mark.start : mark.end]}”" for mark in missed]
    return "; ".join([*problems, *([f"found {_quoted(example, beside)}"] if beside else [])])


def _span(found: Finding | Strength) -> Span:
    return Span(found.start.offset, max(found.end.offset, found.start.offset + 1))


def _quoted(example: Example, found: Sequence[Finding | Strength]) -> str:
    spans = [_span(one) for one in found]
    return ", ".join(f"“{' '.join(example.plan[span.start : span.end].split())}”" for span in spans)


def short(example: Example) -> str:
    """An example's words, cut to one line."""
    words = example.words
    return words if len(words) <= _SHORT else words[: _SHORT - 1].rsplit(" ", 1)[0] + "…"
