"""Comments in ODT files: planlint's are replaced, all others and the text are as they were."""

import io
import zipfile
from pathlib import Path

from planlint.linter import Linter
from planlint.readers import read_bytes
from planlint.review import review

SAMPLE = Path(__file__).parents[2] / "samples" / "family-plan.odt"


def _content(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read("content.xml")


def test_reviewing_again_replaces_planlints_comments_and_keeps_the_rest(tmp_path: Path, linter: Linter) -> None:
    once = review(SAMPLE, linter, tmp_path / "plan-reviewed.odt")
    first = once.output.read_bytes()
    again = review(once.output, linter, force=True)
    assert again.comments == once.comments
    assert _content(again.output.read_bytes()) == _content(first), "not even the dates change"
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


def test_a_colleagues_allow_comment_keeps_the_finding_out(linter: Linter) -> None:
    for suffix in (".odt", ".docx"):
        report = linter.check_file(SAMPLE.with_name(f"looked-after-plan{suffix}"))
        assert [(one.rule, one.reason) for one in report.allowed] == [("OBS004", "Bryn’s log of 2 March tells of it")]
        assert "ALW001" not in {finding.rule for finding in report.findings}
