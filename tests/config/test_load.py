from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planlint.config.errors import ConfigError
from planlint.config.files import config_of, nearest
from planlint.config.load import load

Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def _forget() -> None:
    nearest.cache_clear()


def test_every_key_has_its_place_in_the_settings(write: Write, tmp_path: Path) -> None:
    write("our/OWN/OWN001-own.yaml", RULE)
    path = write(
        "planlint.toml",
        """
        select = ["OBS", "OWN001"]
        ignore = ["jargon"]
        fail-on = "warning"
        max-findings = 3
        required = ["FAT001"]
        as-of = 2026-02-03
        baseline = "known.json"
        packs = ["our"]
        include = ["*.md"]
        exclude = ["old/"]
        [severity]
        VOI003 = "warning"
        [per-file."letters/*"]
        ignore = ["OUT"]
        [plan-type.ehc]
        select = ["VOI"]
        [options.VOI004]
        words = 80
        """,
    )
    config = load(path).config
    assert (config.select, config.ignore) == (("OBS", "OWN001"), ("jargon",))
    assert (config.fail_on, config.max_findings, config.required) == ("warning", 3, ("FAT001",))
    assert (config.as_of, config.baseline) == (date(2026, 2, 3), tmp_path / "known.json")
    assert config.packs == (tmp_path / "our",)
    assert config.severity == {"VOI003": "warning"}
    assert config.options == {"VOI004": {"words": 80}}
    assert config.for_file(tmp_path / "letters" / "a.md").ignore == ("jargon", "OUT")
    assert config.for_file(tmp_path / "a.md").ignore == ("jargon",)
    assert config.for_plan_type("ehc").select == ("VOI",)
    assert config.for_plan_type("cin").select == ("OBS", "OWN001")


def test_a_day_may_be_written_as_text(write: Write) -> None:
    assert load(write("planlint.toml", 'as-of = "2026-02-03"')).config.as_of == date(2026, 2, 3)


def test_the_nearest_configuration_upwards_holds(write: Write, tmp_path: Path) -> None:
    upper = write("planlint.toml", "")
    write("a/pyproject.toml", "[tool.other]\n")
    lower = write("b/pyproject.toml", '[tool.planlint]\nfail-on = "info"\n')
    assert config_of(tmp_path / "a" / "deep" / "plan.md") == upper
    assert config_of(tmp_path / "b" / "plan.md") == lower
    assert load(lower).config.fail_on == "info"


def test_a_configuration_builds_on_those_it_extends(write: Write, tmp_path: Path) -> None:
    base = write("base.toml", 'fail-on = "info"\nignore = ["VOI"]\n[severity]\nVOI003 = "error"\nFAT = "info"\n')
    path = write("a/planlint.toml", 'extend = "../base.toml"\nignore = ["OUT"]\n[severity]\nFAT = "error"\n')
    settings = load(path)
    assert settings.config.fail_on == "info"
    assert settings.config.ignore == ("OUT",)
    assert settings.config.severity == {"VOI003": "error", "FAT": "error"}
    assert settings.origin["severity.VOI003"] == base
    assert settings.origin["severity.FAT"] == path


