"""People as front matter, details tables and labelled values name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from planlint.document import Block
from planlint.plan.layout.births import BORN_KEYS, DUE, UNBORN, first_date
from planlint.plan.layout.dates import DATE, age_in_days
from planlint.plan.layout.labels import (
    is_entry_label,
    is_surname_first,
    says_relationship,
    stands_by_child,
    stands_by_grown_up,
    stands_by_name,
    stands_by_nickname,
    stands_by_receiver,
    stands_by_subject,
    stands_by_surname,
)
from planlint.plan.layout.model import PersonRecord, Role
from planlint.plan.layout.names import NAME, NAME_PATTERN, clean_name, is_name, looks_like_name
from planlint.plan.layout.people import possessor, role_of, role_pattern
from planlint.plan.layout.people_prose import from_prose

ADDRESSED = "addressed"  # the title of one a letter is to
NICKNAME = "known as"  # the title of another name of the child before
_GROWN = 18 * 365
_META_PEOPLE = ("parents", "adults", "people", "family", "professionals", "carers")
_AGE_KEYS = re.compile(r"\bages?\b", re.IGNORECASE)


def from_meta(meta: Mapping[str, Any]) -> Iterator[PersonRecord]:
    """People of the front matter: `children`, `parents`, `people`, or a single `child`, `mother`, `father`.

    A single child's birth date or age may stand beside it: `child: Mia`, `dob: 2019-05-03`.
    """
    told = {re.sub(r"[_-]", " ", str(key)).lower(): value for key, value in meta.items()}
    for key, value in told.items():
        child = stands_by_child(key) or key in ("name", "subject")
        if not child and key not in _META_PEOPLE:
            continue
        for entry in value if isinstance(value, list) else [value] if value else []:
            if isinstance(entry, dict):
                found = _meta_person({str(k).lower(): v for k, v in entry.items()}, child, key)
                yield from [found] if found else []
                continue
            names = [match for match in NAME.finditer(str(entry)) if is_name(match[0], labelled=True)] if child else []
            for match, end in zip(names, [*(m.start() for m in names[1:]), None], strict=False):
                about = {"name": match[0], "age": str(entry)[match.end() : end], **({} if len(names) > 1 else told)}
                found = _meta_person({**about, "name": match[0]}, child, key)
                yield from [found] if found else []
            if not child and (found := _meta_person({"name": entry}, child, key)):
                yield found
    for key in ("mother", "father", "step-father", "mum", "dad"):
        if isinstance(meta.get(key), str):
            yield PersonRecord(clean_name(meta[key]), role_of(key) or "adult", strength=3, title=key)


def _meta_person(record: Mapping[str, Any], child: bool, key: str) -> PersonRecord | None:
    name = clean_name(str(record.get("name") or record.get("known as") or ""))
    if not name:
        return None
    words = str(record.get("role") or record.get("relationship") or "") if not child else ""
    born = next((first_date(record[k]) for k in record if k not in ("name", "edd", "due") and _gives_birth(k)), None)
    due = first_date(record.get("due") or record.get("edd") or record.get("due date"))
    role: Role = "child" if child else role_of(words) or ("adult" if key != "professionals" else "professional")
    age = age_in_days(f"aged {str(record['age']).strip(' ,()')}") if record.get("age") else None
    age = age_in_days(str(record["age"])) if age is None and record.get("age") else age
    unborn = child and born is None and (due is not None or bool(UNBORN.search(f"{name} {record.get('born', '')}")))
    return PersonRecord(name, role, born=born, due=due, age_days=age, unborn=unborn, title=words, strength=3)


def _gives_birth(key: str) -> bool:
    return BORN_KEYS.fullmatch(key) is not None and not DUE.search(key)


def from_table_row(cells: Sequence[tuple[int, Block]]) -> Iterator[PersonRecord]:
    """People of one row of a details table. `cells` are the row's blocks with their numbers."""
    if len(side := [(n, b) for n, b in cells if _is_child_cell(b.text)]) >= 2:
        for one in side:
            yield from from_prose(one[0], one[1].text)
        return
    named = _name_cell(cells)
    if named is None:
        yield from _nameless_baby(cells)
        return
    number, block = named
    key = block.key or (cells[0][1].text if block is not cells[0][1] else "")
    others = [other for _, other in cells if other is not block]
    matches = _people_in_cell(block.text, by_comma=role_of(key) not in _ONE)
    ends = [match.start() for match in matches[1:]] + [len(block.text)]
    for match, end in zip(matches, ends, strict=True):
        own = block.text[match.end() : end] if len(matches) > 1 else ""
        told = own if first_date(own) or age_in_days(own) is not None else ""
        rest = told or " ".join([block.text[match.end() :], *(other.text for other in others)]).strip()
        record = _person(match, number, block, key, others, rest)
        if record is not None:
            yield record
    yield from _parents_of_row(cells, block)


