"""Children as titles, greetings, headings and the cells of a column 'Child' name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planlint.document import Block
from planlint.plan.layout.model import PersonRecord
from planlint.plan.layout.names import NAME, NAME_PATTERN, NAMES, clean_name, is_name, soften
from planlint.plan.layout.people import role_of
from planlint.plan.layout.people_prose import from_prose
from planlint.plan.layout.sections import category_of

_TITLES = (
    re.compile(rf"(?:\b(?:for|about|Dear|of|Hi|Hello)\s+|[:,–-]\s+)({NAMES})"),
    re.compile(rf"^({NAMES})(?:['’]s?\s+(?:\w+\s+)*?(?:[Pp]lan|[Cc]are|[Rr]eview)\b|:\s|\s*[–-]\s|,$)"),
)


def from_title(number: int, text: str) -> Iterator[PersonRecord]:
    """Children named by the plan's title or greeting: 'A letter for Noor', 'Your plan, Senait', 'Dear Ffion,'."""
    if re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b", text):
        return
    text = soften(text)
    for expression in _TITLES:
        for match in expression.finditer(text):
            for name in NAME.finditer(match[1]):
                clean = clean_name(name[0])
                if not role_of(clean) and is_name(clean):
                    begin = match.start(1) + name.start()
                    yield PersonRecord(clean, "child", number, begin, begin + len(name[0]), strength=0)


_CHILD_HEADS = re.compile(
    r"(?:which )?child(?:ren)?(?:['’]s name)?|name of child|child or young person|young person", re.IGNORECASE
)


def from_child_cell(number: int, block: Block) -> Iterator[PersonRecord]:
    """'Bethan Pugh, 9' in a column headed 'Child' of any table."""
    match = NAME.match(block.text)
    if _CHILD_HEADS.fullmatch(block.head.strip(" :?")) and match and is_name(match[0]) and len(block.text.split()) <= 6:
        yield from from_prose(number, block.text)
        yield PersonRecord(clean_name(match[0]), "child", number, match.start(), match.end(), strength=0)


GREETS = re.compile(rf"{NAME_PATTERN},\s+(?:this|you|your|here|we|I)\b")


_HEADED = re.compile(
    rf"(?:(?:For|About|Child|All about|Meet)[:\s]+)?({NAME_PATTERN})(?:['’]s?\s+\w+|\s*\([^)]*\)|,\s*\w+)?"
)


def from_heading(number: int, text: str) -> Iterator[PersonRecord]:
    """A heading that is a name and little else ('KASPER', "Otis's page", 'For Wren'): perhaps a child's part."""
    match = _HEADED.fullmatch(soften(text.strip()).strip(" :"))
    if match is not None and not role_of(match[1]) and category_of(text) == "other":
        told = match[0] != match[1]  # 'For Femi' says whose it is; a bare 'Overview' has to be met again as a name
        yield PersonRecord(clean_name(match[1]), "child", None if told else number, strength=0)
