"""The map from a block's characters to the source, and from offsets to lines and columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.document import Block, BlockKind, Document, Piece, Span

TEXT = st.text(alphabet="ab \n\r\u00e9\u2028\U0001f600", max_size=60)


def block(text: str, *pieces: Piece, **about: object) -> Block:
    return Block(BlockKind.PARAGRAPH, text, pieces, 0, **about)  # type: ignore[arg-type]


@st.composite
def mapped_blocks(draw: st.DrawFn) -> tuple[str, Block]:
    """A source and a block whose pieces are stretches of it, with one made-up space between each two."""
    parts = draw(st.lists(st.tuples(st.text("xyz*", max_size=3), st.text("abc", min_size=1, max_size=5)), min_size=1))
    source, text, pieces = "", "", []
    for markup, words in parts:
        source += markup
        text += " " if text else ""
        pieces.append(Piece(len(text), len(source), len(words)))
        source, text = source + words, text + words
    return source, block(text, *pieces)


@given(mapped_blocks(), st.data())
def test_a_range_that_begins_and_ends_on_real_characters_maps_to_just_those(
    made: tuple[str, Block], data: st.DataObject
) -> None:
    source, made_block = made
    text = made_block.text
    real = [at for at, char in enumerate(text) if char != " "]
    start = data.draw(st.sampled_from(real))
    end = data.draw(st.sampled_from([at for at in real if at >= start])) + 1
    span = made_block.source_span(start, end)
    assert source[span.start] == text[start]
    assert source[span.end - 1] == text[end - 1]


@given(mapped_blocks(), st.data())
def test_a_range_inside_one_piece_maps_to_the_same_characters(made: tuple[str, Block], data: st.DataObject) -> None:
    source, made_block = made
    piece = data.draw(st.sampled_from(made_block.pieces))
    start = data.draw(st.integers(0, piece.length - 1))
    end = data.draw(st.integers(start + 1, piece.length))
    span = made_block.source_span(piece.text_start + start, piece.text_start + end)
    assert source[span.start : span.end] == made_block.text[piece.text_start :][start:end]


@given(mapped_blocks(), st.data())
def test_every_range_maps_into_the_source_and_never_backwards(made: tuple[str, Block], data: st.DataObject) -> None:
    source, made_block = made
    start = data.draw(st.integers(0, len(made_block.text) - 1))
    end = data.draw(st.integers(start + 1, len(made_block.text)))
    span = made_block.source_span(start, end)
    assert 0 <= span.start <= span.end <= len(source)


def test_a_made_up_space_maps_to_the_characters_beside_it() -> None:
    wrapped = block("one two", Piece(0, 0, 3), Piece(4, 6, 3))  # the source has 'one\n> two'
    assert wrapped.source_span(0, 4) == Span(0, 3)
    assert wrapped.source_span(3, 7) == Span(6, 9)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 4)])
def test_an_empty_or_outside_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such range"):
        block("abc", Piece(0, 0, 3)).source_span(start, end)


def test_the_span_of_a_field_takes_in_its_key() -> None:
    field = block("Mia", Piece(0, 6, 3), key="Name", key_span=Span(0, 4))
    assert field.span == Span(0, 9)


def test_the_span_of_an_empty_field_is_its_key() -> None:
    assert block("", Piece(0, 5, 0), key="Name", key_span=Span(0, 4)).span == Span(0, 4)


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


@given(TEXT)
def test_lines_end_at_each_kind_of_line_end_and_nowhere_else(source: str) -> None:
    document = Document(source, "text", ())
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        span = document.line_span(number)
        assert source[span.start : span.end] == line


@given(TEXT, st.data())
def test_an_offset_has_the_line_and_column_at_which_it_stands(source: str, data: st.DataObject) -> None:
    document = Document(source, "text", ())
    offset = data.draw(st.integers(0, len(source)))
    location = document.location(offset)
    assert location.offset == offset
    assert document.line_span(location.line).start + location.column - 1 == offset


def test_columns_count_code_points() -> None:
    location = Document("\U0001f600\U0001f600x", "text", ()).location(2)
    assert (location.line, location.column) == (1, 3)