def _person(
    match: re.Match[str], number: int, block: Block, key: str, others: Sequence[Block], rest: str
) -> PersonRecord | None:
    """The person whom a cell names at the match; `rest` is what the row says beside the name."""
    heads = " ".join(other.head for other in [block, *others])
    role_words = rest if not stands_by_name(key) else f"{block.text} | {rest}"
    role = role_of(key) if key and not stands_by_name(key) and not stands_by_subject(key) else None
    if role is None and not stands_by_child(block.head):
        role = _cell_role(others, block, match) or ("adult" if stands_by_grown_up(block.head or key) else None)
    born = first_date(rest) if not DUE.search(rest) else None
    due = first_date(rest) if DUE.search(rest + heads) and born is None else None
    age = age_in_days(rest) if born is None and due is None else None
    if born is None and age is None and _AGE_KEYS.search(heads):
        age = next((age_in_days(f"aged {o.text}") for o in others if _AGE_KEYS.search(o.head)), None)
    alone = block.text if len(_people_in_cell(block.text)) == 1 else f"{match[0]} {rest}"
    unborn = bool(UNBORN.search(alone)) or (due is not None and born is None)
    if role == "child" and age is None and born is None:
        told = re.search(r"(?:sister|brother|son|daughter)\b[^|]{0,12}?\b(\d{1,2})\b", rest)
        age = int(told[1]) * 365 + 1 if told else None
    if role == "child" and age is not None and age >= _GROWN:
        role = "relative"  # 'sister, 19'
    own = not key or stands_by_name(key)  # not 'Written by: Nadia Reed, social worker, 26/11/2025'
    if own and role in ("professional", "relative") and (born or due or (age is not None and age < _GROWN)):
        role = None  # 'nursery, mornings' beside a birth date is where the child goes
    dated = born is not None or due is not None or age is not None
    label = block.head or key
    strength = 3
    if role is None:
        if _ELSEWHERE.search(key) and not stands_by_name(key):
            return None  # 'Lives at: Thornfield, from 14 November'
        if re.match(r"(?:Mr|Mrs|Ms|Miss|Dr)\b", match[0]) or not (
            dated
            or stands_by_child(label)
            or (not block.head and stands_by_name(key))
            or (stands_by_subject(key) and " " in match[0].strip())
        ):
            return None
        strength = 2 if stands_by_receiver(label) and not dated else 3
    name = clean_name(match[0])
    surname = next((o.text.strip(" ,") for o in others if stands_by_surname(o.head) and " " not in o.text.strip()), "")
    if surname.istitle() and " " not in name:
        name = f"{name} {surname}"
    title = ADDRESSED if strength == 2 else _role_title(f"{key} {role_words}")
    return PersonRecord(
        name, role or "child", number, match.start(), match.end(), born, due, age, unborn,
        possessor(f"{key} {role_words}"), title, strength,
    )  # fmt: skip


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
            and not stands_by_name(head.text)
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
        if match and stands_by_name(key):
            yield PersonRecord("Baby", "child", number, 0, match.end(), unborn=True, strength=3)


