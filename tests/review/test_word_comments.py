"""Comments in Word files: each hangs on exactly its words, and nothing else is changed."""

import io
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from planlint.linter import Linter
from planlint.readers import ReadError, read_bytes
from planlint.readers.word_package import W
from planlint.review import review
from planlint.review.notes import Note, notes_of
from planlint.review.word import annotate
from planlint.rules.finding import Report

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("[!.]*.docx"))
OWN = ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")

ON_FOOTNOTES = {"ehc-sections": 1, "family-plan": 1}


def _words(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _letters(text: str) -> str:
    return _words(text).replace(" ", "")


def _source(data: bytes) -> str:
    return read_bytes(data, "word").source


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_marks_of_each_comment_stand_round_its_words(path: Path, linter: Linter, tmp_path: Path) -> None:
    done = review(path, linter, tmp_path / path.name)
    anchors = [(_words(said), _letters(words)) for said, words in _anchors(done.output.read_bytes())]
    missing = Counter(_expected(done.report)) - Counter(anchors)
    assert missing.total() == ON_FOOTNOTES.get(path.stem, 0), missing


def _expected(report: Report) -> list[tuple[str, str]]:
    """What each comment says, and the words it is to hang on."""
    text = report.text or ""
    return [(_words("\n".join(n.paragraphs)), _letters(text[n.start : n.end])) for n in notes_of(report)]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_text_and_all_other_parts_stay_as_they_were(path: Path, linter: Linter, tmp_path: Path) -> None:
    before = path.read_bytes()
    after = review(path, linter, tmp_path / path.name).output.read_bytes()
    assert _source(after) == _source(before)
    old, new = _parts(before), _parts(after)
    assert {name: part for name, part in new.items() if name not in OWN} == {
        name: part for name, part in old.items() if name not in OWN
    }
    assert path.read_bytes() == before
    assert docx.Document(io.BytesIO(after)).comments is not None


def test_a_comment_hangs_on_words_inside_runs_and_across_them() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Mia ")
    paragraph.add_run("was very").bold = True
    paragraph.add_run(" cold today.")
    data = _saved(file)
    made = annotate(data, [Note(6, 17, ("one",)), Note(8, 12, ("inner",)), Note(0, 3, ("two",))])
    assert _anchors(made) == [("one", "s very cold"), ("inner", "very"), ("two", "Mia")]
    assert _source(made) == "Mia was very cold today."
    bold = [run.text for run in docx.Document(io.BytesIO(made)).paragraphs[0].runs if run.bold]
    assert "".join(bold) == "was very"


_P = "<w:p><w:r><w:t xml:space='preserve'>I swim. Mia presents well.</w:t></w:r></w:p>"


def _control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _row(*cells: str) -> str:
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{''.join(cells)}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    "xml",
    [
        _control(_P).replace("<w:sdt>", f"<w:sdt {nsdecls('w')}>", 1),
        _row("<w:tc><w:p/></w:tc>", f"<w:tc>{_control(_P)}</w:tc>"),
        _row("<w:tc><w:p/></w:tc>", f"<w:tc>{_control(_control(_P))}<w:p/></w:tc>"),
        _row("<w:tc><w:p/></w:tc>", _control(f"<w:tc>{_P}</w:tc>")),
        _row(_control(f"<w:tc>{_P}</w:tc>"), "<w:tc><w:p/></w:tc>"),
    ],
    ids=["on the page", "alone in a cell", "twice in a cell", "round a cell", "round the first cell"],
)
def test_words_in_a_control_round_a_paragraph_are_marked_and_the_reference_stands_outside(xml: str) -> None:
    file = docx.Document()
    file.element.body.insert(0, parse_xml(xml))
    file.add_paragraph("After.")
    data = _saved(file)
    at = _source(data).index("Mia")
    made = annotate(data, [Note(at, at + len("Mia presents well."), ("one",))])
    assert _anchors(made) == [("one", "Mia presents well.")]
    (reference,) = docx.Document(io.BytesIO(made)).element.body.iter(f"{W}commentReference")
    assert next(reference.iterancestors(f"{W}sdt"), None) is None
    assert _source(made) == _source(data)


@pytest.mark.parametrize("kind", ["date", "dropDownList", "dataBinding"])
def test_a_comment_goes_round_the_whole_of_what_word_writes_anew(kind: str) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Meet on ")
    run = "<w:r><w:t>3 May 2026</w:t></w:r>"
    paragraph._p.append(parse_xml(_control(run, f"<w:{kind}/>").replace("<w:sdt>", f"<w:sdt {nsdecls('w')}>", 1)))
    data = _saved(file)
    at = _source(data).index("May")
    assert _anchors(annotate(data, [Note(at, at + 3, ("one",))])) == [("one", "3 May 2026")]


