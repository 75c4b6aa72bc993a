"""How Word files are read where forms and tracked changes make them hard: old fields, moves, joined paragraphs."""

from collections.abc import Callable

import pytest

pytest.importorskip("lxml", reason="lxml is not installed: pip install planlint[word]")

from planlint.document import Document

BEGIN, SEPARATE, END = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
EMPTY = "\u2002" * 5  # what an old form's box shows before somebody writes in it
DELETED = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"


def _run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def _asked(code: str) -> str:
    return f"<w:r><w:instrText xml:space='preserve'> {code} </w:instrText></w:r>"


def _old(data: str, shown: str = "") -> str:
    """A field of an old form: its state in its beginning, and what it shows besides."""
    begin = f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r>"
    return begin + _asked("FORM") + (SEPARATE + _run(shown) if shown else "") + END


def _listed(*entries: str, chosen: int | None = None) -> str:
    result = "" if chosen is None else f"<w:result w:val='{chosen}'/>"
    return f"<w:ddList>{result}{''.join(f'<w:listEntry w:val={entry!r}/>' for entry in entries)}</w:ddList>"


Reads = Callable[..., Document]
Tells = Callable[[Document], list[str]]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (_listed("Mum", "Dad", chosen=1), "paragraph It is Dad who cooks."),
        (_listed("Mum", "Dad"), "paragraph It is Mum who cooks."),
        (_listed("Please select", "Dad", chosen=0), "paragraph It is who cooks."),
        (_listed("-- choose --", "Dad"), "paragraph It is who cooks."),
        (_listed("Mum", chosen=7), "paragraph It is who cooks."),
        (_listed(), "paragraph It is who cooks."),
    ],
)
def test_a_drop_down_of_an_old_form_is_what_was_chosen_in_it(word: Reads, told: Tells, data: str, text: str) -> None:
    body = f"<w:p>{_run('It is ')}{_old(data)}{_run(' who cooks.')}</w:p>"
    assert told(word(body)) == [text]


def test_what_an_old_field_shows_besides_its_state_is_not_read_twice(word: Reads, told: Tells) -> None:
    body = f"<w:p>{_run('It is ')}{_old(_listed('safe', 'unsafe', chosen=1), 'unsafe')}{_run(' there.')}</w:p>"
    assert told(word(body)) == ["paragraph It is unsafe there."]


def test_a_text_field_of_an_old_form_is_read_unless_nobody_wrote_in_it(word: Reads, told: Tells) -> None:
    asks = "<w:textInput><w:default w:val='Enter name'/></w:textInput>"
    body = f"<w:p>{_run('Key worker: ')}{_old(asks, 'Joan Abbott')}</w:p>"
    body += f"<w:p>{_run('Manager: ')}{_old(asks, 'Enter name')}</w:p>"
    body += f"<w:p>{_run('Teacher: ')}{_old('<w:textInput/>', EMPTY)}</w:p>"
    assert told(word(body)) == ["field Key worker=Joan Abbott", "paragraph Manager:", "paragraph Teacher:"]


def test_what_a_field_asks_for_is_no_text_though_another_field_in_it_shows_some(word: Reads, told: Tells) -> None:
    inner = BEGIN + _asked("MERGEFIELD Gender") + SEPARATE + _run("M") + END
    field = BEGIN + _asked('IF "') + inner + _asked('" = "M" "his" "her"') + SEPARATE + _run("his") + END
    assert told(word(f"<w:p>{_run('Kay has ')}{field}{_run(' own bed.')}</w:p>")) == ["paragraph Kay has his own bed."]


def test_paragraphs_whose_mark_was_deleted_run_on(word: Reads, told: Tells) -> None:
    body = f"<w:p>{DELETED}{_run('Mia was ')}</w:p><w:p>{DELETED}{_run('very ')}</w:p><w:p>{_run('cold.')}</w:p>"
    document = word(body + f"<w:p>{_run('She had no coat.')}</w:p>")
    assert told(document) == ["paragraph Mia was very cold.", "paragraph She had no coat."]
    assert [block.place for block in document.blocks] == ["paragraph 1", "paragraph 2"]


