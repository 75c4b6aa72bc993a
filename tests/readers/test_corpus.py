"""Every plan of the corpus is read without a problem, and its map holds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planlint.document import BlockKind, Document
from planlint.readers import known_suffixes, read_file

PLANS = sorted(
    path for path in (Path(__file__).parents[2] / "corpora" / "plans").glob("*/*") if path.suffix in known_suffixes()
)


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_a_plan_of_the_corpus_is_read_whole(path: Path, checked: Callable[[Document], Document]) -> None:
    document = checked(read_file(path))
    assert document.problems == ()
    assert any(block.kind is BlockKind.HEADING or block.bold for block in document.blocks)  # letters have bold lines
    assert _letters(document) >= 0.98 * _source_letters(document)


def _letters(document: Document) -> int:
    return sum(char.isalpha() for block in document.blocks for char in block.key + block.text + block.marker)


def _source_letters(document: Document) -> int:
    body = document.source[document.meta_span.end if document.meta_span else 0 :]
    return sum(char.isalpha() for char in body.replace("&nbsp;", ""))
