"""Under a heading such as 'The plan' some write what is to be done, and some how the child is.

A list is one of actions where its items commit somebody to something. Where most of them tell (what was seen or said,
what the child needs, how things are), the heading promised too much, and its section is taken for any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planlint.document import BlockKind
from planlint.language.statement import Recogniser, StatementInput
from planlint.plan.layout.model import Layout
from planlint.plan.resolve.model import PlanStatement

_TELLS = (
    "fact", "said", "observed", "need", "judgement", "assumed-feeling", "assumed-need", "claim", "view",
    "generalisation", "analysis",
)  # fmt: skip
_SURE = 0.5


def without_telling(
    layout: Layout,
    statements: Sequence[PlanStatement],
    inputs: Sequence[StatementInput],
    recogniser: Recogniser,
) -> Layout:
    """The layout, with sections that are headed as actions and tell something else put under 'other'.

    `inputs` are what the recogniser is given of each statement; here it judges their words alone, not their place.
    """
    asked = [s for s in statements if s.section.category == "actions" and _is_prose(layout, s)]
    if not asked:
        return layout
    bare = [replace(inputs[s.index], section="other", cell="") for s in asked]
    telling: dict[int, list[bool]] = {}
    for statement, found in zip(asked, recogniser.recognise(bare), strict=True):
        tells = max(found.kinds.get(kind, 0.0) for kind in _TELLS) >= _SURE and not commits(statement)
        telling.setdefault(statement.section.index, []).append(tells)
    wrong = frozenset(section for section, votes in telling.items() if sum(votes) * 2 >= len(votes))
    return _recategorised(layout, wrong) if wrong else layout


def commits(statement: PlanStatement) -> bool:
    """Whether the grammar is that of an action: 'will', 'to' with a verb, 'to be done', or a verb that bids."""
    clause = statement.note.clause
    return clause.modal in ("will", "'ll", "’ll", "shall", "must", "should") or clause.infinitive or clause.imperative


def _is_prose(layout: Layout, statement: PlanStatement) -> bool:
    return layout.block(statement.layout).kind is not BlockKind.CELL and not statement.layout.slot


def _recategorised(layout: Layout, wrong: frozenset[int]) -> Layout:
    sections = tuple(replace(s, category="other") if s.index in wrong else s for s in layout.sections)
    statements = tuple(
        replace(s, category="other") if s.section in wrong and s.category == "actions" else s for s in layout.statements
    )
    return replace(layout, sections=sections, statements=statements)
