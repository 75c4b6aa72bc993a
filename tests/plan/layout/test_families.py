"""One family, written down in every way that plans have been seen to: the same children and parents are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.plan.layout.dates import MONTHS

_MONTHS = [name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")]
_FORENAMES = (
    "Nathan", "Ivy", "Macsen", "Eilidh", "Oisín", "Zofia", "Aaliyah", "Kwame", "Xin", "Anne-Marie", "Tomasz", "Bo",
    "Summer", "June", "Ayaan", "Siân", "Rory", "Mason", "Precious", "Dillon-Lee",
)  # fmt: skip
_SURNAMES = ("Pryce", "O'Neill", "McAllister", "Kowalska", "Begum", "ap Rhys", "Smith-Jones", "Ward", "Park")
_GROWN_UPS = ("Carly", "Dean", "Gwen", "Hamish", "Nasreen", "Piotr", "Delroy", "Fiona")


@dataclass(frozen=True)
class Family:
    """What every way of writing tells."""

    children: tuple[tuple[str, date], ...]
    surname: str
    mother: str
    father: str
    made: date = date(2026, 2, 3)

    @property
    def text(self) -> str:
        """A sentence about each child, as any plan has."""
        return "\n\n".join(f"{name} was seen at home." for name, _ in self.children)


@st.composite
def families(draw: st.DrawFn, most: int = 3) -> Family:
    names = draw(st.lists(st.sampled_from(_FORENAMES), min_size=1, max_size=most, unique=True))
    births = st.dates(date(2009, 1, 1), date(2025, 12, 1))
    grown = draw(st.lists(st.sampled_from(_GROWN_UPS), min_size=2, max_size=2, unique=True))
    children = tuple((name, draw(births)) for name in names)
    return Family(children, draw(st.sampled_from(_SURNAMES)), grown[0], grown[1])


def _slashed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _short(day: date) -> str:
    return f"{day.day}.{day.month}.{day:%y}"


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _ordinal(day: date) -> str:
    end = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{end} {day:%B} {day.year}"


def _iso(day: date) -> str:
    return day.isoformat()


WRITTEN = (_slashed, _short, _spoken, _ordinal, _iso)
Write = Callable[[date], str]


def _details_across(f: Family, w: Write) -> str:
    rows = "\n".join(f"| {name} {f.surname} | {w(born)} | Elm Primary |" for name, born in f.children)
    return f"# Plan\n\n| Child's name | Date of birth | School |\n|---|---|---|\n{rows}\n\nMum: {f.mother}\n\nDad: {f.father}\n\n## Needs\n\n{f.text}"


def _forename_and_surname_apart(f: Family, w: Write) -> str:
    rows = "\n".join(f"| {f.surname} | {name} | {w(born)} |" for name, born in f.children)
    return f"# Plan\n\n| Surname | Forename(s) | DOB |\n|---|---|---|\n{rows}\n\nMother: {f.mother}\n\nFather: {f.father}\n\n## Needs\n\n{f.text}"


def _details_down(f: Family, w: Write) -> str:
    tables = "\n\n".join(
        f"| Child/young person | {name} {f.surname} |\n|---|---|\n| D.O.B. | {w(born)} |\n| Gender | - |"
        for name, born in f.children
    )
    return f"# Plan\n\n{tables}\n\n| Mother | {f.mother} {f.surname} |\n|---|---|\n| Father | {f.father} Hollis |\n\n## Needs\n\n{f.text}"


def _family_composition(f: Family, w: Write) -> str:
    kids = "\n".join(f"| {name} {f.surname} | Subject child | {w(born)} |" for name, born in f.children)
    return (
        f"# Plan\n\n## Family composition\n\n| Name | Relationship to child | DOB |\n|---|---|---|\n{kids}\n"
        f"| {f.mother} {f.surname} | Mother | {w(date(1994, 5, 6))} |\n| {f.father} Hollis | Father | {w(date(1992, 5, 6))} |\n\n## Needs\n\n{f.text}"
    )


def _bold_lines(f: Family, w: Write) -> str:
    kids = "\n".join(
        f"**Child {n}:** {name}\n**Date of birth:** {w(born)}" for n, (name, born) in enumerate(f.children, 1)
    )
    return f"**Child in need plan**\n\n{kids}\n**Mum:** {f.mother}\n**Dad:** {f.father}\n\n## Needs\n\n{f.text}"


def _headings(f: Family, w: Write) -> str:
    parts = "\n\n".join(f"## {name} (born {w(born)})\n\n{name} was seen at home." for name, born in f.children)
    return f"# Family plan\n\nMum is {f.mother}. Dad is {f.father}.\n\n{parts}"


def _numbered_headings(f: Family, w: Write) -> str:
    parts = "\n\n".join(
        f"## Child {n}: {name} {f.surname} (DOB {w(born)})\n\n{name} was seen at home."
        for n, (name, born) in enumerate(f.children, 1)
    )
    return f"# Family plan\n\nMother: {f.mother}\n\nFather: {f.father}\n\n{parts}"


def _front_matter(f: Family, w: Write) -> str:
    kids = "\n".join(f'  - {{name: "{name} {f.surname}", dob: {_iso(born)}}}' for name, born in f.children)
    return f"---\nchildren:\n{kids}\nmother: {f.mother}\nfather: {f.father}\ndate: 2026-02-03\n---\n# Plan\n\n{f.text}"


def _a_person_a_column(f: Family, w: Write) -> str:
    names = " | ".join(name for name, _ in f.children)
    births = " | ".join(w(born) for _, born in f.children)
    rule = "|---" * (len(f.children) + 1) + "|"
    return f"# Plan\n\n| Name | {names} |\n{rule}\n| Date of birth | {births} |\n\nMother: {f.mother}. Father: {f.father}.\n\n## Needs\n\n{f.text}"


def _keys(f: Family, w: Write) -> str:
    kids = "\n".join(f"Name of child: {name} {f.surname}    DOB: {w(born)}" for name, born in f.children)
    return f"CARE PLAN\n\n{kids}\nMother: {f.mother} {f.surname}\nFather: {f.father} Hollis\nDate of plan: {w(f.made)}\n\nNEEDS\n\n{f.text}"


def _one_line_of_names(f: Family, w: Write) -> str:
    kids = "; ".join(f"{name} {f.surname} (d.o.b. {w(born)})" for name, born in f.children)
    return f"CHILD PROTECTION PLAN\n\nChildren subject to this plan: {kids}\nParents: {f.mother} (mother) and {f.father} (father)\n\nNEEDS\n\n{f.text}"


def _numbered_list(f: Family, w: Write) -> str:
    kids = "\n".join(f"{n}. {name} {f.surname} ({w(born)})" for n, (name, born) in enumerate(f.children, 1))
    return f"CHILD PROTECTION PLAN\n\nChildren:\n{kids}\n\nMum: {f.mother}\nDad: {f.father}\n\nNEEDS\n\n{f.text}"


def _prose(f: Family, w: Write) -> str:
    kids = " ".join(f"{name} was born on {w(born)}." for name, born in f.children)
    return f"Notes of a meeting\n\n{kids} Their mum is {f.mother} and their dad is {f.father}.\n\n{f.text}"


MARKDOWN = (
    _details_across, _forename_and_surname_apart, _details_down, _family_composition, _bold_lines, _headings,
    _numbered_headings, _front_matter, _a_person_a_column,
)  # fmt: skip
PLAIN = (_keys, _one_line_of_names, _numbered_list, _prose)
WAYS = [(way, "markdown") for way in MARKDOWN] + [(way, "text") for way in PLAIN]


@pytest.mark.parametrize(("way", "format"), WAYS, ids=lambda value: getattr(value, "__name__", value))
@given(family=families(), write=st.sampled_from(WRITTEN))
@settings(deadline=None, max_examples=25)
def test_children_and_parents_are_found_however_they_are_written_down(way, format, lay, family, write):  # type: ignore[no-untyped-def]
    found = lay(way(family, write), format)
    assert found.born == dict(family.children)
    roles = {name.split()[0]: role for name, role in found.roles.items()}
    assert roles.get(family.mother) == "mother"
    assert roles.get(family.father) == "father"
