"""How ODT files are read: what is text in them and what is not, and that every character maps back."""

import io
import zipfile
from collections.abc import Callable

import pytest

pytest.importorskip("lxml", reason="lxml is not installed: pip install planlint[odt]")

from planlint.document import Document
from planlint.readers import ReadError, read_bytes

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "office": f"{_OASIS}:office:1.0",
        "text": f"{_OASIS}:text:1.0",
        "table": f"{_OASIS}:table:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    }.items()
)
Reads = Callable[..., Document]
Tells = Callable[[Document], list[str]]


@pytest.fixture(scope="session")
def odt(checked: Callable[[Document], Document]) -> Reads:
    """Reads an ODT file made of the XML of its text; checks its map."""

    def read(body: str, kind: str = "text") -> Document:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as file:
            file.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
            inner = f"<office:body><office:text>{body}</office:text></office:body>"
            file.writestr("content.xml", f"<office:document-content {_SPACES}>{inner}</office:document-content>")
        return checked(read_bytes(stream.getvalue(), "odt"))

    return read


def _p(inner: str) -> str:
    return f"<text:p>{inner}</text:p>"


def _params(**values: str) -> str:
    return "".join(f'<field:param field:name="{name}" field:value="{value}"/>' for name, value in values.items())


def _old(kind: str, inner: str) -> str:
    return f'<field:fieldmark field:type="vnd.oasis.opendocument.field.{kind}">{inner}</field:fieldmark>'


def test_deleted_words_comments_and_hidden_sections_are_no_text(odt: Reads, told: Tells) -> None:
    gone = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Old.</text:p></text:deletion>"
    gone += "</text:changed-region></text:tracked-changes>"
    said = "<office:annotation><dc:creator>A</dc:creator><text:p>Who says so?</text:p></office:annotation>"
    hidden = f'<text:section text:display="none">{_p("Hidden.")}</text:section>'
    shown = f"<text:section>{_p('Shown.')}</text:section>"
    body = gone + _p(f'Mia <text:change text:change-id="c"/>was {said}cold.') + hidden + shown
    assert told(odt(body)) == ["paragraph Mia was cold.", "paragraph Shown."]


def test_drop_downs_are_what_was_chosen_in_them(odt: Reads, told: Tells) -> None:
    label = '<text:label text:value="Dad"/><text:label text:value="Mum" text:current-selected="true"/>'
    entries = "".join(_params(Dropdown_ListEntry=entry) for entry in ("Please select", "Nan"))
    chosen, unchosen = (_old("FORMDROPDOWN", entries + _params(Dropdown_Selected=n)) for n in "10")
    body = _p(f"It is <text:drop-down>{label}Mum</text:drop-down> who cooks.")
    body += _p(f"It is {chosen} who sings.") + _p(f"It is {unchosen} who sews.")
    assert told(odt(body)) == [
        "paragraph It is Mum who cooks.",
        "paragraph It is Nan who sings.",
        "paragraph It is who sews.",
    ]


def test_tick_boxes_of_old_forms_are_characters(odt: Reads, told: Tells) -> None:
    ticked, empty = _old("FORMCHECKBOX", _params(Checkbox_Checked="true")), _old("FORMCHECKBOX", "")
    assert told(odt(_p(f"{ticked} Yes {empty} No"))) == ["paragraph ☑ Yes ☐ No"]


def test_prompts_are_no_text(odt: Reads, told: Tells) -> None:
    prompt = '<loext:content-control loext:showing-place-holder="true">Say what you like</loext:content-control>'
    filled = "<loext:content-control>Swimming.</loext:content-control>"
    box = f"<field:fieldmark-start>{_params(Content='Enter name')}</field:fieldmark-start>{{}}<field:fieldmark-end/>"
    body = _p(f"Views of Mia {prompt}") + _p(filled) + _p(f"Worker is {box.format('Enter name')}")
    body += _p(f"Worker is {box.format('Joan Abbott')}") + _p("I am <text:placeholder>Name</text:placeholder>seven.")
    assert told(odt(body)) == [
        "paragraph Views of Mia",
        "paragraph Swimming.",
        "paragraph Worker is",
        "paragraph Worker is Joan Abbott",
        "paragraph I am seven.",
    ]


def test_numbers_that_the_program_writes_are_no_text(odt: Reads, told: Tells) -> None:
    body = '<text:h text:outline-level="1"><text:number>1.</text:number>Needs</text:h>'
    body += (
        f"<text:list><text:list-item><text:number>1.</text:number>{_p('Mum will call.')}</text:list-item></text:list>"
    )
    assert told(odt(body)) == ["heading1 Needs", "item Mum will call."]


def test_rows_whose_words_were_all_deleted_are_left_out(odt: Reads, told: Tells) -> None:
    def row(*cells: str) -> str:
        inner = "".join(f"<table:table-cell>{_p(cell)}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inner}</table:table-row>"

    gone = '<text:change text:change-id="c"/>'
    body = f"<table:table>{row('Call.', 'Mum')}{row(gone, gone)}{row('Write.', '')}</table:table>"
    assert told(odt(body)) == ["cell Call.", "cell Mum", "cell Write.", "cell "]


def test_footnotes_and_endnotes_are_read_after_the_text(odt: Reads, told: Tells) -> None:
    def note(kind: str, text: str) -> str:
        cited = "<text:note-citation>1</text:note-citation>"
        return f'<text:note text:note-class="{kind}">{cited}<text:note-body>{_p(text)}</text:note-body></text:note>'

    document = odt(_p(f"Mia{note('endnote', 'Born at home.')} was cold{note('footnote', 'Mum said so.')}."))
    assert told(document) == ["paragraph Mia was cold.", "paragraph Born at home.", "paragraph Mum said so."]
    assert [block.place for block in document.blocks] == ["paragraph 1", "endnote 1", "footnote 2"]


def test_a_file_that_is_no_text_document_is_told(odt: Reads) -> None:
    with pytest.raises(ReadError, match="no text document inside"):
        odt(_p("Mia"), "spreadsheet")
