"""Putting fixes into a text: never two that touch the same words, and never half of one."""

from __future__ import annotations

from collections.abc import Iterable

from planlint.rules.finding import Finding, Fix


def chosen(findings: Iterable[Finding], *, only_safe: bool) -> tuple[Fix, ...]:
    """The fixes to apply, in the order of the text: of those that reach over one another, the widest.

    A finding's first fix counts, or with `only_safe` its first safe one.
    """
    offered = [next((fix for fix in one.fixes if fix.safe or not only_safe), None) for one in findings]
    taken: list[Fix] = []
    for fix in sorted((fix for fix in offered if fix and fix.edits), key=lambda fix: (-_reach(fix), _start(fix))):
        if not any(_clash(fix, other) for other in taken):
            taken.append(fix)
    return tuple(sorted(taken, key=_start))


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """The text with all these fixes made. Raises ValueError where two of them touch the same words."""
    parts: list[str] = []
    at = 0
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            raise ValueError(f"two fixes touch the same words at {edit.start}")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def _start(fix: Fix) -> int:
    return min(edit.start for edit in fix.edits)


def _end(fix: Fix) -> int:
    return max(edit.end for edit in fix.edits)


def _reach(fix: Fix) -> int:
    return _end(fix) - _start(fix)


def _clash(one: Fix, other: Fix) -> bool:
    """Whether one stands inside the reach of the other: they may hang together in grammar too."""
    return _start(one) < _end(other) and _start(other) < _end(one)
