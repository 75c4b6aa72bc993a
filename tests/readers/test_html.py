"""How HTML pages are read: structure from tags, text mapped to the page's source, scripts left out."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.document import Document
from planlint.readers import read_text


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


_TAGS = ["<p>", "</p>", "<td>", "<tr>", "<table>", "</table>", "<li>", "<ul>", "&amp;", "a ", "<b>"]


@given(st.lists(st.sampled_from(_TAGS)))
def test_no_page_breaks_the_map(checked, parts: list[str]) -> None:
    checked(read_text("".join(parts), "html"))
