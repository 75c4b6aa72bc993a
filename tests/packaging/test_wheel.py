"""What users install: the wheel, away from the checkout, in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment with the wheel and what it needs in it."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if sys.platform == "win32" else "bin")
    (wheel,) = built.glob("*.whl")
    subprocess.run([commands / "python", "-m", "pip", "install", "-q", wheel], check=True, capture_output=True)
    return commands


def _rule_files() -> set[str]:
    return {path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.yaml")}


def test_the_whole_catalogue_is_in_the_wheel(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"planlint/catalogue/{name}" for name in _rule_files()} <= set(names)
    assert "planlint/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "corpora/"))]


def test_the_sources_are_in_the_sdist(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"rules/{name}" for name in _rule_files()} <= names
    assert {"src/planlint/__init__.py", "pyproject.toml", "README.md", "LICENSE"} <= names


def test_the_installed_command_checks_a_plan_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text((ROOT / "docs" / "sample-plan.md").read_text(encoding="utf-8"), encoding="utf-8")
    done = subprocess.run(
        [installed / "planlint", "check", "plan.md"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1, done.stderr
    assert "OBS002" in done.stdout
    assert done.stderr == ""


def test_the_installed_command_explains_its_rules(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed / "planlint", "explain", "OBS002"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Why it matters for the child" in done.stdout
