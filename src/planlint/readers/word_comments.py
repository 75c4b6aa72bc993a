"""The comments of a Word file as they stand in it: who wrote them and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planlint.readers.word_package import W, WordPackage


@dataclass(frozen=True, slots=True)
class WordComment:
    """One comment: its id in the file, its author, its text with '\\n' between paragraphs."""

    identity: str
    author: str
    text: str


def comment_texts(package: WordPackage) -> Iterator[WordComment]:
    """All comments, in the order of the file's comments part."""
    root = package.related("comments")
    for comment in root.findall(f"{W}comment") if root is not None else ():
        paragraphs = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")]
        yield WordComment(comment.get(f"{W}id", ""), comment.get(f"{W}author", ""), "\n".join(paragraphs).strip())
