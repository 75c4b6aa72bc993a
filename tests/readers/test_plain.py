"""How plain text becomes blocks."""

from collections.abc import Callable

import pytest

from planlint.document import Document

Read = Callable[[str], Document]
Tell = Callable[[Document], list[str]]
PROSE = "Mia came home late and sat on the step until her nan came down with the key."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"CHILD PLAN\n\nSAFE\n{PROSE}", ["heading1 CHILD PLAN", "heading2 SAFE"]),
        (
            f"COUNCIL\nCHILD PLAN\n\nSAFE\n{PROSE}",
            ["heading1 COUNCIL", "heading1 CHILD PLAN", "heading2 SAFE"],
        ),
        (
            f"Care plan for Mia\n\nWishes and feelings\n\n{PROSE}",
            ["heading1 Care plan for Mia", "heading2 Wishes and feelings"],
        ),
        (f"Plan\n====\n\nHome\n----\n{PROSE}", ["heading1 Plan", "heading2 Home"]),
        (f"PLAN\n\n1. Summary\n\n{PROSE}", ["heading1 PLAN", "heading2 1. Summary"]),
        (
            f"PLAN\n\n1a. HOME (who lives there?)\n{PROSE}",
            ["heading1 PLAN", "heading2 1a. HOME (who lives there?)"],
        ),
        (f"PLAN\n\nDANGER STATEMENT (MARK)\n{PROSE}", ["heading1 PLAN", "heading2 DANGER STATEMENT (MARK)"]),
        (f"PLAN\n\nWILL\n{PROSE}", ["heading1 PLAN", "heading2 WILL"]),
        (
            f"PLAN\n\nSection A: the views of Mia\n\n{PROSE}",
            ["heading1 PLAN", "heading2 Section A: the views of Mia"],
        ),
        (f"PLAN\n\nActions for Esra\n\n{PROSE}", ["heading1 PLAN", "heading3 Actions for Esra"]),
        (f"PLAN\n\nVIEWS:\n{PROSE}", ["heading1 PLAN", "heading2 VIEWS"]),
        (f"CIN: VISITS AND PLAN\n\nHOME\n{PROSE}", ["heading1 CIN: VISITS AND PLAN", "heading2 HOME"]),
    ],
)
def test_headings_are_told_by_their_look(plain: Read, told: Tell, text: str, expected: list[str]) -> None:
    assert told(plain(text)) == [*expected, f"paragraph {PROSE}"]


@pytest.mark.parametrize(
    "text",
    [
        "Mum to get sheets",
        "N/A",
        "TBC",
        "12 October 2026",
        "Dear Ms Poe",
        "MUM SAID SHE WILL NOT COME TO THE MEETING AT ALL.",
    ],
)
def test_short_lines_that_are_no_headings_stay_text(plain: Read, told: Tell, text: str) -> None:
    assert told(plain(f"PLAN\n\nHOME\n{PROSE}\n\n{text}\n\n{PROSE}"))[3] == f"paragraph {text}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name: Mia\nDOB: 3.5.19\nBy:\nWhen: ongoing", ["Name=Mia", "DOB=3.5.19", "By=", "When=ongoing"]),
        ("Name:\tMia\nD.O.B.:\t3.5.19", ["Name=Mia", "D.O.B.=3.5.19"]),
        ("Name:        Mia\nLead worker: Ann Poe", ["Name=Mia", "Lead worker=Ann Poe"]),
        ("Name        Mia\nBorn        3 May", ["Name=Mia", "Born=3 May"]),
        ("Name ........ Mia", ["Name=Mia"]),
        ("Child: Zion Poe        DOB: 27.05.26", ["Child=Zion Poe", "DOB=27.05.26"]),
        ("Child:\tJoy\tBorn: 3.5.17", ["Child=Joy", "Born=3.5.17"]),
        ("Signed (mother):  T. Poe          Date: 3 May", ["Signed (mother)=T. Poe", "Date=3 May"]),
        ("Seen alone?   Yes [x]   No [ ]", ["Seen alone?=Yes [x] No [ ]"]),
        ("Action 1: Monitor the situation\nBy: All", ["Action 1=Monitor the situation", "By=All"]),
        (
            "Action 1:\n\tWhat\tBed and bedding\n\tWho\tNan\n\tResult",
            ["Action 1=", "What=Bed and bedding", "Who=Nan", "Result="],
        ),
        ("Action 1\nWho: Nan\nOutcome: Mia sleeps", ["Action 1=", "Who=Nan", "Outcome=Mia sleeps"]),
        (
            "Views:\tMia wants Mum to ring\n\tat the same time.\nHome:\tNan's",
            ["Views=Mia wants Mum to ring at the same time.", "Home=Nan's"],
        ),
        ("Result sought:\tMia is heard,\n\t\t\tand stays", ["Result sought=Mia is heard, and stays"]),
        ("PLAN START\t14/05/2026\nREVIEW\t06/08/2026", ["PLAN START=14/05/2026", "REVIEW=06/08/2026"]),
    ],
)
def test_keys_and_values_are_fields(plain: Read, told: Tell, text: str, expected: list[str]) -> None:
    assert told(plain(text)) == [f"field {line}" for line in expected]


