"""Highlights in PDFs: their boxes hold exactly the flagged words, and the file before them is as it was."""

import io
from pathlib import Path

import pdfplumber
import pypdf
import pytest

from planlint.linter import Linter
from planlint.readers import ReadError, read_bytes
from planlint.review import review
from planlint.review.notes import notes_of

SAMPLE = Path(__file__).parents[2] / "samples" / "child-in-need.pdf"


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


def _in(char: dict, box: tuple[float, float, float, float]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def test_each_highlight_holds_exactly_its_words(tmp_path: Path, linter: Linter) -> None:
    done = review(SAMPLE, linter, tmp_path / "plan.pdf")
    text = done.report.text or ""
    wanted = {"\n".join(n.paragraphs): sorted(_letters(text[n.start : n.end])) for n in notes_of(done.report)}
    assert {said: sorted(words) for said, words in _highlighted(done.output)} == wanted
    assert done.output.read_bytes().startswith(SAMPLE.read_bytes()[:-1]), "highlights are added at the end"


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
