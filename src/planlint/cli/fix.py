"""`planlint fix`: make the rewordings that cannot change what is said, or show what could be reworded."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planlint.cli import console
from planlint.cli.files import files_in
from planlint.cli.settings import refused, settings_for
from planlint.cli.writing import write_whole
from planlint.readers import ReadError, format_of
from planlint.readers.decoding import MARKS, decode
from planlint.report.excerpt import path_text, printable

if TYPE_CHECKING:
    from planlint.linter import Linter

_TEXT_FORMATS = ("markdown", "text")


@click.command("fix", short_help="Reword what can be reworded without changing what is said.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--diff", is_flag=True, help="Show the rewordings; write nothing.")
@click.option("--all", "everything", is_flag=True, help="With --diff: those that need a look as well.")
def command(paths: tuple[Path, ...], diff: bool, everything: bool) -> None:
    """Reword plans: the child's name for 'the child', and 'you' for the name in a plan that says 'you'.

    Only rewordings that cannot change what is said are made; --diff --all shows the other suggestions too.
    No date, number, negation or quoted word is touched. Markdown and plain text only.

    \b
    Examples:
      planlint fix --diff plan.md
      planlint fix --diff --all plans/
      planlint fix plan.md

    Exit status: 0 done; 2 something could not be.
    """
    if everything and not diff:
        raise click.UsageError("--all goes with --diff: what needs a look is not changed without one")
    screen, failed = console.stdout(), False
    with refused():
        files = list(files_in(paths, _takes))
    for path in files:
        try:
            for line in _fixed(path, diff=diff, only_safe=not everything):
                screen.write(line + "\n")
        except (ReadError, click.ClickException) as error:
            problem = error.message if isinstance(error, click.ClickException) else str(error)
            console.complain(problem, str(path))
            failed = True
    if failed:
        raise click.exceptions.Exit(2)


def _fixed(path: Path, *, diff: bool, only_safe: bool) -> Iterator[str]:
    """The lines to show for a file, whose fixes are written unless they are only shown.

    Raises ReadError and ClickException where it cannot be read, checked or written.
    """
    text, encoding, mark = _read(path)
    from planlint.fixes.settling import settle

    format_name, linter = format_of(path) or "", _linter(path)
    fixed, count = settle(
        text,
        lambda draft: linter.check_text(draft, format=format_name, path=str(path)).findings,
        only_safe=only_safe,
    )
    if diff:
        yield from _diff(path, text, fixed)
        return
    if fixed != text:
        try:
            fixed.encode(encoding)
        except UnicodeEncodeError:
            raise ReadError("a rewording has characters that its encoding lacks; save it as UTF-8") from None
        write_whole(path.resolve(), mark + fixed, encoding)
    yield f"{path_text(str(path))}: {count or 'no'} {'fix' if count == 1 else 'fixes'}"


def _takes(path: Path) -> bool:
    return format_of(path) in _TEXT_FORMATS and settings_for(path).config.takes(path)


def _linter(path: Path) -> Linter:
    from planlint.linter import Linter

    with refused():
        return Linter(settings_for(path).config)


def _read(path: Path) -> tuple[str, str, str]:
    """A text file's text, its encoding and the byte order mark it begins with. Raises ReadError."""
    if path.is_dir():
        raise ReadError("no plans in this folder")
    if format_of(path) not in _TEXT_FORMATS:
        raise ReadError("only Markdown and plain text can be reworded; planlint review comments on Word files")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError("no such file") from None
    except OSError as error:
        raise ReadError(f"cannot be opened ({(error.strerror or 'unknown reason').lower()})") from None
    text, _ = decode(data)
    marks = [(encoding, "\ufeff") for start, encoding in MARKS if data.startswith(start)]
    for encoding, mark in (*marks, ("utf-8", ""), ("utf-16-le", ""), ("utf-16-be", ""), ("cp1252", "")):
        if _is_encoded(mark + text, encoding, data):
            return text, encoding, mark
    raise ReadError("has characters that cannot be written back as they were; save it as UTF-8")


def _is_encoded(text: str, encoding: str, data: bytes) -> bool:
    try:
        return text.encode(encoding) == data
    except UnicodeEncodeError:
        return False


def _diff(path: Path, before: str, after: str) -> Iterator[str]:
    name = path_text(str(path))
    lines = unified_diff(before.splitlines(), after.splitlines(), name, f"{name} (reworded)", lineterm="")
    yield from map(printable, lines)
