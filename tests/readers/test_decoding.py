"""Which bytes are text, in which encoding, and what is said of the others."""

from pathlib import Path

import pytest

from planlint.readers import ReadError, format_of, known_suffixes, read_bytes, read_file, read_text

PLAN = "Siân’s plan – “happy”\r\nName: Zoë\r\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode("utf-8"),
        b"\xef\xbb\xbf" + PLAN.encode("utf-8"),
        PLAN.encode("utf-16"),
        b"\xfe\xff" + PLAN.encode("utf-16-be"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        PLAN.encode("utf-32"),
        PLAN.encode("cp1252"),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "utf-16 mark",
        "utf-16 big",
        "utf-16 no mark",
        "utf-16 big no mark",
        "utf-32",
        "cp1252",
    ],
)
@pytest.mark.parametrize("format_name", ["markdown", "text"])
def test_every_usual_encoding_gives_the_same_text(data: bytes, format_name: str) -> None:
    document = read_bytes(data, format_name)
    assert document.source == PLAN
    assert document.problems == ()


def test_a_few_damaged_bytes_do_not_spoil_the_rest() -> None:
    document = read_bytes("Siân and Zoë, café, naïve, “yes”".encode() + b" \xff", "text")
    assert document.source.startswith("Siân and Zoë")
    assert document.problems == ("1 characters could not be read; save the plan as UTF-8",)


@pytest.mark.parametrize(
    ("data", "way_out"),
    [
        (b"", "write the plan first"),
        (b" \r\n\t", "write the plan first"),
        (b"abc\x00def\x01ghi", "give the plan as Markdown"),
        (b"%PDF-1.7 \x00", "rename it to end in .pdf"),
        (b"PK\x03\x04\x14\x00", "rename it to end in .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .docx"),
        (b"\x89PNG\x0d\x0a\x1a\x0a" + bytes(range(1, 32)) * 30, "give the plan as Markdown"),
        (b"a" * 5_000_001, "split the file"),
        (b"a" * 2_000_000, "save the plan with its line breaks"),
        (b"caf\xe9 \x81\x8d", "save the plan as UTF-8"),
        (b"\xff\xfea\x00b", "save the plan as UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_a_way_out(data: bytes, way_out: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "markdown")
    assert way_out in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_error_holds_no_plan_text() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"Mia Ashworth-Lee \x00\x01", "text")
    assert "Mia" not in str(caught.value)


def test_an_empty_text_is_a_document_without_blocks() -> None:
    assert read_text("", "markdown").blocks == ()


def test_files_are_read_by_their_suffix(tmp_path: Path) -> None:
    path = tmp_path / "plan.MD"
    path.write_text("# Mia's plan", encoding="utf-8")
    assert read_file(path).format == "markdown"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.md", "markdown"), ("a.Markdown", "markdown"), ("a.txt", "text"), ("a", None), ("a.exe", None)],
)
def test_the_suffix_names_the_format(name: str, expected: str | None) -> None:
    assert format_of(Path(name)) == expected


def test_suffixes_are_known_with_their_dot() -> None:
    assert {".md", ".markdown", ".txt", ".text"} <= set(known_suffixes())


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plans.md"
    folder.mkdir()
    with pytest.raises(ReadError, match="not a file"):
        read_file(folder)
    with pytest.raises(ReadError, match="no such file"):
        read_file(tmp_path / "gone.md")
    (tmp_path / "plan.exe").write_bytes(b"MZ")
    with pytest.raises(ReadError, match=r"\.md"):
        read_file(tmp_path / "plan.exe")


def test_a_mark_inside_the_text_given_is_not_part_of_the_source() -> None:
    assert read_text("\ufeffMia", "text").source == "Mia"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ReadError, match="markdown, text"):
        read_text("Mia", "runes")
