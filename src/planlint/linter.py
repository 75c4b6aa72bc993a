"""`Linter`: the one place that strings the rooms together, for one document or thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from planlint.checks import Context, check_of
from planlint.config import Config
from planlint.defects import CheckFailed
from planlint.document import Document
from planlint.inspection import Inspection
from planlint.language.annotate import BlockText, Names, annotate
from planlint.language.recogniser import trained_recogniser
from planlint.language.statement import Recogniser
from planlint.plan.layout.build import lay_out
from planlint.plan.layout.model import Layout, PersonRecord
from planlint.plan.layout.plan_type import plan_type_of
from planlint.plan.resolve.build import resolve
from planlint.plan.resolve.model import Adult, Child, Plan
from planlint.plan.resolve.people import resolve_people
from planlint.readers import ReadError, read_bytes, read_file, read_text
from planlint.rules.apply import report_of
from planlint.rules.finding import Report
from planlint.rules.model import Match, Rule
from planlint.rules.packs import rules_with, with_options

_BATCH = 16  # plans whose blocks go through the parser together


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a caller knows of: a name as the plan writes it, a role ('child', 'mother', 'father', 'social worker')."""

    name: str
    role: str
    born: date | None = None
    due: date | None = None


@dataclass(frozen=True)
class _Laid:
    """A document on its way: laid out, its people known."""

    path: str
    layout: Layout
    as_of: date
    people: tuple[tuple[Child, ...], tuple[Adult, ...]]


@dataclass
class Linter:
    """Checks plans. Holds its configuration and nothing of any plan; safe to share between threads."""

    config: Config = field(default_factory=Config)
    recogniser: Recogniser = field(default_factory=trained_recogniser)
    rules: tuple[Rule, ...] = ()  # those of the configuration, unless given

    def __post_init__(self) -> None:
        self.rules = self.rules or with_options(rules_with(self.config.packs), self.config.options)

    def check_text(
        self,
        text: str,
        *,
        format: str = "markdown",
        path: str = "<text>",
        as_of: date | None = None,
        people: Sequence[Person] | None = None,
    ) -> Report:
        """Check a plan given as text. `format` is a known text format; offsets count code points of `text`.

        Never raises for what the text holds: a text that cannot be read gives a report with its `error` set.
        """
        return next(self._reports([(path, lambda: read_text(text, format))], as_of, people or ()))

    def check_bytes(self, data: bytes, *, format: str, path: str = "<bytes>") -> Report:
        """Check a plan given as the bytes of a file of a known format, Word and PDF among them.

        A file that cannot be read gives a report with its `error` set.
        """
        return next(self._reports([(path, lambda: read_bytes(data, format))], None, ()))

    def check_file(self, path: str | Path) -> Report:
        """Check one file. A file that cannot be read gives a report with its `error` set."""
        return next(self.check_many([path]))

    def check_many(self, paths: Iterable[str | Path]) -> Iterator[Report]:
        """Check files, in order; each report depends on its own file alone."""
        return self._reports(((str(path), _reader(Path(path))) for path in paths), None, ())

    def check_texts(self, texts: Iterable[tuple[str, str]], *, format: str = "markdown") -> Iterator[Report]:
        """Check plans given as (name, text), in order, as `check_text` does one."""
        return self._reports(((name, _text_reader(text, format)) for name, text in texts), None, ())

    def plan_of(self, document: Document, *, as_of: date | None = None, people: Sequence[Person] = ()) -> Plan:
        """The resolved plan of a document, as the rules see it."""
        return next(self._plans([self._lay("<document>", document, as_of, people)]))

    def inspect_file(self, path: str | Path) -> Inspection:
        """What planlint makes of a file. Raises ReadError for one that cannot be read."""
        return Inspection(str(path), self.plan_of(read_file(Path(path))))

    def inspect_text(self, text: str, *, format: str = "markdown") -> Inspection:
        """What planlint makes of a text. Raises ReadError for one that cannot be read."""
        return Inspection("<text>", self.plan_of(read_text(text, format)))

    def _reports(
        self, sources: Iterable[tuple[str, Callable[[], Document]]], as_of: date | None, people: Sequence[Person]
    ) -> Iterator[Report]:
        waiting = iter(sources)
        rules = self.rules
        while batch := list(islice(waiting, _BATCH)):
            laid: list[_Laid | Report] = []
            for path, read in batch:
                try:
                    laid.append(self._lay(path, read(), as_of, people))
                except ReadError as error:
                    laid.append(Report(path, error=str(error)))
            plans = self._plans([one for one in laid if isinstance(one, _Laid)])
            for one in laid:
                if isinstance(one, Report):
                    yield one
                else:
                    plan = next(plans)
                    config = self.config.for_file(Path(one.path)).for_plan_type(plan_type_of(one.layout))
                    yield report_of(one.path, plan, _matches(plan, rules), rules, config)

    def _lay(self, path: str, document: Document, as_of: date | None, people: Sequence[Person]) -> _Laid:
        layout = lay_out(document)
        day = as_of or self.config.as_of or layout.plan_date or date.today()
        given = [_record(person) for person in people]
        return _Laid(path, layout, day, resolve_people(layout, day, given))

    def _plans(self, laid: Sequence[_Laid]) -> Iterator[Plan]:
        blocks = [_blocks(one) for one in laid]
        annotated = iter(annotate([block for of_plan in blocks for block in of_plan]))
        for one, of_plan in zip(laid, blocks, strict=True):
            notes = [note for found in islice(annotated, len(of_plan)) for note in found]
            yield resolve(one.layout, notes, one.people, self.recogniser, one.as_of)


