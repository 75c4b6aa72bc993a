"""The trained recogniser: what it promises whatever its weights, and that it reads a few plain cases as a
person would."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from planlint.language import recogniser_component
from planlint.language.features import BLOCKS, Lexicon, Reading, letters
from planlint.language.features_classes import WordClasses
from planlint.language.features_words import words
from planlint.language.recogniser import MODEL, TrainedRecogniser, trained_recogniser
from planlint.language.recogniser_component import RECOGNITIONS, STATEMENTS
from planlint.language.statement import StatementInput

CORPUS = Path(__file__).resolve().parents[2] / "corpora" / "statements"
MEGABYTE = 1_000_000


def corpus_sample() -> list[StatementInput]:
    rows = [json.loads(line) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.open(encoding="utf-8")][::40]
    return [
        StatementInput(
            row["text"], row["before"], row["after"], row["section"], row["cell"], row["children"], row["age"]
        )
        for row in rows
    ]


def score(rule: str, text: str, **place: object) -> float:
    statement = StatementInput(text, child_names=frozenset({"Mia", "Tom"}), **place)  # type: ignore[arg-type]
    return trained_recogniser().recognise([statement])[0].scores[rule]


statements = st.builds(
    StatementInput,
    text=st.text(max_size=120),
    before=st.text(max_size=40),
    after=st.text(max_size=40),
    section=st.sampled_from(["needs", "actions", "views", "unheard of"]),
    cell=st.sampled_from(["", "action", "outcome"]),
    children=st.integers(0, 9),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(statements, max_size=6))
def test_every_statement_gets_every_probability_whatever_its_text(
    given_statements: list[StatementInput],
) -> None:
    model = trained_recogniser()
    found = model.recognise(given_statements)
    assert len(found) == len(given_statements)
    for recognition in found:
        assert tuple(recognition.kinds) == model.kinds and tuple(recognition.scores) == model.rules
        assert all(0 <= chance <= 1 for chance in (*recognition.kinds.values(), *recognition.scores.values()))


def test_a_statement_scores_the_same_alone_as_in_any_company() -> None:
    model, sample = trained_recogniser(), corpus_sample()
    together = model.recognise(sample)
    assert [model.recognise([one])[0] for one in sample] == together
    assert model.recognise(sample[::-1]) == together[::-1]


def test_two_loads_of_the_model_agree() -> None:
    sample = corpus_sample()[:20]
    assert TrainedRecogniser.load().recognise(sample) == TrainedRecogniser.load().recognise(sample)


def test_a_saved_model_comes_back_byte_for_byte(tmp_path: Path) -> None:
    model = trained_recogniser()
    model.save(tmp_path / "one")
    TrainedRecogniser.load(tmp_path / "one").save(tmp_path / "two")
    for name in ("meta.json", "weights.npz"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_weights_stay_within_ten_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 10 * MEGABYTE


def test_nothing_but_numpy_is_needed_to_recognise() -> None:
    code = (
        "import sys; from planlint.language.recogniser import trained_recogniser as t; "
        "from planlint.language.statement import StatementInput as S; t().recognise([S('Monitor.')]); "
        "print(sorted({'sklearn', 'scipy', 'spacy', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_margins_are_the_sums_that_scikit_learn_would_make() -> None:
    sparse = pytest.importorskip("scipy.sparse")
    linear_model = pytest.importorskip("sklearn.linear_model")
    model, sample = trained_recogniser(), corpus_sample()
    vocabulary = model.meta["vocabulary"]
    places = {(block, name): at for at, (block, name) in enumerate((b, name) for b in BLOCKS for name in vocabulary[b])}
    reading = Reading(Lexicon(WordClasses(model.meta["classes"]), frozenset(model.meta["known"])))
    inputs = sparse.lil_matrix((len(sample), len(places)))
    for row, statement in enumerate(sample):
        blocks = reading.features(statement)
        spelt = {**blocks, "letters": [piece for token in blocks["letters"] for piece in letters(token)]}
        for block in BLOCKS:
            ids = [places[block, name] for name in spelt[block] if (block, name) in places]
            length = np.sqrt((model.arrays["rarity"][ids] ** 2).sum())
            for at in ids:
                inputs[row, at] += model.meta["scales"][block] * model.arrays["rarity"][at] / length
    learner = linear_model.LogisticRegression()
    learner.classes_ = np.arange(model.arrays["weights"].shape[1])
    learner.coef_ = model.arrays["weights"].astype(np.float64).T
    learner.intercept_ = model.arrays["bias"]
    assert np.allclose(model.margins(sample), learner.decision_function(inputs.tocsr()), atol=1e-3)


@pytest.mark.parametrize(
    ("rule", "flagged", "passed"),
    [
        ("OBS001", "Mia seems happy at nursery.", "Mia smiled when Dad came in."),
        ("OBS002", "Mia would probably benefit from some support.", "Mia was weighed on 3 May."),
        (
            "OBS003",
            "It is felt that Dad is drinking again.",
            "Dad told the health visitor on 3 May that he drank.",
        ),
        ("SIB006", "Babies this age need a routine.", "Mia slept from seven until six."),
        ("FAT005", "Father is not involved.", "Dad takes Mia swimming on Saturdays."),
        ("VOI007", "The young person was late.", "Mia was late on 4 May."),
        ("VOI008", "Mia is manipulative and attention-seeking.", "Mia asked for her blanket."),
    ],
)
def test_a_plain_fault_scores_high_and_a_plain_statement_low(rule: str, flagged: str, passed: str) -> None:
    assert score(rule, flagged) > 0.5 > score(rule, passed)


def test_a_shared_need_is_told_by_the_number_of_children() -> None:
    text = "The children need stability and routine."
    assert score("SIB001", text, children=3, section="needs") > 0.5
    assert score("SIB001", text, children=3, section="needs") > score("SIB001", text, children=1, section="needs")


def test_an_action_is_told_by_its_cell() -> None:
    kinds = (
        trained_recogniser()
        .recognise([StatementInput("Monitor and support", section="actions", cell="action")])[0]
        .kinds
    )
    assert kinds["action"] > 0.5


def test_names_dates_and_numbers_are_masked_so_that_nobody_is_known_by_name() -> None:
    tokens = words(
        "On 3 May Mia Price told Dr Okafor that Lee's bus took 40 minutes.", {"Mia"}, {"Lee"}, frozenset({"on", "bus"})
    )
    assert " ".join(tokens) == "on xdate xchild told xadult that xadult 's bus took xnum minutes ."


def test_a_name_that_is_also_a_word_is_a_name_only_with_a_capital() -> None:
    assert words("Will told us she will come.", {"Will"}, set(), frozenset())[0] == "xchild"
    assert "will" in words("Will told us she will come.", {"Will"}, set(), frozenset())


def test_a_class_is_met_by_whole_words_phrases_and_stems() -> None:
    classes = WordClasses({"hedge": ["seem*", "no doubt"], "praise": ["good"]})
    assert classes.hits(["no", "doubt", "he", "seems", "good"]) == [(0, "hedge"), (3, "hedge"), (4, "praise")]
    assert classes.hits(["no", "goodness"]) == []


def test_the_pipeline_component_leaves_a_recognition_for_each_statement() -> None:
    nlp = English()
    nlp.add_pipe("planlint_recogniser")
    doc = nlp.make_doc("Mia seems happy.")
    doc.user_data[STATEMENTS] = [StatementInput("Mia seems happy.", child_names=frozenset({"Mia"}))]
    found = nlp.get_pipe("planlint_recogniser")(doc).user_data[RECOGNITIONS]
    assert found == trained_recogniser().recognise(doc.user_data[STATEMENTS])
    assert RECOGNITIONS not in nlp("No statements came with this.").user_data


def test_the_pipeline_component_is_kept_on_disk_with_its_weights(tmp_path: Path) -> None:
    kept = recogniser_component.RecogniserComponent(trained_recogniser())
    kept.to_disk(tmp_path / "recogniser")
    back = recogniser_component.RecogniserComponent(trained_recogniser()).from_disk(tmp_path / "recogniser")
    sample = corpus_sample()[:10]
    assert back.recogniser.recognise(sample) == kept.recogniser.recognise(sample)
