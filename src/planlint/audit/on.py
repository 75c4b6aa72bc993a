"""Which rules are on for a plan: by the configuration of its file and of its type."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from planlint.config import Config
from planlint.rules import catalogue
from planlint.rules.model import Rule
from planlint.rules.packs import rules_with


@dataclass
class RulesOn:
    """Looks up rules, each selection once."""

    _rules: dict[str, Rule] = field(default_factory=dict)
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that could be on for a plan asked after, by code; the catalogue's where none was."""
        return tuple(self._rules[code] for code in sorted(self._rules)) or catalogue.load()

    def codes(self, path: Path, config: Config, plan_type: str) -> frozenset[str]:
        """The codes of the rules that are on for a plan."""
        held = config.for_file(path).for_plan_type(plan_type)
        key = repr((held.packs, held.select, held.ignore, held.required))
        if key not in self._known:
            every = rules_with(held.packs)
            self._rules |= {rule.code: rule for rule in every}
            picked = catalogue.select(every, held.select, held.ignore, held.required)
            self._known[key] = frozenset(rule.code for rule in picked)
        return self._known[key]
