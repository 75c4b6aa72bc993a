"""How Markdown becomes blocks."""

from collections.abc import Callable

import pytest

from planlint.document import BlockKind, Document

Read = Callable[[str], Document]
Tell = Callable[[Document], list[str]]


def source_of(document: Document, words: str) -> str:
    """What stands in the source where a block has these words."""
    block = next(block for block in document.blocks if words in block.text)
    start = block.text.index(words)
    span = block.source_span(start, start + len(words))
    return document.source[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "words", "stands"),
    [
        ("Mia is *very **tired*** today.", "tired", "tired"),
        ("Mia is *very **tired*** today.", "is very tired", "is *very **tired"),
        ('See [Nan](http://x "see Nan") and Nan.', "and Nan", "and Nan"),
        ("See [Nan](http://x) now.", "Nan now", "Nan](http://x) now"),
        ("A `code  span` here.", "span here", "span` here"),
        ("Tea &amp; toast.", "& toast", "&amp; toast"),
        ("Star \\*here\\* now.", "*here*", "*here\\*"),
        ("Mia came\nhome late.", "came home", "came\nhome"),
        ("> Mia came\n> home late.", "came home", "came\n> home"),
        ("- Mia came\n  home late.", "came home", "came\n  home"),
        ("Mia came<br>home.", "came home", "came<br>home"),
        ("| a |\n| - |\n| x \\| **Mia** |", "x | Mia", "x \\| **Mia"),
        ("# Plan for *Mia* #", "for Mia", "for *Mia"),
        ("Mia ![photo](m.png) sleeps.", "Mia sleeps", "Mia ![photo](m.png) sleeps"),
        ("Mia <!-- note --> sleeps.", "Mia sleeps", "Mia <!-- note --> sleeps"),
        ("\tMia came\r\n\thome.", "came home", "came\r\n\thome"),
        ("Ho\u00adme and sch\u200bool.", "Home and school", "Ho\u00adme and sch\u200bool"),
    ],
)
def test_words_map_to_where_they_stand(markdown: Read, text: str, words: str, stands: str) -> None:
    assert source_of(markdown(text), words) == stands


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n### Three #\n\nTwo\n---\n", ["heading1 One", "heading3 Three", "heading2 Two"]),
        ("Mia came\nhome.\n\nLate.", ["paragraph Mia came home.", "paragraph Late."]),
        ("    Indented text is no code.", ["paragraph Indented text is no code."]),
        ("[Child]: text, and no link definition", ["paragraph [Child]: text, and no link definition"]),
        ("```\nFenced text.\n\nMore.\n```", ["paragraph Fenced text.", "paragraph More."]),
        ("> Mia said no.\n>\n> - twice", ["quotation Mia said no.", "quotation twice"]),
        (
            "<div>Some <b>text</b></div>\n<p>More &amp; more</p>",
            ["paragraph Some text", "paragraph More & more"],
        ),
        ("Dear <name of child>,", ["paragraph Dear <name of child>,"]),
        ("<name of child>", ["paragraph <name of child>"]),
        ("Mia\n\n***\n\nNan", ["paragraph Mia", "paragraph Nan"]),
        ("~~Old~~ words <u>stay</u>.", ["paragraph Old words stay."]),
        ("• One\n• Two\n  and more", ["item One", "item Two and more"]),
        ("##Home\n\n-Ring Nan\n-Ring school", ["heading2 Home", "item Ring Nan", "item Ring school"]),
        ("#1 priority is sleep", ["paragraph #1 priority is sleep"]),
        ("Mum said no.\n---\n", ["paragraph Mum said no."]),
        ("**Name:** Mia\n---\n", ["field Name=Mia"]),
    ],
)
def test_each_kind_of_text_is_told_apart(markdown: Read, told: Tell, text: str, expected: list[str]) -> None:
    assert told(markdown(text)) == expected


def test_items_know_their_depth_and_marker_and_share_their_parents_group(markdown: Read) -> None:
    document = markdown("- Ring Nan\n\n  by Friday\n  - at work\n- [x] Seen\n- ☐ Not yet\n\n3. Third\n4) Fourth\n")
    assert [(block.text, block.level, block.marker) for block in document.blocks] == [
        ("Ring Nan", 1, "-"),
        ("by Friday", 1, ""),
        ("at work", 2, "-"),
        ("Seen", 1, "[x]"),
        ("Not yet", 1, "☐"),
        ("Third", 1, "3."),
        ("Fourth", 1, "4)"),
    ]
    groups = [block.group for block in document.blocks]
    assert groups[0] == groups[1] == groups[2]
    assert len(set(groups[2:])) == 5


