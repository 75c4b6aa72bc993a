"""The samples that only PDF has: a record as a case system prints it, and a form with its answers in fields."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

Print = Callable[[Path, bool], bytes]  # a Word file to PDF, with or without its structure

_VIEWS = (
    "On 3 March 2026 Mia told Priti in the school garden that she likes the new house because there is a door that "
    "she can shut. She drew the house with herself at the window and the cat beside her. She said that she misses "
    "her bike. Priti asked Mum the same day, and Mum will bring the bike on 10 March 2026. "
)
_ROWS = (
    ("Walk Mia to breakfast club each school day", "Ann Poe (Mum)", "from 9 March to 15 April 2026", "Mia starts her lessons having eaten"),
    ("Monitor school attendance", "Professionals", "Ongoing", ""),
    ("Jo Lane to read with Mia in the school library", "Jo Lane", "each Tuesday until 30 April 2026", "Mia chooses a book to take home"),
)  # fmt: skip


def make_pdfs(folder: Path, to_pdf: Print) -> None:
    """Make the PDF samples in a folder."""
    draft = folder / ".case-record.docx"
    try:
        _record().save(str(draft))
        (folder / "case-record.pdf").write_bytes(to_pdf(draft, False))
        (folder / "case-record-tagged.pdf").write_bytes(to_pdf(draft, True))
        _form().save(str(draft))
        (folder / "form-answers.pdf").write_bytes(_answered(to_pdf(draft, False)))
    finally:
        draft.unlink(missing_ok=True)
    (folder / "child-in-need-tagged.pdf").write_bytes(to_pdf(folder / "child-in-need.docx", True))


def _record() -> Any:
    """A record over several pages: heads and feet, two columns, rows that the pages' ends break, no borders at one."""
    record = Document()
    record.styles["Normal"].font.size = Pt(11)
    page = record.sections[0]
    page.header.paragraphs[0].text = "Name: Mia Poe\tDOB: 3 May 2018\tCase number: 104233"
    page.footer.paragraphs[0].text = "Printed on 5 March 2026 by P Sandhu\t\tOFFICIAL-SENSITIVE"
    record.add_heading("Child and Family Plan", 0)
    record.add_paragraph("Date of plan: 4 March 2026")
    record.add_heading("What Mia says", 1)
    record.add_section(0)
    _columns(record, 2)
    for _ in range(3):
        record.add_paragraph(_VIEWS)
    record.add_section(0)
    _columns(record, 1)
    record.add_heading("People", 1)
    _table(record, ("Name", "Relation", "Telephone"), (("Ann Poe", "Mother", "01632 960001"), ("Lee Poe", "Father, who lives in Ashford with his own mother and works at night", "01632 960002"), ("Jo Lane", "Teaching assistant", "")), "")  # fmt: skip
    record.add_heading("Actions for Mia", 1)
    _table(record, ("Action", "Who", "When", "What will be different"), _ROWS * 9, "Table Grid")
    record.add_heading("Danger and worry", 1)
    record.add_paragraph("Mia presents well in school. It is felt that home conditions are poor.")
    return record


def _columns(record: Any, number: int) -> None:
    columns = record.sections[-1]._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        record.sections[-1]._sectPr.append(columns)
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), "500")


def _table(record: Any, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], style: str) -> None:
    table = record.add_table(rows=1, cols=len(head))
    if style:
        table.style = style
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _form() -> Any:
    """A form whose labels are printed; its answers are fields."""
    form = Document()
    form.add_heading("Early Help Assessment", 0)
    for label in ("Name of child:", "Date of birth:", "Date of plan:", "Child seen alone:"):
        form.add_paragraph(label)
    form.add_heading("What the child needs", 1)
    form.add_paragraph("\n\n")
    form.add_heading("What we will do", 1)
    form.add_paragraph("")
    return form


def _answered(data: bytes) -> bytes:
    """The form's PDF with fields in the places of its answers."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    fields = [
        _field("name", "Name of child", (190, 655, 400, 673), "Mia Poe"),
        _field("born", "Date of birth", (190, 630, 400, 648), "3 May 2018"),
        _field("date", "Date of plan", (190, 605, 400, 623), "4 March 2026"),
        _field("needs", "What the child needs", (90, 470, 520, 535), "Mia will probably need help with reading.\nMia presents well in school."),
        _field("actions", "What we will do", (90, 400, 520, 445), "Monitor school attendance."),
        _tick("seen", "Child seen alone", (190, 583, 202, 595)),
    ]  # fmt: skip
    form = DictionaryObject()
    form[NameObject("/Fields")] = ArrayObject(writer._add_object(field) for field in fields)
    form[NameObject("/NeedAppearances")] = BooleanObject(True)
    writer.root_object[NameObject("/AcroForm")] = form
    writer.pages[0][NameObject("/Annots")] = form["/Fields"]
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _field(name: str, label: str, box: tuple[int, int, int, int], value: str) -> DictionaryObject:
    field = _widget(name, label, box)
    field[NameObject("/FT")] = NameObject("/Tx")
    field[NameObject("/V")] = TextStringObject(value)
    if box[3] - box[1] > 30:
        field[NameObject("/Ff")] = NumberObject(1 << 12)  # of several lines
    field[NameObject("/DA")] = TextStringObject("/Helv 10 Tf 0 g")
    return field


def _tick(name: str, label: str, box: tuple[int, int, int, int]) -> DictionaryObject:
    field = _widget(name, label, box)
    field[NameObject("/FT")] = NameObject("/Btn")
    field[NameObject("/V")] = field[NameObject("/AS")] = NameObject("/Yes")
    return field


def _widget(name: str, label: str, box: tuple[int, int, int, int]) -> DictionaryObject:
    field = DictionaryObject()
    field[NameObject("/Type")] = NameObject("/Annot")
    field[NameObject("/Subtype")] = NameObject("/Widget")
    field[NameObject("/T")] = TextStringObject(name)
    field[NameObject("/TU")] = TextStringObject(label)
    field[NameObject("/Rect")] = ArrayObject(FloatObject(side) for side in box)
    return field
