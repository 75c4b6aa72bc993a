"""The plots of an audit, drawn by matplotlib as SVG with text that stays text. They show what may be shown, no more.

No meaning hangs on colour alone: each bar and cell bears its number, groups differ in hatching, and every figure
has a title and a description; the page puts the same numbers in a table beside it.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from planlint.audit.cohort import Shown
from planlint.audit.trend import Change

_WIDTH = 7.4  # inches: the text width of an A4 page
_INK, _QUIET, _LINE = "#1c1c1c", "#555555", "#c8c8c8"
_GAP, _STRENGTH = "#2f6690", "#2e7d4f"
_TINTS = ("#2f6690", "#8fb8d6", "#dbe8f2", "#f2f2f2")
_HATCHES = ("", "///", "...", "xx")
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "planlint",
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.color": _INK,
    "axes.labelcolor": _QUIET,
    "axes.edgecolor": _LINE,
    "xtick.color": _QUIET,
    "ytick.color": _INK,
    "hatch.linewidth": 0.6,
}
Bar = tuple[str, Shown]


def bars(bars: Sequence[Bar], name: str, title: str, description: str, *, strength: bool = False) -> str:
    """One bar a row, as a share of the plans it could be met in."""
    with matplotlib.rc_context(_SETTINGS):
        figure = _figure(0.27 * sum(label.count("\n") + 1.15 for label, _ in bars) + 0.75)
        axes = figure.add_subplot()
        _bars(axes, bars, _STRENGTH if strength else _GAP, "//" if strength else "")
        axes.set_xlabel("percent of plans")
        return _svg(figure, name, title, description)


def beside(strengths: Sequence[Bar], gaps: Sequence[Bar], name: str, title: str, description: str) -> str:
    """Strengths on the left, gaps on the right, the same number of rows and the same scale."""
    with matplotlib.rc_context(_SETTINGS):
        rows = max(len(strengths), len(gaps))
        figure = _figure(0.46 * rows + 0.9)
        left, right = figure.subplots(1, 2)
        for axes, some, colour, hatch, head in (
            (left, strengths, _STRENGTH, "//", "What plans do well"),
            (right, gaps, _GAP, "", "Most often to talk about"),
        ):
            _bars(axes, [(textwrap.fill(label, 30), shown) for label, shown in some], colour, hatch, rows)
            axes.set_title(head, fontsize=9.5, fontweight="bold", loc="left", x=-0.35, color=_INK)
            axes.set_xlabel("percent of plans")
        return _svg(figure, name, title, description)


def grid(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Shown]],
    name: str,
    title: str,
    description: str,
) -> str:
    """A cell a row and column, each with its percentage; the darker the more, hatched where it is hidden."""
    with matplotlib.rc_context(_SETTINGS):
        names = [textwrap.fill(column, 14) for column in columns]
        figure = _figure(0.36 * len(rows) + 0.16 * max(n.count("\n") + 1 for n in names) + 0.5)
        axes = figure.add_subplot()
        for y, row in enumerate(cells):
            for x, shown in enumerate(row):
                _square(axes, x, y, shown)
        axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
        axes.set_xticks(range(len(columns)), names)
        axes.set_yticks(range(len(rows)), [textwrap.fill(row, 30) for row in rows])
        axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
        axes.spines[:].set_visible(False)
        return _svg(figure, name, title, description)


def sides(
    rows: Sequence[str],
    groups: Sequence[str],
    cells: Sequence[Sequence[Shown]],
    name: str,
    title: str,
    description: str,
) -> str:
    """For each row a bar a group, told apart by hatching, tint and order."""
    with matplotlib.rc_context(_SETTINGS):
        height = 0.84 / len(groups)
        figure = _figure(0.19 * len(rows) * len(groups) + 0.14 * len(rows) + 1.1)
        axes = figure.add_subplot()
        for at, group in enumerate(groups):
            ys = [y - 0.42 + height * (at + 0.5) for y in range(len(rows))]
            values = [row[at].percent or 0 for row in cells]
            axes.barh(
                ys,
                values,
                height * 0.9,
                color=_TINTS[at % 4],
                hatch=_HATCHES[at % 4],
                edgecolor=_INK,
                linewidth=0.5,
                label=group,
            )
            for y, row in zip(ys, cells, strict=True):
                _label(axes, y, row[at], 7.5)
        axes.set_yticks(range(len(rows)), [textwrap.fill(row, 30) for row in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        _scale(axes)
        axes.set_xlabel("percent of children")
        figure.legend(
            loc="outside upper left", ncols=2, frameon=False, fontsize=8.5, handlelength=2.5, handleheight=1.2
        )
        return _svg(figure, name, title, description)


def since(changes: Sequence[Change], name: str, title: str, description: str) -> str:
    """A line a row, from an open circle (then) to a full one (now)."""
    with matplotlib.rc_context(_SETTINGS):
        figure = _figure(0.34 * len(changes) + 1.1)
        axes = figure.add_subplot()
        for y, change in enumerate(changes):
            if change.before is None or change.after is None:
                axes.text(1, y, "cannot be compared", va="center", color=_QUIET, style="italic", fontsize=8)
                continue
            axes.plot([change.before, change.after], [y, y], color=_QUIET, linewidth=1.2, zorder=1)
            for x, fill, word in ((change.before, "white", "then"), (change.after, _GAP, "now")):
                label = word if y == 0 else None
                axes.scatter([x], [y], s=44, color=fill, edgecolors=_INK, linewidths=1, zorder=2, label=label)
            axes.text(max(change.before, change.after) + 2, y, _moved(change), va="center", fontsize=8)
        axes.set_yticks(range(len(changes)), [textwrap.fill(change.line.title, 38) for change in changes])
        axes.set_ylim(len(changes) - 0.5, -0.5)
        _scale(axes, 128)
        axes.set_xlabel("percent of plans")
        figure.legend(loc="outside upper left", ncols=2, frameon=False)
        return _svg(figure, name, title, description)


def _moved(change: Change) -> str:
    points = change.points or 0
    return f"{points:+.0f} points: {change.verdict}".replace("-", "−")


def _figure(height: float) -> Figure:
    return Figure(figsize=(_WIDTH, max(height, 1.4)), layout="constrained")


def _bars(axes: Axes, bars: Sequence[Bar], colour: str, hatch: str, rows: int | None = None) -> None:
    values = [shown.percent or 0 for _, shown in bars]
    axes.barh(
        range(len(bars)), values, 0.62, color=colour, hatch=hatch, edgecolor="white" if hatch else colour, linewidth=0
    )
    for y, (_, shown) in enumerate(bars):
        _label(axes, y, shown, 8.5)
    axes.set_yticks(range(len(bars)), [label for label, _ in bars])
    axes.set_ylim((rows or len(bars)) - 0.5, -0.5)
    _scale(axes)


def _label(axes: Axes, y: float, shown: Shown, size: float) -> None:
    if shown.hidden:
        axes.text(1.5, y, shown.text, va="center", fontsize=size, style="italic", color=_QUIET)
    else:
        axes.text((shown.percent or 0) + 1.5, y, shown.share, va="center", fontsize=size)


def _scale(axes: Axes, most: float = 116) -> None:
    axes.set_xlim(0, most)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color="#e6e6e6", linewidth=0.7)
    axes.set_axisbelow(True)


def _square(axes: Axes, x: int, y: int, shown: Shown) -> None:
    share = (shown.percent or 0) / 100
    colour = matplotlib.colormaps["Blues"](0.05 + 0.5 * share) if shown.percent is not None else "#ffffff"
    hatch = "////" if shown.hidden else ""
    axes.add_patch(_rectangle(x, y, colour, hatch))
    text = {"few": "<5", "withheld": "–"}[shown.hidden] if shown.hidden else shown.share
    ground = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"} if shown.hidden else None
    axes.text(x, y, text, ha="center", va="center", color=_INK, bbox=ground)


def _rectangle(x: int, y: int, colour: Any, hatch: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle(
        (x - 0.48, y - 0.46), 0.96, 0.92, facecolor=colour, hatch=hatch, edgecolor="#bbbbbb", linewidth=0.5
    )


def _svg(figure: Figure, name: str, title: str, description: str) -> str:
    """The figure as SVG to stand in a page: its ids its own, its text in the page's font, named for who cannot see it."""
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None, "Type": None, "Format": None})
    svg = written.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    svg = re.sub(r"url\(#", f"url(#{name}-", svg)
    svg = re.sub(r'xlink:href="#', f'xlink:href="#{name}-', svg)
    svg = svg.replace("'DejaVu Sans'", "Arial, 'Liberation Sans', sans-serif")
    head = f'<svg role="img" aria-labelledby="{name}-title {name}-desc" '
    told = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    opened = re.sub(r' (?:width|height)="[\d.]+pt"', "", svg[: svg.index(">") + 1]).replace("<svg ", head)
    return opened + told + svg[svg.index(">") + 1 :]
