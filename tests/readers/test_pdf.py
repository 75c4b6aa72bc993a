"""How PDFs are read: structure where the file has it, layout where not, and what cannot be read told in one line."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.document import Document
from planlint.readers import ReadError, read_bytes

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install planlint[pdf]")
pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: pip install planlint[pdf]")

from pypdf.generic import (  # noqa: E402
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

SAMPLES = Path(__file__).parents[2] / "samples"
PLAN = (SAMPLES / "child-in-need.pdf").read_bytes()
TAGGED = (SAMPLES / "child-in-need-tagged.pdf").read_bytes()
Words = tuple[float, float, str]  # from the left, from the top, and what is written there; '*' before bold words
Stroke = tuple[float, float, float, float]


def _written(writer: pypdf.PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _changed(change: Callable[[pypdf.PdfWriter], object], data: bytes = PLAN) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    return _written(writer)


def _drawn(*pages: Sequence[Words], strokes: Sequence[Sequence[Stroke]] = ()) -> bytes:
    """A PDF of A4 pages with words at places, in 11 points, and lines drawn."""
    writer = pypdf.PdfWriter()
    for number, words in enumerate(pages):
        page = writer.add_blank_page(595, 842)
        fonts = DictionaryObject()
        for name, font in (("/F1", "/Helvetica"), ("/F2", "/Helvetica-Bold")):
            fonts[NameObject(name)] = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Font"),
                    NameObject("/Subtype"): NameObject("/Type1"),
                    NameObject("/BaseFont"): NameObject(font),
                    NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
                }
            )
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = StreamObject()
        drawn = [f"{x0} {842 - y0} m {x1} {842 - y1} l S" for x0, y0, x1, y1 in (strokes or [[]] * len(pages))[number]]
        for left, top, text in words:
            shown = text.removeprefix("*").replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"BT /F{1 + text.startswith('*')} 11 Tf {left} {842 - top} Td ({shown}) Tj ET")
        stream.set_data("\n".join(drawn).encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    return _written(writer)


def _lines(left: float, top: float, *lines: str, step: float = 14) -> list[Words]:
    return [(left, top + step * number, line) for number, line in enumerate(lines)]


@pytest.fixture(scope="session")
def pdf(checked: Callable[[Document], Document]) -> Callable[[bytes], Document]:
    """Reads a PDF and checks its map."""
    return lambda data: checked(read_bytes(data, "pdf"))


def _cells(document: Document) -> list[list[str]]:
    rows: dict[tuple[int | None, int | None], list[str]] = {}
    for block in document.blocks:
        if block.kind == "cell":
            rows.setdefault((block.table, block.row), []).append(block.text)
    return list(rows.values())


def _told_without_tables(told: Callable[[Document], list[str]], document: Document) -> list[str]:
    return [line for line in told(document) if not line.startswith("cell")]


def test_a_tagged_file_and_one_without_structure_are_read_alike(pdf, told) -> None:
    assert told(pdf(PLAN)) == told(pdf(TAGGED))
    record, tagged = (pdf((SAMPLES / f"case-record{end}.pdf").read_bytes()) for end in ("", "-tagged"))
    assert told(record) == told(tagged)
    assert [(b.head, b.row, b.column) for b in record.blocks] == [(b.head, b.row, b.column) for b in tagged.blocks]


def test_the_structure_tells_headings_that_look_like_text(pdf, told) -> None:
    assert told(pdf(TAGGED))[:2] == ["heading1 Child in Need Plan", "field Date of plan=4 March 2026"]


def test_a_tree_that_leaves_text_out_is_not_believed(pdf, told) -> None:
    def cut(writer: pypdf.PdfWriter) -> None:
        document = writer.root_object["/StructTreeRoot"]["/K"][0].get_object()
        document[NameObject("/K")] = ArrayObject(document["/K"][:4])

    assert told(pdf(_changed(cut, TAGGED))) == told(pdf(TAGGED))


def test_heads_and_feet_name_the_child_and_are_no_text(pdf, told) -> None:
    record = pdf((SAMPLES / "case-record.pdf").read_bytes())
    assert record.meta["children"] == [{"name": "Mia Poe", "born": "3 May 2018"}]
    assert not [line for line in told(record) if "Printed on" in line or "104233" in line or "OFFICIAL" in line]


def test_print_marks_of_a_single_page_are_no_text(pdf, told) -> None:
    page = [
        (60, 40, "NHS number: 943 476 5919"),
        (60, 120, "Mia told Jo that she likes her new room."),
        (60, 800, "Printed on 5 March 2026 by J Lane"),
        (400, 800, "Page 1 of 1"),
        (60, 815, "Mia will stay with Nan."),
    ]
    assert told(pdf(_drawn(page))) == [
        "paragraph Mia told Jo that she likes her new room.",
        "paragraph Mia will stay with Nan.",
    ]


def test_two_columns_are_read_one_after_the_other(pdf, told) -> None:
    left = ("Mia told Jo in the garden that she", "likes her new room, since it has a", "door that she can shut when it is", "loud at home. Mum heard this and", "has put a lock on the door, and", "Mia sleeps through the night now.")  # fmt: skip
    right = ("Zac said to Priti on his way home", "that he wants to see his dad, and", "Priti asked the court for a date on", "which he can. Zac drew a bus with", "both of them on it, and hung it on", "the wall by his bed that evening.")  # fmt: skip
    page = [(60, 100, "*What the children say"), *_lines(60, 130, *left), *_lines(320, 130, *right)]
    assert told(pdf(_drawn(page)))[-2:] == [f"paragraph {' '.join(left)}", f"paragraph {' '.join(right)}"]


_HEAD = [(60, 100, "*Action"), (220, 100, "*Who"), (330, 100, "*By when")]


def test_columns_that_only_alignment_makes_are_a_table(pdf) -> None:
    rows = [
        *[(60, 120, "Walk Mia to breakfast club"), (220, 120, "Mum"), (330, 120, "from 9 March to 15 April")],
        *[(60, 134, "each school day"), (330, 134, "2026")],
        *[(60, 148, "Monitor attendance"), (330, 148, "Ongoing")],
    ]
    assert _cells(pdf(_drawn(_HEAD + rows))) == [
        ["Action", "Who", "By when"],
        ["Walk Mia to breakfast club each school day", "Mum", "from 9 March to 15 April 2026"],
        ["Monitor attendance", "", "Ongoing"],
    ]


def test_torn_columns_stay_paragraphs(pdf) -> None:
    rows = [(75, 120, "Walk Mia to breakfast club each school day"), (190, 134, "Mum"), (61, 148, "Ongoing")]
    assert _cells(pdf(_drawn(_HEAD + rows))) == []


def _grid(tops: Sequence[float]) -> list[Stroke]:
    level = [(60.0, top, 500.0, top) for top in tops]
    return level + [(x, tops[0], x, tops[-1]) for x in (60.0, 220.0, 330.0, 500.0)]


def _row(top: float, *cells: str) -> list[Words]:
    return [(left + 5, top, text) for left, text in zip((60, 220, 330), cells, strict=True) if text]


def test_a_row_that_a_pages_end_breaks_is_one_row_and_the_head_is_told_once(pdf) -> None:
    head = ("*Action", "*Who", "*By when")
    first = [*_row(735, *head), *_row(755, "Walk Mia to breakfast", "Mum", "from 9 March 2026")]
    second = [*_row(105, *head), *_row(125, "club each school day", "", ""), *_row(145, "Read", "Jo", "each Tuesday")]
    data = _drawn(first, second, strokes=[_grid([720, 740, 760]), _grid([90, 110, 130, 150])])
    assert _cells(pdf(data)) == [
        ["Action", "Who", "By when"],
        ["Walk Mia to breakfast club each school day", "Mum", "from 9 March 2026"],
        ["Read", "Jo", "each Tuesday"],
    ]


def test_cells_that_reach_over_columns_and_rows_keep_their_place(pdf) -> None:
    strokes = [
        *[(60.0, y, 500.0, y) for y in (100, 120, 160)],
        (220.0, 140.0, 500.0, 140.0),
        *[(x, 100.0, x, 160.0) for x in (60.0, 500.0)],
        *[(220.0, 120.0, 220.0, 160.0), (330.0, 120.0, 330.0, 160.0)],
    ]
    words = [
        (65, 115, "*Actions for Mia"),
        (65, 135, "Reading"),
        (225, 135, "Jo"),
        (335, 135, "May"),
        (225, 155, "Mum"),
    ]
    document = pdf(_drawn(words, strokes=[strokes]))
    cells = {b.text: (b.row, b.column, b.row_span, b.column_span) for b in document.blocks if b.kind == "cell"}
    assert cells["Reading"] == (0, 0, 2, 1) and cells["Mum"] == (1, 1, 1, 1) and cells["May"] == (0, 2, 1, 1)


def test_words_broken_at_line_ends_are_whole_and_hyphens_of_words_stay(pdf, told) -> None:
    page = _lines(60, 100, "We care for the well-being of Mia and what she was obser-", "ved to do at home and at school, which her own family net-", "work can tell, and what can be said of the children's well-", "being in the long run, as Jo has found it to be.")  # fmt: skip
    (line,) = told(pdf(_drawn(page)))
    assert "observed to" in line and "family network can" in line and "children's well-being in" in line


def test_a_new_line_where_the_next_word_had_room_is_a_new_paragraph(pdf, told) -> None:
    page = _lines(60, 100, "Mia is seven and lives with her mother in the town near the school, and", "she likes it.", "Zac is two.")  # fmt: skip
    assert told(pdf(_drawn(page)))[1:] == ["paragraph Zac is two."]


def test_a_paragraph_goes_on_over_the_page(pdf, told) -> None:
    first = _lines(
        60, 700, "Mia told Jo in the garden that she likes her new room, which has", "a door that she can shut, and she"
    )
    second = _lines(60, 100, "drew it for her with a cat on the window sill and a bike by the door.", "")
    assert len(told(pdf(_drawn(first, second)))) == 1


def test_answers_in_fields_are_read_beside_their_labels(pdf, told) -> None:
    assert told(pdf((SAMPLES / "form-answers.pdf").read_bytes())) == [
        "heading1 Early Help Assessment",
        "field Name of child=Mia Poe",
        "field Date of birth=3 May 2018",
        "field Date of plan=4 March 2026",
        "field Child seen alone=☒",
        "heading2 What the child needs",
        "paragraph Mia will probably need help with reading.",
        "paragraph Mia presents well in school.",
        "heading2 What we will do",
        "paragraph Monitor school attendance.",
    ]


def test_what_is_struck_through_is_not_read(pdf, told) -> None:
    words = [(60, 100, "Mia is"), (95, 100, "naughty"), (138, 100, "seven and lives with her mother.")]
    (line,) = told(pdf(_drawn(words, strokes=[[(95, 96.5, 134, 96.5)]])))
    assert line == "paragraph Mia is seven and lives with her mother."


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_on_their_side_are_read_as_they_are_looked_at(pdf, told, turn: int) -> None:
    def laid(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            page.rotate(turn)
            page.transfer_rotation_to_content()

    assert told(pdf(_changed(lambda writer: [page.rotate(turn) for page in writer.pages]))) == told(pdf(PLAN))
    assert told(pdf(_changed(laid))) == told(pdf(PLAN))


def test_a_comment_on_the_page_allows_a_finding(pdf) -> None:
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Contents"): TextStringObject("planlint: allow OBS004 Nan's own words"),
            NameObject("/T"): TextStringObject("J Lane"),
            NameObject("/Rect"): ArrayObject(FloatObject(side) for side in (500, 725, 520, 745)),
        }
    )
    page = [(60, 70, "Mia is seven."), (60, 105, "Nan says that Mia presents well.")]
    document = pdf(_changed(lambda writer: writer.add_annotation(0, note), _drawn(page)))
    (directive,) = document.directives
    assert (directive.code, directive.reason) == ("OBS004", "Nan's own words")
    assert document.blocks[directive.block or 0].text.startswith("Nan says")


def test_a_protected_file_that_may_be_opened_is_read(pdf, told) -> None:
    assert told(pdf(_changed(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")))) == told(pdf(PLAN))


def _as_xfa(writer: pypdf.PdfWriter) -> None:
    form = DictionaryObject({NameObject("/Fields"): ArrayObject()})
    stream = StreamObject()
    stream.set_data(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    form[NameObject("/XFA")] = writer._add_object(stream)
    writer.root_object[NameObject("/AcroForm")] = form
    writer.root_object[NameObject("/NeedsRendering")] = pypdf.generic.BooleanObject(True)


def test_what_cannot_be_read_is_told_in_one_line_with_the_way_out() -> None:
    refused = {
        "protected by a password": _changed(lambda writer: writer.encrypt("secret", algorithm="RC4-128")),
        "without pages": _changed(lambda writer: [writer.remove_page(0) for _ in list(writer.pages)]),
        "damaged": PLAN[:300],
        "damaged; print": b"%PDF-1.7 and nothing more",
        "no PDF by its content": b"Mia was cold.",
        "a Word or OpenDocument file": (SAMPLES / "child-in-need.docx").read_bytes(),
        "no text in it": _drawn([]),
        "XFA": _changed(_as_xfa),
    }
    for said, data in refused.items():
        with pytest.raises(ReadError, match=said) as told:
            read_bytes(data, "pdf")
        assert ";" in str(told.value), "the way out is named"
        assert "\n" not in str(told.value)


def test_a_file_of_too_many_pages_is_refused_with_their_number() -> None:
    with pytest.raises(ReadError, match=r"too long \(501 pages, at most 500\); split"):
        read_bytes(_drawn(*[[] for _ in range(501)]), "pdf")


def test_a_page_without_text_among_others_is_told(pdf) -> None:
    document = pdf(_drawn([(60, 100, "Mia is seven.")], [], [(60, 100, "Zac is two.")], []))
    assert document.problems == ("Pages 2 and 4 have no text: a scan or a picture was not read.",)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_logged(data: st.DataObject) -> None:
    bent = bytearray(data.draw(st.sampled_from((PLAN, TAGGED))))
    for at in data.draw(st.lists(st.integers(0, len(bent) - 1), max_size=60)):
        bent[at] = (bent[at] + 101) % 256
    cut = data.draw(st.one_of(st.none(), st.integers(1, len(bent))))
    logged: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = logged.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        assert read_bytes(bytes(bent[:cut]), "pdf").blocks
    except ReadError as error:
        assert "\n" not in str(error)
    finally:
        logging.getLogger().removeHandler(handler)
    assert logged == []
