"""Where reports go: one format on standard output, and any number of formats in files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path

import click

from planlint.cli import console
from planlint.cli.writing import WholeFile
from planlint.report import FORMATS, Options, renderer
from planlint.rules.finding import Report


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file it goes to; None: standard output."""

    format: str
    file: Path | None = None


def formats_of(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[Output, ...]:
    """`NAME` or `NAME:FILE`, any number of them. Raises BadParameter."""
    outputs = []
    for value in values:
        name, colon, file = value.partition(":")
        if name not in FORMATS:
            raise click.BadParameter(f"no format is called '{name}'; there are {', '.join(FORMATS)}", ctx, param)
        if colon and not file:
            raise click.BadParameter(f"name a file after '{name}:'", ctx, param)
        outputs.append(Output(name, Path(file) if file else None))
    return tuple(outputs)


def jobs_of(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """A number of processes; 'auto' is 0. Raises BadParameter."""
    if value == "auto":
        return 0
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter("give a number from 1, or 'auto'", ctx, param)
    return int(value)


def outputs_of(formats: Sequence[Output], file: Path | None, usual: str) -> list[Output]:
    """The outputs asked for; `usual` on standard output where nothing is. Raises UsageError."""
    bare = [output for output in formats if output.file is None]
    if len(bare) > 1:
        raise click.UsageError("only one format can go to standard output; give the others a file: json:FILE")
    if file is None:
        return list(formats) or [Output(usual)]
    if not bare and formats:
        raise click.UsageError("--output wants a format without a file of its own")
    outputs = [replace(output, file=file) if output.file is None else output for output in formats]
    return outputs or [Output(usual, file)]


def refuse_clashes(outputs: Iterable[Output], plans: Iterable[Path]) -> None:
    """Raise UsageError where a report would be written over another, or over a plan that it tells of."""
    files = [output.file for output in outputs if output.file is not None]
    told = {os.path.realpath(plan) for plan in plans} if files else ()
    taken = dict.fromkeys(told, "is one of the plans to be checked")
    for file in files:
        place = os.path.realpath(file)
        if (clash := taken.get(place)) is not None:
            raise click.UsageError(f"{file}: {clash}; nothing was written")
        if os.path.isfile(file) or not os.path.exists(file):  # a device takes any number
            taken[place] = "is named for two reports"


def write_outputs(outputs: Sequence[Output], reports: Iterable[Report], options: Options) -> None:
    """Write every output as the reports come; none is held back for the others.

    Files take their place at the end. Raises ClickException for one that cannot be written; then none does.
    """
    with ExitStack() as stack:
        copies = tee(reports, len(outputs))
        streams = [_stream(output, copy, options, stack) for output, copy in zip(outputs, copies, strict=True)]
        while streams:
            behind = min(streams, key=lambda stream: stream.taken)
            if not behind.advanced():
                streams.remove(behind)


class _Stream:
    """One output on its way. Formats give a piece a report at least, so none runs far ahead of another."""

    def __init__(self, name: str, reports: Iterable[Report], options: Options, write: Callable[[str], None]) -> None:
        self.taken = 0
        self._pieces = renderer(name)(self._counted(reports), options)
        self._write = write

    def advanced(self) -> bool:
        """Write the next piece; False where there is none."""
        piece = next(self._pieces, None)
        if piece:
            self._write(piece)
        return piece is not None

    def _counted(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            self.taken += 1
            yield report


def _stream(output: Output, reports: Iterable[Report], options: Options, stack: ExitStack) -> _Stream:
    if output.file is None:
        return _Stream(output.format, reports, options, console.stdout().write)
    # Spreadsheets take a file without this mark for one in an old code page.
    encoding = "utf-8-sig" if output.format == "csv" else "utf-8"
    file = stack.enter_context(WholeFile(output.file, encoding))
    plain = replace(options, colour=False, width=Options().width)
    return _Stream(output.format, reports, plain, file.write)
