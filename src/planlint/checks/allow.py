"""Check type `allow`: a writer's wish that says nothing. Parameter `ask`: known, reason, use.

It meets nothing in the plan itself: whether a wish allows anything shows only when all findings are known, so
`rules.allow` settles it then.
"""

from __future__ import annotations

from collections.abc import Iterator

from planlint.checks.context import Context
from planlint.rules.model import Match


def check(context: Context) -> Iterator[Match]:
    """Nothing: see above."""
    return iter(())