def test_tracked_changes_and_links_stay_whole_round_comments() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Mia ")
    put_in = f"<w:ins {nsdecls('w')} w:id='5' w:author='A'><w:r><w:t>was very cold</w:t></w:r></w:ins>"
    paragraph._p.append(parse_xml(put_in))
    data = _saved(file)
    made = annotate(data, [Note(0, 17, ("all",)), Note(4, 17, ("change",)), Note(8, 12, ("inner",))])
    assert _anchors(made) == [("all", "Mia was very cold"), ("change", "was very cold"), ("inner", "very")]
    (change,) = docx.Document(io.BytesIO(made)).element.body.iter(f"{W}ins")
    assert [child.tag.removeprefix(W) for child in change if child.tag != f"{W}r"] == [
        "commentRangeStart",
        "commentRangeEnd",
    ]
    assert next(change.iter(f"{W}commentReference"), None) is None


def test_a_comment_on_an_empty_cell_stands_in_the_cell() -> None:
    file = docx.Document()
    table = file.add_table(1, 2)
    table.cell(0, 0).text = "Call."
    data = _saved(file)
    at = len("Call.\t")
    made = docx.Document(io.BytesIO(annotate(data, [Note(at, at, ("empty",))])))
    cell = made.tables[0].cell(0, 1)._tc
    assert [mark.tag for mark in cell.iter(f"{W}commentReference")] == [f"{W}commentReference"]


def test_reviewing_again_replaces_planlints_comments_and_nobody_elses(tmp_path: Path, linter: Linter) -> None:
    sample = next(path for path in SAMPLES if path.stem == "with-changes")
    once = review(sample, linter, tmp_path / "plan-reviewed.docx").output
    first = _parts(once.read_bytes())
    again = review(once, linter, force=True)
    assert again.output == once
    second = _parts(once.read_bytes())
    assert first == second, "not even the dates change"
    authors = [c.author for c in docx.Document(str(once)).comments]
    assert authors.count("Joan Abbott") == authors.count("Priti Sandhu") == 1
    root = etree.fromstring(second["word/document.xml"])
    assert root.find(f".//{W}ins") is not None and root.find(f".//{W}del") is not None


def test_a_colleagues_allow_comment_keeps_the_finding_out(linter: Linter) -> None:
    sample = next(path for path in SAMPLES if path.stem == "with-changes")
    report = linter.check_file(sample)
    allowed = [one for one in report.allowed if one.rule == "OBS002"]
    assert allowed and allowed[0].reason == "Joan's feeding notes are on file"


def test_replies_to_a_comment_of_planlints_outlive_it() -> None:
    file = docx.Document()
    file.add_paragraph("Mia was cold.")
    made = annotate(_saved(file), [Note(0, 3, ("old",))])
    with_reply = _with_reply(made)
    parts = _parts(annotate(with_reply, [Note(4, 7, ("new",))]))
    comments = etree.fromstring(parts["word/comments.xml"])
    assert [c.get(f"{W}author") for c in comments] == ["Joan Abbott", "planlint"]
    entries = etree.fromstring(parts["word/commentsExtended.xml"])
    assert [sorted(entry.attrib.values()) for entry in entries] == [["0", "00000002"]]


def test_a_signed_file_is_left_alone() -> None:
    file = docx.Document()
    file.add_paragraph("Mia was cold.")
    stream = io.BytesIO(_saved(file))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(ReadError, match="signed"):
        annotate(stream.getvalue(), [Note(0, 3, ("note",))])


def _saved(file: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _anchors(data: bytes) -> list[tuple[str, str]]:
    """What each comment says and the words between its marks, told without planlint's reader."""
    file = docx.Document(io.BytesIO(data))
    found = {str(comment.comment_id): "" for comment in file.comments}
    opened: set[str] = set()
    for element in file.element.body.iter():
        identity = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            opened.add(identity)
        elif element.tag == f"{W}commentRangeEnd":
            opened.discard(identity)
        elif element.tag in (f"{W}t", f"{W}ddList"):
            for one in opened:
                found[one] += _shown(element)
    return [(comment.text, found[str(comment.comment_id)]) for comment in file.comments]


def _shown(element: etree._Element) -> str:
    """The text of an element; of an old form's drop-down, what is chosen in it."""
    if element.tag == f"{W}t":
        return element.text or ""
    entries = [entry.get(f"{W}val") for entry in element.iter(f"{W}listEntry")]
    return entries[int(element.find(f"{W}result").get(f"{W}val"))]


def _with_reply(data: bytes) -> bytes:
    """The file as Word saves it once somebody has answered the comment."""
    w14, w15 = (f"http://schemas.microsoft.com/office/word/{part}/wordml" for part in ("2010", "2012"))
    parts = _parts(data)
    comments = etree.fromstring(parts["word/comments.xml"])
    comments[0][0].set(f"{{{w14}}}paraId", "00000001")
    reply = etree.SubElement(comments, f"{W}comment", {f"{W}id": "9", f"{W}author": "Joan Abbott"})
    etree.SubElement(reply, f"{W}p", {f"{{{w14}}}paraId": "00000002"})
    parts["word/comments.xml"] = etree.tostring(comments)
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    ).encode()
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    relation = f'<Relationship Id="rIdEx" Type="{kind}" Target="commentsExtended.xml"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return stream.getvalue()
