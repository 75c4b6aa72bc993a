"""Pieces of the audit's pages: tables, figures, boxes. Everything that is not markup is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from planlint.audit.cohort import Shown

HEAD = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""
FOOT = "</body>\n</html>\n"


def page(title: str, pieces: Iterable[str]) -> str:
    """A page that stands alone and asks for nothing more."""
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return "".join([HEAD.format(title=text(title), style=style), *pieces, FOOT])


def text(words: str) -> str:
    """Words as they stand in a page."""
    return escape(words)


def paragraph(words: str, kind: str = "") -> str:
    """A paragraph of plain words."""
    return f"<p{_kind(kind)}>{text(words)}</p>\n"


def section(anchor: str, title: str, pieces: Iterable[str], kind: str = "") -> str:
    """A section with its heading."""
    inner = "".join(pieces)
    return f'<section id="{anchor}" aria-labelledby="{anchor}-h"{_kind(kind)}><h2 id="{anchor}-h">{text(title)}</h2>\n{inner}</section>\n'


def figure(svg: str, caption: str, beside: str) -> str:
    """A plot with its caption, and the same numbers in a table."""
    return f"<figure>{svg}<figcaption>{text(caption)}</figcaption></figure>\n{beside}"


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """A table whose first column heads its rows. Cells are markup already."""
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>\n' for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(caption)}"><table{_kind(kind)}>'
        f"<caption>{text(caption)}</caption><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n"
    )


def count(shown: Shown) -> str:
    """A count for a cell."""
    return f'<span class="hidden">{shown.text}</span>' if shown.hidden else shown.text


def share(shown: Shown) -> str:
    """A share for a cell; empty words where there is none."""
    if shown.hidden or shown.percent is None:
        return '<span class="hidden">not shown</span>'
    return text(shown.share)


def both(shown: Shown) -> str:
    """'12 (34%)', or what stands in its place."""
    if shown.hidden or shown.percent is None:
        return count(shown)
    return f"{shown.text} ({text(shown.share)})"


def coded(code: str, title: str) -> str:
    """A rule's or strength's words with its code."""
    return f'{text(title)} <span class="code">{text(code)}</span>'


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
