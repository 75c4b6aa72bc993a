"""Names for findings that outlast edits elsewhere: no line number, no plan text, no name in them."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from dataclasses import replace

from planlint.rules.finding import Finding, Report

_WORD = re.compile(r"\w+")


def fingerprinted(report: Report, salt: bytes = b"") -> Report:
    """The report with a fingerprint on each finding, the allowed ones too.

    It is made of the rule, the child, the flagged words (case, marks and line breaks count for nothing) and
    how many of the same stand before it. A salt keeps others from guessing short phrases and names.
    """
    every = [*report.findings, *(allowed.finding for allowed in report.allowed if allowed.finding)]
    before: Counter[str] = Counter()
    made: dict[int, str] = {}
    for finding in sorted(every, key=_place):
        key = _key(finding)
        before[key] += 1
        made[id(finding)] = hmac.digest(
            salt, f"{key}\0{before[key]}".encode("utf-8", "surrogatepass"), hashlib.sha256
        ).hex()[:32]
    return replace(
        report,
        findings=tuple(replace(finding, fingerprint=made[id(finding)]) for finding in report.findings),
        allowed=tuple(
            replace(allowed, finding=replace(allowed.finding, fingerprint=made[id(allowed.finding)]))
            if allowed.finding
            else allowed
            for allowed in report.allowed
        ),
    )


def _key(finding: Finding) -> str:
    words = " ".join(_WORD.findall(finding.plain.casefold()))
    return f"{finding.rule}\0{(finding.child or '').casefold()}\0{words}"


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start.offset, finding.end.offset, finding.rule
