from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads what another, or a run of the user's, has left in the cache."""
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache") / "planlint"))


@pytest.fixture
def corpus() -> Path:
    """The labelled plans of the repository."""
    return Path(__file__).parents[1] / "corpora" / "plans"
