"""What the columns of a table mean: by their heads, and where those leave it open, by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from planlint.document import Block
from planlint.phrases import Phrases
from planlint.plan.layout.dates import DATE, MONTHS
from planlint.plan.layout.names import is_name
from planlint.words import pattern, word_file, words

_NUMBERED = re.compile(
    r"^(?:action|step|task|goal|aim|objective|point|no\.?|item)\s*(?:no\.?\s*)?\d+\w?$", re.IGNORECASE
)
_MOST = 0.6  # of the filled cells of a column, to say what it holds
_SHORT = 9  # words of a cell that may be a time or a person
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b", re.IGNORECASE
)
_WORDY = 2.5  # words a cell holds on average in a column of sentences
_PEOPLE = re.compile(r"\s*(?:/|,|;|&|\+|\band\b|\bwith\b|\bor\b|\(|\))\s*")
_TEXTS = re.compile(r"\W*(?:you|your|he|she|they|the children|all (?:three|four|of)|both)\b", re.IGNORECASE)

Body = Mapping[int, Sequence[int]]  # row → its cells, as numbers of blocks


def slots_of_columns(
    heads: Mapping[int, str], columns: int, body: Body, blocks: Sequence[Block], child_names: frozenset[str]
) -> list[str]:
    """The slot of each column, '' where neither its head nor its cells say. `child_names` are forenames."""
    texts = [_texts(column, body, blocks) for column in range(columns)]
    named = [_for_whom(slot_of(heads.get(c, "")), heads.get(c, ""), texts[c]) for c in range(columns)]
    slots = _distinct([by(slot, heads.get(column, ""), named) for column, slot in enumerate(named)])
    slots = ["action" if _says_whose(heads.get(c, "")) else slot for c, slot in enumerate(slots)]
    slots = _with_when(slots, heads)
    slots = _without_action_slot(slots, texts) if any(heads.values()) else _without_heads(texts)
    return _by_content(slots, texts, child_names)


@cache
def _slot_patterns() -> tuple[tuple[str, Phrases], ...]:
    return tuple((slot, Phrases(map(str, variants))) for slot, variants in word_file("columns").items())


def is_numbered(key: str) -> bool:
    """Whether a label counts actions: 'Action 2', 'Step 3'."""
    return _NUMBERED.match(key) is not None


@cache
def slot_of(head: str) -> str:
    """The slot that a column head or field key names ('Who?' → owner); '' where none does.

    The variant that covers most of the head decides: 'What will be different for you' is an outcome, not an action.
    """
    text = head.strip(" :*_?.").lower()
    if not text:
        return ""
    if is_numbered(text):
        return "action"
    if pattern("details", "dates-and-names").fullmatch(text):
        return ""
    best: tuple[int, str] | None = None
    for slot, expression in _slot_patterns():
        for match in expression.finditer(text):
            length = match.end() - match.start()
            leads = match.start() == 0 and length >= 4
            if (leads or length * 2 >= len(text)) and (best is None or length > best[0]):
                best = length, slot
    return best[1] if best else ""


def by(slot: str, head: str, others: Sequence[str]) -> str:
    """'By' alone is the day, unless another column gives the day: then it is the person."""
    if head.strip(" :?.").lower() != "by":
        return slot
    return "owner" if others.count("when") > 1 else "when" if "owner" in others else "owner"


def _texts(column: int, body: Body, blocks: Sequence[Block]) -> list[str]:
    """The filled cells of a column."""
    cells = (blocks[n] for row in body.values() for n in row if (blocks[n].column or 0) == column)
    return [cell.text for cell in cells if re.search(r"\w", cell.text)]


def _for_whom(slot: str, head: str, texts: Sequence[str]) -> str:
    """'For' heads the child's name, or what it is for: by what stands in the column."""
    if head.strip(" :?.").lower() not in ("for", "who for", "for whom", "because"):
        return slot
    short = sum(len(text.split()) <= 3 for text in texts)
    return "child" if short * 2 > len(texts) else "outcome"


_WHOSE = re.compile(
    r"\W*(?:actions? (?:by|for) \w|what .{2,30} (?:will|has agreed to|needs? to) do\b|[\w/ ]{3,20} will$)",
    re.IGNORECASE,
)


def _says_whose(head: str) -> bool:
    """'Actions by family' beside 'Actions by professionals': each is a column of actions."""
    return slot_of(head) == "action" and _WHOSE.match(head.strip(" :?")) is not None


def _distinct(slots: list[str]) -> list[str]:
    """A second column of the same meaning keeps it only for outcomes, measures and needs."""
    seen: set[str] = set()
    out = []
    for slot in slots:
        out.append(slot if slot not in seen or slot in ("outcome", "measure", "need", "when") else "")
        seen.add(slot)
    return out


def _with_when(slots: list[str], heads: Mapping[int, str]) -> list[str]:
    """In a table of owners, a column headed 'Date' or 'Dates' is the day of the action."""
    if "owner" not in slots or "when" in slots:
        return slots
    return [
        slot or ("when" if re.fullmatch(r"dates?|time", heads.get(c, "").strip(" :?.").lower()) else "")
        for c, slot in enumerate(slots)
    ]


