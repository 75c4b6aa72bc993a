"""`settle`: apply fixes until none is left to apply, and none that would cost a new finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planlint.fixes.applying import apply, chosen
from planlint.rules.finding import Finding, Fix

Check = Callable[[str], Sequence[Finding]]
_ROUNDS = 8  # fixes that overlap wait for the next round; plans need two or three


def settle(text: str, check: Check, *, only_safe: bool = True) -> tuple[str, int]:
    """The text with its fixes made, and how many were made; a second run over it changes nothing.

    `check` gives the findings of a text. A fix after which there are more findings than before is left out.
    """
    made, refused = 0, set[tuple[str, ...]]()
    findings = check(text)
    for _ in range(_ROUNDS):
        fixes = [fix for fix in chosen(findings, only_safe=only_safe) if _words(text, fix) not in refused]
        if not fixes:
            break
        text, findings, kept = _tried(text, findings, fixes, check, refused)
        made += kept
    return text, made


def _tried(
    text: str, findings: Sequence[Finding], fixes: Sequence[Fix], check: Check, refused: set[tuple[str, ...]]
) -> tuple[str, Sequence[Finding], int]:
    """All the fixes at once where that costs nothing; else those of the halves that do not."""
    after = apply(text, fixes)
    found = check(after)
    if len(found) <= len(findings):
        return after, found, len(fixes)
    if len(fixes) == 1:
        refused.add(_words(text, fixes[0]))
        return text, findings, 0
    half = len(fixes) // 2
    return _tried(text, findings, fixes[:half], check, refused)


def _words(text: str, fix: Fix) -> tuple[str, ...]:
    """A fix by its words and those around it, which outlast moving."""
    return tuple(f"{text[max(0, e.start - 20) : e.end + 20]}→{e.text}" for e in fix.edits)
