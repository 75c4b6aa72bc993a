"""Reports on whole plans, as other programs read them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from .conftest import Ran

ROOT = Path(__file__).parents[2]
PLANS = ROOT / "corpora" / "plans" / "c"


def test_reports_on_whole_plans_keep_to_the_schema_and_point_at_their_words(run: Callable[..., Ran]) -> None:
    whole = json.loads(run("check", PLANS, "--format", "json", "--with-text").out)
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(whole, schema, cls=jsonschema.Draft202012Validator)
    assert len(whole["files"]) == 10
    for file in whole["files"]:
        source = Path(file["path"]).read_bytes().decode("utf-8-sig")
        assert file["text"] == source
        for finding in file["findings"]:
            start, end = finding["start"]["offset"], finding["end"]["offset"]
            assert source[start:end] == finding["text"], finding["rule"]
            assert source.count("\n", 0, start) + 1 == finding["start"]["line"]


def test_every_format_counts_the_same_findings(run: Callable[..., Ran]) -> None:
    plan = PLANS / "c-01-ehc-tarek.md"
    (file,) = json.loads(run("check", plan, "--format", "json").out)["files"]
    lines = run("check", plan, "--format", "concise").out.splitlines()
    shown = run("check", plan, "--format", "text").out
    assert len(lines) == len(file["findings"]) + len(file["unchecked"])
    for finding in file["findings"]:
        assert f"[{finding['rule']} {finding['name']}]" in shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_given_a_completion_script(start: Callable[..., subprocess.Popen[bytes]], shell: str) -> None:
    out, err = start(_PLANLINT_COMPLETE=f"{shell}_source").communicate()
    if b"Bash" in err and os.name == "nt":
        pytest.skip("no Bash here")
    assert b"planlint" in out


def test_commands_are_completed(start: Callable[..., subprocess.Popen[bytes]]) -> None:
    words = {"COMP_WORDS": "planlint ex", "COMP_CWORD": "1"}
    out, _ = start(_PLANLINT_COMPLETE="bash_complete", **words).communicate()
    assert b"explain" in out
