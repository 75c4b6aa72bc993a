"""Children and adults: the records of layout merged into persons, with age and stage on the plan's date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from planlint.document import Span
from planlint.plan.layout.births import birth_of_reader
from planlint.plan.layout.dates import age_in_days
from planlint.plan.layout.model import Layout, PersonRecord
from planlint.plan.layout.people_tables import NICKNAME
from planlint.plan.layout.tables import forename
from planlint.plan.resolve.model import Adult, Child, Stage
from planlint.words import pattern, whole_words

_UNNAMED = re.compile(r"^(?:unborn(?: baby)?|baby|ub)\b", re.IGNORECASE)
_YEAR = 365.25
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|PC|DC|DS|Sgt|Sergeant|Rev|Auntie|Aunty|Aunt|Uncle|Nurse)\.?\s+")
_GROWN = 19 * 365  # care leavers' plans are let in by their labels


def resolve_people(
    layout: Layout, as_of: date, given: Sequence[PersonRecord] = ()
) -> tuple[tuple[Child, ...], tuple[Adult, ...]]:
    """The children and adults of a plan on a day. `given` are people a caller knows of; they come first."""
    whole = {record.name: record.of for record in layout.people if record.title == NICKNAME and record.of}
    named = [record for record in layout.people if record.title != NICKNAME]
    records = [*given, *(replace(r, name=whole[r.name]) if r.name in whole and r.role == "child" else r for r in named)]
    adult_names = {_key(record.name) for record in records if record.role != "child" and record.strength >= 2}
    children = _children(layout, records, adult_names, as_of)
    children = _with_nicknames(children, layout)
    child_keys = {alias.lower() for child in children for alias in child.aliases}
    adults = _adults(records, children, child_keys)
    return children, adults


def _with_nicknames(children: tuple[Child, ...], layout: Layout) -> tuple[Child, ...]:
    """The children with the other names that the plan says they go by."""
    called = [record for record in layout.people if record.title == NICKNAME]
    out = []
    for child in children:
        own = {r.name for r in called if (r.of in child.aliases if r.of else len(children) == 1)}
        usual = max([child.name, *sorted(own)], key=lambda name: _times(layout, name))
        out.append(replace(child, name=usual, aliases=child.aliases | own) if own else child)
    return tuple(out)


def _times(layout: Layout, name: str) -> int:
    expression = whole_words([name])
    return sum(len(expression.findall(block.text)) for block in layout.document.blocks)


def _key(name: str) -> str:
    return _HONORIFIC.sub("", name).lower()


def _children(layout: Layout, records: Sequence[PersonRecord], adults: set[str], as_of: date) -> tuple[Child, ...]:
    merged: dict[str, list[PersonRecord]] = {}
    sure = [record for record in records if record.role == "child" and record.strength >= 2]
    strongest = max((record.strength for record in sure), default=0)
    chosen = [record for record in sure if record.strength == strongest or record.born or record.due or record.unborn]
    if not chosen:
        chosen = [
            record for record in records if record.role == "child" and (record.born or record.age_days is not None)
        ]
    if not chosen:
        chosen = _titled([record for record in records if record.role == "child"], layout)
    beside = {record.block for record in chosen if record.block is not None and record.block != layout.title}
    if more := [r for r in records if r.role == "child" and r.strength and r.block in beside and r not in chosen]:
        chosen = sorted([*chosen, *more], key=lambda r: (-1 if r.block is None else r.block, r.start))
    grown = {forename(record.name).lower() for record in records if record.role != "child"}
    for record in chosen:
        weak = record.strength == 0 and record.block is not None
        if weak and (forename(record.name).lower() in grown or not _spoken_of(layout, record)):
            continue
        if _key(record.name) in adults or _too_old(record, as_of) or _is_common(layout, record):
            continue
        if record.strength == 1 and record.born and _may_be_signature(layout, record, as_of):
            continue
        merged.setdefault(_same_child(merged, record.name), []).append(record)
    if any(_is_minor(group, as_of) for group in merged.values()):
        merged = {key: group for key, group in merged.items() if not _is_grown(group, as_of)}
    if len(merged) > 1:
        met = {key: group for key, group in merged.items() if _is_met(layout, group)}
        merged = met or merged
    for record in records:
        if record.role == "child" and record not in chosen and (key := _same_child(merged, record.name)) in merged:
            merged[key].append(record)
    return tuple(_child(number, group, layout, as_of, len(merged) == 1) for number, group in enumerate(merged.values()))


def _may_be_signature(layout: Layout, record: PersonRecord, as_of: date) -> bool:
    """'Jo Bell, 3 February 2026', 'Leeds, 3 May': a name and a day about the plan's own, and no more of that name."""
    if record.born is None or (as_of - record.born).days > _YEAR:
        return False
    return record.born >= (layout.plan_date or as_of) or not _spoken_of(layout, record)


