"""How HTML pages are read: structure from tags, text mapped to the page's source, scripts left out."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.document import Document
from planlint.readers import ReadError, read_bytes, read_text


@pytest.fixture(scope="session")
def page(checked: Callable[[Document], Document]) -> Callable[[str], Document]:
    """Reads a page and checks its map."""
    return lambda text: checked(read_text(text, "html"))


def test_headings_paragraphs_and_items_are_told_by_their_tags(page, told) -> None:
    head = "<html><head><title>x</title></head>"
    text = f"{head}<body><h1>Plan</h1><p>Mia was\n  cold.<ul><li>Call<li>Visit</ul></body>"
    assert told(page(text)) == ["heading1 Plan", "paragraph Mia was cold.", "item Call", "item Visit"]


def test_findings_can_be_placed_in_the_source_of_the_page(page) -> None:
    document = page("<p>Mum &amp; <b>Mia</b> are&nbsp;well.</p>")
    block = document.blocks[0]
    at = block.text.index("Mia")
    span = block.source_span(at, at + 3)
    assert document.source[span.start : span.end] == "Mia"


def test_scripts_styles_and_comments_are_no_text(page, told) -> None:
    text = "<style>p{}</style><script>var x = '<p>no</p>';</script><!-- note --><p>Mia was cold.</p>"
    assert told(page(text))[-1] == "paragraph Mia was cold."
    assert "var" not in " ".join(told(page(text)))


def test_a_comment_allows_a_finding(page) -> None:
    (directive,) = page("<!-- planlint: allow OBS002 Nan's words --><p>Mia was cold.</p>").directives
    assert directive.code == "OBS002"


def test_tables_keep_their_heads_and_layout_tables_frame_text(page) -> None:
    rows = "<tr><th>Action<th>Who</tr><tr><td><p>Call</p><p>Mum</p><td>Jo</tr>"
    blocks = page(f"<table><tr><td><h2>Actions</h2><table>{rows}</table></td></tr></table>").blocks
    assert [(b.kind, b.text, b.head) for b in blocks if b.kind == "cell"] == [
        ("cell", "Action", ""),
        ("cell", "Who", ""),
        ("cell", "Call Mum", "Action"),
        ("cell", "Jo", "Who"),
    ]


def test_labels_beside_entries_are_fields(page, told) -> None:
    assert told(page("<table><tr><th>Name:<td>Mia Poe<tr><th>School<td></table>")) == [
        "field Name=Mia Poe",
        "field School=",
    ]


def test_what_is_filled_in_and_chosen_on_a_form_is_read(page, told) -> None:
    choices = "<select><option>Please select<option selected>Neglect<option>Harm</select>"
    ticks = '<p><input type=checkbox checked> Seen alone <input type="checkbox"> At home</p>'
    entry = "<p>Name: <input type='text' value='Mia &amp; Zac'></p>"
    hidden = '<input type=hidden value="x"><button>Save</button><nav>Menu</nav>'
    text = f"{entry}<p>Category: {choices}</p>{ticks}<p>{hidden}</p><textarea>Mia was cold.</textarea>"
    assert told(page(text)) == [
        "field Name=Mia & Zac",
        "field Category=Neglect",
        "paragraph ☒ Seen alone ☐ At home",
        "paragraph Mia was cold.",
    ]


def test_a_finding_in_a_field_stands_where_its_value_is(page) -> None:
    document = page('<p>View: <input value="Mia is naughty"></p>')
    span = document.blocks[0].source_span(0, 14)
    assert document.source[span.start : span.end] == "Mia is naughty"


def test_cells_that_reach_over_columns_and_rows_keep_the_others_under_their_heads(page) -> None:
    head = "<tr><th>Need<th>Action<th>Who</tr>"
    rows = "<tr><td rowspan=2>Sleep<td>Call<td>Jo</tr><tr><td colspan=2>Visit</tr>"
    cells = [b for b in page(f"<table>{head}{rows}</table>").blocks if b.row]
    assert [(b.text, b.head, b.column, b.row_span, b.column_span) for b in cells] == [
        ("Sleep", "Need", 0, 2, 1),
        ("Call", "Action", 1, 1, 1),
        ("Jo", "Who", 2, 1, 1),
        ("Visit", "Action", 1, 1, 2),
    ]


def test_what_the_page_does_not_show_is_not_read(page, told) -> None:
    text = "<div style='display: none'><div>old</div> draft</div><span hidden>x</span><p>Mia was cold.</p>"
    assert told(page(text)) == ["paragraph Mia was cold."]


def test_tags_of_other_programs_are_no_text(page, told) -> None:
    text = "<p class=MsoNormal>Mia was cold.<o:p></o:p></p><![if !supportLists]><v:shape id='x'></v:shape><x-card>Nan came.</x-card>"
    assert told(page(text)) == ["paragraph Mia was cold.", "paragraph Nan came."]


def test_a_first_line_in_large_letters_is_the_title(page, told) -> None:
    text = '<p><font size="6" style="font-size: 26pt">Plan for Mia</font></p><p>Mia was cold.</p>'
    assert told(page(text)) == ["heading1 Plan for Mia", "paragraph Mia was cold."]


def test_frames_are_told(page) -> None:
    with pytest.raises(ReadError, match=r"page of frames, .*; save the page within the frame"):
        read_text("<frameset cols='20%,80%'><frame src='menu.html'><frame src='plan.html'></frameset>", "html")
    assert page("<p>Mia was cold.</p><iframe src='notes.html'></iframe>").problems == (
        "A frame within the page was not read: its text stands in another file.",
    )


def test_a_page_that_only_a_script_fills_is_told() -> None:
    with pytest.raises(ReadError, match="without text until a script writes it; open it in a browser"):
        read_text("<div id=app></div><script src='app.js'></script>", "html")


def test_a_page_nested_deeply_is_read(page, told) -> None:
    for name in ("div", "table><tr><td", "ul><li", "blockquote", "b"):
        text = f"<{name}>" * 3000 + "Mia was cold."
        assert told(page(text))[-1].endswith("Mia was cold.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_is_read_in_its_real_encoding_whatever_it_says_of_itself(told, encoding: str) -> None:
    text = "<meta charset='us-ascii'><p>Zoë said: “I’m cold.”</p>"
    assert told(read_bytes(text.encode(encoding), "html")) == ["paragraph Zoë said: “I’m cold.”"]


_TAGS = [
    "<p>",
    "</p>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<li>",
    "<ul>",
    "&amp;",
    "a ",
    "<b>",
    "<input value='x'>",
    "<select>",
    "<option selected>",
    "<nav>",
    "<td rowspan=3 colspan=2>",
]


@given(st.lists(st.sampled_from(_TAGS)))
def test_no_page_breaks_the_map(checked, parts: list[str]) -> None:
    checked(read_text("".join(parts), "html"))