def test_an_empty_field_stands_at_its_key(plain: Read) -> None:
    document = plain("Who: Nan\nWhen:\n")
    empty = document.blocks[1]
    assert empty.key_span is not None
    assert document.source[empty.key_span.start : empty.key_span.end] == "When"
    assert empty.span == empty.key_span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mia came home late and her\nnan was there.", ["Mia came home late and her nan was there."]),
        ("She has a word for it: she said\nthat the rules were these:\nbed at seven.", None),
        ("Mum says: she will come\non Fridays.", ["Mum says: she will come on Fridays."]),
        ("She goes to a pre-\nschool nearby.", ["She goes to a pre-school nearby."]),
        ("Tyrell mends bikes.\nAttendance was 91%.", ["Tyrell mends bikes.", "Attendance was 91%."]),
        (
            "He shouted at you through the door on 30\nSeptember and left. He was not seen by\nyou again.",
            None,
        ),
    ],
)
def test_wrapped_lines_are_one_paragraph(plain: Read, told: Tell, text: str, expected: list[str] | None) -> None:
    wanted = expected or [text.replace("\n", " ")]
    assert told(plain(text)) == [f"paragraph {line}" for line in wanted]


@pytest.mark.parametrize("marker", [*"-*+•·–—▪◦‣>☐☑", "1.", "2)", "(3)", "a)", "(b)", "i)", "(ii)", "[x]", "[ ]", "o "])
def test_bullets_of_every_kind_are_items(plain: Read, marker: str) -> None:
    document = plain(f"PLAN\n\n{marker} ring Nan about\n   the shoes\n{marker} ring school\n")
    assert [(block.text, block.level) for block in document.blocks[1:]] == [
        ("ring Nan about the shoes", 1),
        ("ring school", 1),
    ]
    assert document.blocks[1].marker == marker.strip()


def test_a_bullet_without_a_space_is_one_all_the_same(plain: Read) -> None:
    document = plain("PLAN\n\n-Ring Nan\n•Bed\n1.First\n")
    assert [(block.marker, block.text) for block in document.blocks[1:]] == [
        ("-", "Ring Nan"),
        ("•", "Bed"),
        ("1.", "First"),
    ]


def test_dates_and_initials_are_no_bullets(plain: Read, told: Tell) -> None:
    assert told(plain("PLAN\n\n3.5.19 was the day.\nA. Smith came.\n"))[1:] == [
        "paragraph 3.5.19 was the day.",
        "paragraph A. Smith came.",
    ]


def test_sub_items_are_deeper_and_share_the_group(plain: Read) -> None:
    document = plain("- ring Nan\n  - at work\n  - at home\n- ring school\n")
    assert [block.level for block in document.blocks] == [1, 2, 2, 1]
    assert len({block.group for block in document.blocks}) == 2


def test_numbered_actions_have_their_fields_below(plain: Read, told: Tell) -> None:
    assert told(plain("PLAN\n\n1. Attend appointments\n   Who: Ann\n   When:\n\n2. Ring\n   Who: Nan\n")) == [
        "heading1 PLAN",
        "item Attend appointments",
        "field Who=Ann",
        "field When=",
        "item Ring",
        "field Who=Nan",
    ]


TABBED = "No\tTask\tWho\n1\tRing Nan\tAnn\n2\tBook dentist\t\n"
PIPED = "| No | Task | Who |\n|----|------|-----|\n| 1 | Ring Nan | Ann |\n| 2 | Book dentist | |\n"
GRID = """\
+----+---------+-----+
| No | Task    | Who |
+====+=========+=====+
| 1  | Ring    | Ann |
|    | Nan     |     |
+----+---------+-----+
| 2  | Book    |     |
|    | dentist |     |
+----+---------+-----+
"""


@pytest.mark.parametrize("text", [TABBED, PIPED, GRID], ids=["tabs", "bars", "grid"])
def test_tables_of_every_kind_have_rows_columns_and_heads(plain: Read, text: str) -> None:
    cells = [(block.row, block.column, block.head, block.text) for block in plain(text).blocks]
    assert cells == [
        (0, 0, "", "No"),
        (0, 1, "", "Task"),
        (0, 2, "", "Who"),
        (1, 0, "No", "1"),
        (1, 1, "Task", "Ring Nan"),
        (1, 2, "Who", "Ann"),
        (2, 0, "No", "2"),
        (2, 1, "Task", "Book dentist"),
        (2, 2, "Who", ""),
    ]


