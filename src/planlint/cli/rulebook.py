"""The rule catalogue, for commands: a rule file that cannot be used ends the run with one plain line."""

from __future__ import annotations

import click

from planlint.rules import catalogue
from planlint.rules.model import Rule


def known_rules() -> tuple[Rule, ...]:
    """Every rule. Raises ClickException where a rule file cannot be used."""
    try:
        return catalogue.load()
    except catalogue.RuleError as error:
        raise click.ClickException(str(error)) from error
