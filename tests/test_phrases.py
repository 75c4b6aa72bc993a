"""Phrases of a word list, looked for in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.inflection import forms
from planlint.phrases import Phrases

_WORDS = st.sampled_from(["child", "mum", "core", "group", "well-being", "~say", "~try", "don't", "{child}", "n/a"])
_PHRASES = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_GAPS = st.sampled_from([" ", "  ", "\n", "\t ", "\u00a0"])
_TEXTS = st.text(st.sampled_from("childmu coregp-'’ \n.,(Ss"), max_size=60)


def _met(phrases: list[str], text: str) -> list[str]:
    return [met[0] for met in Phrases(phrases).finditer(text)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("core group", "Core\n  group"),
        ("don't know", "don’t know"),
        ("co-operate", "co operate"),
        ("co-operate", "cooperate"),
        ("co-operate", "co–operate"),
        ("~try hard", "tried hard"),
        ("~be told", "were told"),
        ("why {child} is here", "why Zoë's is here"),
        ("{child} and mum", "you and mum"),
        ("n/a", "N/A"),
        ("…", "…"),
        ("-", "–"),
    ],
)
def test_a_phrase_is_met_however_it_is_spelt(phrase: str, text: str) -> None:
    assert _met([phrase], f"So: {text}, again") == [text]
    assert Phrases([phrase]).fullmatch(text) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("mum", "mums"), ("mum", "a_mum"), ("core group", "core, group"), ("-", "a well-known place"), ("-", "")],
)
def test_parts_of_words_are_not_met(phrase: str, text: str) -> None:
    assert _met([phrase], text) == []


def test_the_phrase_written_longer_is_met_and_no_other_within_it() -> None:
    assert _met(["core", "core group", "group"], "the core group, a group") == ["core group", "group"]
    assert _met(["core group meeting", "core"], "the core group") == ["core"]


def test_a_text_names_all_the_phrases_it_spells() -> None:
    assert Phrases(["~admit", "admitted", "admit that"]).spelling("Admitted") == {"~admit", "admitted"}


def test_the_head_of_a_text_and_the_whole_of_it_are_asked_for_apart() -> None:
    phrases = Phrases(["mum", "mum and dad"])
    head = phrases.match("mum and Lee")
    assert head is not None and head[0] == "mum" and head.phrase == "mum"
    assert phrases.fullmatch("mum and Lee") is None
    assert phrases.match(" mum") is None


@given(st.lists(_PHRASES, max_size=6), st.lists(_PHRASES, max_size=4), _GAPS, _TEXTS)
def test_what_is_met_stands_where_it_says_between_ends_of_words(
    phrases: list[str], spelt: list[str], gap: str, text: str
) -> None:
    text += " " + ", ".join(gap.join(phrase.replace("~", "").split()) for phrase in spelt)
    done = 0
    for met in Phrases(phrases).finditer(text):
        assert done <= met.start() < met.end() and met[0] == text[met.start() : met.end()]
        assert met[0] == met[0].strip()
        assert not (text[: met.start()][-1:].isalnum() or text[met.end() :][:1].isalnum())
        assert met.phrase in Phrases(phrases).spelling(met[0])
        done = met.end()


@given(_PHRASES, st.lists(_PHRASES, max_size=4), _GAPS)
def test_a_phrase_is_met_whatever_else_is_looked_for(phrase: str, others: list[str], gap: str) -> None:
    text = gap.join(forms(word[1:])[-1] if word.startswith("~") else word for word in phrase.split())
    whole = Phrases([phrase, *others]).fullmatch(text.upper())
    assert whole is not None and whole[0] == text.upper()
