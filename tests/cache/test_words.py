from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.cache.words import Words

PLAN = "Mia will probably need help with feeding.\nMia's mum, Jo, drinks."
TEMPLATE = "“{text}” presumes what {child} needs."
texts = st.text(alphabet=st.sampled_from("abAB ,.'“”\n_1é"), max_size=30)


def test_words_of_the_plan_become_places() -> None:
    folded = Words(PLAN).fold("“Mia will probably need” presumes what Mia needs.", 0, TEMPLATE)
    assert folded == ["“", [0, 22], "” presumes what ", [0, 3], " needs."]


def test_a_word_in_another_case_becomes_a_place_too() -> None:
    assert Words(PLAN).fold("MUM") == [[48, 3, "u"]]


def test_words_that_the_plan_does_not_have_stand_for_themselves() -> None:
    assert Words(PLAN).fold("health visitor") == ["health", " ", "visitor"]


@given(source=texts, text=texts)
@settings(deadline=None)
def test_any_string_comes_back_as_it_was(source: str, text: str) -> None:
    words = Words(source)
    assert words.unfold(words.fold(text)) == text


@given(source=texts, text=texts)
@settings(deadline=None)
def test_no_word_of_the_plan_is_kept(source: str, text: str) -> None:
    kept = [part for part in Words(source).fold(text) if isinstance(part, str)]
    plan = set(re.findall(r"\w+", source))
    assert not plan & {word for part in kept for word in re.findall(r"\w+", part)}
