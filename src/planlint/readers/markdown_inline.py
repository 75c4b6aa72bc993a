"""The inside of a Markdown paragraph: its text without markup, mapped, and what is bold or italic."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from planlint.readers.mapped import Mapped, stretch, weave
from planlint.readers.markup import entity, tag
from planlint.readers.rich import InlineComment, Rich

# Beyond these a paragraph is read without looking for markup, which could take more than linear time.
_MAX_LENGTH = 20_000
_MAX_BRACKETS = 500
_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*|[ \t]+")
_COMMENT = re.compile(r"<!--(.*)-->", re.DOTALL)
_InlineRule = Callable[[StateInline, bool], bool]


def parser() -> MarkdownIt:
    """A CommonMark parser with tables, told to note where links and images end.

    Indented code and link definitions are off: in a plan, indented lines and '[Child]: …' are text.
    """
    made = (
        MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"]).disable(["code", "reference"])
    )
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        made.inline.ruler.at(name, _noting_ends(rule))
    return made


def is_parsed(content: str) -> bool:
    """Whether a paragraph's markup is looked for: not where it is far longer or stranger than any plan's."""
    return len(content) <= _MAX_LENGTH and content.count("[") <= _MAX_BRACKETS


def rich(content: Mapped, markdown: MarkdownIt) -> Rich:
    """The inline content of one paragraph, heading or cell."""
    if not is_parsed(content.text):
        return Rich(content)
    tokens: list[Token] = []
    markdown.inline.parse(content.text, markdown, {}, tokens)
    walk = _Walk(content.text)
    for token in tokens:
        walk.take(token)
    inner = walk.finished()
    return Rich(
        inner.text.through(content),
        inner.bold,
        inner.italic,
        tuple(_outward(comment, content) for comment in inner.comments),
    )


def _outward(comment: InlineComment, content: Mapped) -> InlineComment:
    whole = content.cut(comment.start, comment.end)
    start = whole.offset(0) or 0
    return InlineComment(comment.text.through(content), comment.at, start, whole.end or start)


def _noting_ends(rule: _InlineRule) -> _InlineRule:
    """The same rule, which leaves on its last token where in the content it ended."""

    def noting(state: StateInline, silent: bool) -> bool:
        done = rule(state, silent)
        if done and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return done

    return noting


class _Walk:
    """State of one walk over inline tokens: the place reached in the content, the text, what is open."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.at = 0
        self.parts: list[Mapped | str] = []
        self.length = 0
        self.strong: list[int] = []
        self.emphasis: list[int] = []
        self.bold: list[tuple[int, int]] = []
        self.italic: list[tuple[int, int]] = []
        self.comments: list[InlineComment] = []

    def take(self, token: Token) -> None:
        """Take the next token."""
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special":
                self._special(token)
            case "softbreak" | "hardbreak":
                self._add("\n")
                skipped = _BREAK.match(self.content, self.at)
                self.at = skipped.end() if skipped else self.at
            case "strong_open" | "em_open" | "strong_close" | "em_close" | "s_open" | "s_close":
                self.at += len(token.markup)
                self._style(token.tag == "strong", token.tag == "em", token.nesting)
            case "link_open":
                self.at += 1
            case "link_close" | "image":
                self.at = token.meta.get("end", self.at)
            case "code_inline":
                self._code(token)
            case "html_inline":
                self._html(token.content)

    def finished(self) -> Rich:
        """What has been read."""
        return Rich(weave(self.parts), tuple(self.bold), tuple(self.italic), tuple(self.comments))

    def _add(self, part: Mapped | str) -> None:
        self.parts.append(part)
        self.length += len(part if isinstance(part, str) else part.text)

    def _text(self, text: str) -> None:
        if not self.content.startswith(text, self.at):
            found = self.content.find(text, self.at)
            if found < 0:
                self._add(text)
                return
            self.at = found
        self._add(stretch(self.content, self.at, self.at + len(text)))
        self.at += len(text)

    def _special(self, token: Token) -> None:
        if token.info == "entity":
            self._add(entity(self.content, self.at, token.content))
        else:
            start = self.at + len(token.markup) - len(token.content)
            self._add(stretch(self.content, start, start + len(token.content)))
        self.at += len(token.markup)

    def _code(self, token: Token) -> None:
        ticks = len(token.markup)
        closing = re.compile(rf"(?<!`)`{{{ticks}}}(?!`)").search(self.content, self.at + ticks)
        if closing is None:
            self._add(token.content)
            return
        start, end = self.at + ticks, closing.start()
        if end - start == len(token.content) + 2:
            start, end = start + 1, end - 1
        self._add(stretch(self.content, start, end))
        self.at = closing.end()

    def _html(self, written: str) -> None:
        start, self.at = self.at, self.at + len(written)
        comment = _COMMENT.fullmatch(written)
        if comment is not None:
            inner = stretch(self.content, start + comment.start(1), start + comment.end(1))
            self.comments.append(InlineComment(inner, self.length, start, self.at))
            return
        found = tag(written)
        if found is None and not written.startswith(("<!", "<?")):
            self._add(stretch(self.content, start, self.at))
        elif found is not None and found.breaks:
            self._add("\n")
        elif found is not None:
            self._style(found.strong, found.emphasis, found.opens)

    def _style(self, strong: bool, emphasis: bool, nesting: int) -> None:
        for wanted, stack, ranges in (
            (strong, self.strong, self.bold),
            (emphasis, self.emphasis, self.italic),
        ):
            if not wanted:
                continue
            if nesting > 0:
                stack.append(self.length)
            elif stack:
                ranges.append((stack.pop(), self.length))