def _without_action_slot(slots: list[str], texts: Sequence[Sequence[str]]) -> list[str]:
    """Where owner and date have columns and the action has none, the wordiest unnamed (or need) column is the action."""
    if "action" in slots or not {"owner", "when"} <= set(slots):
        return slots
    candidates = [column for column, slot in enumerate(slots) if slot == ""] or [
        column for column, slot in enumerate(slots) if slot == "need"
    ]
    if not candidates:
        return slots
    best = max(candidates, key=lambda column: sum(map(len, texts[column])))
    return [*slots[:best], "action", *slots[best + 1 :]]


def _without_heads(texts: Sequence[Sequence[str]]) -> list[str]:
    """A table without heads holds actions where it has people and, not in front as a chronology has them, times."""
    times = [c for c, cells in enumerate(texts) if _share(cells, is_time) >= _MOST]
    people = [c for c, cells in enumerate(texts) if c not in times and _holds_people(cells)]
    rest = [c for c in range(len(texts)) if c not in times + people and _is_wordy(texts[c])]
    if not times or not people or not rest or times[0] == 0:
        return [""] * len(texts)
    slot = {times[0]: "when", people[0]: "owner", rest[0]: "action"}
    return [slot.get(column, "") for column in range(len(texts))]


# --- by what stands in a column ---------------------------------------------------------------------------------------


def _by_content(slots: list[str], texts: Sequence[Sequence[str]], child_names: frozenset[str]) -> list[str]:
    """In a table of actions: the columns of times, of people, and of what will be different for a child."""
    if "action" not in slots:
        return slots
    slots = list(slots)
    if "when" not in slots:
        slots = [
            "when" if s == "outcome" and t and all(map(DATE.fullmatch, t)) else s
            for s, t in zip(slots, texts, strict=True)
        ]
    if "when" not in slots:
        _assign(slots, "when", ("", "progress", "outcome", "measure"), lambda c: _share(texts[c], is_time) >= _MOST)
    if "when" not in slots and "owner" not in slots:
        return slots
    action = slots.index("action")
    state = [_share(cells, lambda text: _is_state(text, child_names)) for cells in texts]
    other = next((c for c, slot in enumerate(slots) if slot == "" and state[c] <= 0.2 and _is_wordy(texts[c])), None)
    if state[action] >= 0.5 and "outcome" not in slots and other is not None:
        slots[action], slots[other], action = "outcome", "action", other  # 'What she gets' was no action
    if "owner" not in slots:
        _assign(slots, "owner", ("",), lambda c: _holds_people(texts[c]))
    if "outcome" not in slots:
        _assign(slots, "outcome", ("",), lambda c: c > action and state[c] >= 0.5 and _is_wordy(texts[c]))
    return slots


def _assign(slots: list[str], slot: str, among: tuple[str, ...], holds: Callable[[int], bool]) -> None:
    """Give a slot to the first column of a kind for which something holds; the only outcome is not taken away."""
    for column, before in enumerate(slots):
        spare = before != "outcome" or slots.count("outcome") > 1
        if before in among and spare and holds(column):
            slots[column] = slot
            return


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts) if texts else 0.0


def _is_wordy(texts: Sequence[str]) -> bool:
    return bool(texts) and sum(len(text.split()) for text in texts) / len(texts) >= _WORDY


def is_time(text: str) -> bool:
    """A date, or a few words that say when."""
    if len(text.split()) > _SHORT:
        return False
    times = pattern("actions", "indefinite-times", "review-times", "frequencies", "definite-times")
    return DATE.search(text) is not None or _DAY.search(text) is not None or times.match(text.strip(" .")) is not None


def _holds_people(texts: Sequence[str]) -> bool:
    """Names, roles and groups of people; not single words alone, which may be 'Safe' or 'Health'."""
    return _share(texts, is_person) >= _MOST and any(map(_is_surely_someone, texts))


def is_person(text: str) -> bool:
    """Names, roles and groups of people in few words, and nothing else."""
    parts = [part.strip(" .") for part in _PEOPLE.split(text) if part.strip(" .")]
    return (
        bool(parts)
        and len(text.split()) <= _SHORT
        and all(_is_surely_someone(part) or (part[0].isupper() and is_name(part) and part.isalpha()) for part in parts)
    )


@cache
def _owners() -> Phrases:
    """Roles and groups of owner cells, without those that stand beside a name ('{child} and Mum')."""
    return Phrases(word for word in words("actions", "owner-roles", "no-owner") if "{" not in word)


def _is_surely_someone(part: str) -> bool:
    """A role, a group, or two words that are a name."""
    lists = (pattern("people"), _owners())
    named = len(part.split()) in (2, 3) and all(word[0].isupper() and word.isalpha() for word in part.split())
    return any(listed.fullmatch(part) for listed in lists) or (named and is_name(part))


def _is_state(text: str, child_names: frozenset[str]) -> bool:
    """Begins with a child, or 'you', as somebody who does, has or is something."""
    words = text.split()
    first = words[0].strip("*_.,:;") if words else ""
    return len(words) > 2 and (first in child_names or _TEXTS.match(text) is not None)
