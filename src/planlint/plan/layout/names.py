"""Names of people as written: a pattern, and what is left of a name without titles and notes."""

from __future__ import annotations

import re

from planlint.words import pattern

_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|PC|DC|DS|Sgt|Sergeant|Sister|Rev|Auntie|Aunty|Aunt|Uncle|Nurse)\.?\s+)"
NAME_WORD = r"(?:[A-Z]\.\s?)?(?:Mc|Mac|O['’]|D['’]|al-|Al-|Ap |ap |de |van |von |bin |ben )?[A-ZÀ-ÖØ-ÞŁŚŻŹČŠŽŞİĆĐ][a-zà-öø-ÿāăąćčďđēęěğīıłńňőřśşšťūůűźżž]+(?:['’-][A-ZÀ-ÞŁa-zà-ÿ][a-zà-ÿāăąćčęěğıłńňőřśşšźżž]*)*"
NAME_PATTERN = rf"(?:{_TITLE})?(?:(?:Baby(?:\s+(?:[Gg]irl|[Bb]oy))?|Unborn(?:\s+(?:[Bb]aby|[Cc]hild))?|UB)\s+)?{NAME_WORD}(?:\s+{NAME_WORD}){{0,3}}(?=\W|$)"
NAMES = rf"{NAME_PATTERN}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){NAME_PATTERN})*"
NAME = re.compile(rf"(?<![\w'’]){NAME_PATTERN}")
_NOTE = re.compile(r"\s*[(\[,;:].*$|\s+(?:DOB|dob|aged?|born)\b.*$")


_UNBORN = re.compile(r"(?:unborn|baby)$", re.IGNORECASE)


def name_end(match: re.Match[str]) -> int:
    """Where a name met ends, a possessive left out."""
    return match.end() - 2 if match[0].endswith(("'s", "’s")) else match.end()


def clean_name(text: str) -> str:
    """A name without notes behind it, a possessive or markup: 'Agnieszka Kowalczyk (mum)' → 'Agnieszka Kowalczyk'."""
    name = _NOTE.sub("", text.strip()).strip(" *_.\"“”'’")
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    words = name.split()
    while len(words) > 1 and _is_listed(words[0], "first", labelled=True) and not _UNBORN.match(words[0]):
        words.pop(0)
    return " ".join(words)


_CAPITALS = re.compile(r"(?<![\w.])[A-Z][A-Z'’-]{2,}(?![\w.])")
_SMALL = frozenset(
    ["and", "of", "for", "the", "about", "with", "to", "aged", "age", "born", "day", "days", "week", "weeks", "month",
     "months", "year", "years", "old", "due", "is"]
)  # fmt: skip


def soften(text: str) -> str:
    """Words in capitals as names are written, each as long as before: 'EZRA GRICE AND NELL' → 'Ezra Grice and Nell'."""
    return _CAPITALS.sub(
        lambda m: (
            m[0]
            if m[0] in ("DOB", "EDD")
            else m[0].lower()
            if m[0].lower() in _SMALL
            else m[0].title()
            if "-" in m[0]
            else m[0].capitalize()
        ),
        text,
    )


def looks_like_name(text: str, *, labelled: bool = False) -> bool:
    """Whether a cell or value begins with a person's name and holds little else."""
    match = NAME.match(text.strip(" *_"))
    if match is None or len(text.split()) > 14:
        return False
    return is_name(match[0], labelled=labelled)


def is_name(text: str, *, labelled: bool = False) -> bool:
    """Whether capitalised words may be somebody's name: not a month, a day, a role, a form's word or a common noun.

    `labelled`: something says that a name stands here, so that 'Summer' and 'Isla Ward' are names too.
    """
    words = [
        word.strip(".,") for word in re.sub(r"^(?:unborn(?: baby)?|baby|ub)\s+", "", text, flags=re.IGNORECASE).split()
    ]
    if not words or pattern("details", "keys").fullmatch(" ".join(words)):
        return False
    return not (_is_listed(words[0], "first", labelled) or _is_listed(words[-1], "last", labelled))


def _is_listed(word: str, no_name: str, labelled: bool) -> bool:
    if labelled and pattern("not_names", "given", "borne").fullmatch(word):
        return False
    return pattern("not_names", no_name).fullmatch(word) is not None
