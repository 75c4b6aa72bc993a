"""From places in a statement to edits of the source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from planlint.plan.resolve.model import Plan, PlanStatement
from planlint.rules.finding import Edit


def edits_at(plan: Plan, statement: PlanStatement, changes: Sequence[tuple[int, int, str]]) -> tuple[Edit, ...]:
    """Edits for changes of a statement's text (start, end, new words), in order.

    Nothing where markup or a line end stands inside changed words: source and text differ there.
    """
    document = plan.layout.document
    block = document.blocks[statement.layout.block]
    offset = statement.layout.start
    edits = []
    for start, end, words in sorted(changes):
        span = block.source_span(offset + start, offset + end)
        if document.source[span.start : span.end] != statement.text[start:end]:
            return ()
        edits.append(Edit(span.start, span.end, words))
    if any(one.end > other.start for one, other in pairwise(edits)):
        return ()
    return tuple(edits)
