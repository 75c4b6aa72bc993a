"""`planlint rules`: the rules there are, and `planlint rules test`: whether their examples hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planlint.cli import console
from planlint.cli.rulebook import known_rules
from planlint.rules import catalogue
from planlint.rules.model import Rule

if TYPE_CHECKING:
    from planlint.rules.examples import ExampleResult


@click.group("rules", short_help="List the rules, or test their examples.", invoke_without_command=True)
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
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
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules: a code, a prefix or a name.")
def test(folder: Path | None, select: tuple[str, ...]) -> None:
    """Run the examples of the catalogue, or of the rule files in a folder (FAMILY/CODE-name.yaml).

    Exit status: 0 every example holds; 1 one does not. Known misses (todo) are counted, and do not fail.

    \b
    Examples:
      planlint rules test
      planlint rules test --select OBS
      planlint rules test our-rules
    """
    from planlint.config import Config
    from planlint.linter import Linter
    from planlint.rules.examples import ExampleError, run_examples

    try:
        own = catalogue.load_folder(folder) if folder else catalogue.load()
        chosen = tuple(r for r in own if not select or r in catalogue.select(own, select, ()))
        if not chosen:
            raise click.UsageError(f"no rule files in {folder}; they stand in folders: FAMILY/CODE-name.yaml")
        codes = {rule.code for rule in own}
        rest = tuple(rule for rule in catalogue.load() if rule.code not in codes)
        strengths = () if folder or select else catalogue.load_strengths()
        results = run_examples((*chosen, *strengths), Linter(Config(select=("all",)), rules=(*rest, *own)))
    except (catalogue.RuleError, ExampleError) as error:
        raise click.ClickException(str(error)) from error
    screen = console.stdout()
    for line in _told(results):
        screen.write(line + "\n")
    if any(result.fails for result in results):
        raise click.exceptions.Exit(1)


def _told(results: Sequence[ExampleResult]) -> Iterator[str]:
    """Failures and known misses, an example and what came of it; then the counts."""
    from planlint.rules.examples import short

    for result in results:
        example = result.example
        if result.holds and not example.is_todo:
            continue
        where = f"{_shown(example.rule.path)}: {example.kind} {example.number}"
        yield f"{where}: {short(example)}"
        yield f"    {result.problem or 'holds now: move it out of the known misses'}"
    failed = sum(result.fails for result in results)
    known = sum(result.example.is_todo for result in results)
    rules = len({result.example.rule.code for result in results})
    tail = f"; {known} known misses" if known else ""
    yield f"{len(results) - known} examples of {rules} rules: {failed or 'none'} failed{tail}"


def _shown(path: str) -> str:
    """A path from where the user stands, if it lies below."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


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