def test_cells_know_their_place_and_column_head(markdown: Read) -> None:
    document = markdown("| Who | When |\n| --- | --- |\n| Nan | |\n")
    nan, empty = document.blocks[2:]
    assert [block.is_head for block in document.blocks] == [True, True, False, False]
    assert (nan.table, nan.row, nan.column, nan.head) == (0, 1, 0, "Who")
    assert (empty.text, empty.row, empty.column, empty.head) == ("", 1, 1, "When")
    assert document.source[empty.pieces[0].source_start - 2 :].startswith("| |")


def test_cells_that_are_wholly_bold_or_italic_say_so(markdown: Read) -> None:
    blocks = markdown("| a | b | c |\n| - | - | - |\n| **Mia** | *why?* | *a* b |\n").blocks[3:]
    assert [(block.bold, block.italic) for block in blocks] == [(True, False), (False, True), (False, False)]


def test_uneven_rows_are_kept_whole_and_noted(markdown: Read) -> None:
    document = markdown("| a | b |\n| - | - |\n| 1 |\n| 1 | 2 | 3 |\n")
    assert [(block.row, block.column, block.text) for block in document.blocks[2:]] == [
        (1, 0, "1"),
        (2, 0, "1"),
        (2, 1, "2"),
        (2, 2, "3"),
    ]
    assert document.problems == ("Table 1 has rows with more or fewer cells than its first row.",)


def test_a_table_whose_head_does_not_fit_is_still_a_table(markdown: Read) -> None:
    document = markdown("| a | b |\n| --- |\n| 1 | 2 |\n")
    assert [(block.kind, block.text) for block in document.blocks] == [(BlockKind.CELL, text) for text in "ab12"]
    assert document.blocks[0].is_head


def test_text_right_below_a_table_is_no_row(markdown: Read, told: Tell) -> None:
    assert told(markdown("| a |\n| - |\n| 1 |\nMia is well.\n"))[-1] == "paragraph Mia is well."


def test_a_table_in_a_list_or_quotation_has_its_cells(markdown: Read, told: Tell) -> None:
    assert told(markdown("> | a |\n> | - |\n> | 1 |\n")) == ["cell a", "cell 1"]
    assert told(markdown("- | a |\n  | - |\n  | 1 |\n")) == ["cell a", "cell 1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Child:** Mia\n**DOB:** 3.5.19", ["field Child=Mia", "field DOB=3.5.19"]),
        ("**Child**: Mia  **DOB**: 3.5.19", ["field Child=Mia", "field DOB=3.5.19"]),
        ("**Child:** Mia **DOB:** 3.5.19", ["field Child=Mia", "field DOB=3.5.19"]),
        ("**Child:** Mia &nbsp; **DOB:** 3.5.19", ["field Child=Mia", "field DOB=3.5.19"]),
        ("**Views:** She said\nit hurts.", ["field Views=She said it hurts."]),
        ("Child: Mia · DOB: 3.5.19", ["field Child=Mia", "field DOB=3.5.19"]),
        ("Child: Mia\nDOB: 3.5.19", ["field Child=Mia", "field DOB=3.5.19"]),
        ("Date of plan: 3 May 2025", ["field Date of plan=3 May 2025"]),
        (
            "Mother: Ann Poe. Father: J. Poe, of no fixed address.",
            ["field Mother=Ann Poe", "field Father=J. Poe, of no fixed address"],
        ),
        ("Mother: Ann Poe. She works nights.", ["field Mother=Ann Poe", "paragraph She works nights."]),
        ("Signed: E Poe ☑ &nbsp; Seen: ☐ &nbsp; Page 2 of 3", ["field Signed=E Poe ☑", "field Seen=☐"]),
        ("- Child: Mia Poe\n- Notes", ["field Child=Mia Poe", "item Notes"]),
    ],
)
def test_keys_and_values_are_fields(markdown: Read, told: Tell, text: str, expected: list[str]) -> None:
    assert told(markdown(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mum says: he is fine.",
        'Mrs Farooq: "Lexi is no trouble."',
        "For Lili: if the rows carry on she will go on listening out.",
        "He bit two children in June: one on the 9th.",
        "School rang on 30/01: Lacey had two sandwiches.",
        "Ewelina: “I hear myself shouting.”",
        "Time is 9:30 today",
    ],
)
def test_prose_with_a_colon_stays_prose(markdown: Read, told: Tell, text: str) -> None:
    assert told(markdown(text)) == [f"paragraph {text}"]