def check_text(
    text: str, *, format: str = "markdown", as_of: date | None = None, people: Sequence[Person] | None = None
) -> Report:
    """`Linter().check_text` with the settings planlint comes with."""
    return Linter().check_text(text, format=format, as_of=as_of, people=people)


def check_file(path: str | Path) -> Report:
    """`Linter().check_file` with the settings planlint comes with."""
    return Linter().check_file(path)


def _reader(path: Path) -> Callable[[], Document]:
    return lambda: read_file(path)


def _text_reader(text: str, format: str) -> Callable[[], Document]:
    return lambda: read_text(text, format)


def _record(person: Person) -> PersonRecord:
    from planlint.plan.layout.people import role_of

    role = "child" if person.role.lower() in ("child", "sibling", "unborn") else role_of(person.role) or "adult"
    return PersonRecord(
        person.name, role, born=person.born, due=person.due, unborn=person.born is None and person.due is not None,
        title=person.role, strength=4,
    )  # fmt: skip


def _blocks(laid: _Laid) -> list[BlockText]:
    """The blocks that hold statements, each with the bounds of its own, in order."""
    names = Names(tuple(alias for group in laid.people for person in group for alias in person.aliases))
    bounds: dict[int, list[tuple[int, int]]] = {}
    for statement in laid.layout.statements:
        bounds.setdefault(statement.block, []).append((statement.start, statement.end))
    blocks = laid.layout.document.blocks
    return [BlockText(blocks[number].text, tuple(found), names) for number, found in bounds.items()]


def _matches(plan: Plan, rules: Sequence[Rule]) -> dict[str, list[Match]]:
    """What each rule's check has met, by code; before any rule yields to another."""
    if not plan.children:
        return {}
    return {rule.code: _matches_of(plan, rule) for rule in rules}


def _matches_of(plan: Plan, rule: Rule) -> list[Match]:
    try:
        return list(check_of(str(rule.check["type"]))(Context(plan, rule.code, rule.check)))
    except Exception as error:
        raise CheckFailed(rule) from error


__all__ = ["Inspection", "Linter", "Person", "check_file", "check_text"]
