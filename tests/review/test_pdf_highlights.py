"""Highlights in PDFs: their boxes hold exactly the flagged words, and the file before them is as it was."""

import io
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2
import pytest
from pypdf.annotations import Highlight
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from planlint.linter import Linter
from planlint.readers import ReadError, read_bytes
from planlint.review import ReviewError, review
from planlint.review.notes import notes_of

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "child-in-need.pdf"


def _letters(text: str) -> str:
    return "".join(text.split()).replace("\u00ad", "")


def _highlighted(path: Path) -> list[tuple[str, str]]:
    """What each highlight of planlint's says, and the letters whose middles are in its boxes."""
    found = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pypdf.PdfReader(path).pages):
            chars, height = pdf.pages[number].chars, float(page.mediabox.top)
            for mark in (one.get_object() for one in page.get("/Annots", ())):
                if mark.get("/T") == "planlint":
                    quads = [float(side) for side in mark["/QuadPoints"]]
                    boxes = [
                        (quads[i], height - quads[i + 1], quads[i + 2], height - quads[i + 5])
                        for i in range(0, len(quads), 8)
                    ]
                    inside = [c["text"] for c in chars if any(_in(c, box) for box in boxes)]
                    found.append((str(mark["/Contents"]), _letters("".join(inside))))
    return found


def _marks(path: Path) -> list[dict]:
    return [mark.get_object() for page in pypdf.PdfReader(path).pages for mark in page.get("/Annots", ())]


def _own_marks(path: Path) -> list[dict]:
    return [mark for mark in _marks(path) if mark.get("/T") == "planlint"]


def _place(mark: dict) -> tuple[str, list[int]]:
    return str(mark["/Contents"]), [round(float(side)) for side in mark["/Rect"]]


def _in(char: dict, box: tuple[float, float, float, float]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def test_each_highlight_holds_exactly_its_words(tmp_path: Path, linter: Linter) -> None:
    done = review(SAMPLE, linter, tmp_path / "plan.pdf")
    text = done.report.text or ""
    wanted = {"\n".join(n.paragraphs): sorted(_letters(text[n.start : n.end])) for n in notes_of(done.report)}
    assert {said: sorted(words) for said, words in _highlighted(done.output)} == wanted
    assert done.output.read_bytes().startswith(SAMPLE.read_bytes()[:-1]), "highlights are added at the end"


def test_a_row_of_a_table_is_marked_cell_by_cell(tmp_path: Path, linter: Linter) -> None:
    done = review(SAMPLE, linter, tmp_path / "plan.pdf")
    (row,) = [m for m in _own_marks(done.output) if "Monitor school attendance" in str(m["/Contents"])]
    lefts = {round(float(side)) for side in row["/QuadPoints"][::8]}
    assert len(row["/QuadPoints"]) == 8 * 4 and len(lefts) == 3, "two lines in the first cell, one in the others"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_shown_turned_are_marked_at_the_same_words(tmp_path: Path, linter: Linter, turn: int) -> None:
    turned = pypdf.PdfWriter(clone_from=SAMPLE)
    for page in turned.pages:
        page.rotate(turn)
    turned.write(tmp_path / "turned.pdf")
    plain = review(SAMPLE, linter, tmp_path / "plain-reviewed.pdf").output
    done = review(tmp_path / "turned.pdf", linter).output
    assert [_place(mark) for mark in _own_marks(done)] == [_place(mark) for mark in _own_marks(plain)]


def test_marks_fall_on_printed_letters(tmp_path: Path, linter: Linter) -> None:
    """Seen as a picture: under each mark is ink."""
    done = review(SAMPLES / "case-record.pdf", linter, tmp_path / "plan.pdf")
    bare = pypdfium2.PdfDocument(SAMPLES / "case-record.pdf")
    for number, page in enumerate(pypdf.PdfReader(done.output).pages):
        picture = bare[number].render(scale=2, grayscale=True).to_numpy()
        height = float(page.mediabox.top)
        for mark in (one.get_object() for one in page.get("/Annots", ())):
            quads = [float(side) for side in mark["/QuadPoints"]]
            for at in range(0, len(quads), 8):
                across, down = quads[at : at + 8 : 2], [height - y for y in quads[at + 1 : at + 8 : 2]]
                part = picture[int(min(down) * 2) : int(max(down) * 2), int(min(across) * 2) : int(max(across) * 2)]
                assert part.min() < 128, f"nothing is printed under {mark['/Contents'][:40]}"


def test_marks_of_others_stay_when_planlints_are_replaced(tmp_path: Path, linter: Linter) -> None:
    writer = pypdf.PdfWriter(clone_from=SAMPLE)
    theirs = Highlight(rect=(90, 690, 200, 720), quad_points=ArrayObject([FloatObject(90)] * 8))
    theirs[NameObject("/T")] = TextStringObject("J Lane")
    writer.add_annotation(0, theirs)
    writer.write(tmp_path / "plan-reviewed.pdf")
    for _ in range(2):
        done = review(tmp_path / "plan-reviewed.pdf", linter, force=True)
        authors = [str(mark["/T"]) for mark in _marks(done.output)]
        assert authors.count("J Lane") == 1 and authors.count("planlint") == done.comments


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128"])
def test_a_file_protected_against_changes_is_told_and_nothing_is_written(
    tmp_path: Path, linter: Linter, algorithm: str
) -> None:
    if algorithm.startswith("AES"):
        pytest.importorskip("cryptography", reason="pypdf makes such files by the help of cryptography")
    writer = pypdf.PdfWriter(clone_from=SAMPLE)
    writer.encrypt("", "owner", algorithm=algorithm)
    writer.write(tmp_path / "plan.pdf")
    with pytest.raises(ReviewError, match="protected against changes"):
        review(tmp_path / "plan.pdf", linter)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


def test_reviewing_again_replaces_planlints_highlights(tmp_path: Path, linter: Linter) -> None:
    once = review(SAMPLE, linter, tmp_path / "plan-reviewed.pdf")
    again = review(once.output, linter, force=True)
    assert len(_highlighted(again.output)) == once.comments == again.comments
    assert read_bytes(again.output.read_bytes(), "pdf").source == read_bytes(SAMPLE.read_bytes(), "pdf").source


def test_a_scan_a_locked_and_a_broken_file_are_told_in_one_line() -> None:
    scan, locked = pypdf.PdfWriter(), pypdf.PdfWriter(clone_from=SAMPLE)
    scan.add_blank_page(200, 200)
    locked.encrypt("secret", algorithm="RC4-128")
    for writer, said in ((scan, "no text in it"), (locked, "password")):
        stream = io.BytesIO()
        writer.write(stream)
        with pytest.raises(ReadError, match=said):
            read_bytes(stream.getvalue(), "pdf")
    with pytest.raises(ReadError, match="damaged"):
        read_bytes(SAMPLE.read_bytes()[:300], "pdf")
