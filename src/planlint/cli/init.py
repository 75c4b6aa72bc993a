"""`planlint init`: write a configuration that explains itself."""

from __future__ import annotations

import os
from pathlib import Path

import click

from planlint.cli import console
from planlint.cli.writing import write_whole
from planlint.config.files import NAME

_TEMPLATE = """\
# What planlint looks for in the plans of this folder and all below it.
# 'planlint config FILE' shows what holds for a file; 'planlint rules' lists the rules.
# Take out the '#' in front of what you want to set.

# What makes the exit status 1: "error", "warning", "info" or "never".
fail-on = "error"

# So many findings of that weight are let pass.
# max-findings = 0

# Only these rules, or not these: codes (OBS002), prefixes (OBS) or names (assumed-need).
# select = ["OBS", "OUT", "FAT"]
# ignore = ["hard-to-read"]

# Rules that can be neither ignored nor allowed away in a plan.
# required = ["FAT001", "INF001"]

# In folders: which files are plans, and which are not.
# include = ["*.docx", "plans/"]
# exclude = ["archive/", "*-template.md"]

# Findings recorded by 'planlint baseline' are known, and not shown.
# baseline = "planlint-baseline.json"

# The day to judge ages and dates by, if not each plan's own.
# as-of = 2026-02-03

# Another configuration that this one builds on, and folders of your own rules.
# extend = "../planlint.toml"
# packs = ["our-rules"]

# How much a rule or a family weighs.
# [severity]
# VOI003 = "warning"
# FAT = "error"

# What differs for some files, or for a type of plan.
# [per-file."letters/*"]
# ignore = ["OUT"]
# [plan-type.ehc]
# ignore = ["FAT002"]

# What a rule's check may be told.
# [options.VOI004]
# words = 80
"""


@click.command("init", short_help="Write a commented planlint.toml.")
@click.argument("folder", type=click.Path(file_okay=False, readable=False, path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Write a commented planlint.toml into a folder (here, unless you say where).

    An existing one is left as it is.

    \b
    Example:
      planlint init plans/
    """
    path = folder / NAME
    if os.path.lexists(path):
        raise click.ClickException(f"{path}: exists already; nothing was changed")
    write_whole(path, _TEMPLATE)
    console.stdout().write(f"Wrote {path}. It changes nothing yet: open it and choose.\n")
