"""Actions: rows of action tables, records of fields, items under actions headings, promises in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from planlint.document import Block, BlockKind, Span
from planlint.plan.layout.build import label_of_item
from planlint.plan.layout.columns import slot_of
from planlint.plan.layout.model import Layout, Row, Section, Table
from planlint.plan.layout.names import looks_like_name
from planlint.plan.layout.people import role_of
from planlint.plan.layout.tables import forename
from planlint.plan.resolve.model import Action, Child, PlanStatement
from planlint.plan.resolve.ownership import named_children
from planlint.plan.resolve.promises import bids, promises
from planlint.plan.resolve.telling import commits
from planlint.words import pattern

_SLOTS = ("action", "owner", "when", "outcome", "measure", "progress", "need", "child")
_OUTCOME_LABEL = re.compile(
    r"^\W*(?:desired |intended |expected |agreed )?(?:outcome|goal|aim|objective|so that)s?(?:\s+\d+(?:\.\d+)?|(?-i:\s+[A-Z])(?=\W))?\s*[:.–-]\s*",
    re.IGNORECASE,
)
_NIL = re.compile(
    r"^\W*(?:no (?:further )?actions?(?: needed| required| identified)?|none|nil|n/?a|not applicable|-+)\W*$",
    re.IGNORECASE,
)


def find_actions(layout: Layout, children: Sequence[Child], statements: Sequence[PlanStatement]) -> tuple[Action, ...]:
    """Every action of a plan, in the order of the text."""
    by_block: dict[int, list[PlanStatement]] = {}
    for statement in statements:
        by_block.setdefault(statement.layout.block, []).append(statement)
    found: list[Action] = []
    used: set[int] = set()
    for table in layout.tables:
        if table.purpose == "actions":
            for row in table.rows:
                used.update(row.blocks)
                if action := _row_action(len(found), table, row, layout, children, by_block):
                    found.append(action)
        elif table.purpose != "details" and {"action", "need"} <= table.slots_present:
            for row in table.rows:
                used.update(row.cells.get("action", ()))
                found += _cell_actions(row, layout, children, by_block)
    for item in _item_actions(layout, children, by_block, used):
        used.update(n for n in item[1])
        found.append(item[0])
    for number, action in _labelled_actions(layout, children, by_block, used):
        used.add(number)
        found.append(action)
    found += _prose_actions(layout, children, statements, used)
    ordered = sorted(found, key=lambda action: action.span)
    return tuple(_renumber(ordered))


def _renumber(actions: list[Action]) -> Iterator[Action]:
    for number, action in enumerate(actions):
        yield Action(
            number, action.form, action.text, action.span, action.child, action.section, action.slots,
            action.slot_spans, action.columns, action.statements, action.outcome, action.children,
        )  # fmt: skip


def _row_action(
    index: int,
    table: Table,
    row: Row,
    layout: Layout,
    children: Sequence[Child],
    by_block: Mapping[int, list[PlanStatement]],
) -> Action | None:
    blocks = layout.document.blocks
    slots = {
        slot: _joined(layout, row.cells.get(slot, ()))
        for slot in _SLOTS
        if slot in row.cells or slot in table.slots_present
    }
    text = slots.get("action", "")
    if not text.strip() or _NIL.match(text) or len(text.split()) < 1:
        return None
    spans = {slot: span for slot in row.cells if slot and (span := _cover(layout, row.cells[slot]))}
    whole = _cover(layout, row.blocks)
    own = [s for n in row.cells.get("action", ()) for s in by_block.get(n, [])]
    if whole is None:
        return None
    child = own[0].child if own else _row_child(row, by_block)
    named = named_children(" ".join(blocks[n].text for n in row.blocks), children)
    return Action(
        index, "row", text, whole, child, row.section, slots, spans, table.slots_present,
        tuple(s.index for s in own), _outcome_over(layout, row.blocks[0]) if "outcome" not in table.slots_present else "",
        frozenset({child}) if child is not None else named,
    )  # fmt: skip


def _cell_actions(
    row: Row, layout: Layout, children: Sequence[Child], by_block: Mapping[int, list[PlanStatement]]
) -> Iterator[Action]:
    """'What needs to happen?' beside worries and strengths: its cells are actions, whatever stands beside them."""
    for number in row.cells.get("action", ()):
        block, own = layout.document.blocks[number], by_block.get(number, [])
        bids = any(
            promises(s) or s.note.clause.imperative or s.note.clause.infinitive or not s.note.clause.verb
            for s in own
            if not s.note.quotes
        )
        if bids and block.span is not None and not _NIL.match(block.text):
            named = named_children(block.text, children)
            yield Action(
                0, "item", block.text, block.span, own[0].child, row.section, {}, {}, frozenset(),
                tuple(s.index for s in own), "", frozenset({own[0].child}) if own[0].child is not None else named,
            )  # fmt: skip


def _row_child(row: Row, by_block: Mapping[int, list[PlanStatement]]) -> int | None:
    return next((s.child for n in row.blocks for s in by_block.get(n, [])), None)


def _joined(layout: Layout, numbers: Sequence[int]) -> str:
    return " ".join(layout.document.blocks[number].text for number in numbers if layout.document.blocks[number].text)


def _cover(layout: Layout, numbers: Sequence[int]) -> Span | None:
    spans = [span for number in numbers if (span := layout.document.blocks[number].span)]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def _outcome_over(layout: Layout, number: int) -> str:
    """The outcome line or heading that covers an action, until the next outcome or heading."""
    blocks = layout.document.blocks
    section = layout.sections[layout.section_of[number]]
    for earlier in range(number - 1, section.first - 1, -1):
        block = blocks[earlier]
        if layout.section_of[earlier] != section.index:
            break
        if block.level > 1 or earlier in layout.row_of:
            continue  # the outcome of another action
        if block.kind is BlockKind.FIELD and pattern("columns", "outcome").fullmatch(block.key.strip(" :?").lower()):
            return block.text
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and (match := _OUTCOME_LABEL.match(block.text)):
            return block.text[match.end() :]
        if block.kind is BlockKind.PARAGRAPH and _SO_THAT.match(block.text) and block.text.rstrip(" *").endswith(":"):
            return block.text
    if match := _OUTCOME_LABEL.match(section.title):
        return section.title[match.end() :]
    if _OUTCOME_NUMBER.fullmatch(section.title.strip()):
        told = (blocks[n] for n in range(section.first, number) if layout.section_of[n] == section.index)
        return next((block.text for block in told if block.kind is BlockKind.PARAGRAPH), "")
    return section.title if _STATES_OUTCOME.match(section.title) and len(section.title.split()) >= 4 else ""


_SO_THAT = re.compile(r"\W*so (?:that )?\w", re.IGNORECASE)  # 'So that you see Mum without looking after her:'
_STATES_OUTCOME = re.compile(
    r"^\W*(?:\d+[.)]?\s+)?(?:You|Your)\s+(?!said|told|asked|needs?\b|views?\b|plan\b|mum\b|dad\b)\w+[^?]*$"
)


def _item_actions(
    layout: Layout, children: Sequence[Child], by_block: Mapping[int, list[PlanStatement]], used: set[int]
) -> Iterator[tuple[Action, list[int]]]:
    """Items under an actions heading; an item and its sub-items are one action, its sub-fields are slots."""
    blocks = layout.document.blocks
    groups: dict[tuple[int, int], list[int]] = {}
    listed = _lists_of_promises(layout, by_block)
    for number, block in enumerate(blocks):
        section = layout.sections[layout.section_of[number]]
        if number not in used and _is_item(layout, number) and (section.category == "actions" or number in listed):
            groups.setdefault((section.index, block.group), []).append(number)
    for section_index, members in _under_labels(layout, groups):
        own = [s for number in members for s in by_block.get(number, [])]
        text = _joined(layout, members)
        if not own or _NIL.match(text) or _OUTCOME_LABEL.match(text) or own[0].exempt or text.rstrip().endswith(":"):
            continue
        if all(s.layout.category in ("professionals",) for s in own):
            continue
        span = _cover(layout, members)
        if span is None:
            continue
        slots, spans = _sub_fields(layout, members)
        for slot, words, place in _said_inside(own):
            slots.setdefault(slot, words)
            spans.setdefault(slot, place)
        owner, over = _owner_over(layout, section_index) if "owner" not in slots else ("", None)
        if owner and over:
            slots["owner"], spans["owner"] = owner, over
        child = own[0].child
        named = named_children(text, children)
        kids = frozenset({child}) if child is not None else named
        yield (
            Action(0, "item", text, span, child, section_index, slots, spans, frozenset(slots), tuple(s.index for s in own),
                   _outcome_over(layout, members[0]), kids),
            members,
        )  # fmt: skip


def _under_labels(layout: Layout, groups: Mapping[tuple[int, int], list[int]]) -> Iterator[tuple[int, list[int]]]:
    """Each group of an item and its sub-items; where the item is but a label ('Steps'), each sub-item with its own."""
    blocks = layout.document.blocks
    for (section, _), members in groups.items():
        if len(members) < 2 or not is_steps(blocks[members[0]]):
            yield section, members
            continue
        top = min(blocks[number].level for number in members[1:])
        steps: list[list[int]] = []
        for number in members[1:]:
            if blocks[number].level == top or not steps:
                steps.append([])
            steps[-1].append(number)
        yield from ((section, step) for step in steps)


def is_steps(block: Block) -> bool:
    """Whether an item is a label over what is to be done: 'Steps', 'What we will do:'."""
    text = block.text.strip(" :.").lower()
    lists = (pattern("columns", "action"), pattern("headings", "actions"))
    return block.kind is BlockKind.ITEM and any(listed.fullmatch(text) for listed in lists)


def _labelled_actions(
    layout: Layout, children: Sequence[Child], by_block: Mapping[int, list[PlanStatement]], used: set[int]
) -> Iterator[tuple[int, Action]]:
    """Lines that say they are one ('ACTION: Mum to ring the school'), and under an actions heading 'Carly: ring …'."""
    for number, block in enumerate(layout.document.blocks):
        own = by_block.get(number, [])
        if number in used or block.kind is not BlockKind.FIELD or not own or own[0].exempt or _NIL.match(block.text):
            continue
        owner = ""
        if not pattern("details", "action-labels").fullmatch(_NUMBERED_END.sub("", block.key.strip(" :."))):
            doer = not slot_of(block.key) and _is_doer(block.key, layout)
            owner = block.key if doer and _is_deed(own[0]) else ""
            if not owner or layout.sections[layout.section_of[number]].category != "actions":
                continue
        span = block.span
        if span is None:
            continue
        slots = {"owner": owner} if owner else {}
        spans = {"owner": block.key_span} if owner and block.key_span else {}
        child = own[0].child
        kids = frozenset({child}) if child is not None else named_children(block.text, children)
        yield (
            number,
            Action(0, "item", block.text, span, child, layout.section_of[number], slots, spans, frozenset(slots),
                   tuple(s.index for s in own), _outcome_over(layout, number), kids),
        )  # fmt: skip


def _is_deed(statement: PlanStatement) -> bool:
    """Whether what stands behind somebody's name is something to do, and not who they are or what they said."""
    return len(statement.text.split()) >= 3 and not statement.quoted and not looks_like_name(statement.text)


