"""Drawing plans for people to read: from every team in proportion, the same plans for the same seed.

A plan goes by an id made from its content. Whoever holds the plan can make its id again; nobody can get from the id
to the plan. A plan that has been changed has another id, so that nobody's answers are laid beside another text.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_KEY = b"planlint audit sheet"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan that can be drawn, with the rules that are on for it."""

    id: str
    path: Path
    team: str
    rules: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sample:
    """The plans drawn, in the order of their ids, and how."""

    plans: tuple[Candidate, ...]
    of: int
    teams: int
    seed: int

    def sentence(self) -> str:
        """How it was drawn."""
        teams = f", from each of {self.teams} teams in proportion," if self.teams > 1 else ""
        if len(self.plans) == self.of:
            return f"All {self.of} plans in which planlint found a child, since no more were asked for than there are."
        return (
            f"{len(self.plans)} of {self.of} plans in which planlint found a child were drawn{teams} by chance alone, with "
            f"the seed {self.seed}: the same seed draws the same plans while the plans stay as they are."
        )


def plan_id(content: bytes) -> str:
    """The id of a plan: 'K3QX-7ZPA'."""
    made = hashlib.blake2b(content, digest_size=5, key=_KEY).digest()
    letters = base64.b32encode(made).decode("ascii")
    return f"{letters[:4]}-{letters[4:]}"


def draw(candidates: Iterable[Candidate], wanted: int, seed: int) -> Sample:
    """Draw so many plans; all, where there are no more. Copies of one plan count as one."""
    teams: dict[str, dict[str, Candidate]] = defaultdict(dict)
    seen: set[str] = set()
    for one in candidates:
        if one.id not in seen:
            seen.add(one.id)
            teams[one.team][one.id] = one
    sizes = {team: len(plans) for team, plans in sorted(teams.items())}
    drawn: list[Candidate] = []
    for team, count in _shares(sizes, min(wanted, len(seen))).items():
        drawn += sorted(teams[team].values(), key=lambda one: _lot(one.id, seed))[:count]
    return Sample(tuple(sorted(drawn, key=lambda one: one.id)), len(seen), len(sizes), seed)


def _lot(plan: str, seed: int) -> bytes:
    """A plan's place in the draw."""
    return hashlib.blake2b(f"{seed}:{plan}".encode(), digest_size=16).digest()


def _shares(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """How many to draw of each team: in proportion, by the largest remainders; one at least where that can be."""
    whole = sum(sizes.values())
    shares = {team: wanted * size // whole for team, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda team: (-(wanted * sizes[team] % whole), team))
    for team in by_remainder[: wanted - sum(shares.values())]:
        shares[team] += 1
    for team in [team for team in sizes if not shares[team] and wanted >= len(sizes)]:
        shares[max(shares, key=lambda other: (shares[other], other))] -= 1
        shares[team] = 1
    return shares
