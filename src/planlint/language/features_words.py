"""Words of a statement as the recogniser counts them: lower case, with names, dates, times and numbers
masked.

Takes text and the names known from the plan; gives tokens. Pure functions; imports nothing of planlint.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

CHILD, ADULT, NAME = "xchild", "xadult", "xname"
DATE, TIME, NUMBER, DAY, MONTH, QUOTE = "xdate", "xtime", "xnum", "xday", "xmonth", "xquote"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:\s+\d{{4}})?"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?!\d)"
)
_WORD = r"[^\W\d_]+(?:[-'][^\W\d_]+)*"
_TIME = r"\d{1,2}[.:]\d\d\s*(?:[ap]m\b)?|\d{1,2}\s*[ap]m\b"
_TOKEN = re.compile(
    rf"(?=[\djfmasond])(?:{_DATE})|{_WORD}|(?=\d)(?:{_TIME}|\d+(?:[.,]\d+)*%?)|[\"'.,;:?!()/&-]",
    re.IGNORECASE,
)
_MASKED = re.compile(rf"(?P<xdate>{_DATE})|(?P<xtime>{_TIME})|(?P<xnum>\d.*)|(?P<xquote>[\"'])", re.IGNORECASE)
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})
_CLITIC = re.compile(r"(.+?)('s|'ve|'re|'ll|'d|'m)$", re.IGNORECASE)
_DAYS = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?$", re.IGNORECASE)
_MONTHS = re.compile(rf"{_MONTH}$", re.IGNORECASE)
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "pc", "dc", "sgt", "prof", "rev", "imam"))
_DOUBLE = re.compile(r"-[A-Z][a-z]")
_WORDLIKE = re.compile(
    r".+(?:ing|ed|ly|tion|sion|ment|ness|ies|ence|ance|able|ible|ous|ive|ity|less|ful|ship|ised|ises|ate|ates)$"
)
_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("d", ""),
    ("ed", ""),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)
_PREFIXES = frozenset(
    (
        "non",
        "pre",
        "co",
        "re",
        "un",
        "self",
        "step",
        "half",
        "mid",
        "ex",
        "over",
        "under",
        "anti",
        "multi",
        "inter",
        "well",
    )
)
_STARTS = frozenset(".:;?!(" + QUOTE)


def words(text: str, children: Collection[str], adults: Collection[str], known: frozenset[str]) -> tuple[str, ...]:
    """Tokens of `text`; `known` are words that are no names even with a capital in mid-sentence."""
    found: list[str] = []
    opening = True
    for raw in _TOKEN.findall(text.translate(_STRAIGHT)):
        token, clitic, capital = _token(raw)
        if capital:
            _add_capital(
                found,
                CHILD if token in children else ADULT if token in adults else _unknown(token, opening, known),
            )
        else:
            found.append(token)
        if clitic:
            found.append(clitic)
        opening = token in _STARTS
    return tuple(found)


def capitalised(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each word with a capital: where it starts, the word without a clitic, whether it opens a sentence."""
    opening = True
    for match in _TOKEN.finditer(text.translate(_STRAIGHT)):
        token, _, capital = _token(match.group())
        if capital and _plain(token) not in (DAY, MONTH):
            yield match.start(), token, opening
        opening = token in _STARTS


@lru_cache(maxsize=16384)
def _token(raw: str) -> tuple[str, str, bool]:
    """What a piece of text counts as, what stands on its end ('s), and whether it has a capital."""
    if masked := _MASKED.fullmatch(raw):
        return str(masked.lastgroup), "", False
    match = _CLITIC.match(raw)
    word, clitic = (match.group(1), match.group(2).lower()) if match else (raw, "")
    return word, clitic, word[0].isupper()


def _add_capital(found: list[str], token: str) -> None:
    """Add a word with a capital: one mask for a title with a name, and for a name in several words."""
    if found and token in (CHILD, ADULT, NAME):
        if found[-1] in _TITLES:
            found[-1] = ADULT
            return
        if found[-1] == token or (token == NAME and found[-1] in (CHILD, ADULT)):
            return
    found.append(token)


@lru_cache(maxsize=16384)
def _unknown(word: str, opening: bool, known: frozenset[str]) -> str:
    """A word with a capital that is nobody's name in the plan: itself in lower case, or some other name."""
    if _DOUBLE.search(word):
        return NAME
    plain = _plain(word)
    if plain in (DAY, MONTH) or plain in _TITLES or is_word(plain, known):
        return plain
    if word.isupper() and len(word) <= 6:
        return plain
    return plain if opening and _WORDLIKE.match(plain) else NAME


def is_word(word: str, known: Collection[str]) -> bool:
    """Whether a word in lower case, or what it is a form of, is among the known."""
    if word in known:
        return True
    head, _, tail = word.partition("-")
    if tail:
        return is_word(tail, known) and (is_word(head, known) or head in _PREFIXES)
    return any(
        word.endswith(end) and word[: -len(end)] + put in known and len(word) - len(end) > 1 for end, put in _ENDINGS
    )


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    if _DAYS.match(word):
        return DAY
    if _MONTHS.match(word) and word != "May":
        return MONTH
    return word.lower()
