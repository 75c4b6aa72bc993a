from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planlint.cache import Cache, folder

_WRITER = """
import sys
from pathlib import Path
from planlint.cache import Cache
cache = Cache(Path(sys.argv[1]))
number = 0
print("ready", flush=True)
while True:
    number += 1
    cache.put(f"{number % 20:064x}", {"number": number, "filling": "x" * 50_000})
"""
_KILLS = int(os.environ.get("PLANLINT_TEST_KILLS", "20"))


def _key(number: int) -> str:
    return f"{number:064x}"


def test_what_was_put_can_be_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(_key(1), {"a": [1, "é"]})
    assert cache.get(_key(1)) == {"a": [1, "é"]}
    assert cache.get(_key(2)) is None


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b'{"a": 1}', b"0" * 64 + b"\n{}"])
def test_a_damaged_record_counts_as_none_and_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(_key(1), {"a": 1})
    (file,) = (tmp_path / "cache").glob("*/*.json")
    file.write_bytes(damage)
    assert cache.get(_key(1)) is None
    cache.put(_key(1), {"a": 2})
    assert cache.get(_key(1)) == {"a": 2}


def test_a_single_changed_letter_is_noticed(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(_key(1), {"a": "b"})
    (file,) = (tmp_path / "cache").glob("*/*.json")
    file.write_bytes(file.read_bytes().replace(b'"b"', b'"c"'))
    assert cache.get(_key(1)) is None


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "cache")
    cache.put(_key(1), {})
    assert cache.get(_key(1)) is None


def test_clearing_deletes_the_records_and_nothing_that_is_no_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(_key(1), {})
    cache.put(_key(2), {})
    assert cache.clear() == 2
    assert not (tmp_path / "cache").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "plan.md").write_text("a plan")
    assert Cache(tmp_path / "mine").clear() == 0
    assert (tmp_path / "mine" / "plan.md").exists()


def test_once_a_day_what_is_old_or_was_left_by_a_killed_process_is_dropped(tmp_path: Path) -> None:
    cache, day = Cache(tmp_path / "cache"), 24 * 3600
    for number in range(3):
        cache.put(_key(number), {"number": number})
    (folder,) = {file.parent for file in (tmp_path / "cache").glob("*/*")}
    left = folder / "left.part"
    left.write_text("half a rec")
    for path, days in ((folder / f"{_key(0)[2:]}.json", 70), (left, 2), (tmp_path / "cache" / "CACHEDIR.TAG", 2)):
        os.utime(path, (time.time() - days * day,) * 2)
    cache.tidy()
    assert [cache.get(_key(number)) is None for number in range(3)] == [True, False, False]
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes there")
def test_nobody_else_may_look_into_the_cache(tmp_path: Path) -> None:
    Cache(tmp_path / "cache").put(_key(1), {})
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(tmp_path))
    assert folder() == tmp_path
    monkeypatch.delenv("PLANLINT_CACHE_DIR")
    assert "planlint" in folder().parts


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_writer_killed_at_any_moment_leaves_whole_records_only(tmp_path: Path) -> None:
    """PLANLINT_TEST_KILLS=200 for the long form."""
    root = tmp_path / "cache"
    cache, chance = Cache(root), random.Random(3)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(_KILLS):
        writers = [
            subprocess.Popen([sys.executable, "-c", _WRITER, str(root)], stdout=subprocess.PIPE, env=env)
            for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(chance.random() / 50)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
        for file in root.glob("*/*.json"):
            record = cache.get(file.parent.name + file.stem)
            assert record is not None and len(record["filling"]) == 50_000
