"""LibreOffice opens every reviewed sample: each comment at its words, and everything else as it was before."""

import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from planlint.linter import Linter
from planlint.readers.word_package import W
from planlint.review import Reviewed, review
from planlint.review.notes import notes_of

_FOLDER = Path(__file__).parents[2] / "samples"
SAMPLES = sorted(path for suffix in ("docx", "odt") for path in _FOLDER.glob(f"[!.]*.{suffix}"))
Read = dict[str, Any]

# Words of comments that LibreOffice tells otherwise: a footnote's number and deleted words count as text, and what is
# chosen in an old form's drop-down does not.
TOLD_OTHERWISE = {
    "ehc-sections.docx": {
        "It is felt that Noor lacks confidence.",
        "Noor will probably need a place at the holiday club.",
        "Noor would benefit from a buddy.",
    },
    "ehc-sections.odt": {
        "It is felt that Noor lacks confidence.",
        "Noor will probably need a place at the holiday club.",
    },
    "family-plan.docx": {"It is felt that home conditions are poor.", "The children need more structure."},
    "family-plan.odt": {"It is felt that home conditions are poor."},
    "old-form.docx": {
        "It was felt that his home is not good enough.",
        "Kayden would benefit from routines Support Mum with routines Ongoing Please select Improved parenting",
    },
    "with-changes.docx": {"Rafi would benefit from play with other babies."},
}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory, linter: Linter) -> list[Reviewed]:
    """Every sample, reviewed."""
    folder = tmp_path_factory.mktemp("reviewed")
    return [review(path, linter, folder / path.name) for path in SAMPLES]


@pytest.fixture(scope="module")
def before(office: Callable[[list[Path]], dict[str, Read]]) -> dict[str, Read]:
    """The samples as LibreOffice reads them."""
    return office(SAMPLES)


@pytest.fixture(scope="module")
def after(office: Callable[[list[Path]], dict[str, Read]], reviewed: list[Reviewed]) -> dict[str, Read]:
    """The reviewed samples as LibreOffice reads them."""
    return office([one.output for one in reviewed])


def _words(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _comments(read: Read, *, own: bool) -> list[tuple[str, str]]:
    return sorted(
        (_words(one["text"]), _words(one["anchor"])) for one in read["comments"] if own == (one["author"] == "planlint")
    )


def _in_controls(path: Path) -> set[str]:
    """What the comments say that stand in controls round paragraphs: LibreOffice 7.4 knows no words of theirs."""
    if path.suffix != ".docx":
        return set()
    file = docx.Document(io.BytesIO(path.read_bytes()))
    texts = {str(comment.comment_id): _words(comment.text) for comment in file.comments}
    starts = file.element.body.iterfind(f".//{W}sdtContent/{W}p/{W}commentRangeStart")
    return {texts[start.get(f"{W}id")] for start in starts}


def test_each_comment_hangs_on_exactly_its_words(reviewed: list[Reviewed], after: dict[str, Read]) -> None:
    for one in reviewed:
        name, text, unseen = one.output.name, one.report.text or "", _in_controls(one.output)
        notes = [(_words("\n".join(n.paragraphs)), _words(text[n.start : n.end])) for n in notes_of(one.report)]
        wanted = Counter((said, "" if said in unseen else words) for said, words in notes)
        own = Counter(_comments(after[name], own=True))
        assert Counter(said for said, _ in own.elements()) == Counter(said for said, _ in notes), name
        assert {words for _, words in wanted - own} <= TOLD_OTHERWISE.get(name, set()), name


def test_other_peoples_comments_changes_and_all_words_stay(before: dict[str, Read], after: dict[str, Read]) -> None:
    for name, read in before.items():
        assert after[name]["text"] == read["text"], name
        assert after[name]["changes"] == read["changes"], name
        assert _comments(after[name], own=False) == _comments(read, own=False), name
    assert sum(len(read["changes"]) for read in before.values()) > 10
    assert sum(len(_comments(read, own=False)) for read in before.values()) > 5


def test_the_samples_were_made_by_two_programs() -> None:
    makers = [_maker(path) for path in SAMPLES if path.suffix == ".docx"]
    assert len(makers) >= 12
    assert makers.count("LibreOffice") >= 3 and makers.count("python-docx") >= 9


def _maker(path: Path) -> str:
    core = docx.Document(str(path)).part.package
    app = next(part for part in core.iter_parts() if part.partname == "/docProps/app.xml").blob.decode()
    return "LibreOffice" if re.search("<Application>LibreOffice", app) else "python-docx"
