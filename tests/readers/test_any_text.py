"""Whatever the text, both readers read it, map it truly, and come to an end."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.document import Document
from planlint.readers import ReadError, read_text

Check = Callable[[Document], Document]

FORMATS = st.sampled_from(["markdown", "text"])
MARKUP = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "`",
            "~~",
            "[",
            "](",
            ")",
            "![",
            "<b>",
            "</b>",
            "<br>",
            "<!--",
            "-->",
            "<name>",
            "&amp;",
            "&nbsp;",
            "&copy;",
            "\\",
            "\\*",
            "|",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "> ",
            "- ",
            "1. ",
            "# ",
            "---\n",
            "===\n",
            "| - | - |\n",
            "\t",
            "  ",
            "   ",
            ": ",
            "Key: ",
            "Name",
            "Mia",
            "word",
            "A",
            ".",
            "?",
            "\u00a0",
            "\u00ad",
            "\u200b",
            "☐ ",
            "[x] ",
            "\u2022 ",
            "Action 1:",
            "ALL CAPS",
            "Page 1 of 2",
            "planlint: allow OBS001 reason",
            "\x0c",
            "\U0001f600",
            "```\n",
            "---\na: b\n---\n",
            "+---+\n",
            "(",
            "\u201c",
            "Mr ",
            "3.5.19",
        ]
    ),
    max_size=40,
).map("".join)


@given(text=st.text(), format_name=FORMATS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_mapped(text: str, format_name: str, checked: Check) -> None:
    try:
        document = read_text(text, format_name)
    except ReadError:
        assert any(ord(char) < 32 for char in text)
        return
    assert document.source == text.removeprefix("\ufeff")
    checked(document)


@given(text=MARKUP, format_name=FORMATS)
@settings(max_examples=600, deadline=None)
def test_any_heap_of_markup_is_read_and_mapped(text: str, format_name: str, checked: Check) -> None:
    checked(read_text(text, format_name))


@given(st.lists(st.text(alphabet="abc XYZ.,:;'\"()-0123", min_size=1, max_size=60), max_size=30), FORMATS)
@settings(deadline=None)
def test_no_letter_is_lost(lines: list[str], format_name: str) -> None:
    text = "\n".join(lines)
    document = read_text(text, format_name)
    kept = "".join(block.key + block.marker + block.text for block in document.blocks)
    for letter in "abcXYZ":
        assert kept.count(letter) == text.count(letter)


NESTED = [
    ">" * 90_000 + " x",
    "\n".join(">" * n + " a" for n in range(300)),
    "\n".join("  " * n + "- a" for n in range(300)),
    "- " * 40_000 + "x",
    "[" * 90_000,
    "![" * 9_000,
    "[a](" * 4_000,
    "*a " * 6_000,
    "**Key:** value " * 1_000,
    "`" * 5_000 + "a",
    "<!-- " * 4_000,
    "<div " * 10_000,
    "| a | b |\n| --- | --- |\n" + "| x |\n| x | y | z |\n" * 2_000,
    "Key: value\n" * 5_000,
    "a   b   c\n" * 5_000,
    "a\tb\tc\n" * 5_000,
    " " * 90_000 + "x",
    "word " * 19_000,
    "Word word word\r\n" * 5_000,
    "---\nkey: " + "[" * 40_000 + "\n---\nbody",
]


@pytest.mark.parametrize("format_name", ["markdown", "text"])
@pytest.mark.parametrize("text", NESTED, ids=range(len(NESTED)))
def test_huge_and_hostile_texts_come_to_an_end(text: str, format_name: str, checked: Check) -> None:
    checked(read_text(text, format_name))


def test_what_is_nested_too_deep_to_be_read_is_said() -> None:
    problems = read_text("> " * 200 + "Mia", "markdown").problems
    assert problems == ("From line 1 on, lists or quotations are nested too deep to be read.",)
