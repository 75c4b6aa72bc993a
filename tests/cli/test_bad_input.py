"""Odd names, links, closed folders, failing packs and full disks: one plain line each, and nothing half done."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest

from planlint.config.files import nearest

from .conftest import PLAN, Ran

Run = Callable[..., Ran]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs file names, links and limits of POSIX")
ODD = [b"pl\nan.md", b"pl\xffan.md", b"a,b: 100%.md", b"=sum(a).md", b"<b>&'\".md", b"pl\x1b[31m\r.md"]


@pytest.fixture(autouse=True)
def _forget() -> None:
    nearest.cache_clear()


@pytest.fixture
def odd(tmp_path: Path) -> list[Path]:
    """Plans with names that want care."""
    paths = [Path(os.fsdecode(name)) for name in ODD]
    for path in paths:
        (tmp_path / path).write_text(PLAN, encoding="utf-8")
    return paths


def _started(
    *args: str | Path, limit: int | None = None, folder: Path | None = None, plain_user: bool = False
) -> subprocess.CompletedProcess[str]:
    """planlint in a process of its own, which can write no file longer than a limit, or has no rights of root's."""
    lesser = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    start = lesser if plain_user and os.getuid() == 0 else []

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [*start, sys.executable, "-m", "planlint", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        preexec_fn=limited,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def _names(run: Run, paths: list[Path], name: str) -> str:
    return run("check", *paths, "--select", "OBS002", "--format", name).out


def test_odd_names_of_files_break_no_format(
    run: Run, odd: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("concise", "github"):
        assert len(_names(run, odd, name).splitlines()) == len(odd)
    assert len(json.loads(_names(run, odd, "json"))["files"]) == len(odd)
    assert len([json.loads(line) for line in _names(run, odd, "jsonl").splitlines()]) == len(odd)
    assert len({entry["location"]["path"] for entry in json.loads(_names(run, odd, "gitlab"))}) == len(odd)
    assert len(ElementTree.fromstring(_names(run, odd, "junit").encode())) == len(odd)
    rows = list(csv.DictReader(io.StringIO(_names(run, odd, "csv"))))
    assert len(rows) == len(odd)
    assert not any(row["path"].startswith("=") for row in rows)
    (log,) = json.loads(_names(run, odd, "sarif"))["runs"]
    uris = [found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for found in log["results"]]
    assert [unquote_to_bytes(uri) for uri in uris] == ODD
    for name in ("text", "html", "statistics"):
        assert "\x1b[31m" not in _names(run, odd, name)


def test_a_complaint_about_an_odd_name_is_one_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "a\nb"
    folder.mkdir()
    (folder / "planlint.toml").write_text("slect = []\n")
    (folder / "plan.md").write_text(PLAN)
    for ran in (
        run("check", folder / "nowhere.md", "--no-config"),
        run("check", folder / "plan.md"),
        run("check", folder / "plan.md", "--no-config", "--baseline", folder / "no\nne.json"),
        run("check", folder / "plan.md", "--no-config", "--output", folder / "no\nwhere" / "x"),
    ):
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        assert r"a\x0ab" in ran.err


def test_links_that_lead_nowhere_or_in_a_circle_are_one_line_each(run: Run, plan: Path) -> None:
    folder = plan.parent
    (folder / "circle.md").symlink_to("circle.md")
    (folder / "lost.md").symlink_to("nowhere.md")
    (folder / "up").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.md")
    ran = run("check", folder, "--select", "OBS002")
    assert ran.status == 2
    assert ran.out.count("OBS002") == 1
    assert ran.err.splitlines() == [
        f"planlint: {folder / 'circle.md'}: a link that leads nowhere",
        f"planlint: {folder / 'lost.md'}: a link that leads nowhere",
        f"planlint: {folder / 'pipe.md'}: not a file; give a file or a folder of files",
    ]
    assert run("check", folder / "circle.md").err.count("\n") == 1


@pytest.mark.skipif(shutil.which("setpriv") is None and os.getuid() == 0, reason="root may look everywhere")
def test_what_may_not_be_opened_is_one_line_each(plan: Path) -> None:
    folder = plan.parent
    closed, shut = folder / "closed", folder / "shut.md"
    closed.mkdir()
    shut.write_text(PLAN)
    shut.chmod(0)
    closed.chmod(0)
    try:
        ran = _started("check", folder, "--select", "OBS002", plain_user=True)
        inside = [
            _started(*args, plain_user=True)
            for args in (
                ("check", closed / "plan.md"),
                ("check", plan, "--config", closed / "planlint.toml"),
                ("check", plan, "--baseline", closed / "known.json"),
                ("check", plan, "--output", closed / "report.txt"),
                ("baseline", plan, "--output", closed / "known.json"),
                ("init", closed),
            )
        ]
    finally:
        closed.chmod(0o700)
    assert ran.returncode == 2
    assert ran.stdout.count("OBS002") == 1
    assert sorted(ran.stderr.splitlines()) == [
        f"planlint: {path}: cannot be opened (permission denied)" for path in (closed, shut)
    ]
    for one in inside:
        assert (one.returncode, one.stderr.count("\n")) == (2, 1)
        assert "permission denied" in one.stderr
    assert list(closed.iterdir()) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_rule_of_a_pack_that_fails_is_named_and_no_other_file_is_hurt(run: Run, plan: Path, jobs: str) -> None:
    rule = plan.parent / "own" / "OWN" / "OWN001-own.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        "code: OWN001\nname: own\nseverity: info\nanchor: phrase\nsummary: s\nwhy: w\nmessage: m\nadvice: a\n"
        "check: {type: phrase, ask: nothing-known}\n"
    )
    (plan.parent / "planlint.toml").write_text('packs = ["own"]\n')
    (plan.parent / "notes.md").write_text("# Shopping\n\nMilk.\n")  # no child, no check
    ran = run("check", plan.parent, "--jobs", jobs)
    assert (ran.status, ran.out.count("notes.md")) == (2, 1)
    assert ran.err == (
        f"planlint: {plan}: the check of OWN001 failed (KeyError in phrase.py, line "
        f"{ran.err.partition('line ')[2].partition(')')[0]}); put right {rule}\n"
    )


@pytest.fixture
def full(plan: Path) -> Iterator[Path]:
    """A folder on a disk that has no room left."""
    folder = plan.parent / "full"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("needs the right to mount")
    try:
        (folder / "filling").write_bytes(bytes(16_384))
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_on_a_full_disk_nothing_is_half_written(run: Run, plan: Path, full: Path) -> None:
    for args in (
        ("check", plan, "--format", "json", "--output", full / "report.json"),
        ("check", plan, f"--format=sarif:{full / 'report.sarif'}", f"--format=csv:{full / 'report.csv'}"),
        ("baseline", plan, "--no-config", "--output", full / "known.json"),
    ):
        ran = run(*args)
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        assert "cannot be written (" in ran.err
        assert [path.name for path in full.iterdir()] == ["filling"]


@pytest.mark.parametrize(
    "args",
    [
        ("check", "plan.md", "--format", "json", "--output", "old"),
        ("check", "plan.md", "--format", "text", "--format", "sarif:old", "--format", "json:new"),
        ("baseline", "plan.md", "--output", "new"),
        ("init", "."),
    ],
)
def test_where_no_more_can_be_written_what_was_there_stays(plan: Path, args: tuple[str, ...]) -> None:
    (plan.parent / "old").write_text("as it was")
    ran = _started(*args, limit=64, folder=plan.parent)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "cannot be written (file too large)" in ran.stderr
    assert {path.name for path in plan.parent.iterdir() if path.name != ".cache"} == {"plan.md", "old"}
    assert (plan.parent / "old").read_text() == "as it was"


def test_a_cache_that_cannot_be_written_is_not_spoken_of(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(plan.parent / "kept"))
    first = _started("check", plan, limit=64)
    second = _started("check", plan, "--no-cache")
    assert (first.returncode, first.stdout, first.stderr) == (second.returncode, second.stdout, "")
    assert [path for path in (plan.parent / "kept").glob("*/*") if path.is_file()] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("args", [("check", "plan.md"), ("rules",), ("check", "plan.md", "--format", "json")])
def test_standard_output_on_a_full_disk_is_one_line(plan: Path, args: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "planlint", *args],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=plan.parent,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    assert done.returncode == 2
    assert done.stderr == "planlint: standard output: cannot be written (no space left on device)\n"


def test_what_is_written_through_a_link_or_to_a_device_leaves_both_in_place(run: Run, plan: Path) -> None:
    target, link = plan.parent / "target.json", plan.parent / "link.json"
    link.symlink_to(target)
    assert run("check", plan, "--format", "json", "--output", link).status == 1
    assert link.is_symlink()
    assert json.loads(target.read_text())["schema"] == 1
    assert run("check", plan, "--output", os.devnull).status == 1
    assert not Path(os.devnull).is_file()
