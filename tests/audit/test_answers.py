from __future__ import annotations

from pathlib import Path

import pytest

from planlint.audit.answers import SheetError, read_sheet

PLANS = {"K3QX-7ZPA", "AAAA-2222"}
RULES = {"OBS001", "FAT001"}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "sheet.csv"


def _problems(path: Path) -> list[str]:
    with pytest.raises(SheetError) as told:
        read_sheet(path, PLANS, RULES)
    return [problem.removeprefix(f"{path}:") for problem in told.value.problems]


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_as_spreadsheets_write_it(sheet: Path, between: str, encoding: str) -> None:
    rows = [["plan", "rule", "question", "answer", "note"], ["K3QX-7ZPA", "OBS001", "So?", " YES ", "café"]]
    rows += [["AAAA-2222", "fat001", "", "n/a", ""], ["AAAA-2222", "OBS001", "", "", ""]]
    sheet.write_text("\r\n".join(between.join(row) for row in rows), encoding=encoding)
    filled = read_sheet(sheet, PLANS, RULES)
    assert [(one.plan, one.rule, one.answer) for one in filled.answers] == [
        ("K3QX-7ZPA", "OBS001", "yes"),
        ("AAAA-2222", "FAT001", "na"),
    ]
    assert filled.open == 1


def test_each_problem_names_its_line(sheet: Path) -> None:
    sheet.write_text(
        "plan,rule,answer\nK3QX-7ZPA,OBS001,Yes\nK3QX-7ZPA,OBS001,No\nAAAA-3333,OBS001,No\nK3QX-7ZPA,OBS009,No\n"
        "K3QX-7ZPA,FAT001,perhaps\nMia Hartley,FAT001,Yes\n",
        encoding="utf-8",
    )
    assert _problems(sheet) == [
        "3: the same question is answered on line 2",
        "4: no plan in the folder has the id AAAA-3333; it was changed or moved since the sheet was drawn",
        "5: there is no rule OBS009; planlint rules lists them",
        "6: the answer is none of Yes, No, Not applicable",
        "7: this is no id of a plan; ids look like K3QX-7ZPA",
    ]


def test_what_people_wrote_is_not_repeated(sheet: Path) -> None:
    sheet.write_text("plan,rule,answer\nMia Hartley,about Mia,Mia is sad\n", encoding="utf-8")
    assert "Mia" not in "".join(_problems(sheet)).upper().replace("MIA", "Mia")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a,b\n1,2\n", "1: no column is called plan or rule or answer; is it a sheet of planlint's?"),
        ("", "1: no column is called plan or rule or answer; is it a sheet of planlint's?"),
        (
            "plan,rule,answer\nK3QX-7ZPA,OBS001,\n",
            " no question is answered; write Yes, No or Not applicable under answer",
        ),
    ],
)
def test_a_file_that_is_no_filled_sheet_is_told_so(sheet: Path, text: str, problem: str) -> None:
    sheet.write_text(text, encoding="utf-8")
    assert _problems(sheet) == [problem]


def test_a_sheet_that_is_not_there_is_told_so(sheet: Path) -> None:
    assert _problems(sheet) == [" cannot be read (no such file or directory)"]
