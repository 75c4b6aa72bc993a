"""The HTML report: a page that needs nothing else, marks round the flagged words, no plan text as markup."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from planlint.linter import Linter
from planlint.report.html import render
from planlint.report.options import Options
from planlint.report.order import points
from planlint.rules.finding import Report

SAMPLE = Path(__file__).parents[2] / "samples" / "child-in-need.docx"


@pytest.fixture(scope="module")
def report() -> Report:
    pytest.importorskip("lxml", reason="lxml is not installed: pip install planlint[word]")
    return Linter().check_file(SAMPLE)


def _page(*reports: Report) -> str:
    return "".join(render(reports, Options(version="0")))


class _Marks(HTMLParser):
    """The text of each mark, of the plan, and the tags that are open at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks: list[str] = []
        self.plan = ""
        self.classes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
            self.classes.append(dict(attrs).get("class") or "")
        if tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.classes.pop()

    def handle_data(self, data: str) -> None:
        if "text" in self.classes and "number" not in self.classes:
            self.plan += data
        if "mark" in self.open and "number" not in self.classes:
            self.marks[-1] += data


def test_the_flagged_words_are_marked_and_the_plans_text_is_whole(report: Report) -> None:
    told = _Marks()
    told.feed(_page(report))
    assert told.open == []
    text = report.text or ""
    wanted = [text[p.start.offset : p.end.offset] for p in points(report.findings) if p.is_about_words]
    assert told.marks == wanted
    assert "".join(told.plan.split()) == "".join(text.split())


def test_the_page_asks_the_network_for_nothing(report: Report) -> None:
    page = _page(report)
    assert not re.search(r"""(?:src|href)\s*=\s*(?!"#)|url\(|@import|https?://""", page)
    assert "default-src 'none'" in page


def test_each_point_is_told_by_words_and_number_and_not_by_colour_alone(report: Report) -> None:
    page = _page(report)
    for weight, word in (("error", "Important:"), ("warning", "Worth a look:")):
        assert page.count(f'<p class="finding {weight}"') == len(re.findall(f'<span class="weight">{word}', page))
    assert set(re.findall(r'href="#(f1-[a-z]+-?\d*)"', page)) <= set(re.findall(r'id="(f1-[a-z]+-?\d*)"', page))


def test_words_of_a_plan_are_never_markup() -> None:
    text = "# Plan for Mia\n\n"
    text += 'Mia, born 3 May 2019, would benefit from <script>alert(1)</script> "help" & more.\n'
    page = _page(Linter().check_text(text, path="<img src=x>.md"))
    assert "<script>alert" not in page and "<img" not in page
    assert page.count("<script>") == 1


def test_a_file_that_could_not_be_checked_and_one_without_findings_are_told() -> None:
    unread, clean = Report("a.md", error="empty; write the plan first"), Report("b.md", text="Mia.")
    page = _page(unread, clean)
    assert "Could not be checked: empty" in page and "Nothing to point out" in page
