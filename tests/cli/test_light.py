"""Commands that check no plan, and runs that the cache answers, load neither spaCy nor what comes with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planlint.report import FORMATS

from .conftest import PLAN

_CODE = """
import sys
from planlint.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    loaded = {"spacy", "pydantic", "numpy", "textstat", "thinc", "planlint.linter"} & set(sys.modules)
    print("loaded:", *sorted(loaded), file=sys.stderr)
"""
SETTINGS = 'select = ["OBS", "FAT"]\nbaseline = "known.json"\n[options.VOI004]\nwords = 90\n'


@pytest.mark.parametrize("asked", [["--version"], ["explain", "OBS002"], ["rules"], ["--help"]])
def test_what_checks_no_plan_loads_no_model(asked: list[str]) -> None:
    assert _ran(*asked).stderr == "loaded:\n"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration, a baseline and plans in two formats, all of which the cache knows."""
    folder = tmp_path_factory.mktemp("seen")
    (folder / "planlint.toml").write_text(SETTINGS)
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "plan.txt").write_text(PLAN + "\nMia would benefit from play therapy.\n", encoding="utf-8")
    assert "planlint.linter" in _ran("baseline", folder / "plan.md", folder=folder).stderr
    assert "planlint.linter" in _ran("check", folder, folder=folder).stderr
    return folder


@pytest.mark.parametrize(
    "options",
    [
        *(["--format", name] for name in FORMATS),
        ["--statistics"],
        ["--redact"],
        ["--show-baseline", "--why"],
        ["--format", "text", "--format", "json:report.json"],
        ["--jobs", "2"],
        ["--jobs", "auto", "--fail-on", "info", "--max-findings", "3"],
    ],
    ids=" ".join,
)
def test_a_run_that_the_cache_answers_loads_no_model(seen: Path, options: list[str]) -> None:
    done = _ran("check", ".", *options, folder=seen)
    assert done.stderr == "loaded:\n"
    assert done.stdout


def _ran(*args: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    kept = {"PLANLINT_CACHE_DIR": str(folder / "kept")} if folder else {}
    return subprocess.run(
        [sys.executable, "-c", _CODE, *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **kept},
    )