def _parents_of_row(cells: Sequence[tuple[int, Block]], named: Block) -> Iterator[PersonRecord]:
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
        if stands_by_name(block.head) and looks_like_name(block.text, labelled=True):
            return number, block
    first = cells[0][1].text.strip(" :?")
    if len(cells) >= 2 and stands_by_name(first) and looks_like_name(cells[1][1].text, labelled=True):
        return cells[1]
    if len(cells) >= 2 and role_of(first) and _is_label(first) and looks_like_name(cells[1][1].text, labelled=True):
        return cells[1]
    for number, block in cells[:2]:
        if stands_by_surname(block.head):
            continue
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


_NOT_THEM = re.compile(
    r"\b(?:who\s|liv(?:es|ing)\b|stay(?:s|ing)\b|visit(?:s|ing)\b|works?\b|sees?\b|with\b|from\b|at\b)"
)


_ONE = ("mother", "father", "step-father", "partner")  # 'Father: Callum Reed, Fraserburgh' is one man and a town


def _people_in_cell(text: str, *, by_comma: bool = True) -> list[re.Match[str]]:
    """A cell names one person, or several joined by 'and', commas or their birth dates; not those they live with."""
    beyond = _NOT_THEM.search(text)
    found = [match for match in NAME.finditer(text) if beyond is None or match.start() < beyond.start()]
    between = text[found[0].end() : found[1].start() + 1] if len(found) > 1 else ""
    joined = r"\s(?:and|&)\s|[,;]\s" if by_comma else r"\s(?:and|&)\s|[/;]\s?"
    if between and re.search(joined, between) is None and not first_date(between):
        return found[:1]
    return [match for match in found if role_of(match[0]) in (None, "child")] or found[:1]


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


_SLASHED = re.compile(rf"([A-Z][\w'’-]+)\s*[/,]\s*({NAME_PATTERN})")


def from_labels(pairs: Sequence[tuple[int, Block]]) -> Iterator[PersonRecord]:
    """People of labelled values in their order: 'Child: Zion', then 'DOB: 27.05.26'; 'Mother: Nadia'.

    Each block has its label as its `key`: a field, or the second cell of a details table of two columns.
    """
    last: PersonRecord | None = None
    kept: list[PersonRecord] = []
    for number, block in pairs:
        key = block.key.strip(" :")
        if last and kept and says_relationship(key) and (role := role_of(block.text)):
            kept = [replace(r, role=role, title=block.text) if r.name == last.name else r for r in kept]
            last = None
            continue
        if last and not last.born and not last.due and BORN_KEYS.fullmatch(key) and (day := first_date(block.text)):
            unborn = bool(DUE.search(key)) and not re.search(r"\b(?:dob|born|birth)\b", key, re.IGNORECASE)
            unborn = unborn or bool(DUE.search(block.text)) or last.unborn
            last = replace(last, born=None if unborn else day, due=day if unborn else None, unborn=unborn, strength=3)
            kept.append(last)
            continue
        if last and _AGE_KEYS.fullmatch(key) and (age := age_in_days(f"aged {block.text}")) is not None:
            kept.append(replace(last, age_days=age, strength=3))
            continue
        if block.text.strip().isdigit() and not stands_by_name(key):
            continue  # 'Safety: 7' is a score
        if is_surname_first(key) and (both := _SLASHED.fullmatch(block.text.strip())):
            last = PersonRecord(f"{both[2]} {both[1].title()}", "child", number, both.start(2), both.end(2), strength=3)
            kept.append(last)
            continue
        for record in from_table_row([(number, Block(block.kind, key, (), block.group)), (number, block)]):
            if record.role == "child" and last and stands_by_nickname(key):
                kept.append(replace(record, of=last.name, title=NICKNAME))
                continue
            kept.append(record)
            if record.role == "child":
                last = record
    yield from kept


def labelled(row: Sequence[tuple[int, Block]]) -> tuple[int, Block] | None:
    """The second cell of a row whose first is a label ('Name', 'DOB'), with that as its key."""
    filled = [(number, block) for number, block in row if block.text.strip()]
    if len(filled) != 2 or not is_entry_label(filled[0][1].text):
        return None
    number, block = filled[1]
    return number, replace(block, key=filled[0][1].text.strip(" :?"), head="")
