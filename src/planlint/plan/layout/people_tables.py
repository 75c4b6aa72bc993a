"""People as front matter, details tables and labelled values name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from planlint.document import Block
from planlint.plan.layout.births import BORN_KEYS, DUE, UNBORN, first_date
from planlint.plan.layout.dates import DATE, age_in_days
from planlint.plan.layout.model import PersonRecord, Role
from planlint.plan.layout.names import NAME, NAME_PATTERN, clean_name, looks_like_name
from planlint.plan.layout.people import possessor, role_of, role_pattern
from planlint.plan.layout.people_prose import from_prose
from planlint.words import pattern

_GROWN = 18 * 365
_NAME_KEYS = re.compile(
    r"(?:(?:full |your |my |child(?:ren)?['’]?s? |preferred )?names?|child|children|child or young person|young person|"
    r"who|person|family members?|members?|household members?|name of child|this plan is for|plan for|for|to|baby|"
    r"(?:i |likes? to be |prefers to be )?(?:like to be )?known as|pupil|first names?|forenames?)",
    re.IGNORECASE,
)
_CHILD_KEYS = re.compile(
    r"(?:name of )?(?:the )?(?:child(?:ren)?|young person|child or young person|child/young person|baby|pupil|for|to|plan for|this plan is for|your name|(?:i like to be )?known as)"
    r"(?:['’]?s? names?)?",
    re.IGNORECASE,
)
_AGE_KEYS = re.compile(r"\bages?\b", re.IGNORECASE)


def from_meta(meta: Mapping[str, Any]) -> Iterator[PersonRecord]:
    """People of the front matter: `children`, `parents`, `adults`, `people`, or a single `child`, `mother`, `father`."""
    for key in ("children", "child", "parents", "adults", "people", "family", "professionals", "carers"):
        entries = meta.get(key)
        for entry in entries if isinstance(entries, list) else [entries] if entries else []:
            record = entry if isinstance(entry, dict) else {"name": entry}
            found = _meta_person({str(k).lower(): v for k, v in record.items()}, key)
            if found:
                yield found
    for key in ("mother", "father", "step-father", "mum", "dad"):
        if isinstance(meta.get(key), str):
            yield PersonRecord(clean_name(meta[key]), role_of(key) or "adult", strength=3, title=key)


def _meta_person(record: Mapping[str, Any], key: str) -> PersonRecord | None:
    name = clean_name(str(record.get("name") or record.get("known as") or ""))
    if not name:
        return None
    words = str(record.get("role") or record.get("relationship") or "")
    child = key in ("children", "child")
    born = first_date(record.get("born") or record.get("dob") or record.get("date of birth"))
    due = first_date(record.get("due") or record.get("edd"))
    role: Role = "child" if child else role_of(words) or ("adult" if key != "professionals" else "professional")
    age = age_in_days(f"aged {record['age']}") if record.get("age") else None
    unborn = child and born is None and (due is not None or bool(UNBORN.search(str(record))))
    return PersonRecord(name, role, born=born, due=due, age_days=age, unborn=unborn, title=words, strength=3)


def from_table_row(cells: Sequence[tuple[int, Block]]) -> Iterator[PersonRecord]:
    """People of one row of a details table. `cells` are the row's blocks with their numbers."""
    texts = [block.text for _, block in cells]
    joined = " | ".join(texts)
    named = _name_cell(cells)
    if named is None:
        yield from _nameless_baby(cells)
        return
    number, block = named
    key = block.key or (cells[0][1].text if block is not cells[0][1] else "")
    heads = " ".join(block.head for _, block in cells)
    others = [other for _, other in cells if other is not block]
    role_words = " ".join([*(other.text for other in others), ""]) if not _NAME_KEYS.fullmatch(key.strip()) else joined
    if len(side := [(n, b) for n, b in cells if _is_child_cell(b.text)]) >= 2:
        for one in side:
            yield from from_prose(one[0], one[1].text)
        return
    for match in _people_in_cell(block.text):
        rest = " ".join([block.text[match.end() :], *(other.text for other in others)]).strip()
        role = role_of(key) if key and not _NAME_KEYS.fullmatch(key.strip(" :")) else None
        role = role or _cell_role(others, block, match)
        born = first_date(rest) if not DUE.search(rest) else None
        due = first_date(rest) if DUE.search(rest + heads) and born is None else None
        age = age_in_days(rest) if born is None and due is None else None
        if born is None and age is None and _AGE_KEYS.search(heads):
            age = next((age_in_days(f"aged {o.text}") for o in others if _AGE_KEYS.search(o.head)), None)
        unborn = bool(UNBORN.search(block.text)) or (due is not None and born is None)
        if (
            role == "child"
            and age is None
            and born is None
            and (told := re.search(r"(?:sister|brother|son|daughter)\b[^|]{0,12}?\b(\d{1,2})\b", rest))
        ):
            age = int(told[1]) * 365 + 1
        if role == "child" and age is not None and age >= _GROWN:
            role = "relative"  # 'sister, 19'
        if role in ("professional", "relative") and (born or due or (age is not None and age < _GROWN)):
            role = None  # 'nursery, mornings' beside a birth date is where the child goes
        childlike = role is None and (
            born is not None
            or due is not None
            or age is not None
            or bool(_CHILD_KEYS.fullmatch(block.head or key))
            or (not block.head and bool(_NAME_KEYS.fullmatch(key.strip(" :"))))
        )
        if role is None and (not childlike or re.match(r"(?:Mr|Mrs|Ms|Miss|Dr)\b", match[0])):
            continue
        yield PersonRecord(
            clean_name(match[0]), role or "child", number, match.start(), match.end(), born, due, age,
            unborn, possessor(f"{key} {role_words}"), _role_title(f"{key} {role_words}"), 3,
        )  # fmt: skip
    yield from _fathers_of_column(cells, block)


