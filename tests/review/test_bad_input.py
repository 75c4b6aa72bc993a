"""Files and places that `planlint review` cannot work with: one line each, status 2, nothing changed, nothing left."""

import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from planlint.cli import main
from planlint.linter import Linter
from planlint.readers.archive import MAX_DEPTH
from planlint.review import ReviewError, review

SAMPLES = Path(__file__).parents[2] / "samples"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KINDS = (".docx", ".odt")
MAIN = {".docx": "word/document.xml", ".odt": "content.xml"}


@dataclass(frozen=True)
class Ran:
    """What a run said, and its exit status."""

    status: int
    out: str
    err: str


Reviews = Callable[..., Ran]
Refuses = Callable[..., None]


def _sample(suffix: str) -> bytes:
    return (SAMPLES / f"family-plan{suffix}").read_bytes()


def _changed(suffix: str, change: Callable[[bytes], bytes]) -> bytes:
    """A sample with its main part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(SAMPLES / f"family-plan{suffix}") as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == MAIN[suffix] else data)
    return stream.getvalue()


def _entity(xml: bytes) -> bytes:
    return b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + xml.split(b"?>", 1)[1].replace(b"Rafi", b"&e;")


def _laughs(xml: bytes) -> bytes:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]>" + xml.split(b"?>", 1)[1].replace(b"Rafi", b"&l9;")


def _bomb(xml: bytes) -> bytes:
    return xml.replace(b"Rafi", b" " * 70_000_000, 1)


def _deep(xml: bytes) -> bytes:
    start, end = (b"<w:sdt>", b"</w:sdt>") if b"<w:body" in xml else (b"<text:section>", b"</text:section>")
    body = b"<w:body>" if b"<w:body>" in xml else b"<office:text"
    at = xml.index(b">", xml.index(body)) + 1
    return xml[:at] + start * MAX_DEPTH + end * MAX_DEPTH + xml[at:]


def _encrypted(data: bytes) -> bytes:
    """A zip file whose parts say that they are encrypted."""
    locked = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        at = file.start_dir
    while (at := locked.find(b"PK\x01\x02", at)) >= 0:
        locked[at + 8] |= 1
        at += 4
    return bytes(locked)


def _emptied(suffix: str) -> bytes:
    if suffix == ".odt":
        return _changed(suffix, lambda xml: xml[: xml.index(b"<office:body>")] + b"</office:document-content>")
    return _changed(suffix, lambda xml: xml[: xml.index(b"<w:body>")] + b"<w:body><w:p/></w:body></w:document>")


BAD = {
    "an empty file": (lambda _: b"", "empty"),
    "a document without words": (_emptied, "empty"),
    "an old Word file": (lambda _: OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "old Word file"),
    "a document under a password": (lambda _: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an archive under a password": (lambda suffix: _encrypted(_sample(suffix)), "password"),
    "half a file": (lambda suffix: _sample(suffix)[:3000], "damaged"),
    "a file with its middle gone": (lambda suffix: _sample(suffix)[:2000] + _sample(suffix)[4000:], "damaged"),
    "text under another name": (lambda _: b"# Plan\n\nMia was cold.\n", "damaged"),
    "a PDF under another name": (lambda _: b"%PDF-1.7\n" + b"\0" * 500, "damaged"),
    "broken XML": (lambda suffix: _changed(suffix, lambda xml: xml[:-40]), "damaged"),
    "an entity that points at a file": (lambda suffix: _changed(suffix, _entity), "entities"),
    "entities that multiply": (lambda suffix: _changed(suffix, _laughs), "entities|damaged"),
    "a zip bomb": (lambda suffix: _changed(suffix, _bomb), "too large when unpacked"),
    "elements nested too deep": (lambda suffix: _changed(suffix, _deep), "nested too deep"),
    "a zip file of something else": (lambda _: _zip_of_something(), "save it"),
}


def _zip_of_something() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("photo.txt", "no plan")
    return stream.getvalue()


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, refused: Refuses, kind: str, suffix: str
) -> None:
    make, said = BAD[kind]
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(make(suffix))
    refused(said, path)


@pytest.mark.parametrize("name", ["plan.doc", "plan.docm", "plan.rtf", "plan.md", "plan", "plan.docx.lnk"])
def test_other_kinds_of_file_are_told_what_to_do(tmp_path: Path, refused: Refuses, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_sample(".docx"))
    refused(r"\.docx", path)


def test_a_folder_and_a_file_that_is_not_there_are_told(tmp_path: Path, refused: Refuses) -> None:
    (tmp_path / "plans").mkdir()
    refused("a folder; give the plans in it", tmp_path / "plans")
    (tmp_path / "plans.docx").mkdir()
    refused("a folder; give the plans in it", tmp_path / "plans.docx")
    refused("no such file", tmp_path / "gone.docx")


@pytest.mark.parametrize("suffix", KINDS)
def test_places_that_cannot_be_written_are_told(tmp_path: Path, refused: Refuses, suffix: str) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(_sample(suffix))
    refused("does not exist", path, "-o", tmp_path / "no" / f"such{suffix}")
    refused("must be a", path, "-o", tmp_path / "plan.txt")
    refused("would replace the plan itself", path, "-o", path, "--force")
    (tmp_path / f"plan-reviewed{suffix}").write_bytes(b"mine")
    refused("--force replaces it", path)
    (tmp_path / f"~$an-reviewed{suffix}").write_bytes(b"")
    refused("open in another program", path, "--force")
    (tmp_path / f"~$an-reviewed{suffix}").unlink()
    (tmp_path / f"~$plan{suffix}").write_bytes(b"")
    refused("open in another program", path, "--force")


def test_a_link_to_the_plan_is_the_plan_itself(tmp_path: Path, refused: Refuses) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(_sample(".docx"))
    (tmp_path / "other.docx").symlink_to(path)
    refused("would replace the plan itself", path, "-o", tmp_path / "other.docx", "--force")


def test_names_too_long_for_the_disk_are_told(tmp_path: Path, refused: Refuses) -> None:
    path = tmp_path / f"{'p' * 245}.docx"
    path.write_bytes(_sample(".docx"))
    refused("cannot be written", path)
    refused("cannot be opened", tmp_path / f"{'p' * 300}.docx", "-o", tmp_path / "short.docx")


def test_a_deep_folder_and_any_letters_in_names_do_no_harm(tmp_path: Path, reviewed: Reviews) -> None:
    folder = tmp_path.joinpath(*["Cynllun gofal – Siân & Zoë’s (2026) [draft] 100% 計画"] * 5)
    folder.mkdir(parents=True)
    path = Path(shutil.copy(SAMPLES / "family-plan.docx", folder / "Cynllun Łukasz ñ 😀.docx"))
    assert len(str(path).encode()) > 260, "longer than old Windows takes"
    ran = reviewed(path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{path.with_name('Cynllun Łukasz ñ 😀-reviewed.docx')}: 12 comments\n"


def test_of_many_files_the_good_ones_are_reviewed_and_each_bad_one_has_its_line(
    tmp_path: Path, reviewed: Reviews
) -> None:
    paths = []
    for number, suffix in enumerate((".docx", ".odt") * 3):
        paths.append(tmp_path / f"plan {number}{suffix}")
        paths[-1].write_bytes(b"" if number in (1, 4) else _sample(suffix))
    ran = reviewed(*paths, tmp_path)
    assert ran.status == 2
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == [*map(str, (paths[1], paths[4], tmp_path))]
    assert len(ran.out.splitlines()) == 4
    assert len(list(tmp_path.glob("*-reviewed.*"))) == 4


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder with a plan in it that may be read but not written to, by a user who is not root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "closed")
        folder.mkdir()
        shutil.copy(SAMPLES / "family-plan.docx", folder / "plan.docx")
        for path, mode in ((folder / "plan.docx", 0o644), (folder, 0o555), (Path(name), 0o755)):
            path.chmod(mode)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_is_read_only_is_told(closed: Path, linter: Linter) -> None:
    linter.check_file(closed / "plan.docx")  # which reads models that may be root's alone
    user = os.geteuid()
    if user == 0:  # root may write everywhere
        os.seteuid(65534)
    try:
        with pytest.raises(ReviewError, match=r"cannot be written \(permission denied\); name another place with -o"):
            review(closed / "plan.docx", linter)
    finally:
        os.seteuid(user)
    assert [path.name for path in closed.iterdir()] == ["plan.docx"]


@pytest.fixture
def reviewed(capsys: pytest.CaptureFixture[str]) -> Reviews:
    """Runs `planlint review`."""

    def reviewed(*args: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(["review", *map(str, args)])
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return reviewed


@pytest.fixture
def refused(tmp_path: Path, reviewed: Reviews) -> Refuses:
    """Reviews a file that cannot be; checks what is said, and that nothing has changed."""

    def refused(said: str, path: Path, *options: str | Path) -> None:
        before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
        ran = reviewed(path, *options)
        assert (ran.status, ran.out) == (2, "")
        (line,) = ran.err.splitlines()
        assert line.startswith(f"planlint: {path}: ")
        assert re.search(said, line), line
        assert before == {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}

    return refused
