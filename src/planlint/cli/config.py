"""`planlint config`: what holds for a file, and where each value comes from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from planlint.cli import console
from planlint.cli.settings import refused, settings_for
from planlint.config.load import Settings
from planlint.config.model import Config
from planlint.report.excerpt import path_text


@click.command("config", short_help="Show which settings hold for a file, and where they come from.")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option("--config", "given", type=click.Path(path_type=Path), help="This configuration, and no other.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of planlint.toml, for editors.")
def command(path: Path, given: Path | None, schema: bool) -> None:
    """Show which settings hold for a file or folder, and where each comes from.

    \b
    Examples:
      planlint config plans/mia.md
      planlint config --schema > planlint.schema.json
    """
    screen = console.stdout()
    if schema:
        from planlint.config.schema import json_schema

        screen.write(json.dumps(json_schema(), indent=2) + "\n")
        return
    with refused():
        settings = settings_for(path, given)
        for line in _lines(settings, path):
            screen.write(line + "\n")


def _lines(settings: Settings, path: Path) -> Iterator[str]:
    if settings.path is None:
        yield f"No configuration holds for {path_text(str(path))}: all is as it comes."
    else:
        yield f"{path_text(str(path))} is under {path_text(str(settings.path))}"
    default, config = _values(Config()), _values(settings.config)
    special = {} if os.path.isdir(path) else _values(settings.config.for_file(path))
    for key, value in config.items():
        told = special.get(key, value)
        place = _place(settings, key, told, value, default[key])
        yield f"  {key} = {_shown(told)}  ({place})"


def _place(settings: Settings, key: str, told: Any, general: Any, default: Any) -> str:
    if told != general:
        return f"per-file, {path_text(str(settings.path))}"
    where = {str(path) for name, path in settings.origin.items() if name.partition(".")[0] == key}
    return ", ".join(sorted(map(path_text, where))) if where else "default" if told == default else "set"


def _values(config: Config) -> Mapping[str, Any]:
    """The settings by the names that a configuration file gives them."""
    return {
        "select": list(config.select),
        "ignore": list(config.ignore),
        "severity": dict(config.severity),
        "fail-on": config.fail_on,
        "max-findings": config.max_findings,
        "required": list(config.required),
        "as-of": config.as_of.isoformat() if config.as_of else None,
        "include": list(config.include),
        "exclude": list(config.exclude),
        "baseline": str(config.baseline) if config.baseline else None,
        "packs": [str(pack) for pack in config.packs],
        "options": {code: dict(options) for code, options in config.options.items()},
        "per-file": sorted(config.per_file),
        "plan-type": sorted(config.plan_types),
    }


def _shown(value: Any) -> str:
    return "not set" if value is None else json.dumps(value, ensure_ascii=False)
