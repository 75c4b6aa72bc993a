"""Pieces that the sample Word files are put together from, where python-docx has no call of its own."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_WPS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def table(document: Document | _Cell, rows: Sequence[Sequence[str]], *, head: bool = True, shade: str = "") -> Table:
    """A table with borders; its first row is bold where `head`, and shaded where `shade` names a colour."""
    made = document.add_table(len(rows), len(rows[0]))
    if not isinstance(document, _Cell):
        made.style = "Table Grid"
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = made.cell(number, column)
            write(cell, text, bold=head and number == 0)
            if head and number == 0 and shade:
                shaded(cell, shade)
    return made


def form(document: Document, rows: Sequence[Sequence[str]]) -> Table:
    """A table of shaded labels, each with its entry beside it."""
    made = table(document, rows, head=False)
    for row in made.rows:
        for cell in row.cells[::2]:
            shaded(cell, "D9E2F3")
    return made


def write(cell: _Cell, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """A cell's paragraphs, one a line of `text`."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold, run.italic = bold or None, italic or None


def shaded(cell: _Cell, colour: str) -> None:
    """A cell with a background."""
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>'))


def look(document: Document, text: str, size: float, *, bold: bool = True) -> Paragraph:
    """A heading by its look alone."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return paragraph


def pieces(paragraph: Paragraph, *parts: str) -> Paragraph:
    """A sentence in many runs, every other one italic, as editing in Word leaves it."""
    for number, part in enumerate(parts):
        paragraph.add_run(part).italic = bool(number % 2) or None
    return paragraph


def control(text: str, *, prompt: bool = False, choice: bool = False) -> str:
    """The XML of a content control inside a paragraph: filled, or showing its prompt."""
    shows = "<w:showingPlcHdr/>" if prompt else ""
    kind = '<w:dropDownList><w:listItem w:value="1"/></w:dropDownList>' if choice else ""
    style = '<w:rPr><w:color w:val="808080"/></w:rPr>' if prompt else ""
    return (
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{shows}{kind}</w:sdtPr><w:sdtContent>"
        f'<w:r>{style}<w:t xml:space="preserve">{text}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def add(paragraph: Paragraph, xml: str) -> Paragraph:
    """Put XML at a paragraph's end."""
    paragraph._p.append(parse_xml(xml))
    return paragraph


def block_control(document: Document, text: str, *, prompt: bool = False) -> None:
    """A content control round a paragraph of its own."""
    shows = "<w:showingPlcHdr/>" if prompt else ""
    xml = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{shows}</w:sdtPr><w:sdtContent><w:p><w:r>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    )
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def tracked(paragraph: Paragraph, text: str, *, deleted: bool = False) -> Paragraph:
    """Words put in, or taken out, with changes tracked."""
    tag, inner = ("del", "delText") if deleted else ("ins", "t")
    return add(
        paragraph,
        f'<w:{tag} {nsdecls("w")} w:id="{900 + len(paragraph._p)}" w:author="Priti Sandhu" '
        f'w:date="2026-03-05T09:00:00Z"><w:r><w:{inner} xml:space="preserve">{text}</w:{inner}></w:r></w:{tag}>',
    )


def merge_code(paragraph: Paragraph, name: str) -> Paragraph:
    """A mail-merge field that nobody filled."""
    return add(
        paragraph,
        f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD {name} "><w:r><w:t>«{name}»</w:t></w:r></w:fldSimple>',
    )


def text_box(paragraph: Paragraph, text: str) -> Paragraph:
    """A text box as Word writes it: once for new programs, once more for old ones."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    anchor = (
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="3600000" cy="900000"/>'
        '<wp:docPr id="7" name="Text Box 7"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="900000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline>"
    )
    return add(
        paragraph,
        f'<w:r {nsdecls("w", "wp", "a")} {_WPS}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}'
        f'</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:280pt;height:70pt"><v:textbox>{inner}'
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )


def tick(paragraph: Paragraph, label: str, *, on: bool) -> Paragraph:
    """A tick box of the Wingdings font before its label."""
    add(
        paragraph,
        f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="{"F0FE" if on else "F0A8"}"/></w:r>',
    )
    paragraph.add_run(f" {label}   ")
    return paragraph


def link(paragraph: Paragraph, text: str) -> Paragraph:
    """A hyperlink to a place in the document."""
    return add(
        paragraph,
        f'<w:hyperlink {nsdecls("w")} w:anchor="top"><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:hyperlink>',
    )
