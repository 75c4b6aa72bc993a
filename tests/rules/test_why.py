from __future__ import annotations

import pytest

from planlint.config import Config
from planlint.linter import Linter
from planlint.rules.catalogue import load
from planlint.rules.finding import Why
from planlint.rules.model import Rule
from planlint.words import words

HEAD = """\
# Plan for Mia

| Name | DOB |
| --- | --- |
| Mia Reed | 4 February 2017 |

Date: 3 May 2026

## Needs
"""


def _why(text: str, rule: str) -> Why:
    (finding, *_) = [
        one for one in Linter(Config(select=("all",))).check_text(HEAD + text).findings if one.rule == rule
    ]
    return finding.why


@pytest.mark.parametrize("rule", [rule for rule in load() if "tells" in rule.check], ids=lambda rule: rule.code)
def test_the_word_lists_that_tell_of_a_fault_are_there(rule: Rule) -> None:
    file, *lists = rule.check["tells"]
    assert words(file, *lists)


def test_a_statement_says_its_cue_what_it_was_read_as_its_score_and_the_excuse_not_found() -> None:
    why = _why("Mia will probably need help with her reading.\n", "OBS002")
    assert why.cue is not None and "probably" in why.cue.lower()
    assert why.kinds and why.score is not None and why.looked_for


def test_an_action_says_what_its_statement_was_read_as() -> None:
    why = _why("Mia needs a bed.\n\n## Actions\n- Priya will ring the council by 9 May.\n", "OUT001")
    assert why.kinds == ("action",) and why.looked_for


def test_a_part_says_what_made_the_rule_look_and_what_it_looked_for() -> None:
    why = _why("The stair gate is broken and Mia had an injury to her head in April.\n", "SAF001")
    assert why.cue is not None and why.looked_for


def test_quoted_words_are_no_cue() -> None:
    why = _why('Mia told Priya on 3 May, "I was hurt on the stairs." The stair gate is broken.\n', "SAF001")
    assert why.cue is not None and why.cue.lower() not in ("hurt", "stairs")


def test_a_copied_statement_names_the_sibling_it_stands_with() -> None:
    plan = HEAD.replace("2017 |", "2017 |\n| Tom Reed | 4 March 2015 |").replace("## Needs\n", "")
    line = "needs somebody to read with after tea on every school day.\n\n"
    report = Linter().check_text(f"{plan}## Mia\nMia {line}## Tom\nTom {line}")
    (finding, *_) = [one for one in report.findings if one.rule == "SIB003"]
    assert finding.why.cue == "Mia"
