"""Strengths: what a plan does well, at most five, each with the place that shows it."""

from __future__ import annotations

from planlint.plan.resolve.model import Plan
from planlint.rules.finding import Strength


def strengths_of(plan: Plan, met: set[str]) -> list[Strength]:
    """The strengths of a plan, less those of which a finding says the opposite."""
    return []
