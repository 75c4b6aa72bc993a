"""The small plans that a rule file's examples are put in: a sentence, row or item is judged as in a plan.

Every frame is dated 3 May 2026, is reviewed on 28 June 2026, and has the same grown-ups; the children, their
age, the section and the voice are as the example's `given` says. ‹Marks› stay where they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planlint.words import word_file

AGES = ("unborn", "baby", "toddler", "child", "teen")
VOICES = ("you", "third")
COLUMNS = {
    "action": "Action",
    "owner": "Who",
    "when": "By when",
    "outcome": "Outcome",
    "measure": "How we will know",
}
_BORN = {
    "unborn": ("EDD 14 August 2026",),
    "baby": ("20 December 2025",),
    "toddler": ("2 September 2024", "14 October 2023", "6 November 2022"),
    "child": ("4 February 2018", "11 August 2019", "20 June 2021"),
    "teen": ("12 September 2010", "2 March 2012", "3 April 2013"),
}
_GROWN_UPS = (
    ("Jo Reed", "mother"),
    ("Callum Reed", "father"),
    ("Anita Shah", "health visitor"),
    ("Priya Nair", "social worker"),
)
_TO_THE_CHILD = (
    "You have a blue bag with your name on it. Your coat hangs by the door. "
    "You walk to the shop on Saturdays. Your bus stops at the corner."
)


def statement_plan(text: str, given: Mapping[str, Any]) -> str:
    """A plan that holds the text as one paragraph of a section of the given kind."""
    return _plan(given, [f"## {section_heading(given['section'])}", text])


def item_plan(text: str, given: Mapping[str, Any]) -> str:
    """A plan that holds the text as the one item under its actions."""
    return _plan(given, ["## Actions", f"- {text}"])


def row_plan(cells: Mapping[str, str], given: Mapping[str, Any]) -> str:
    """A plan with an action table of these columns and one row. A row without marks is marked whole."""
    heads = _row([COLUMNS[slot] for slot in cells])
    row = _row(list(cells.values()))
    if "‹" not in row:
        row = f"| ‹{row.strip(' |')}› |"
    return _plan(given, ["## Actions", "\n".join([heads, _row(["---"] * len(cells)), row])])


def section_heading(category: str) -> str:
    """The heading of a section of this category: the first that the word list of headings gives."""
    return str(word_file("headings")[category][0]).capitalize()


def _plan(given: Mapping[str, Any], body: Sequence[str]) -> str:
    children = [str(child) for child in given["children"]]
    to_child = given["voice"] == "you"
    title = "Your plan, " if to_child else "Plan for "
    opening = [f"# {title}{' and '.join(children)}", _people(children, given["age"])]
    dates = "Date of plan: 3 May 2026\nNext review: 28 June 2026"
    own = ["## Your days", _TO_THE_CHILD] if to_child else []
    return "\n\n".join([*opening, dates, *own, *body]) + "\n"


def _people(children: Sequence[str], age: str) -> str:
    born = _BORN[age]
    rows = [["Name", "Date of birth", "Who"], ["---", "---", "---"]]
    rows += [[f"{child} Reed", born[min(number, len(born) - 1)], "child"] for number, child in enumerate(children)]
    rows += [[name, "", role] for name, role in _GROWN_UPS]
    return "\n".join(_row(row) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