@pytest.mark.parametrize(
    "text",
    [
        "The voices. Uncle Bilal will come on Thursdays.",
        "June 2024: referral from the school nurse",
        "14 August 2026: arrest.",
        "Reparation: 12 hours on the allotment to be completed by 10.04.2026.",
        '24 November: "I am not refusing."',
        "She wants the window seat: on 8 July she looked at it.",
    ],
)
def test_items_that_are_statements_stay_items(markdown: Read, told: Tell, text: str) -> None:
    assert told(markdown(f"- {text}")) == [f"item {text}"]


def test_a_bold_lead_in_stays_in_its_item(markdown: Read, told: Tell) -> None:
    assert told(markdown("- **The voices.** Uncle Bilal will come.")) == ["item The voices. Uncle Bilal will come."]


def test_a_key_stands_where_it_is_written(markdown: Read) -> None:
    document = markdown("**Date of\nplan:** 3 May\n")
    (field,) = document.blocks
    assert field.key == "Date of plan"
    assert field.key_span is not None
    assert document.source[field.key_span.start : field.key_span.end] == "Date of\nplan"


def test_a_paragraph_that_is_wholly_bold_or_italic_says_so(markdown: Read) -> None:
    bold, italic, both, mixed = markdown("**Actions for Mia:**\n\n*Say why.*\n\n***Now***\n\n**Now** or never\n").blocks
    assert (bold.bold, bold.italic, bold.kind) == (True, False, BlockKind.PARAGRAPH)
    assert (italic.bold, italic.italic) == (False, True)
    assert (both.bold, both.italic) == (True, True)
    assert (mixed.bold, mixed.italic) == (False, False)


def test_a_bold_line_over_text_is_a_block_of_its_own(markdown: Read, told: Tell) -> None:
    assert told(markdown("**Home**\nMia has a bed.")) == ["paragraph Home", "paragraph Mia has a bed."]


def test_a_running_head_is_a_comment(markdown: Read, told: Tell) -> None:
    assert told(markdown("OFFICIAL &nbsp; Tarek Halabi &nbsp; PAGE 4 OF 9\n\nText.")) == [
        "comment OFFICIAL Tarek Halabi PAGE 4 OF 9",
        "paragraph Text.",
    ]


def test_a_directive_belongs_to_the_next_block(markdown: Read) -> None:
    document = markdown('# Plan\n\n<!-- planlint: allow OBS004 "Nan\'s own words" -->\n\nMia is happy.\n')
    (directive,) = document.directives
    assert (directive.action, directive.code, directive.reason) == ("allow", "OBS004", "Nan's own words")
    assert directive.block is not None
    assert document.blocks[directive.block].text == "Mia is happy."
    assert document.source[directive.span.start : directive.span.end].startswith("<!-- planlint")


def test_a_directive_inside_a_block_belongs_to_that_block(markdown: Read) -> None:
    document = markdown(
        "First.\n\n**A:** one <!-- planlint: allow OBS001, obs002 because -->\n**B:** two\n\n"
        "| a |\n| - |\n| x <!-- planlint: allow assumed-need so it is --> |\n"
    )
    found = [(directive.code, document.blocks[directive.block or 0].text) for directive in document.directives]
    assert found == [("OBS001", "one"), ("OBS002", "one"), ("assumed-need", "x")]


def test_a_directive_at_the_end_belongs_to_the_last_block(markdown: Read) -> None:
    (directive,) = markdown("Mia is happy.\n\n<!-- planlint: allow OBS004 why -->\n").directives
    assert directive.block == 0


def test_a_comment_to_planlint_that_is_not_understood_is_said(markdown: Read) -> None:
    document = markdown("<!-- planlint: please be quiet -->\n\nMia.\n")
    assert document.directives == ()
    assert "planlint: allow CODE" in document.problems[0]


def test_a_comment_that_is_never_closed_is_said(markdown: Read) -> None:
    (problem,) = markdown("Mia.\n\n<!-- note\n\nNan.\n").problems
    assert problem == "The comment on line 3 is never closed: what follows was not read."