_NUMBERED_END = re.compile(r"\s*(?:no\.?\s*)?\d+[a-z]?$", re.IGNORECASE)


def _is_doer(words: str, layout: Layout) -> bool:
    """Whether words are somebody who can do something: a grown-up of the plan, or a role."""
    known = {
        part for record in layout.people if record.role != "child" for part in (record.name, forename(record.name))
    }
    if words.strip() in known or role_of(words) not in (None, "child"):
        return True
    kids = {forename(record.name) for record in layout.people if record.role == "child"}
    return looks_like_name(words) and len(words.split()) <= 3 and forename(words) not in kids


_DOES = re.compile(
    r"^\W*(?:\d+[.)]?\s+)?(?:what (?P<a>.{2,40}?) (?:will|is going to|are going to|has agreed to|have agreed to|needs? to|has to|have to|must|is|are) (?:do|doing)\b"
    r"|(?:actions?|jobs|tasks|steps|promises) (?:for|by|from) (?P<b>.{2,40})|(?P<c>.{2,40}?)['’]s? (?:actions?|jobs?|tasks?|promises|to[- ]do list)"
    r"|(?P<d>.{2,40}?) (?:will|has agreed to|agrees to|to do)\b.{0,12})\W*$",
    re.IGNORECASE,
)


def _owner_over(layout: Layout, section: int) -> tuple[str, Span | None]:
    """Who the heading over a list says will do what stands in it: 'What Carly will do', 'Actions for Mum'."""
    title, heading = layout.sections[section].title, layout.sections[section].heading
    match = _DOES.match(title)
    words = next((part for part in match.groups() if part), "") if match else ""
    if not words or not any(_is_doer(part, layout) for part in re.split(r"\s+and\s+|,\s*|/", words)):
        return "", None
    return words, layout.document.blocks[heading].span if heading is not None else None