def _role_title(words: str) -> str:
    match = role_pattern().search(words)
    return match[0] if match else ""


def _is_child_cell(text: str) -> bool:
    """A cell that is a child by itself: 'Ishaan, 6', 'Meera, 10 months (born 28 March 2025)'."""
    return any(record.age_days is not None or record.born for record in from_prose(0, text)) and len(text.split()) <= 10


def from_heads(columns: Sequence[tuple[Block, Sequence[Block]]]) -> Iterator[PersonRecord]:
    """Children whose names head the columns of a details table, with their birth dates or ages below."""
    for head, below in columns:
        text = " | ".join(block.text for block in below)
        born, age = first_date(text), age_in_days(text)
        if (
            looks_like_name(head.text)
            and len(head.text.split()) <= 4
            and (born or age is not None)
            and not role_of(head.text)
        ):
            yield PersonRecord(
                clean_name(head.text), "child", None, born=born, age_days=None if born else age, strength=3
            )


def _nameless_baby(cells: Sequence[tuple[int, Block]]) -> Iterator[PersonRecord]:
    """'Baby of Chantelle Obi (no name chosen yet)', 'Unborn baby', 'not yet named' in the place of a child's name."""
    for number, block in cells[1:] or cells:
        match = re.match(r"(?:unborn|baby|bump)\b", block.text, re.IGNORECASE)
        key = block.key or cells[0][1].text
        if match and _NAME_KEYS.fullmatch(key.strip(" :?")):
            yield PersonRecord("Baby", "child", number, 0, match.end(), unborn=True, strength=3)


def _fathers_of_column(cells: Sequence[tuple[int, Block]], named: Block) -> Iterator[PersonRecord]:
    """A children's table may have a column 'Father' or 'Mother': a parent for the child of the row."""
    for number, block in cells:
        role = role_of(block.head) if block is not named and block.head else None
        if role in ("mother", "father", "step-father") and (match := NAME.search(block.text)):
            yield PersonRecord(
                clean_name(match[0]), role, number, match.start(), match.end(), of=clean_name(named.text),
                title=block.head, strength=3,
            )  # fmt: skip


