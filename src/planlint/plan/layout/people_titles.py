"""Children as titles, greetings, headings and the cells of a column 'Child' name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from planlint.document import Block
from planlint.plan.layout.births import UNBORN
from planlint.plan.layout.model import PersonRecord
from planlint.plan.layout.names import NAME, NAME_PATTERN, NAMES, clean_name, is_name, name_end, soften
from planlint.plan.layout.people import role_of
from planlint.plan.layout.people_prose import from_prose
from planlint.plan.layout.people_tables import ADDRESSED
from planlint.plan.layout.sections import category_of
from planlint.words import pattern

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b")
_TITLES = (
    re.compile(rf"(?:\b(?:for|about|of)\s+|[:,–-]\s+)({NAMES})"),
    re.compile(rf"^({NAMES})(?:['’]s?\s+(?:\w+\s+)*?(?:[Pp]lan|[Cc]are|[Rr]eview)\b|:\s|\s*[–-]\s|,$)"),
)


def from_title(number: int, text: str) -> Iterator[PersonRecord]:
    """Children named by the plan's title: 'A letter for Noor', 'Your plan, Senait'."""
    if _TITLED.search(text):
        return
    text = soften(text)
    for expression in _TITLES:
        for match in expression.finditer(text):
            for name in NAME.finditer(match[1]):
                clean = clean_name(name[0])
                if role_of(clean) in (None, "child") and is_name(clean):
                    begin, unborn = match.start(1) + name.start(), bool(UNBORN.match(clean))
                    yield PersonRecord(
                        clean, "child", number, begin, begin + len(name[0]), unborn=unborn, strength=2 if unborn else 0
                    )


_CHILD_HEADS = re.compile(
    r"(?:which )?child(?:ren)?(?:['’]s name)?|name of child|child or young person|young person", re.IGNORECASE
)


def from_child_cell(number: int, block: Block) -> Iterator[PersonRecord]:
    """'Bethan Pugh, 9' in a column headed 'Child' of any table."""
    match = NAME.match(block.text)
    if _CHILD_HEADS.fullmatch(block.head.strip(" :?")) and match and is_name(match[0]) and len(block.text.split()) <= 6:
        yield from from_prose(number, block.text)
        yield PersonRecord(clean_name(match[0]), "child", number, match.start(), match.end(), strength=0)


GREETS = re.compile(rf"(?:Hi|Hello|Hiya|Hey)?\s*{NAME_PATTERN},\s+(?:this|you|your|here|we|I|it|my|thank)\b")
_DEAR = re.compile(rf"\s*(?:Dear|Hi|Hello|Hiya|Hey|Annwyl)\s+({NAMES})\s*[,!:–-]?")


def greeted(number: int, text: str) -> Iterator[PersonRecord]:
    """Those whom a letter greets: 'Dear Noor,', 'Hello Ffion and Bryn!'."""
    match = _DEAR.match(text)
    if match is None and GREETS.match(text):
        match = re.match(rf"\s*({NAME_PATTERN})", text)
    for name in NAME.finditer(match[1]) if match else ():
        clean = clean_name(name[0])
        if not role_of(clean) and is_name(clean) and not _TITLED.match(match[1] if match else ""):
            begin = (match.start(1) if match else 0) + name.start()
            yield PersonRecord(clean, "child", number, begin, begin + len(name[0]), title=ADDRESSED, strength=0)


_KIN_OF_READER = re.compile(r"\s+(?:brother|sister|cousin)")  # 'your baby brother'


def speaks_to(texts: Iterable[str]) -> str:
    """Whom a letter that says 'you' speaks to, by what it calls theirs: 'parent', 'child', or '' where nothing tells."""
    parent = child = False
    for text in texts:
        met = pattern("details", "to-a-parent").search(text)
        parent = parent or (met is not None and not _KIN_OF_READER.match(text, met.end()))
        child = child or pattern("details", "to-a-child").search(text) is not None
    return "parent" if parent else "child" if child else ""


_HEADED = re.compile(
    r"(?:(?:section|part|page|sheet|appendix)\s+)?(?:(?:[A-K]|\d{1,2}(?:\.\d{1,2})*)[.):]?\s+)?(?:[–-]\s+)?"
    r"(?:(?:for|about|child|children|young person|sibling|all about|meet|name|plan for|the plan for|part for|page for|"
    r"section for|actions for|needs of|introducing)\s*(?:\d{1,2}|[A-H])?\b[\s:–-]+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"['’]s?(?:\s+[\w-]+){1,4}|\s*\([^)]*\)|,\s*\w+(?:\s+\w+){0,3}|\s+[–-]\s+[\w ]{1,30}|\s*[:|]\s*[\w ]{1,30}"
)


def from_heading(number: int, text: str) -> Iterator[PersonRecord]:
    """A heading that is a name and little else ('KASPER', "Otis's page", '2. For Wren (6)'): perhaps a child's part."""
    words = soften(text.strip()).strip(" :*")
    lead = _HEADED.match(words)
    rest = words[lead.end() if lead else 0 :]
    match = re.match(NAME_PATTERN, rest)
    if match is None or role_of(match[0]) or not is_name(clean_name(match[0])):
        return
    tail = rest[name_end(match) :]
    if tail and not _TAIL.fullmatch(tail):
        return
    for record in from_prose(number, rest):
        yield replace(record, block=None, strength=2)
    own = re.match(r"['’]s?\s+(.*)", tail)
    if category_of(text) != "other" and not (own and pattern("details", "childs-own").fullmatch(own[1])):
        return
    told = bool(tail) or bool(re.search(r"[a-z]", words[: lead.end() if lead else 0], re.IGNORECASE))
    # 'For Femi' says whose it is; a bare 'Overview' has to be met again as a name
    yield PersonRecord(clean_name(match[0]), "child", None if told else number, strength=0)
