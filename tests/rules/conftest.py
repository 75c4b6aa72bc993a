from __future__ import annotations

import pytest

from planlint.config import Config
from planlint.linter import Linter
from planlint.rules import catalogue
from planlint.rules.examples import ExampleResult, run_examples


@pytest.fixture(scope="session")
def results() -> dict[str, list[ExampleResult]]:
    """Every example of the catalogue, run once, by the code of its rule."""
    by_code: dict[str, list[ExampleResult]] = {}
    for result in run_examples(catalogue.load(), Linter(Config(select=("all",)))):
        by_code.setdefault(result.example.rule.code, []).append(result)
    return by_code
