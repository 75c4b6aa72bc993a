"""Comments in ODT files: LibreOffice reads each back at exactly its words, and the text is as it was."""

import zipfile
from pathlib import Path

from planlint.linter import Linter
from planlint.readers import read_bytes
from planlint.review import review
from planlint.review.notes import notes_of

SAMPLE = Path(__file__).parents[2] / "samples" / "family-plan.odt"


def _words(text: str) -> str:
    return " ".join(text.split())


def test_libreoffice_finds_each_comment_at_its_words(tmp_path: Path, linter: Linter, office) -> None:
    done = review(SAMPLE, linter, tmp_path / "plan.odt")
    text = done.report.text or ""
    expected = {_words("\n".join(n.paragraphs)): _words(text[n.start : n.end]) for n in notes_of(done.report)}
    (found,) = office([done.output]).values()
    own = {_words(c["text"]): _words(c["anchor"]) for c in found if c["author"] == "planlint"}
    assert own.keys() == expected.keys()
    footnote = "The children need more structure."
    differing = {expected[said] for said in own if own[said] != expected[said]}
    assert differing <= {footnote, "It is felt that home conditions are poor."}, "a footnote's mark is text there"
    assert [c["text"] for c in found if c["author"] == "Joan Abbott"] == ["Who says so?"]


def test_reviewing_again_replaces_planlints_comments_and_keeps_the_rest(tmp_path: Path, linter: Linter) -> None:
    once = review(SAMPLE, linter, tmp_path / "plan-reviewed.odt")
    again = review(once.output, linter, force=True)
    assert again.comments == once.comments
    data = again.output.read_bytes()
    assert read_bytes(data, "odt").source == read_bytes(SAMPLE.read_bytes(), "odt").source
    with zipfile.ZipFile(again.output) as new, zipfile.ZipFile(SAMPLE) as old:
        assert new.namelist() == old.namelist()
        assert all(new.read(n) == old.read(n) for n in old.namelist() if n != "content.xml")
        assert new.read("content.xml").count(b"<office:annotation ") == once.comments + 1
        assert new.infolist()[0].filename == "mimetype" and not new.infolist()[0].compress_type


def test_an_odt_plan_and_its_word_copy_have_the_same_findings(linter: Linter) -> None:
    odt, word = (linter.check_file(path) for path in (SAMPLE, SAMPLE.with_suffix(".docx")))
    assert [(f.rule, f.child, f.plain) for f in odt.findings] == [(f.rule, f.child, f.plain) for f in word.findings]
    assert [f.place for f in odt.findings] == [f.place for f in word.findings]
