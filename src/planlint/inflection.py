"""The forms of English words that a list writes with `~`."""

from __future__ import annotations

import re
from functools import cache

_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")
_IRREGULAR = {
    "be": "be is are was were been being am",
    "have": "have has had having",
    "do": "do does did done doing",
    "go": "go goes went gone going",
    "feel": "feel feels felt feeling",
    "keep": "keep keeps kept keeping",
    "say": "say says said saying",
    "get": "get gets got getting gotten",
    "make": "make makes made making",
    "take": "take takes took taken taking",
    "tell": "tell tells told telling",
    "think": "think thinks thought thinking",
    "know": "know knows knew known knowing",
    "see": "see sees saw seen seeing",
    "hear": "hear hears heard hearing",
    "show": "show shows showed shown showing",
    "draw": "draw draws drew drawn drawing",
    "write": "write writes wrote written writing",
    "come": "come comes came coming",
    "give": "give gives gave given giving",
    "choose": "choose chooses chose chosen choosing",
    "hold": "hold holds held holding",
    "lie": "lie lies lay lain lied lying",
    "sleep": "sleep sleeps slept sleeping",
    "run": "run runs ran running",
    "leave": "leave leaves left leaving",
    "lose": "lose loses lost losing",
    "find": "find finds found finding",
    "bring": "bring brings brought bringing",
    "speak": "speak speaks spoke spoken speaking",
    "spend": "spend spends spent spending",
    "put": "put puts putting",
    "let": "let lets letting",
    "throw": "throw throws threw thrown throwing",
    "drink": "drink drinks drank drunk drinking",
    "fight": "fight fights fought fighting",
    "hit": "hit hits hitting",
    "build": "build builds built building",
    "mean": "mean means meant meaning",
    "become": "become becomes became becoming",
    "can": "can could",
}


@cache
def forms(word: str) -> tuple[str, ...]:
    """The forms of an English verb or noun, itself the first; regular ones with some that nobody writes."""
    if word in _IRREGULAR:
        return tuple(_IRREGULAR[word].split())
    if word.endswith("e"):
        return (word, *(word + ending for ending in ("s", "d", "r", "rs")), word[:-1] + "ing")
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (word, word + "ing", *(word[:-1] + ending for ending in ("ies", "ied", "ier")))
    double = [word + word[-1] + ending for ending in ("ed", "ing")] if _DOUBLED.search(word) else []
    return (word, *(word + ending for ending in ("s", "es", "ed", "ing", "er", "ers")), *double)
