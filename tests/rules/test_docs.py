from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from planlint.evaluate import Score, measured
from planlint.rules import catalogue

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_docs.py"


@pytest.fixture(scope="module")
def make_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_what_the_rule_files_say(make_docs: ModuleType) -> None:
    stale = make_docs.stale()
    assert not stale, f"run scripts/make_docs.py: {', '.join(map(str, stale))}"


def test_every_rule_has_a_page_under_the_same_headings(make_docs: ModuleType) -> None:
    for rule in catalogue.load():
        page = make_docs.rule_page(rule)
        heads = [line[3:] for line in page.splitlines() if line.startswith("## ")]
        assert heads[:3] == ["What it finds", "Why it matters for the child", "Better"]
        assert heads[-1] == "Source"
        assert "Examples" in heads
        assert "{" not in page.split("## Examples")[0]


def test_what_was_measured_is_read_as_it_was_written(tmp_path: Path) -> None:
    scores = {
        "a": {"OBS001": Score(3, 2, 1, 1)},
        "b": {"OBS001": Score(1, 0, 0, 0), "OUT002": Score(0, 1, 0, 0)},
    }
    written = measured.Measured({"a": 14, "b": 2}, scores, met=("a",))
    path = tmp_path / "measured.yaml"
    path.write_text(measured.as_text(written), encoding="utf-8")
    assert measured.load(path) == written
    assert written.of("OBS001") == Score(1, 0, 0, 0)
    assert written.of("OBS001", "ab") == Score(4, 2, 1, 1)
    assert written.count() == 2


def test_a_measure_is_told_in_words() -> None:
    assert measured.sentence(Score(3, 1, 1, 0), 20) == (
        "In 20 labelled plans that it had not met it flagged 4 places and was right about 3; "
        "of the 4 it should have flagged it found 3 (precision 0.75, recall 0.75)."
    )