def _lists_of_promises(layout: Layout, by_block: Mapping[int, list[PlanStatement]]) -> frozenset[int]:
    """Items of lists that stand under no actions heading, and most of whose items promise something."""
    blocks = layout.document.blocks
    found: set[int] = set()
    run: list[int] = []
    for number in range(len(blocks) + 1):
        inside = number < len(blocks) and _is_item(layout, number)
        if inside and (not run or layout.section_of[run[-1]] == layout.section_of[number]):
            run.append(number)
            continue
        section = layout.sections[layout.section_of[run[0]]] if run else None
        if (
            section is not None
            and section.category
            not in (
                "views",
                "contingency",
                "professionals",
                "details",
                "strengths",
                "observations",
            )
            and (section.category != "outcomes" or _heads_outcome(section.title))
        ):
            heads = [n for n in run if blocks[n].level <= 1 and by_block.get(n)]
            promising = [n for n in heads if promises(by_block[n][0]) or _will_do(by_block[n][0], section)]
            if len(heads) >= 2 and len(promising) * 2 >= len(heads):
                found.update(run)
            found.update(_steps_of(run, blocks))
            found.update(_with_fields(run, blocks))
        run = [number] if inside else []
    return frozenset(found)


def _heads_outcome(title: str) -> bool:
    """'Outcome 2', 'Goal: she sleeps': what stands under it is the outcome, and what is done for it."""
    return _OUTCOME_LABEL.match(title.strip(" *#")) is not None or _OUTCOME_NUMBER.fullmatch(title.strip()) is not None