def _titled(records: list[PersonRecord], layout: Layout) -> list[PersonRecord]:
    """Of headings that may be names, those that the title names too: 'Plan for Ada and Bo', 'Ada', 'Bo', 'Carly'."""
    titled = {forename(record.name).lower() for record in records if record.block == layout.title}
    headed = {forename(record.name).lower() for record in records if record.block != layout.title}
    if not titled or not titled <= headed:
        return records
    return [record for record in records if forename(record.name).lower() in titled]


def _is_met(layout: Layout, group: Sequence[PersonRecord]) -> bool:
    """Whether a child of several has more than one bare word in a table."""
    first = group[0]
    told = any(record.born or record.due or record.age_days is not None for record in group)
    return told or len(first.name.split()) > 1 or first.strength != 3 or _spoken_of(layout, first)


def _years(group: Sequence[PersonRecord], as_of: date) -> float | None:
    born = next((record.born for record in group if record.born), None)
    days = (as_of - born).days if born else next((r.age_days for r in group if r.age_days is not None), None)
    return None if days is None else days / _YEAR


def _is_minor(group: Sequence[PersonRecord], as_of: date) -> bool:
    years = _years(group, as_of)
    return years is not None and years < 18


def _is_grown(group: Sequence[PersonRecord], as_of: date) -> bool:
    years = _years(group, as_of)
    return years is not None and years >= 18


def _spoken_of(layout: Layout, record: PersonRecord) -> bool:
    """Whether the plan uses the word as a name outside its own table: in prose, a heading or another cell."""
    called = re.escape(forename(record.name))
    name = re.compile(rf"(?<!\w)(?:{called}|{called.upper()})(?!\w)")
    blocks = layout.document.blocks
    return record.block is None or any(
        name.search(b.text) for n, b in enumerate(blocks) if n != record.block and not b.key.startswith(record.name)
    )


def _same_child(merged: dict[str, list[PersonRecord]], name: str) -> str:
    """The key under which a child of this name is known already: the same full name, or the same forename."""
    own = _display(name).lower()
    if own in merged:
        return own
    words = name.lower().split()
    for key in merged:
        if key in words or (words and words[-1] == key):
            return key
    return own


def _display(name: str) -> str:
    """'Kyle Shaw' → 'Kyle'; 'Unborn Rose' → 'Rose'; 'Baby Prosser' and 'Unborn baby Haines' stay whole."""
    words = name.split()
    if _UNNAMED.match(name):
        rest = [word for word in words if word.lower() not in ("unborn", "baby", "ub")]
        return f"Baby {rest[-1]}" if rest else "Baby"
    return words[0] if words else name


def _called(name: str, layout: Layout) -> str:
    """The name a report gives: two forenames where the plan always uses both ('Minh Anh Doan' → 'Minh Anh')."""
    words = name.split()
    if len(words) >= 3 and not _UNNAMED.match(name):
        both = re.compile(rf"(?<!\w){re.escape(words[0])} {re.escape(words[1])}(?! {re.escape(words[2])})(?!\w)")
        if sum(len(both.findall(block.text)) for block in layout.document.blocks) >= 2:
            return " ".join(words[:2])
    return _display(name)


def _child(index: int, group: list[PersonRecord], layout: Layout, as_of: date, only: bool) -> Child:
    first = max(group, key=lambda record: record.strength)
    name = _called(first.name, layout)
    born = next((record.born for record in group if record.born), None) or (
        birth_of_reader(layout.document.blocks) if only else None
    )
    due = next((record.due for record in group if record.due), None)
    if born and born > as_of:
        born, due = None, due or born
    age = (as_of - born).days if born else next((r.age_days for r in group if r.age_days is not None), None)
    unborn = born is None and age is None and (due is not None or any(record.unborn for record in group))
    unnamed = bool(_UNNAMED.match(first.name))
    if unnamed and re.match(r"unborn", first.name, re.IGNORECASE) and len(first.name.split()) == 2:
        surname = first.name.split()[1]
        family = {word for record in layout.people for word in record.name.split()[1:] if record is not first}
        if surname not in family:
            name, unnamed = surname, False
    age = _prose_age(layout) if age is None and not unborn and only else age
    stage = _stage(age, unborn)
    aliases = {record.name for record in group} | {name} | {forename(record.name) for record in group if not unnamed}
    if unnamed:
        aliases |= {
            f"{lead} {name.split()[-1]}" for lead in ("Unborn", "UB", "Unborn baby", "Unborn Baby", "baby", "Baby")
        }
        aliases |= {
            "the new baby",
            "The new baby",
            "New baby",
            "the unborn baby",
            "The unborn baby",
            "Unborn baby",
            "the baby to come",
            "The baby to come",
        }
    aliases -= {"Unborn", "Baby", "UB", "unborn", "baby"}
    aliases |= {f"{name} {surname}" for record in group for surname in record.name.split()[1:] if not unnamed}
    preverbal = (
        stage in ("unborn", "baby") or (age is not None and age < 2 * _YEAR) or _nonverbal(layout, name, index == 0)
    )
    mention = _first_mention(layout, frozenset(aliases), group)
    return Child(index, name, frozenset(aliases), born, age, stage, preverbal, unnamed, mention)


