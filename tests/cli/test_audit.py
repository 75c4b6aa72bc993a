from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planlint.audit.data import briefing
from planlint.linter import Linter
from planlint.rules import catalogue

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "audit.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def plans(tmp_path: Path, plan: Path) -> Path:
    """Three teams of four, six and two plans."""
    text = plan.read_text(encoding="utf-8")
    plan.unlink()
    for team, count in (("north", 4), ("south", 6), ("west", 2)):
        folder = tmp_path / "plans" / team
        folder.mkdir(parents=True)
        for number in range(count):
            (folder / f"mia-{number}.md").write_text(f"{text}\nSeen on {number + 1} May, {team}.\n", encoding="utf-8")
    return tmp_path / "plans"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_three_reports_are_written(run: Callable[..., Any], plans: Path, tmp_path: Path) -> None:
    ran = run("audit", plans, "--to", tmp_path / "out")
    assert (ran.status, ran.err) == (0, "")
    assert "12 plans for 12 children were audited." in ran.out
    told = json.loads((tmp_path / "out" / "audit.json").read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(told)
    assert [group["group"] for group in told["groups"] if group["by"] == "team"] == ["south", "Smaller ones together"]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"audit.json", "audit.csv", "audit.html"}


def test_no_name_of_a_child_or_of_a_file_is_told(run: Callable[..., Any], plans: Path, tmp_path: Path) -> None:
    ran = run("audit", plans, "--to", tmp_path / "out")
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    for word in ("mia", "hartley", "mia-1.md", "her reading"):
        assert not re.search(rf"\b{word}\b", (written + ran.out).lower())


def test_a_folder_that_bears_a_childs_name_is_not_named(run: Callable[..., Any], plans: Path, tmp_path: Path) -> None:
    (plans / "south").rename(plans / "Hartley, Mia")
    run("audit", plans, "--to", tmp_path / "out")
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    assert "Hartley" not in written and "Folder 1" in written


def test_a_file_that_cannot_be_checked_is_counted_and_named_on_standard_error(
    run: Callable[..., Any], plans: Path, tmp_path: Path
) -> None:
    (plans / "bad.docx").write_bytes(b"no zip")
    (plans / "list.md").write_text("# Shopping\n\nMilk.\n", encoding="utf-8")
    ran = run("audit", plans, "--to", tmp_path / "out")
    assert ran.status == 2
    assert ran.err.count("\n") == 1 and "bad.docx: " in ran.err
    told = json.loads((tmp_path / "out" / "audit.json").read_text(encoding="utf-8"))["cohort"]
    assert (told["files"], told["files_not_checked"], told["files_without_child"]) == (14, 1, 1)
    assert told["files_not_counted"] == [] and "list.md" not in (tmp_path / "out" / "audit.html").read_text()
    run("audit", plans, "--to", tmp_path / "out", "--name-plans")
    assert "list.md" in (tmp_path / "out" / "audit.html").read_text(encoding="utf-8")


