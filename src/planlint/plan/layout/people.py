"""People as a plan names them: in front matter, details tables, fields, headings and appositions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, cast

from planlint.document import Block, BlockKind, Document
from planlint.phrases import Met, Phrases
from planlint.plan.layout.dates import DATE, age_in_days, dates_in, to_date
from planlint.plan.layout.model import PersonRecord, Role
from planlint.plan.layout.names import NAME, NAME_PATTERN, clean_name, is_name, looks_like_name, soften
from planlint.plan.layout.sections import category_of
from planlint.words import pattern, word_file

_GROWN = 18 * 365
_DUE = re.compile(r"\b(?:edd|due|expected|unborn|not yet born)\b", re.IGNORECASE)
_UNBORN = re.compile(r"\b(?:unborn|edd|due|not (?:yet )?born|ub)\b", re.IGNORECASE)
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
_BORN_KEYS = re.compile(
    r".*\b(?:dob|d\.o\.b\.?|date of birth|born|birth|edd)\b.*|(?:baby )?due(?: date)?", re.IGNORECASE
)
_AGE_KEYS = re.compile(r"\bages?\b", re.IGNORECASE)


@cache
def role_pattern() -> Phrases:
    """Any word that gives a role."""
    return Phrases(item for items in word_file("people").values() for item in map(str, items))


@cache
def _role_patterns() -> tuple[tuple[str, Phrases], ...]:
    return tuple((role, pattern("people", role)) for role in word_file("people"))


_NOT_MUMS = re.compile(
    r"\b(?:nan|nana|nanna|gran|granny|grandma|nain|mamgu|aunt|auntie|aunty|sister|dad|father)['’]s\s", re.IGNORECASE
)


def role_of(words: str) -> Role | None:
    """The role that a phrase gives ('Zac's step-dad' → step-father): the first met, of those at one place the longest.

    Whose they are does not count: "Ocean's father, at his brother's" is a father.
    """
    best: tuple[int, int, str] | None = None
    for role, expression in _role_patterns():
        for match in expression.finditer(words):
            owner = words[match.end() :].startswith(("'s ", "’s "))
            rank = (int(owner) * 1000 + match.start(), match.start() - match.end(), role)
            best = min(best, rank) if best else rank
    if best is None:
        return None
    if best[2] == "partner" and _NOT_MUMS.search(words):
        return "relative"
    return "relative" if best[2] == "female-partner" else cast(Role, best[2])


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
    born = _first_date(record.get("born") or record.get("dob") or record.get("date of birth"))
    due = _first_date(record.get("due") or record.get("edd"))
    role: Role = "child" if child else role_of(words) or ("adult" if key != "professionals" else "professional")
    age = age_in_days(f"aged {record['age']}") if record.get("age") else None
    unborn = child and born is None and (due is not None or bool(_UNBORN.search(str(record))))
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
        born = _first_date(rest) if not _DUE.search(rest) else None
        due = _first_date(rest) if _DUE.search(rest + heads) and born is None else None
        age = age_in_days(rest) if born is None and due is None else None
        if born is None and age is None and _AGE_KEYS.search(heads):
            age = next((age_in_days(f"aged {o.text}") for o in others if _AGE_KEYS.search(o.head)), None)
        unborn = bool(_UNBORN.search(block.text)) or (due is not None and born is None)
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
            unborn, _possessor(f"{key} {role_words}"), _role_title(f"{key} {role_words}"), 3,
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
        born, age = _first_date(text), age_in_days(text)
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
            if role in ("mother", "father", "grandparent") and _possessor(text) and _adult_owner(text):
                return "relative"
            return role
    return None


def _adult_owner(text: str) -> bool:
    return bool(re.match(r"\s*(?:mum|dad|mother|father)['’]s\b", text, re.IGNORECASE))


def _possessor(text: str) -> str:
    match = re.search(rf"({NAME_PATTERN})['’]s?\s", text)
    return clean_name(match[1]) if match else ""


def _first_date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    match = DATE.search(str(value or ""))
    return to_date(match) if match else None


def from_labels(pairs: Sequence[tuple[int, Block]]) -> Iterator[PersonRecord]:
    """People of labelled values in their order: 'Child: Zion', then 'DOB: 27.05.26'; 'Mother: Nadia'.

    Each block has its label as its `key`: a field, or the second cell of a details table of two columns.
    """
    last: PersonRecord | None = None
    for number, block in pairs:
        key = block.key.strip(" :")
        if last and not last.born and not last.due and _BORN_KEYS.fullmatch(key) and (day := _first_date(block.text)):
            unborn = bool(_DUE.search(key))
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


def _labelled(row: Sequence[tuple[int, Block]]) -> tuple[int, Block] | None:
    """The second cell of a row whose first is a label ('Name', 'DOB'), with that as its key."""
    filled = [(number, block) for number, block in row if block.text.strip()]
    if len(filled) != 2 or not pattern("details", "keys").fullmatch(filled[0][1].text.strip(" :?")):
        return None
    number, block = filled[1]
    return number, replace(block, key=filled[0][1].text.strip(" :?"), head="")


def _sentence_pieces(text: str) -> list[tuple[int, str]]:
    pieces, start = [], 0
    for match in re.finditer(r"(?<!\d)[.;](?=\s|$)", text):
        pieces.append((start, text[start : match.end()]))
        start = match.end()
    pieces.append((start, text[start:]))
    return pieces


_AGED = re.compile(
    rf"({NAME_PATTERN})\s*(?:\(\s*(?:aged?\s+)?(?P<a>\d{{1,2}}(?:\s*(?:months?|weeks?|days?|years?|mths?|yrs?)(?:\s+old)?)?)\s*\)"
    rf"|,\s*(?:aged?\s+)?(?P<b>[a-z0-9]+(?:\s(?:months?|weeks?|days?|years?)(?:\sold)?)?)(?=[,.;)]|\s*\(|$)"
    rf"|,?\s+who\s+(?:is|was|turned|will be)\s+(?:now\s+|nearly\s+|just\s+)?(?P<d>[a-z0-9]+(?:\s(?:months?|weeks?|days?|years?)(?:\sold)?)?)(?=[,.;)]|\s+(?:and|in|on|at|next|last)\b|$)"
    rf"|\s+is\s+(?P<c>[a-z0-9]+(?:\s(?:months?|weeks?|days?|years?)\sold)?)(?=[,.;]|\s+and\b))"
)


_NAMES = rf"{NAME_PATTERN}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){NAME_PATTERN})*"
_BORN_LEAD = re.compile(
    rf"({_NAMES})\s*[,(]?\s*(?:\([^)]*\)\s*)?(?:twins?,?\s+)?(?:(?:is|are|was|were)\s+)?(?:both\s+)?[-–:/]?\s*(?:[MF]\b[\s,]*)?"
    r"(?i:(born|b\.|d\.?o\.?b\.?|date of birth|edd|due))?\s*:?\s*(?i:on\s+|in\s+)?$"
)
_YEAR_GROUP = re.compile(rf"({NAME_PATTERN})\s*[,(]\s*(?:in\s+)?(Year|Primary|P)\s?(\d{{1,2}})\b")
_YOU_BORN = re.compile(r"\byou (?:were|are) (?:born|due)\b[^.;]{0,12}$", re.IGNORECASE)


def from_prose(number: int, text: str) -> Iterator[PersonRecord]:
    """Children by birth dates and ages in a line: 'Poppy, born 2 December 2016', 'Harley (8)', 'Zion is four'."""
    text = soften(text) if re.search(r"[A-Z]{3,}\s+[A-Z]{3,}", text) else text
    for year in _YEAR_GROUP.finditer(text):
        years = int(year[3]) + (5 if year[2].lower() == "year" else 4)
        if not role_of(year[1]) and years < 19:
            yield PersonRecord(
                clean_name(year[1]), "child", number, year.start(1), year.end(1), age_days=years * 365 + 180, strength=1
            )
    for day, start, _ in dates_in(text):
        lead = text[max(0, start - 90) : start]
        born = _BORN_LEAD.search(lead)
        if born is None or not (born[2] or len(text.split()) <= 8):
            continue
        due = bool(born[2] and _DUE.search(born[2]))
        surname = born[1].split()[-1]
        for name in NAME.finditer(born[1]):
            if not role_of(name[0]):
                begin = start - len(lead) + born.start(1) + name.start()
                full = (
                    name[0]
                    if " " in name[0] or " " not in born[1].strip()
                    else f"{name[0]} {surname}"
                    if " and " in born[1]
                    else name[0]
                )
                yield PersonRecord(
                    clean_name(full), "child", number, begin, begin + len(name[0]), None if due else day,
                    day if due else None, None, due, strength=2 if born[2] else 1,
                )  # fmt: skip
    for match in _AGED.finditer(text):
        words = match["a"] or match["b"] or match["c"] or match["d"]
        age = age_in_days(f"aged {words}" if " " not in words.strip() else words)
        if age is not None and age < 19 * 365 and not role_of(match[1]):
            strength = 2 if match["a"] or match["d"] else 1
            yield PersonRecord(
                clean_name(match[1]), "child", number, match.start(1), match.end(1), age_days=age, strength=strength
            )


def birth_of_reader(blocks: Sequence[Block]) -> date | None:
    """'You were born on 3 May 2011', 'Born: 25/09/2013': the birth date of a plan's one child."""
    for block in blocks:
        if block.kind is BlockKind.FIELD and _BORN_KEYS.fullmatch(block.key.strip(" :")) and not _DUE.search(block.key):
            return _first_date(block.text)
        text = f"{block.key} {block.text}" if block.key else block.text
        for day, start, _ in dates_in(text):
            if _YOU_BORN.search(text[:start]):
                return day
    return None


def from_appositions(number: int, text: str) -> Iterator[PersonRecord]:
    """Adults by what stands beside their name: 'Tess Okoro (health visitor)', 'your mum, Carys,', 'social worker Priya Nair'."""
    for piece_start, piece in _sentence_pieces(text):
        for match in role_pattern().finditer(piece):
            role = role_of(match[0])
            if role is None or role == "child":
                continue
            found = _named_before(piece, match) or _named_after(piece, match)
            if found is not None:
                name, start, of = found
                begin = piece_start + start
                yield PersonRecord(
                    clean_name(name), role, number, begin, begin + len(name), of=of, title=match[0], strength=1
                )


def _named_before(piece: str, role: Met) -> tuple[str, int, str] | None:
    """'Tess Okoro (health visitor)', 'Grace, his nurse', 'Sam Whitlock is your PA'."""
    match = re.search(
        rf"({NAME_PATTERN})\s*(?:,|\(|\bis\b|\bwas\b)\s*(?:(?:your|his|her|their|the|a|an|our|who is|{NAME_PATTERN}['’]s?)\s+)*(?:(?!and\b|or\b|with\b|but\b|to\b)[a-z-]+\s+){{0,2}}$",
        piece[: role.start()],
    )
    if match is None or role_of(match[1].split()[-1]) or not is_name(match[1]):
        return None
    return match[1], match.start(1), _possessor(piece[match.end(1) : role.start() + 1])


def _named_after(piece: str, role: Met) -> tuple[str, int, str] | None:
    """'your mum, Carys', 'social worker Priya Nair', 'Mother of all five: Nadia Hussain'."""
    rest = piece[role.end() :]
    if rest.startswith(("'s", "’s")):
        return None
    match = re.match(
        rf"\s*(?:,\s*|\(|:\s*|(?:is|was)\s+called\s+|called\s+|is\s+|are\s+|of\s+(?:all|both|the)\s+\w+:\s+)?({NAME_PATTERN})(?!['’]s)",
        rest,
    )
    if match is None or role_of(match[1].split()[0]) or not is_name(match[1]):
        return None
    owned = re.search(
        r"(?:\b(?:your|his|her|their|the|my|our)|['’]s?)\s+(?:\w+\s+)?$", piece[: role.start()], re.IGNORECASE
    )
    if rest.lstrip().startswith(",") and not owned:
        return None  # 'Mum, Mr Feeney and Leanne Cole invited' is a list
    return match[1], role.end() + match.start(1), _possessor(piece[: role.start() + 1])


_TITLES = (
    re.compile(rf"(?:\b(?:for|about|Dear|of|Hi|Hello)\s+|[:,–-]\s+)({_NAMES})"),
    re.compile(rf"^({_NAMES})(?:['’]s?\s+(?:\w+\s+)*?(?:[Pp]lan|[Cc]are|[Rr]eview)\b|:\s|\s*[–-]\s|,$)"),
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


_GREETS = re.compile(rf"{NAME_PATTERN},\s+(?:this|you|your|here|we|I)\b")


_HEADED = re.compile(
    rf"(?:(?:For|About|Child|All about|Meet)[:\s]+)?({NAME_PATTERN})(?:['’]s?\s+\w+|\s*\([^)]*\)|,\s*\w+)?"
)


def from_heading(number: int, text: str) -> Iterator[PersonRecord]:
    """A heading that is a name and little else ('KASPER', "Otis's page", 'For Wren'): perhaps a child's part."""
    match = _HEADED.fullmatch(soften(text.strip()).strip(" :"))
    if match is not None and not role_of(match[1]) and category_of(text) == "other":
        told = match[0] != match[1]  # 'For Femi' says whose it is; a bare 'Overview' has to be met again as a name
        yield PersonRecord(clean_name(match[1]), "child", None if told else number, strength=0)


def people_of(
    document: Document, details: Sequence[int], rows: Sequence[Sequence[int]], title: int | None
) -> list[PersonRecord]:
    """Every record of a person in a document. `details` are the blocks of details, `rows` those of its details tables."""
    return [
        record for record in _records(document, details, rows, title) if is_name(record.name) or _is_role_only(record)
    ]


def _is_role_only(record: PersonRecord) -> bool:
    """'Mum's partner', 'Baby Prosser': a person without a name of their own."""
    return record.strength >= 2 and (
        record.unborn or bool(re.match(r"(?:Baby|Unborn|Mum|Dad|Mother|Father)\b", record.name))
    )


def _records(
    document: Document, details: Sequence[int], rows: Sequence[Sequence[int]], title: int | None
) -> list[PersonRecord]:
    blocks = document.blocks
    found = list(from_meta(document.meta))
    in_rows = {number for row in rows for number in row}
    labelled: list[tuple[int, Block]] = []
    for row in rows:
        cells = [(number, blocks[number]) for number in row]
        if (pair := _labelled(cells)) is not None:
            labelled.append(pair)
        else:
            found += from_table_row(cells)
    found += from_heads(_columns(blocks, rows))
    found += from_labels(labelled)
    found += from_labels([(n, blocks[n]) for n in details if n not in in_rows and blocks[n].kind is BlockKind.FIELD])
    for number in details:
        if number not in in_rows:
            found += from_prose(number, blocks[number].text)
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.CELL and number not in in_rows:
            found += from_child_cell(number, block)
        if block.kind is not BlockKind.COMMENT:
            found += from_appositions(number, block.text)
            if block.kind is BlockKind.HEADING and number != title:
                found += from_heading(number, block.text)
            if number not in details and block.kind is not BlockKind.CELL:
                found += [r for r in from_prose(number, block.text) if r.strength >= 1]
            if (
                number == title
                or block.text.startswith(("Dear ", "Hi ", "Hello "))
                or (number < 8 and _GREETS.match(block.text))
            ):
                found += from_title(
                    number,
                    block.text.split(", ")[0] + "," if number != title and _GREETS.match(block.text) else block.text,
                )
    return found


def _columns(blocks: Sequence[Block], rows: Sequence[Sequence[int]]) -> list[tuple[Block, list[Block]]]:
    """The columns of the details tables: each head with the cells below it."""
    tables = {blocks[n].table for row in rows for n in row if blocks[n].table is not None}
    heads = [b for b in blocks if b.table in tables and b.is_head and b.text.strip()]
    return [(h, [b for b in blocks if b.table == h.table and b.column == h.column and not b.is_head]) for h in heads]
