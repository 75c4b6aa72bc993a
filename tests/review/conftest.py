"""What the review's tests share: the samples, and LibreOffice as a second reader of the comments."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planlint.linter import Linter

SAMPLES = Path(__file__).parents[2] / "samples"
_SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's, for which LibreOffice's own library is built


@pytest.fixture(scope="session")
def linter() -> Linter:
    """One linter for all tests."""
    return Linter()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A copy of a sample plan, in a folder of its own."""
    return Path(shutil.copy(SAMPLES / "child-in-need.docx", tmp_path / "plan.docx"))


@pytest.fixture(scope="session")
def office() -> Callable[[list[Path]], dict[str, dict[str, Any]]]:
    """Reads files by LibreOffice: for each file's name its comments with their anchors, its text and changes."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer python3-uno")
    if subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("LibreOffice's Python library is not installed: apt-get install python3-uno")

    def read(paths: list[Path]) -> dict[str, dict[str, Any]]:
        script = Path(__file__).with_name("uno_comments.py")
        command = [_SYSTEM_PYTHON, str(script), *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        return {Path(path).name: found for path, found in json.loads(done.stdout).items()}

    return read