def test_teams_can_be_told_in_the_plans(run: Callable[..., Any], plans: Path, tmp_path: Path) -> None:
    for number, path in enumerate(sorted(plans.rglob("*.md"))):
        team = "Harbour" if number % 2 else "Castle"
        path.write_text(f"---\nteam: {team}\n---\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    run("audit", plans, "--to", tmp_path / "out", "--team-field", "team")
    told = json.loads((tmp_path / "out" / "audit.json").read_text(encoding="utf-8"))
    assert [group["group"] for group in told["groups"] if group["by"] == "team"] == ["Castle", "Harbour"]


def test_a_second_audit_tells_the_same_and_does_not_audit_the_first(run: Callable[..., Any], plans: Path) -> None:
    out = plans / "planlint-audit"
    run("audit", plans, "--to", out)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assert run("audit", plans, "--to", out).status == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


def test_processes_make_no_difference(run: Callable[..., Any], plans: Path, tmp_path: Path) -> None:
    run("audit", plans, "--to", tmp_path / "one", "--no-cache")
    run("audit", plans, "--to", tmp_path / "two", "--no-cache", "--jobs", "2")
    for name in ("audit.json", "audit.csv", "audit.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_has_changed_since_an_earlier_audit_is_told(run: Callable[..., Any], plans: Path, tmp_path: Path) -> None:
    run("audit", plans, "--to", tmp_path / "one")
    ran = run("audit", plans, "--to", tmp_path / "two", "--since", tmp_path / "one" / "audit.json")
    assert ran.status == 0
    told = json.loads((tmp_path / "two" / "audit.json").read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(told)
    assert {change["verdict"] for change in told["trend"]["changes"]} <= {"no clear change", "cannot be compared"}


def test_a_sheet_is_blind_and_names_nobody(run: Callable[..., Any], plans: Path, tmp_path: Path) -> None:
    ran = run("audit", plans, "--to", tmp_path, "--sample", "4", "--seed", "3")
    assert ran.status == 0 and "4 of 12 plans" in ran.out
    rows = _rows(tmp_path / "sheet.csv")
    assert len({row["plan"] for row in rows}) == 4
    assert {row["answer"] for row in rows} == {""} and {row["note"] for row in rows} == {""}
    on = {rule.code for rule in catalogue.load() if rule.enabled and not rule.code.startswith("ALW")}
    assert all({row["rule"] for row in rows if row["plan"] == plan} == on for plan in {row["plan"] for row in rows})
    assert "mia" not in ((tmp_path / "sheet.csv").read_text() + (tmp_path / "sheet.html").read_text()).lower()


def test_a_sheet_names_its_files_when_asked(run: Callable[..., Any], plans: Path, tmp_path: Path) -> None:
    run("audit", plans, "--to", tmp_path, "--sample", "2", "--name-plans")
    assert {Path(row["file"]).suffix for row in _rows(tmp_path / "sheet.csv")} == {".md"}


def test_a_sheet_filled_as_planlint_would_is_in_full_agreement(
    run: Callable[..., Any], plans: Path, tmp_path: Path
) -> None:
    one = plans / "south" / "mia-0.md"
    one.write_text(one.read_text(encoding="utf-8").replace("will probably need", "asked for"), encoding="utf-8")
    run("audit", plans, "--to", tmp_path, "--sample", "12", "--name-plans")
    rows = _rows(tmp_path / "sheet.csv")
    met = {row["file"]: {f.rule for f in Linter().check_file(row["file"]).findings} for row in rows}
    for row in rows:
        row["answer"] = "Yes" if row["rule"] in met[row["file"]] else "No"
    _write(tmp_path / "filled.csv", rows)
    ran = run("audit", plans, "--to", tmp_path, "--sheet", tmp_path / "filled.csv")
    assert (ran.status, ran.err) == (0, "")
    told = json.loads((tmp_path / "agreement.json").read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(told)
    assert told["all"]["kappa"] == told["all"]["precision"] == told["all"]["recall"] == 1
    assert next(one for one in told["rules"] if one["rule"] == "OBS002")["both_yes"] == 11


def test_a_plan_changed_since_the_sheet_was_drawn_is_told_by_line(
    run: Callable[..., Any], plans: Path, tmp_path: Path
) -> None:
    run("audit", plans, "--to", tmp_path, "--sample", "12", "--name-plans")
    rows = [row | {"answer": "No"} for row in _rows(tmp_path / "sheet.csv")][:1]
    _write(tmp_path / "filled.csv", rows)
    with Path(rows[0]["file"]).open("a", encoding="utf-8") as file:
        file.write("Seen again.\n")
    ran = run("audit", plans, "--to", tmp_path, "--sheet", tmp_path / "filled.csv")
    assert ran.status == 2
    assert f"filled.csv:2: no plan in the folder has the id {rows[0]['plan']}" in ran.err


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["nowhere"], "nowhere: no such folder"),
        ([".", "--since", "nothing.json"], "nothing.json: cannot be read"),
        ([".", "--sheet", "nothing.csv"], "nothing.csv: cannot be read"),
        ([".", "--sheet", "a.csv", "--sample", "3"], "give one of them"),
        ([".", "--sample", "0"], "0 is not in the range"),
        ([".", "--select", "NOPE"], "no rule is called 'NOPE'"),
    ],
)
def test_bad_input_is_one_line_and_status_two(
    run: Callable[..., Any], plans: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], problem: str
) -> None:
    monkeypatch.chdir(plans)
    ran = run("audit", *args)
    assert ran.status == 2
    assert problem in ran.err and ran.err.count("\n") == 1
    assert not (plans / "planlint-audit").exists()


def test_an_audit_of_the_corpora_names_no_child_and_quotes_no_plan(
    run: Callable[..., Any], corpus: Path, tmp_path: Path
) -> None:
    sets = tmp_path / "plans"
    for name in ("a", "b"):
        shutil.copytree(corpus / name, sets / f"team {name}", ignore=shutil.ignore_patterns("*.yaml"))
    for extra in ([], ["--sample", "10"]):
        assert run("audit", sets, "--to", tmp_path / "out", *extra).status == 0
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    words = set(re.findall(r"[^\W\d_]+", written))
    files = [path for path in sorted(sets.rglob("*")) if path.is_file()]
    reports = list(Linter().check_many(files))
    names = {name for report in reports for child in report.children for name in child.split()} - {"Baby", "Unborn"}
    assert names and not names & words
    ours = _own_words()
    runs = {run for report in reports for run in _runs(report.text or "")} - _runs(ours)
    assert not runs & _runs(re.sub(r"<[^>]*>", " ", written))


def _own_words() -> str:
    """What the catalogue and the briefing say, which a plan may say as well."""
    rules: list[Any] = [(r.summary, r.why, r.leaves_alone) for r in catalogue.load()]
    return repr((rules, [s.message for s in catalogue.load_strengths()], briefing()))


def _runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    words = re.findall(r"[^\W_]+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
