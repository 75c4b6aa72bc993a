"""How Word files are read: each kind of paragraph, the map back to runs, what can be wrong with a file."""

import io
import zipfile
from collections.abc import Callable

import pytest

pytest.importorskip("lxml", reason="lxml is not installed: pip install planlint[word]")

from planlint.document import BlockKind
from planlint.readers import ReadError, read_bytes
from planlint.readers.archive import MAX_DEPTH

Packs = Callable[..., bytes]


def p(text: str, style: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    properties = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{properties}{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(*texts: str, properties: str = "", run: str = "") -> str:
    """A cell of paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(text, run=run) for text in texts) or '<w:p/>'}</w:tc>"


def test_headings_are_told_by_style_and_stand_below_the_title(word, told) -> None:
    document = word(p("Plan", "T") + p("Mia", "H1") + p("Needs", "Own") + p("Mia was cold on 3 May.", "N"))
    assert told(document) == [
        "heading1 Plan",
        "heading2 Mia",
        "heading3 Needs",
        "paragraph Mia was cold on 3 May.",
    ]


def test_headings_are_told_by_look_where_no_style_says_so(word, told) -> None:
    large, middle = "<w:b/><w:sz w:val='32'/>", "<w:b/><w:sz w:val='26'/>"
    body = p("Child in Need Plan", run=large) + p("About Mia", run=middle) + p("Mia lives with Mum. " * 4)
    document = word(body + p("Actions", run="<w:b/>") + p("Mum will call."))
    assert told(document)[:2] == ["heading1 Child in Need Plan", "heading2 About Mia"]
    assert document.blocks[3].bold


def test_a_table_of_contents_is_left_out(word, told) -> None:
    assert told(word(p("Needs\t3", "C1") + p("Mia was cold.", "N"))) == ["paragraph Mia was cold."]


def test_inserted_text_is_text_and_deleted_text_is_not(word, told) -> None:
    gone = "<w:del><w:r><w:delText>is </w:delText></w:r></w:del>"
    body = f"<w:p>{r('Mia ')}<w:ins>{r('was ')}</w:ins>{gone}{r('cold.')}</w:p>"
    assert told(word(body)) == ["paragraph Mia was cold."]


def test_deleted_rows_and_struck_out_or_hidden_words_are_left_out(word, told) -> None:
    gone = f"<w:trPr><w:del/></w:trPr>{tc('Old')}{tc('row')}"
    body = table(f"{tc('Name', run='<w:b/>')}{tc('DOB', run='<w:b/>')}", gone, f"{tc('Mia')}{tc('3.5.19')}")
    body += f"<w:p>{r('Mia was ')}{r('never ', '<w:strike/>')}{r('secretly ', '<w:vanish/>')}{r('cold.')}</w:p>"
    assert told(word(body)) == ["cell Name", "cell DOB", "cell Mia", "cell 3.5.19", "paragraph Mia was cold."]


def test_prompts_and_unfilled_codes_are_left_out(word, told) -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = p("Name: «Child_Forename1»«Child_Surname»") + control.format(p("Say what you like"))
    body += (
        f"<w:p>{r('Owner: ')}{control.format(r('Pick one'))}</w:p>"
        + p("Choose an item.")
        + p("Your words", run="<w:rStyle w:val='P'/>")
    )
    assert told(word(body)) == ["paragraph Name:", "paragraph Owner:"]


def test_a_code_in_a_sentence_stays_for_the_sentence_to_be_known_by(word, told) -> None:
    text = "«Child_Forename1» will need a lot of help to settle into the new class in May."
    assert told(word(p(text))) == [f"paragraph {text}"]


def test_tick_boxes_of_every_kind_are_characters(word) -> None:
    ticked = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    old = f"<w:r><w:fldChar w:fldCharType='begin'>{ticked}</w:fldChar></w:r>"
    body = f"<w:p>{old}<w:r><w:fldChar w:fldCharType='end'/></w:r>{r(' Yes')}</w:p>"
    body += f"<w:p><w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>{r(' No')}</w:p>"
    document = word(body)
    assert [(block.marker, block.text) for block in document.blocks] == [("☑", "Yes"), ("☐", "No")]


def test_field_codes_are_not_read_and_their_results_are(word, told) -> None:
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>"
    field += (
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + r("Mia") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    page = "<w:fldSimple w:instr=' PAGE '>" + r("3") + "</w:fldSimple>"
    assert told(word(f"<w:p>{field}{r(' was cold.')}{page}</w:p>")) == ["paragraph Mia was cold."]


def test_links_soft_hyphens_and_line_breaks_map_to_their_runs(word, told) -> None:
    broken = "<w:r><w:br/><w:t>unset</w:t><w:softHyphen/><w:t>tled.</w:t></w:r>"
    body = f"<w:p><w:hyperlink>{r('Mia was')}</w:hyperlink>{broken}</w:p>"
    document = word(body)
    assert told(document) == ["paragraph Mia was unsettled."]
    assert document.source == "Mia was\nunset\u00adtled."


def test_items_keep_their_depth_and_belong_together(word) -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:lvlText w:val='%1.'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:lvlText w:val=''/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    listed = "<w:p><w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='1'/></w:numPr></w:pPr>{}</w:p>"
    body = (
        listed.format(0, r("Mum will call."))
        + listed.format(1, r("On Monday."))
        + listed.format(0, r("Dad will visit."))
    )
    blocks = word(body, numbering=numbering).blocks
    assert [(b.kind, b.level, b.marker) for b in blocks] == [
        ("item", 1, "1."),
        ("item", 2, "-"),
        ("item", 1, "2."),
    ]
    assert blocks[0].group == blocks[1].group != blocks[2].group


def test_typed_bullets_are_items(word) -> None:
    block = word(p("•\tMum will call.")).blocks[0]
    assert (block.kind, block.marker, block.text) == (BlockKind.ITEM, "•", "Mum will call.")


def test_cells_know_their_head_and_place_and_merged_cells_come_once(word) -> None:
    merged, goes_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    head = "".join(tc(text, run="<w:b/>") for text in ("Action", "Who", "When"))
    body = table(
        head,
        tc("Call.") + tc("Mum", properties=merged) + tc("3 May"),
        tc("Visit.") + tc(properties=goes_on) + tc(),
        tc("Write and post.", properties="<w:gridSpan w:val='2'/>") + tc("4 May"),
    )
    blocks = word(body).blocks
    who = next(block for block in blocks if block.text == "Mum")
    assert (who.head, who.row_span, who.place) == ("Who", 2, "table 1, row 2, column 2")
    wide = next(block for block in blocks if block.text == "Write and post.")
    assert (wide.column, wide.column_span, wide.head) == (0, 2, "Action")
    assert sum(block.text == "Mum" for block in blocks) == 1


def test_a_form_of_labels_and_entries_is_fields(word, told) -> None:
    def label(text: str) -> str:
        return tc(text, properties="<w:shd w:fill='DDDDDD'/>")

    body = table(
        label("Name") + tc("Mia Poe") + label("DOB:") + tc("3.5.2019"),
        label("School") + tc() + label("GP") + tc("Dr Ray"),
    )
    assert told(word(body)) == [
        "field Name=Mia Poe",
        "field DOB=3.5.2019",
        "field School=",
        "field GP=Dr Ray",
    ]


def test_a_question_beside_a_long_answer_is_a_heading_over_it(word, told) -> None:
    body = table(
        tc("What are we worried about?", run="<w:b/>") + tc("Mia was cold on 3 May.", "She had no coat."),
        tc("What is working well?", run="<w:b/>")
        + tc("Mia and her mum read together every night before she goes to bed."),
    )
    assert told(word(body)) == [
        "heading6 What are we worried about?",
        "paragraph Mia was cold on 3 May.",
        "paragraph She had no coat.",
        "field What is working well?=Mia and her mum read together every night before she goes to bed.",
    ]


def test_a_wide_marked_row_is_a_heading_and_keeps_the_table_together(word) -> None:
    head = "".join(tc(text, run="<w:b/>") for text in ("Action", "Who"))
    wide = tc("Mia", properties="<w:gridSpan w:val='2'/><w:shd w:fill='DDDDDD'/>")
    blocks = word(table(head, wide, tc("Call.") + tc("Mum"))).blocks
    assert [block.kind for block in blocks] == ["cell", "cell", "heading", "cell", "cell"]
    assert {block.table for block in blocks} == {0, None}
    assert blocks[3].head == "Action"


def test_inner_tables_and_boxes_that_frame_text_are_read_in_their_place(word, told) -> None:
    inner = table(tc("Call.") + tc("Mum"))
    box = table(f"<w:tc>{p('Actions', 'H1')}{inner}{p('End.')}</w:tc>")
    assert told(word(box)) == ["heading1 Actions", "cell Call.", "cell Mum", "paragraph End."]


def test_text_boxes_are_read_once(word, told) -> None:
    def shape(tag: str) -> str:
        return f"<{tag}><w:txbxContent>{p('In the box.')}</w:txbxContent></{tag}>"

    drawing = f"<mc:AlternateContent><mc:Choice><w:drawing>{shape('wps:txbx')}</w:drawing></mc:Choice>"
    drawing += f"<mc:Fallback><w:pict>{shape('v:textbox')}</w:pict></mc:Fallback></mc:AlternateContent>"
    document = word(f"<w:p>{r('Before.')}<w:r>{drawing}</w:r></w:p>")
    assert told(document) == ["paragraph Before.", "paragraph In the box."]
    assert document.blocks[1].place == "text box 1"


def test_footnotes_are_read_after_the_text(word, told) -> None:
    used, unused = (f"<w:footnote w:id='{n}'>{p(text)}</w:footnote>" for n, text in ((2, "Mum said so."), (3, "Old.")))
    notes = used + unused
    document = word(f"<w:p>{r('Mia was cold.')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>", footnotes=notes)
    assert told(document) == ["paragraph Mia was cold.", "paragraph Mum said so."]
    assert document.blocks[1].place == "footnote 1"


def test_headers_name_the_child_but_are_no_text_of_the_plan(word, told) -> None:
    document = word(p("She was cold."), header1=p("Name: Mia Poe\tDOB: 3.5.2019"))
    assert told(document) == ["paragraph She was cold."]
    assert document.meta == {"children": [{"name": "Mia Poe", "born": "3.5.2019"}]}


def test_a_comment_allows_a_finding_where_it_hangs(word) -> None:
    text = "planlint: allow OBS002 &#8220;Nan&#8217;s own words&#8221;"
    comments = f"<w:comment w:id='7' w:author='A Person'>{p(text)}</w:comment>"
    hung = f"<w:p><w:commentRangeStart w:id='7'/>{r('She was cold.')}<w:commentRangeEnd w:id='7'/></w:p>"
    document = word(p("First.") + hung, comments=comments)
    (directive,) = document.directives
    assert (directive.code, directive.reason, directive.block) == ("OBS002", "Nan’s own words", 1)
    assert document.source[directive.span.start : directive.span.end] == "She was cold."


def test_planlints_own_comments_allow_nothing(word) -> None:
    comments = f"<w:comment w:id='7' w:author='planlint'>{p('planlint: allow OBS002 reason')}</w:comment>"
    assert not word(f"<w:p><w:commentRangeStart w:id='7'/>{r('Cold.')}</w:p>", comments=comments).directives


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument", "old Word file"),
        (b"{\\rtf1 plan}", "rich text"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"Just text", "damaged"),
        (lambda packed: packed(p("Mia"))[:-200], "damaged"),
        (lambda packed: packed("<w:p>"), "damaged"),
        (lambda packed: packed("<w:p/>"), "empty"),
    ],
)
def test_what_is_no_readable_word_file_is_told_in_one_line(packed: Packs, data: object, said: str) -> None:
    with pytest.raises(ReadError, match=said) as raised:
        read_bytes(data(packed) if callable(data) else data, "word")
    assert "\n" not in str(raised.value)


def test_entities_are_refused(packed: Packs) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed(p("Mia")))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            xml = old.read(name)
            if name == "word/document.xml":
                xml = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + xml.replace(b"Mia", b"&e;")
            new.writestr(name, xml)
    with pytest.raises(ReadError, match="entities"):
        read_bytes(data.getvalue(), "word")


def test_deep_nesting_and_zip_bombs_are_refused(packed: Packs) -> None:
    deep = "<w:sdt><w:sdtContent>" * MAX_DEPTH + p("Mia") + "</w:sdtContent></w:sdt>" * MAX_DEPTH
    with pytest.raises(ReadError, match="nested too deep"):
        read_bytes(packed(deep), "word")
    with pytest.raises(ReadError, match="too large"):
        read_bytes(packed(p(" " * 30_000_000)), "word")