def _prose_age(layout: Layout) -> int | None:
    """'You are six.', 'I am nine years old.' in a plan that gives its one child's age nowhere else."""
    for block in layout.document.blocks:
        match = re.search(r"\b(?:You are|I am|I’m|I'm) (?:now |only )?(\w+)(?: years old)?(?=[.,;]| and\b)", block.text)
        if match and (age := age_in_days(f"aged {match[1]}")) is not None:
            return age
    return None


def _stage(age: int | None, unborn: bool) -> Stage:
    if unborn:
        return "unborn"
    if age is None:
        return "child"
    years = age / _YEAR
    return "baby" if years < 1 else "toddler" if years < 4 else "child" if years < 11 else "teen"


def _nonverbal(layout: Layout, name: str, only: bool) -> bool:
    """Whether the plan describes the child as without words."""
    expression = pattern("nonverbal", "described")
    told = layout.document.meta.get("children")
    for record in told if isinstance(told, list) else []:
        own = isinstance(record, dict) and str(record.get("name", "")).startswith(name)
        if own and expression.search(str(record.get("communicates", ""))):
            return True
    several = sum(1 for record in layout.people if record.role == "child" and record.strength >= 2) > 1
    for block in layout.document.blocks:
        for sentence in re.split(r"(?<=[.;])\s", f"{block.key}: {block.text}" if block.key else block.text):
            if expression.search(sentence) and ((not several and only) or name in sentence):
                return True
    return False


def _too_old(record: PersonRecord, as_of: date) -> bool:
    if record.born is not None:
        return (as_of - record.born).days > (26 * 365 if record.strength == 3 else _GROWN)
    return record.age_days is not None and record.age_days > (26 * 365 if record.strength == 3 else _GROWN)


def _is_common(layout: Layout, record: PersonRecord) -> bool:
    """A capitalised word that the plan also writes small is no name, unless a table or the front matter says so."""
    if record.strength >= 3 or " " in record.name:
        return False
    word = record.name.lower()
    return any(re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", block.text) for block in layout.document.blocks)


def _first_mention(layout: Layout, aliases: frozenset[str], group: Iterable[PersonRecord]) -> Span | None:
    expression = whole_words(aliases)
    for block in layout.document.blocks:
        if match := expression.search(block.text):
            return block.source_span(match.start(), match.end())
    return next((layout.document.meta_span for _ in group if layout.document.meta_span), None)


def _adults(records: Sequence[PersonRecord], children: Sequence[Child], child_keys: set[str]) -> tuple[Adult, ...]:
    merged: dict[str, Adult] = {}
    for record in sorted(records, key=lambda one: -one.strength):
        name = record.name if not _is_role(record.name) else ""
        if record.role == "child" or (name and name.lower() in child_keys):
            continue
        of = frozenset(
            child.index
            for child in children
            if record.of and whole_words(forename(alias) for alias in child.aliases).search(record.of)
        )
        key = _key(name) if name else f"{record.role}:{sorted(of)}"
        known = next(
            (
                k
                for k in merged
                if name
                and (k.split()[:1] == key.split()[:1] or (k.split()[-1:] == key.split()[-1:] and len(key.split()) == 1))
            ),
            None,
        )
        if known is not None:
            old = merged[known]
            merged[known] = Adult(
                old.name, old.role, old.aliases | _aliases(name), old.of | of, old.title or record.title
            )
        else:
            merged[key] = Adult(name, record.role, _aliases(name), of, record.title)
    return tuple(merged.values())


def _is_role(name: str) -> bool:
    return pattern("people").fullmatch(name) is not None or bool(re.search(r"['’]s\s+[a-z]", name))


def _aliases(name: str) -> frozenset[str]:
    if not name:
        return frozenset()
    bare = _HONORIFIC.sub("", name)
    words = bare.split()
    forms = {name, bare}
    if len(words) > 1 or not _HONORIFIC.match(name):
        forms.add(words[0])
    return frozenset(form for form in forms if len(form) > 1)