def test_columns_lined_up_with_spaces_are_a_table(plain: Read) -> None:
    rows = [
        "Name      Role      Born",
        "Ann Poe   mother    1990",
        "Jim Day   father    1988",
        "Mia Poe   child     2019",
    ]
    text = "\n".join(rows)
    cells = [(block.row, block.head, block.text) for block in plain(text).blocks]
    assert cells[3:6] == [(1, "Name", "Ann Poe"), (1, "Role", "mother"), (1, "Born", "1990")]


def test_a_chronology_with_tabs_has_no_head(plain: Read) -> None:
    blocks = plain("11/2023\tPolice call\n03/2024\tPlan opened\n").blocks
    assert [(block.row, block.column, block.is_head) for block in blocks] == [
        (0, 0, False),
        (0, 1, False),
        (1, 0, False),
        (1, 1, False),
    ]


def test_what_the_printing_system_adds_is_a_comment(plain: Read, told: Tell) -> None:
    text = (
        f"*** CASE PRINT ***\nPLAN\n\nHOME\n{PROSE}\nPage 1 of 2\n-----\n\n"
        f"{PROSE}\nPage 2 of 2\n*** END OF RECORD 88-R2 ***\n"
    )
    assert told(plain(text)) == [
        "comment *** CASE PRINT ***",
        "heading1 PLAN",
        "heading2 HOME",
        f"paragraph {PROSE}",
        "comment Page 1 of 2",
        f"paragraph {PROSE}",
        "comment Page 2 of 2",
        "comment *** END OF RECORD 88-R2 ***",
    ]


def test_a_running_head_counts_once(plain: Read, told: Tell) -> None:
    head = "CARE PLAN          CONFIDENTIAL\nName: Mia Poe     DOB: 3.5.19     p{}\n\n"
    text = head.format(1) + f"HOME\n{PROSE}\n\n" + head.format(2) + f"HEALTH\n{PROSE}\n"
    lines = told(plain(text))
    assert lines.count("field Name=Mia Poe") == 1
    assert "comment Name: Mia Poe DOB: 3.5.19 p2" in lines
    assert "comment CARE PLAN CONFIDENTIAL" in lines


def test_a_school_year_is_no_page_number(plain: Read) -> None:
    blocks = plain("Child\tHope Poe\t03/06/2015\tP6\nChild\tJamie Poe\t11/08/2025\tP1\n").blocks
    assert [block.text for block in blocks if block.column == 3] == ["P6", "P1"]


def test_a_directive_on_a_line_of_its_own_belongs_to_the_next_block(plain: Read) -> None:
    document = plain(f"PLAN\n\nplanlint: allow OBS004 Nan's own words\n{PROSE}\n")
    (directive,) = document.directives
    assert (directive.code, directive.reason) == ("OBS004", "Nan's own words")
    assert directive.block is not None
    assert document.blocks[directive.block].text == PROSE


def test_a_text_without_blank_lines_has_its_headings_all_the_same(plain: Read, told: Tell) -> None:
    long = "Mia lives with her nan over the shop, and her mum works nights at the bakery. Sundays are out. " * 2
    long = long.strip()
    text = f"Child plan\nFamily details\nName: Mia\nDOB: 3.5.19\nBackground\n{long}\n{long}\nActions\n- ring Nan\n"
    assert told(plain(text)) == [
        "heading1 Child plan",
        "heading2 Family details",
        "field Name=Mia",
        "field DOB=3.5.19",
        "heading2 Background",
        f"paragraph {long}",
        f"paragraph {long}",
        "heading2 Actions",
        "item ring Nan",
    ]


def test_a_key_in_capitals_heads_the_whole_paragraph(plain: Read, told: Tell) -> None:
    text = f'PLAN\n\nVIEWS: "I want my own bed."\n\nBACKGROUND: {PROSE}\nShe was cold.\n'
    assert told(plain(text))[1:] == [
        'field VIEWS="I want my own bed."',
        f"field BACKGROUND={PROSE} She was cold.",
    ]


def test_rows_that_hang_below_a_cell_belong_to_it(plain: Read) -> None:
    rows = [
        "Bed      Buy a bed          Ann     4 June",
        "Coat     Ask the baby       Nan     tbc",
        "         bank for a coat",
        "School   Ring               Mum     ongoing",
    ]
    text = "\n".join(rows)
    cells = [block.text for block in plain(text).blocks]
    assert cells[4:8] == ["Coat", "Ask the baby bank for a coat", "Nan", "tbc"]