_OUTCOME_NUMBER = re.compile(
    r"\W*(?:\d+[.)]?\s+)?(?:desired |intended |expected |agreed |personal )?(?:outcome|goal|aim|objective)\s*(?:no\.?\s*)?(?:\d+(?:\.\d+)?[a-z]?|one|two|three|four|five|six)\W*",
    re.IGNORECASE,
)


def _will_do(statement: PlanStatement, section: Section) -> bool:
    """Under a heading that is the outcome, a grown-up who does something: 'Mrs Pike practises the swap with Zubair'."""
    grown = statement.subject in ("mother", "father", "parents", "carer", "professional", "adult", "writer")
    return _heads_outcome(section.title) and (grown or commits(statement) or bids(statement))


def _steps_of(run: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """The items of a list that is headed 'Steps' by its first item."""
    found: list[int] = []
    for number in run:
        if is_steps(blocks[number]) or (found and blocks[number].level > blocks[found[0]].level):
            found.append(number)
    return found if len(found) > 1 else []


def _with_fields(run: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """Items of a list whose sub-items say who or when: actions under any heading."""
    found: list[int] = []
    groups: dict[int, list[int]] = {}
    for number in run:
        groups.setdefault(blocks[number].group, []).append(number)
    for members in groups.values():
        below = [blocks[n] for n in members[1:]]
        labels = [slot_of(b.key) if b.key else (label_of_item(b) or ("", 0))[0] for b in below]
        if {"owner", "when"} & set(labels):
            found += members
    return found


def _is_item(layout: Layout, number: int) -> bool:
    block = layout.document.blocks[number]
    return block.kind is BlockKind.ITEM or (block.kind is BlockKind.FIELD and bool(block.marker))


def _sub_fields(layout: Layout, members: Sequence[int]) -> tuple[dict[str, str], dict[str, Span]]:
    """'Who: Jo' and the like among an item's sub-items."""
    slots: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for number in members[1:]:
        block = layout.document.blocks[number]
        labelled = (slot_of(block.key), 0) if block.key else label_of_item(block)
        if labelled and labelled[0] and labelled[0] != "action" and labelled[0] not in slots:
            slots[labelled[0]] = block.text[labelled[1] :]
            if block.span:
                spans[labelled[0]] = block.span
    return slots, spans


_INSIDE = re.compile(r"\W*(?P<key>[A-Z][A-Za-z ]{1,30}?)\s*[:–]\s+(?=\w)")


def _said_inside(statements: Sequence[PlanStatement]) -> Iterator[tuple[str, str, Span]]:
    """'… by 23 January. Outcome: Curtis stops drinking at home.': a slot by a label of its own within the action."""
    for statement in statements[1:]:
        match = _INSIDE.match(statement.text)
        slot = slot_of(match["key"]) if match else ""
        if match and slot in ("owner", "when", "outcome", "measure"):
            yield slot, statement.text[match.end() :], statement.span


def _prose_actions(
    layout: Layout, children: Sequence[Child], statements: Sequence[PlanStatement], used: set[int]
) -> Iterator[Action]:
    """Sentences that promise a definite future act."""
    for statement in statements:
        block = layout.document.blocks[statement.layout.block]
        if (
            statement.layout.block in used
            or block.kind is BlockKind.CELL
            or statement.exempt
            or statement.layout.slot not in ("", "action")
        ):
            continue
        if promises(statement) or _SAYS_ACTION.match(statement.text):
            kids = frozenset({statement.child}) if statement.child is not None else statement.children
            yield Action(
                0, "prose", statement.text, statement.span, statement.child, statement.section.index, {}, {}, frozenset(),
                (statement.index,), _outcome_over(layout, statement.layout.block), kids,
            )  # fmt: skip


_SAYS_ACTION = re.compile(r"\W*(?:ACTIONS?|Action|AP|AGREED|Action agreed|Agreed action)\s*\d*\s*[:–-]\s+\w")