def _name_cell(cells: Sequence[tuple[int, Block]]) -> tuple[int, Block] | None:
    """The cell of a row that names a person: by its column head, else the first that looks like a name."""
    for number, block in cells:
        if _NAME_KEYS.fullmatch(block.head.strip(" :?")) and looks_like_name(block.text):
            return number, block
    first = cells[0][1].text.strip(" :?")
    if len(cells) >= 2 and _NAME_KEYS.fullmatch(first) and looks_like_name(cells[1][1].text):
        return cells[1]
    if len(cells) >= 2 and role_of(first) and _is_label(first) and looks_like_name(cells[1][1].text):
        return cells[1]
    for number, block in cells[:2]:
        if looks_like_name(block.text) and not DATE.match(block.text) and not _names_a_thing(block.text, cells):
            return number, block
    return None


def _names_a_thing(text: str, cells: Sequence[tuple[int, Block]]) -> bool:
    """A label of two cells that goes on in small letters ('Adoption order') names a thing, not a person."""
    match = NAME.match(text.strip())
    return len(cells) == 2 and match is not None and re.match(r"\s+[a-z]", text.strip()[match.end() :]) is not None


def _is_label(text: str) -> bool:
    """'Mam', "Elin's dad", 'Social worker': a role and no name of its own."""
    rest = re.sub(rf"{NAME_PATTERN}['’]s\s+", "", text)
    return len(text.split()) <= 5 and (
        role_pattern().fullmatch(rest.strip()) is not None or not NAME.match(rest) or bool(role_pattern().match(rest))
    )


def _people_in_cell(text: str) -> list[re.Match[str]]:
    """A cell names one person, or several joined by 'and'."""
    found = list(NAME.finditer(text))
    if len(found) > 1 and re.search(r"\s(?:and|&)\s|,\s", text[found[0].end() : found[1].start() + 1]) is None:
        return found[:1]
    return [match for match in found if not role_of(match[0])] or found[:1]


_ELSEWHERE = re.compile(
    r"\b(?:liv(?:es|ing)|where|address|school|nursery|home|placement|stays|contact|father|mother|dad|mum)\b",
    re.IGNORECASE,
)


def _cell_role(others: Sequence[Block], block: Block, match: re.Match[str]) -> Role | None:
    told = (other.text for other in others if not _ELSEWHERE.search(other.head))
    for text in (block.text[match.end() :].split(";")[0], *told):
        if len(text.split()) <= 14 and (role := role_of(text)):
            if role in ("mother", "father", "grandparent") and possessor(text) and _adult_owner(text):
                return "relative"
            return role
    return None


def _adult_owner(text: str) -> bool:
    return bool(re.match(r"\s*(?:mum|dad|mother|father)['’]s\b", text, re.IGNORECASE))


def from_labels(pairs: Sequence[tuple[int, Block]]) -> Iterator[PersonRecord]:
    """People of labelled values in their order: 'Child: Zion', then 'DOB: 27.05.26'; 'Mother: Nadia'.

    Each block has its label as its `key`: a field, or the second cell of a details table of two columns.
    """
    last: PersonRecord | None = None
    for number, block in pairs:
        key = block.key.strip(" :")
        if last and not last.born and not last.due and BORN_KEYS.fullmatch(key) and (day := first_date(block.text)):
            unborn = bool(DUE.search(key))
            last = PersonRecord(last.name, "child", last.block, last.start, last.end, None if unborn else day,
                                day if unborn else None, None, unborn, strength=3)  # fmt: skip
            yield last
            continue
        if last and _AGE_KEYS.fullmatch(key) and (age := age_in_days(f"aged {block.text}")) is not None:
            yield PersonRecord(last.name, "child", last.block, last.start, last.end, age_days=age, strength=3)
            continue
        for record in from_table_row([(number, Block(block.kind, key, (), block.group)), (number, block)]):
            yield record
            if record.role == "child":
                last = record


def labelled(row: Sequence[tuple[int, Block]]) -> tuple[int, Block] | None:
    """The second cell of a row whose first is a label ('Name', 'DOB'), with that as its key."""
    filled = [(number, block) for number, block in row if block.text.strip()]
    if len(filled) != 2 or not pattern("details", "keys").fullmatch(filled[0][1].text.strip(" :?")):
        return None
    number, block = filled[1]
    return number, replace(block, key=filled[0][1].text.strip(" :?"), head="")
