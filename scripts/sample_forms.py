"""Two more layouts: a form with the fields of old Words, and a draft that colleagues have changed heavily."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from sample_words import add, block_control, control, form, look, shaded, table, tracked

_WHO = 'w:author="Priti Sandhu" w:date="2026-03-05T09:00:00Z"'


def old_form(document: Document) -> None:
    """A child protection plan on a form of the early 2000s: text fields, drop-downs and tick boxes of old Words."""
    document.add_heading("Outline Child Protection Plan", 0)
    details = form(document, (("Name of child", "", "Date of birth", ""), ("Category", "", "Key worker", "")))
    for (row, column), xml in {
        (0, 1): _text_field("Kayden Doyle"),
        (0, 3): _text_field("14/09/2016"),
        (1, 1): _drop_down(("Please select", "Neglect", "Emotional abuse"), 1),
        (1, 3): _text_field("Enter name", default="Enter name"),
    }.items():
        _put(details.cell(row, column).paragraphs[0], xml)
    seen = document.add_paragraph()
    _put(seen, _tick_box(on=True)).add_run(" Child seen alone   ")
    _put(seen, _tick_box(on=False)).add_run(" Bedroom seen")
    look(document, "Reason for the plan", 13)
    reason = document.add_paragraph()
    _put(reason, _merged_field(' IF "M" = "M" "his" "her" ', "Kayden", inner=" MERGEFIELD Gender "))
    reason.add_run(" seems anxious at home. It was felt that his home is ")
    _put(reason, _drop_down(("safe", "not good enough", "unsafe"), 1))
    reason.add_run(".")
    look(document, "Plan", 13)
    rows = (("Identified needs", "Action or service", "Frequency", "Who", "Planned outcome"),
            ("Kayden would benefit from routines", "", "", "", "Improved parenting"),
            ("School", "Mr Lowe to meet Kayden before lessons", "Each Monday until 20 July 2026", "Mr Lowe", "Kayden tells Mr Lowe how his weekend was and starts the week calm"))  # fmt: skip
    made = table(document, rows, shade="D9D9D9")
    for column, xml in enumerate((_text_field("Support Mum with routines"), _drop_down(("Select frequency", "Ongoing", "Weekly"), 1), _drop_down(("Please select", "Mother", "Key worker"), 0)), 1):  # fmt: skip
        _put(made.cell(1, column).paragraphs[0], xml)
    look(document, "Child's views", 13)
    views = document.add_paragraph()
    _put(views, _text_field("Kayden is happy with the plan."))


def core_group(document: Document) -> None:
    """Changes on every level: moved, split and joined paragraphs, rows put in and taken out, words in controls."""
    document.add_heading("Core Group Plan", 0)
    document.add_paragraph("Child: Amara Obi, born 9 January 2015. Date of plan: 4 March 2026.")
    document.add_heading("What Amara says", 1)
    block_control(document, "On 27 February 2026 Amara told Joan, “I can’t sleep when they shout.”")
    _moved(document.add_paragraph(), "Amara presents as a confident girl. ", away=True)
    joined = document.add_paragraph("It is felt that Amara ")
    _without_end(joined, "del")
    rest = document.add_paragraph()
    tracked(rest, "was lonely", deleted=True)
    tracked(rest, "has low self-esteem")
    rest.add_run(" at school.")
    document.add_heading("What needs to change", 1)
    moved = document.add_paragraph()
    _moved(moved, "Amara presents as a confident girl.", away=False)
    inside = document.add_paragraph("Amara ")
    add(add(inside, control("will probably need")), control(" a quiet room")).add_run(" for her homework.")
    rows = (("What", "Who", "By when", "Amara will"),
            ("Monitor contact with Dad", "Social worker", "Ongoing", ""),
            ("Offer parenting course", "Family centre", "May 2026", "be safe"),
            ("Read with Amara each Sunday until 30 June 2026", "Dad, Chidi Obi", "30 June 2026", "have an hour a week that is hers alone"))  # fmt: skip
    made = table(document, rows)
    shaded(made.cell(0, 0), "DDEBF7")
    for row, change in ((made.rows[2], "del"), (made.rows[3], "ins")):
        row._tr.get_or_add_trPr().append(parse_xml(f'<w:{change} {nsdecls("w")} w:id="980" {_WHO}/>'))
        for paragraph in (cell.paragraphs[0] for cell in row.cells):
            text = paragraph.text
            tracked(paragraph.clear(), text, deleted=change == "del")
    document.add_comment(joined.runs, text="planlint: allow OBS003 the head teacher’s letter of 2 March is on file", author="Priti Sandhu", initials="PS")  # fmt: skip


def _put(paragraph: Paragraph, runs: str) -> Paragraph:
    """Put the XML of runs at a paragraph's end."""
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        paragraph._p.append(run)
    return paragraph


def _text_field(text: str, *, default: str = "") -> str:
    shows = f'<w:default w:val="{default}"/>' if default else ""
    return _old_field("FORMTEXT", f"<w:textInput>{shows}</w:textInput>", text)


def _tick_box(*, on: bool) -> str:
    return _old_field("FORMCHECKBOX", f'<w:checkBox><w:sizeAuto/><w:default w:val="{int(on)}"/></w:checkBox>')


def _drop_down(entries: tuple[str, ...], chosen: int) -> str:
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    return _old_field("FORMDROPDOWN", f'<w:ddList><w:result w:val="{chosen}"/>{listed}</w:ddList>')


def _old_field(kind: str, data: str, text: str = "") -> str:
    """A field as old Words write it, its state in its beginning."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{text}</w:t></w:r>' if text else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin">'
        f'<w:ffData><w:name w:val=""/><w:enabled/>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _merged_field(asked: str, text: str, *, inner: str) -> str:
    """A field with another one in what it asks."""
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    shows = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    nested = (
        f'{begin}<w:r><w:instrText xml:space="preserve">{inner}</w:instrText></w:r>{shows}<w:r><w:t>M</w:t></w:r>{end}'
    )
    return (
        f'{begin}<w:r><w:instrText xml:space="preserve">{asked}</w:instrText></w:r>'
        f"{nested}{shows}<w:r><w:t>{text}</w:t></w:r>{end}"
    )


def _moved(paragraph: Paragraph, text: str, *, away: bool) -> None:
    """A paragraph that was moved: as it stood before, or as it stands now."""
    tag, number = ("moveFrom", 970) if away else ("moveTo", 974)
    marks = [f'<w:{tag}RangeStart {nsdecls("w")} w:id="{number}" w:name="move1" {_WHO}/>']
    marks.append(f'<w:{tag} {nsdecls("w")} w:id="{number + 1}" {_WHO}><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:{tag}>')  # fmt: skip
    marks.append(f'<w:{tag}RangeEnd {nsdecls("w")} w:id="{number}"/>')
    for mark in marks:
        add(paragraph, mark)
    _without_end(paragraph, tag, number + 2)


def _without_end(paragraph: Paragraph, change: str, number: int = 990) -> None:
    """Mark a paragraph's end as deleted or moved."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:{change} w:id="{number}" {_WHO}/></w:rPr>'))


FORMS = {"core-group": core_group, "old-form": old_form}
