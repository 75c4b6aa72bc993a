"""`planlint explain`: what a rule finds and why, in the words of its file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import click

from planlint.cli import console
from planlint.cli.rulebook import known_rules
from planlint.evaluate import measured
from planlint.rules import catalogue
from planlint.rules.model import Rule, StrengthRule


@click.command("explain", short_help="Explain a rule: what it finds, why, and what is better.")
@click.argument("code")
def command(code: str) -> None:
    """Explain a rule, by its code or name.

    \b
    Examples:
      planlint explain OBS002
      planlint explain assumed-need
    """
    screen = console.stdout()
    for line in _explained(code, screen.width):
        screen.write(line + "\n")


def _explained(code: str, width: int) -> Iterator[str]:
    known_rules()
    if rule := catalogue.find(code):
        return _rule(rule, width)
    if strength := _strength(code):
        return _praise(strength, width)
    near = catalogue.nearest(code)
    hint = f"; did you mean {near}?" if near else ""
    raise click.UsageError(f"no rule is called '{code}'{hint} (planlint rules lists them all)")


def _rule(rule: Rule, width: int) -> Iterator[str]:
    yield f"{rule.code} {rule.name} ({rule.severity})"
    if rule.aliases:
        yield f"also called {', '.join(rule.aliases)}"
    if not rule.enabled:
        yield "not looked for unless selected"
    yield from _section("What it finds", [rule.summary], width)
    yield from _section("Why it matters for the child", rule.why.split("\n\n"), width)
    yield from _section("Better", [rule.advice], width)
    yield from _section("What it leaves alone", rule.leaves_alone, width, "- ")
    sources = (f"{source.title}: {source.point}" if source.point else source.title for source in rule.sources)
    yield from _section("Source", list(sources), width, "- ")
    yield from _section("How often it is right", _measured(rule), width)


def _measured(rule: Rule) -> list[str]:
    found = measured.load()
    if found is None or rule.code not in found.codes():
        return []
    return [measured.sentence(found.of(rule.code), found.count())]


def _strength(code: str) -> StrengthRule | None:
    wanted = code.strip().lower()
    known = catalogue.load_strengths()
    return next((found for found in known if wanted in (found.code.lower(), found.name.lower())), None)


def _praise(strength: StrengthRule, width: int) -> Iterator[str]:
    yield f"{strength.code} {strength.name} (strength)"
    yield from _section("Why it matters for the child", strength.why.split("\n\n"), width)


def _section(title: str, paragraphs: Iterable[str], width: int, lead: str = "") -> Iterator[str]:
    """A heading and what stands under it; nothing where nothing does."""
    written = [" ".join(paragraph.split()) for paragraph in paragraphs]
    if not any(written):
        return
    yield ""
    yield title
    for paragraph in written:
        yield textwrap.fill(paragraph, width, initial_indent=f"  {lead}", subsequent_indent="  " + " " * len(lead))
