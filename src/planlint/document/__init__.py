"""The document room: what a reader makes of a file, and how each character maps back to it.

Imports nothing else of planlint.
"""

from planlint.document.model import (
    Block,
    BlockKind,
    Directive,
    Document,
    Location,
    Piece,
    Span,
)

__all__ = ["Block", "BlockKind", "Directive", "Document", "Location", "Piece", "Span"]
