from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planlint.cli import main
from planlint.cli.console import Console

Start = Callable[..., "subprocess.Popen[bytes]"]


def _console(encoding: str) -> tuple[Console, io.BytesIO]:
    raw = io.BytesIO()
    return Console(io.TextIOWrapper(raw, encoding=encoding, write_through=True)), raw


def test_what_a_code_page_lacks_is_put_in_plainer_characters() -> None:
    console, raw = _console("cp1252")
    console.write("│ “Zoë” 漢 — …\n")
    assert raw.getvalue().decode("cp1252").splitlines() == ['| "Zoë" ? - .']


def test_ascii_gets_plainer_characters_one_for_one() -> None:
    console, raw = _console("ascii")
    text = "│‘’“”–—…•é"
    console.write(text)
    assert raw.getvalue() == b"|''\"\"--.*?"
    assert len(raw.getvalue()) == len(text)


def test_utf8_stays_as_it_is() -> None:
    console, raw = _console("utf-8")
    console.write("│ “Zoë” 漢")
    assert raw.getvalue().decode() == "│ “Zoë” 漢"


def test_a_byte_that_is_no_text_does_not_stop_the_run() -> None:
    console, raw = _console("utf-8")
    console.write("pl\udce9n.md")
    assert raw.getvalue() == b"pl?n.md"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_have_not_said_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Console(_Terminal()).has_colour
    assert not Console(io.StringIO()).has_colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Console(_Terminal()).has_colour


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("report", ["text", "concise", "json"])
def test_no_console_encoding_stops_a_report(start: Start, plan: Path, encoding: str, report: str) -> None:
    out, err = start("check", plan, "--format", report, PYTHONIOENCODING=encoding).communicate()
    assert b"Traceback" not in err
    assert "OBS002" in out.decode(encoding)
    if report == "json":
        assert json.loads(out)["files"][0]["findings"]


def test_explain_does_without_characters_that_a_console_lacks(start: Start) -> None:
    process = start("explain", "OBS002", PYTHONIOENCODING="ascii")
    assert "What it finds" in process.communicate()[0].decode("ascii")
    assert process.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="pipes close in another way there")
def test_a_reader_that_has_gone_ends_the_run_quietly(start: Start) -> None:
    process = start("rules", "--format", "json")
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141


class _Interrupted(io.RawIOBase):
    """Standard input of somebody who presses Ctrl-C."""

    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        raise KeyboardInterrupt


def test_ctrl_c_ends_the_run_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(_Interrupted())))
    with pytest.raises(SystemExit) as exit_info:
        main(["check", "-"])
    assert exit_info.value.code == 130
    assert "".join(capsys.readouterr()).strip() == ""


class _Broken(io.RawIOBase):
    """Standard input that fails in a way nobody thought of."""

    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        raise RuntimeError("Mia Hartley")


def test_a_defect_is_told_in_one_line_without_words_of_the_plan(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PLANLINT_TRACEBACK", raising=False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(_Broken())))
    with pytest.raises(SystemExit) as exit_info:
        main(["check", "-"])
    err = capsys.readouterr().err
    assert exit_info.value.code == 2
    assert err.startswith("planlint: a defect in planlint") and err.count("\n") == 1
    assert "Mia" not in err


@pytest.mark.parametrize("args", [["--version"], ["rules"], ["explain", "OBS002"], ["--help"]])
def test_what_needs_no_plan_loads_neither_spacy_nor_pydantic(args: list[str]) -> None:
    code = (
        "import sys\n"
        "from planlint.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as done:\n    assert not done.code, done.code\n"
        "loaded = {'spacy', 'pydantic', 'numpy', 'textstat'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code, *args], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