def test_a_configuration_that_extends_itself_is_refused(write: Write) -> None:
    write("b.toml", 'extend = "planlint.toml"')
    with pytest.raises(ConfigError, match="extends itself"):
        load(write("planlint.toml", 'extend = ["b.toml"]'))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('slect = ["OBS"]', "planlint.toml:1: unknown key 'slect'; did you mean 'select'?"),
        ('\n[per-file."*.md"]\nignroe = []', "planlint.toml:3: unknown key 'ignroe'; did you mean 'ignore'?"),
        ('fail-on = "warn"', "planlint.toml:1: fail-on: should be 'error', 'warning', 'info' or 'never'"),
        ('max-findings = "3"', "planlint.toml:1: max-findings: should be a whole number"),
        ("max-findings = true", "planlint.toml:1: max-findings: should be a whole number"),
        ("\n[optons.VOI004]\nwords = 3", "planlint.toml:2: unknown key 'optons'; did you mean 'options'?"),
        ('[per-file]\n"*.md" = 3', "planlint.toml:2: per-file.*.md: should be a table"),
        (
            '[per-file."*.md"]\nfail-on = "info"',
            "planlint.toml:2: unknown key 'fail-on'; there are select, ignore, severity",
        ),
        ("max-findings = -1", "planlint.toml:1: max-findings: should be greater than or equal to 0"),
        ('select = "OBS"', "planlint.toml:1: select: should be a list"),
        ('severity = "error"', "planlint.toml:1: severity: should be a table"),
        ('as-of = "soon"', "planlint.toml:1: as-of: not a date; write it as 2026-02-03"),
        (
            '# x\nselect = [\n"assumed-ned"]',
            "planlint.toml:2: select: no rule is called 'assumed-ned'; did you mean assumed-need?",
        ),
        (
            '[severity]\nOBX002 = "error"',
            "planlint.toml:2: severity: no rule is called 'OBX002'; did you mean OBS002?",
        ),
        ("[options.VOI004]\nwrds = 3", "planlint.toml:2: VOI004 has no option 'wrds'; did you mean 'words'?"),
        (
            '[options.VOI004]\nwords = "3"',
            "planlint.toml:2: VOI004: option 'words' is of another kind: by default 100",
        ),
        ('packs = ["nowhere"]', "nowhere: no such folder"),
        ("select = [", "planlint.toml: not readable as TOML: "),
    ],
)
def test_what_is_wrong_is_told_in_a_line_with_the_nearest_right_key(write: Write, text: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write("planlint.toml", text))
    assert len(caught.value.problems) == 1
    assert told in caught.value.problems[0]


def test_every_problem_is_told_in_the_order_of_the_lines(write: Write) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write("planlint.toml", 'fial-on = "info"\nselect = 3\n'))
    assert [problem.rpartition("planlint.toml:")[2][0] for problem in caught.value.problems] == ["1", "2"]


def test_lines_are_right_in_a_pyproject(write: Write) -> None:
    with pytest.raises(ConfigError, match=r"pyproject\.toml:5: unknown key 'slect'"):
        load(write("pyproject.toml", '[tool.other]\nx = """\n"""\n[tool.planlint]\nslect = 1\n'))


def test_a_pack_may_not_take_the_code_of_a_rule(write: Write) -> None:
    write("our/OBS/OBS002-own.yaml", RULE.replace("OWN001", "OBS002"))
    with pytest.raises(ConfigError, match="another rule has the code"):
        load(write("planlint.toml", 'packs = ["our"]'))


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("type: phrase", "type: phraze", "check: no type is called 'phraze'; did you mean 'phrase'?"),
        ("{type: phrase, ask: jargon}", "phrase", "check: should be a mapping with a 'type'"),
        ("severity: info", "severity: eror", "severity: should be error, warning or info"),
        ("anchor: phrase", "anchor: word", "anchor: should be phrase, statement, action, part, section or plan"),
        ("why: Because.", "sources: 3\nwhy: Because.", "a key has a value of another kind"),
        ("why: Because.", "wy: Because.", "unknown key 'wy'; did you mean 'why'?"),
        ("why: Because.", "why: [", "not readable as YAML (line "),
        ("why: Because.", "", "missing why"),
    ],
)
def test_a_pack_that_cannot_be_used_is_told_by_file_and_line(write: Write, was: str, now: str, told: str) -> None:
    rule = write("our/OWN/OWN001-own.yaml", RULE.replace(was, now))
    with pytest.raises(ConfigError) as caught:
        load(write("planlint.toml", '# packs\npacks = ["our"]'))
    (problem,) = caught.value.problems
    assert f"planlint.toml:2: packs: {rule}: {told}" in problem


RULE = """\
code: OWN001
name: own-rule
severity: info
anchor: phrase
summary: One of ours.
why: Because.
message: "“{text}” is ours."
advice: "Say it otherwise."
check: {type: phrase, ask: jargon}
"""