def test_a_paragraph_that_was_deleted_whole_leaves_nothing(word: Reads, told: Tells) -> None:
    gone = f"<w:p>{DELETED}<w:del><w:r><w:delText>Old.</w:delText></w:r></w:del></w:p>"
    assert told(word(f"{gone}<w:p>{_run('Mia was cold.')}</w:p>")) == ["paragraph Mia was cold."]


def test_a_deleted_mark_before_a_table_or_the_end_joins_nothing(word: Reads, told: Tells) -> None:
    cell = f"<w:tc><w:p>{DELETED}{_run('In a cell.')}</w:p></w:tc>"
    body = f"<w:p>{DELETED}{_run('Before.')}</w:p><w:tbl><w:tr>{cell}</w:tr></w:tbl><w:p>{DELETED}{_run('Last.')}</w:p>"
    assert told(word(body)) == ["paragraph Before.", "paragraph In a cell.", "paragraph Last."]


def test_moved_words_stand_where_they_were_moved_to(word: Reads, told: Tells) -> None:
    moved = "<w:p><w:pPr><w:rPr><w:{0} w:id='2'/></w:rPr></w:pPr><w:{0}RangeStart w:id='3' w:name='m'/><w:{0}>{1}</w:{0}></w:p>"
    body = moved.format("moveFrom", _run("Mia sings.")) + f"<w:p>{_run('Mia swims.')}</w:p>"
    body += moved.format("moveTo", _run("Mia sings.")) + f"<w:p>{_run('Mia runs.')}</w:p>"
    assert told(word(body)) == ["paragraph Mia swims.", "paragraph Mia sings.", "paragraph Mia runs."]


def test_a_cell_that_was_deleted_or_shows_its_prompt_has_no_text(word: Reads, told: Tells) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{_run(text)}</w:p></w:tc>"

    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{cell('Who?')}</w:sdtContent></w:sdt>"
    shaded = "<w:shd w:fill='DDDDDD'/>"
    body = f"<w:tbl><w:tr>{cell('Key worker', shaded)}{prompt}{cell('gone', '<w:cellDel/>')}</w:tr></w:tbl>"
    assert told(word(body + f"<w:p>{_run('End.')}</w:p>")) == ["field Key worker=", "paragraph End."]


def test_controls_are_read_at_every_level(word: Reads, told: Tells) -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cell = control("<w:tc>" + control(f"<w:p>{control(_run('Cell.'))}</w:p>") + "</w:tc>")
    row = control(f"<w:tr>{cell}</w:tr>")
    body = control(control(f"<w:p>{_run('Block.')}</w:p>")) + control(f"<w:tbl>{row}</w:tbl>")
    assert told(word(body)) == ["paragraph Block.", "paragraph Cell."]


def test_a_comment_in_a_paragraph_with_hidden_words_hangs_where_it_stands(word: Reads) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN </w:t></w:r>"
    marks = [f"<w:commentRange{end} w:id='7'/>" for end in ("Start", "End")]
    said = "<w:comment w:id='7' w:author='A'><w:p><w:r><w:t>planlint: allow OBS002 seen on 3 May</w:t></w:r></w:p></w:comment>"
    document = word(
        f"<w:p>{hidden}{_run('Mia ')}{marks[0]}{_run('was cold')}{marks[1]}{_run('.')}</w:p>", comments=said
    )
    (directive,) = document.directives
    assert document.source[directive.span.start : directive.span.end] == "was cold"


def test_hyphens_that_do_not_break_are_hyphens(word: Reads, told: Tells) -> None:
    body = "<w:p><w:r><w:t>one</w:t><w:noBreakHyphen/><w:t>to\u2011one help</w:t></w:r></w:p>"
    assert told(word(body)) == ["paragraph one-to-one help"]
