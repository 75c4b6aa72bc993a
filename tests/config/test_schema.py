from __future__ import annotations

import json
from pathlib import Path

from planlint.config.schema import json_schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "planlint.schema.json"


def test_the_published_schema_is_that_of_the_code() -> None:
    """To publish it again: planlint config --schema > docs/planlint.schema.json"""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json_schema()
