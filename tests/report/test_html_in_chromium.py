"""The HTML report in a real browser: by keyboard alone, as a screen reader is told it, without network, on paper.

Chromium runs without a window and is spoken to over a pipe; nothing is downloaded.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from planlint.linter import Linter
from planlint.report.html import render
from planlint.report.options import Options

_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
SAMPLE = Path(__file__).parents[2] / "samples" / "child-in-need.docx"
TAB, ENTER = ("Tab", 9), ("Enter", 13, "\r")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if chromium_path() is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    pytest.importorskip("lxml", reason="lxml is not installed: pip install planlint[word]")
    folder = tmp_path_factory.mktemp("page")
    plan = folder / "report.html"
    plan.write_text("".join(render([Linter().check_file(SAMPLE)], Options(version="0"))), encoding="utf-8")
    with browser(folder / "profile") as opened:
        opened.open(plan)
        yield opened


@pytest.fixture(autouse=True)
def _unfiltered(page: Browser) -> None:
    page.run("document.querySelector('.filters button').click(); document.activeElement.blur(); location.hash = ''")


def _shown(page: Browser) -> list[list[str]]:
    """Family and child of each finding that is seen."""
    return page.run(
        "[...document.querySelectorAll('.finding')].filter(f => f.offsetParent !== null)"
        ".map(f => [f.dataset.family, f.dataset.child])"
    )


def _tab_to(page: Browser, selector: str) -> None:
    for _ in range(60):
        if page.run(f"document.activeElement.matches({selector!r})"):
            return
        page.press(*TAB)
    raise AssertionError(f"no way to {selector} by the Tab key")


def test_nothing_but_the_page_itself_is_asked_for(page: Browser) -> None:
    assert [asked for asked in page.requests if not asked.endswith("/report.html")] == []


def test_a_family_is_chosen_by_keyboard_alone(page: Browser) -> None:
    before = _shown(page)
    _tab_to(page, "select[name=family]")
    page.type("Fath")
    shown = _shown(page)
    assert shown == [one for one in before if one[0] == "FAT"] != []
    assert "points are shown" in page.run("document.querySelector('[role=status]').textContent")


def test_a_child_is_chosen_by_keyboard_and_all_are_shown_again(page: Browser) -> None:
    before = _shown(page)
    _tab_to(page, "select[name=child]")
    page.type("Raf")
    assert _shown(page) == [one for one in before if one[1] == "Rafi"] != before
    _tab_to(page, ".filters button")
    page.press(*ENTER)
    assert _shown(page) == before


def test_words_whose_points_are_not_shown_are_not_marked(page: Browser) -> None:
    _tab_to(page, "select[name=family]")
    page.type("Bab")
    drawn = "[...document.querySelectorAll('.text mark')].map(m => getComputedStyle(m).borderBottomWidth !== '0px')"
    shown = "[...document.querySelectorAll('.row .point')].map(p => p.offsetParent !== null)"
    assert page.run(drawn) == page.run(shown)


def test_a_number_leads_to_its_point_and_back_to_the_words(page: Browser) -> None:
    _tab_to(page, ".number")
    point = page.run("document.activeElement.getAttribute('href').slice(1)")
    page.press(*ENTER)
    assert page.run("document.activeElement.id") == page.run("document.querySelector(':target').id") == point
    page.press(*TAB)
    assert page.run("document.activeElement.matches('.back')")
    page.press(*ENTER)
    assert page.run("document.activeElement.tagName + document.activeElement.id") == "MARK" + point.replace(
        "point", "words"
    )


def test_a_screen_reader_is_told_what_is_seen(page: Browser) -> None:
    told = page.told()
    names = [name for role, name in told if role == "article"]
    assert names[0] == "1. The whole plan" and len(set(names)) == len(names)
    assert {name for role, name in told if role == "combobox"} == {"What it is about", "Which child"}
    assert ("heading", "What this plan does well") in told and ("main", "") in told
    links = [name for role, name in told if role == "link"]
    assert any(name.startswith("Point 4: ") for name in links) and all(links)
    order = [name for role, name in told if role == "heading"]
    assert order.index("What this plan does well") < order.index("Points to look at")


def test_weight_is_told_by_more_than_colour(page: Browser) -> None:
    style = "[...document.querySelectorAll('.key span')].map(m => getComputedStyle(m).borderBottomStyle)"
    assert page.run(style) == ["double", "solid", "dotted"]


def test_all_words_stand_out_enough_from_their_ground(page: Browser) -> None:
    """The contrast that the accessibility guidelines ask for: 4.5 to 1."""
    script = """
      const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126*r + 0.7152*g + 0.0722*b; };
      const ground = e => { while (e) { const c = getComputedStyle(e).backgroundColor;
        if (!c.startsWith('rgba(0, 0, 0, 0')) return c; e = e.parentElement; } return 'rgb(255, 255, 255)'; };
      Math.min(...[...document.querySelectorAll('body *')].filter(e => e.textContent.trim() && e.offsetParent)
        .map(e => { const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); }))"""
    assert page.run(f"(() => {{ {script.replace('Math.min(...[', 'return Math.min(...[', 1)} }})()") >= 4.5


@pytest.mark.parametrize("width", [320, 768, 1400])
def test_no_width_of_window_needs_scrolling_sideways(page: Browser, width: int) -> None:
    page.size(width, 900)
    assert page.run("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_printed_page_is_a4_and_has_every_point(page: Browser, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install planlint[pdf]")
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(page.printed())
    sheets = pypdf.PdfReader(printed).pages
    assert {(round(float(s.mediabox.width)), round(float(s.mediabox.height))) for s in sheets} <= {
        (595, 842),
        (596, 842),
    }
    words = "".join("".join(sheet.extract_text().split()) for sheet in sheets)
    rules = page.run("[...document.querySelectorAll('.rule')].map(r => r.textContent.replaceAll(' ', ''))")
    assert rules and all(words.count(rule) >= rules.count(rule) for rule in rules)
    assert "Showall" not in words and "Backtothewords" not in words


def chromium_path() -> str | None:
    """Where Chromium is, if it is installed, and can be spoken to as here."""
    if sys.platform == "win32":
        return None
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Browser:
    """One page of a browser. What it asked the network for is in `requests`."""

    def __init__(self, write: int, read: int) -> None:
        self._write = write
        self._read = read
        self._left = b""
        self._count = 0
        self._session: str | None = None
        self.requests: list[str] = []

    def open(self, path: Path) -> None:
        """Open a file, and wait until it is there."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Accessibility"):
            self._ask(f"{domain}.enable")
        self._ask("Page.navigate", url=path.as_uri())
        while self.run("document.readyState") != "complete":
            pass

    def run(self, script: str) -> Any:
        """What a line of JavaScript yields."""
        done = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key."""
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self._ask("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self._ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def type(self, text: str) -> None:
        """Type words."""
        for char in text:
            self.press(char, ord(char.upper()), char)

    def told(self) -> list[tuple[str, str]]:
        """What a screen reader is told: role and name of each element, in order."""
        nodes = {node["nodeId"]: node for node in self._ask("Accessibility.getFullAXTree")["nodes"]}
        waiting, told = [next(iter(nodes))], []
        while waiting:
            node = nodes[waiting.pop()]
            waiting += reversed([child for child in node.get("childIds", ()) if child in nodes])
            if not node.get("ignored") and "role" in node:
                told.append((node["role"]["value"], node.get("name", {}).get("value", "")))
        return told

    def size(self, width: int, height: int) -> None:
        """Make the window so large."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def picture(self, *, whole: bool = False) -> bytes:
        """A PNG of what is seen."""
        return base64.b64decode(self._ask("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def printed(self) -> bytes:
        """The page printed to PDF, with its own style and size of paper."""
        return base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])

    def _ask(self, method: str, **about: Any) -> dict[str, Any]:
        self._count += 1
        message = {"id": self._count, "method": method, "params": about}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("method") == "Network.requestWillBeSent":
                self.requests.append(told["params"]["request"]["url"])
            if told.get("id") == self._count:
                assert "error" not in told, told["error"]
                return told["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            read = os.read(self._read, 1 << 20)
            assert read, "the browser has ended"
            self._left += read
        message, self._left = self._left.split(b"\0", 1)
        return json.loads(message)


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Start Chromium with an empty profile, and end it."""
    path = chromium_path()
    assert path is not None
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()

    # Chromium reads from 3 and writes to 4. The pipes may have these numbers themselves, so both are moved away first.
    def as_three_and_four() -> None:
        first, second = os.dup(to_read), os.dup(from_write)
        first, second = os.dup(first), os.dup(second)
        os.dup2(first, 3)
        os.dup2(second, 4)

    command = [path, *_OPTIONS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(
        command,
        preexec_fn=as_three_and_four,
        close_fds=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(from_write)
    try:
        yield Browser(to_write, from_read)
    finally:
        os.close(to_write)
        process.terminate()
        process.wait(timeout=30)
        os.close(from_read)
