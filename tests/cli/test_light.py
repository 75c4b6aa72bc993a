"""Commands that check no plan load neither spaCy nor what comes with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_CODE = """
import sys
from planlint.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    print("loaded:", *sorted({"spacy", "pydantic", "numpy", "textstat"} & set(sys.modules)))
"""


@pytest.mark.parametrize("asked", [["--version"], ["explain", "OBS002"], ["rules"], ["--help"]])
def test_what_checks_no_plan_loads_no_model(asked: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", _CODE, *asked], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "loaded:"
