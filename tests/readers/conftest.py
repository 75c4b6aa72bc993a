"""What the readers' tests share: blocks told in one line each, and the promise of the source map."""

from collections.abc import Callable

import pytest

from planlint.document import Block, BlockKind, Document
from planlint.readers import read_text


@pytest.fixture(scope="session")
def markdown() -> Callable[[str], Document]:
    """Reads Markdown text and checks its map."""
    return lambda text: _checked(read_text(text, "markdown"))


@pytest.fixture(scope="session")
def plain() -> Callable[[str], Document]:
    """Reads plain text and checks its map."""
    return lambda text: _checked(read_text(text, "text"))


@pytest.fixture(scope="session")
def checked() -> Callable[[Document], Document]:
    """Checks that every piece of every block stands in the source as it says."""
    return _checked


@pytest.fixture(scope="session")
def told() -> Callable[[Document], list[str]]:
    """Tells each block in one line: its kind, its key if it has one, and its text."""
    return lambda document: [_told(block) for block in document.blocks]


def _checked(document: Document) -> Document:
    for block in document.blocks:
        assert block.pieces, "a block must say where it stands"
        reached = 0
        for piece in block.pieces:
            stands = document.source[piece.source_start : piece.source_start + piece.length]
            assert block.text[piece.text_start : piece.text_start + piece.length] == stands
            assert piece.text_start >= reached
            assert piece.source_start + piece.length <= len(document.source)
            reached = piece.text_start + piece.length
        if block.key_span is not None:
            assert 0 <= block.key_span.start <= block.key_span.end <= len(document.source)
        if block.text:
            span = block.source_span(0, len(block.text))
            assert 0 <= span.start <= span.end <= len(document.source)
    for directive in document.directives:
        assert directive.block is None or 0 <= directive.block < len(document.blocks)
    return document


def _told(block: Block) -> str:
    name = f"{block.kind}{block.level}" if block.kind is BlockKind.HEADING else str(block.kind)
    return f"{name} {block.key}={block.text}" if block.kind is BlockKind.FIELD else f"{name} {block.text}"
