from __future__ import annotations

from pathlib import Path

import pytest

from planlint.evaluate import Label, LabelsError, find_labels, load_labels

CORPORA = Path(__file__).parents[2] / "corpora" / "plans"


def _written(folder: Path, text: str) -> Path:
    path = folder / "plan.labels.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_labels_and_traps_are_read(tmp_path: Path) -> None:
    labels = load_labels(
        _written(
            tmp_path,
            "plan: plan.md\nchildren: [Mia]\n"
            "labels:\n  - {rule: OBS001, quote: happy, nth: 2}\n  - {rule: VOI005, child: Mia}\n"
            "traps:\n  - {rule: OBS001, quote: sad, why: her words}\n",
        )
    )
    assert labels.plan == tmp_path / "plan.md"
    assert labels.children == ("Mia",)
    assert labels.labels == (Label("OBS001", "happy", 2), Label("VOI005", child="Mia"))
    assert labels.traps == (Label("OBS001", "sad", why="her words"),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("labels: []", "must name its plan"),
        ("[", "cannot be read"),
        ("plan: a.md\nlabels: [{quote: x}]", "names a rule"),
        ("plan: a.md\nlabels: [{rule: A1, qoute: x}]", "unknown key qoute"),
        ("plan: a.md\nlabels: [{rule: A1, quote: x, nth: 0}]", "counts from 1"),
    ],
)
def test_labels_that_cannot_be_used_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(LabelsError, match=problem):
        load_labels(_written(tmp_path, text))


def test_labels_are_found_in_folders_and_beside_plans(tmp_path: Path) -> None:
    labels = _written(tmp_path, "plan: plan.md")
    plan = tmp_path / "plan.md"
    plan.write_text("# Plan", encoding="utf-8")
    assert find_labels([tmp_path]) == find_labels([plan]) == find_labels([labels]) == [labels]
    with pytest.raises(LabelsError, match="no labels here"):
        find_labels([tmp_path / "other.md"])


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabelsError, match="no labels here"):
        find_labels([tmp_path])


@pytest.mark.parametrize("path", sorted(CORPORA.glob("*/*.labels.yaml")), ids=lambda path: path.name)
def test_every_quote_of_the_corpora_stands_on_one_line_of_its_plan(path: Path) -> None:
    labels = load_labels(path)
    text = labels.plan.read_bytes().decode("utf-8-sig")
    for label in (*labels.labels, *labels.traps):
        span = label.span(text)
        assert span is None or "\n" not in text[span.start : span.end]
