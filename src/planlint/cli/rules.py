"""`planlint rules`: the rules there are, and `planlint rules test`: whether their examples hold."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planlint.cli import console
from planlint.cli.rulebook import known_rules
from planlint.rules.model import Rule


@click.group("rules", short_help="List the rules, or test their examples.", invoke_without_command=True)
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.pass_context
def command(ctx: click.Context, format_name: str) -> None:
    """List the rules.

    \b
    Examples:
      planlint rules
      planlint rules --format json
      planlint rules test
    """
    if ctx.invoked_subcommand is not None:
        return
    screen = console.stdout()
    rules = known_rules()
    if format_name == "json":
        screen.write(json.dumps([_entry(rule) for rule in rules], indent=2) + "\n")
        return
    names = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        off = "" if rule.enabled else " (off unless selected)"
        screen.write(f"{rule.code}  {rule.name:<{names}}  {rule.severity:<7}  {rule.summary}{off}\n")


@command.command("test", short_help="Run the examples of rule files.")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def test(folder: Path | None) -> None:
    """Run the examples of the catalogue, or of the rule files in a folder.

    Exit status: 0 every example holds; 1 one does not. Known misses (todo) are counted, and do not fail.
    """
    from planlint.rules import examples

    raise NotImplementedError(examples)


def _entry(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "aliases": list(rule.aliases),
        "family": rule.family,
        "severity": rule.severity,
        "anchor": rule.anchor,
        "enabled": rule.enabled,
        "summary": rule.summary,
        "why": rule.why,
        "advice": rule.advice,
        "leaves_alone": list(rule.leaves_alone),
        "sources": [{"title": source.title, "point": source.point} for source in rule.sources],
    }
