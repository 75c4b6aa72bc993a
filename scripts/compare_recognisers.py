"""Compare ways to recognise statements by what they score on writers they have not met, by size and by
time.

    python scripts/compare_recognisers.py [--textcat bow] [--sentence-vectors FILE.npz]

All linear candidates are trained and measured alike: each writer left out in turn, mean average
precision over the statement rules, on single statements and on plans. `--textcat` adds spaCy's
textcat_multilabel (bow, cnn, ensemble; slow). `--sentence-vectors` takes an .npz of `texts` and
`vectors` from any sentence encoder, to see what a large model would add.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from recogniser_training import (
    PLANS,
    Data,
    Floats,
    average_precisions,
    data_of,
    fit,
    margins_of,
    word_classes,
)
from sklearn.svm import LinearSVC
from spacy.training import Example
from statement_corpus import (
    KINDS,
    LABELS,
    RULES,
    Labelled,
    known_words,
    read_plan_statements,
    read_statements,
)
from thinc.api import Config

from planlint.language.features import BLOCKS
from planlint.language.pipeline import load
from planlint.language.recogniser import MODEL, trained_recogniser
from planlint.plan.layout.build import lay_out
from planlint.readers import read_file

ROOT = Path(__file__).resolve().parent.parent
FIRST_RULE = len(KINDS)
BLOCK_SETS = {
    "words": ("words",),
    "words, place": ("words", "place"),
    "words, letters, shape": ("words", "letters", "shape"),
    "words, letters, shape, place": ("words", "letters", "shape", "place"),
    "text: all but place": ("words", "letters", "classes", "shape", "persons", "before", "after"),
    "all but word classes": tuple(block for block in BLOCKS if block != "classes"),
    "all blocks": BLOCKS,
}


def main() -> None:
    """Print a line a candidate."""
    options = _options()
    config = Config().from_disk(ROOT / "scripts" / "recogniser.cfg")
    singles = read_statements(ROOT / config["corpora"]["statements"])
    plans = read_plan_statements(ROOT / config["corpora"]["plans"])
    rows = singles + plans
    data = data_of(rows, word_classes(ROOT / config["corpora"]["classes"]), known_words(rows))
    for name, blocks in BLOCK_SETS.items():
        chosen = {
            **config,
            "blocks": {block: config["blocks"][block] * (block in blocks) for block in BLOCKS},
        }
        _show(f"{name} (single statements)", data, _linear(data, chosen, with_plans=False))
    _show("all blocks (statements and plans): ships", data, _linear(data, config, with_plans=True))
    own = _pooled(rows)
    _show("pooled tok2vec (statements and plans)", data, _dense(data, own))
    if options.sentence_vectors:
        _show(
            "sentence vectors (statements and plans)",
            data,
            _dense(data, _stored(rows, options.sentence_vectors)),
        )
    for architecture in options.textcat:
        _show(f"textcat_multilabel {architecture} (single statements)", data, _textcat(rows, data, architecture))
    _cost()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--textcat", nargs="*", default=[], choices=list(TEXTCATS))
    parser.add_argument("--sentence-vectors", type=Path)
    return parser.parse_args()


def _folds(data: Data) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows to learn from and to judge: a writer of single statements and a set of plans left out together."""
    of_plans = np.char.startswith(data.writers, PLANS)
    singles, plans = sorted(set(data.writers[~of_plans])), sorted(set(data.writers[of_plans]))
    for at in range(max(len(singles), len(plans))):
        away = np.isin(data.writers, [*singles[at : at + 1], *plans[at : at + 1]])
        yield np.flatnonzero(~away), np.flatnonzero(away)


def _linear(data: Data, config: Mapping[str, Any], *, with_plans: bool) -> Floats:
    margins = np.zeros(data.targets.shape)
    for learn, judge in _folds(data):
        if not with_plans:
            learn = learn[~np.char.startswith(data.writers[learn], PLANS)]
        margins[judge] = margins_of(data.only(judge), fit(data.only(learn), config), config)
    return margins


def _dense(data: Data, inputs: Floats) -> Floats:
    margins = np.zeros(data.targets.shape)
    for learn, judge in _folds(data):
        for at in range(FIRST_RULE, len(LABELS)):
            told = learn[~np.isnan(data.targets[learn, at])]
            learner = LinearSVC(C=1.0, random_state=0).fit(inputs[told], data.targets[told, at] > 0)
            margins[judge, at] = learner.decision_function(inputs[judge])
    return margins


def _pooled(rows: Sequence[Labelled]) -> Floats:
    """The mean and the greatest of the pipeline's own token vectors."""
    nlp = load()
    with nlp.select_pipes(enable=["tok2vec"]):
        docs = [doc.tensor if len(doc) else np.zeros((1, 96)) for doc in nlp.pipe(row.statement.text for row in rows)]
    pooled = np.array([np.concatenate([tensor.mean(axis=0), tensor.max(axis=0)]) for tensor in docs])
    scaled: Floats = (pooled - pooled.mean(axis=0)) / (pooled.std(axis=0) + 1e-9) / 10
    return scaled


def _stored(rows: Sequence[Labelled], path: Path) -> Floats:
    with np.load(path) as stored:
        places = {text: at for at, text in enumerate(stored["texts"].tolist())}
        vectors = stored["vectors"].astype(np.float64)
    return np.array([vectors[places[row.statement.text]] for row in rows])


TEXTCATS = {
    "bow": {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": False,
        "ngram_size": 2,
        "no_output_layer": False,
    },
    "cnn": {
        "@architectures": "spacy.TextCatCNN.v2",
        "exclusive_classes": False,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 96,
            "depth": 4,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
        },
    },
    "ensemble": {
        "@architectures": "spacy.TextCatEnsemble.v2",
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 96,
            "depth": 2,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
        },
        "linear_model": {
            "@architectures": "spacy.TextCatBOW.v3",
            "exclusive_classes": False,
            "ngram_size": 2,
            "no_output_layer": False,
        },
    },
}


def _textcat(rows: Sequence[Labelled], data: Data, architecture: str, epochs: int = 8) -> Floats:
    """spaCy's own classifier on statement, place and neighbours, learnt from single statements."""
    texts = [_as_text(row) for row in rows]
    margins = np.zeros(data.targets.shape)
    for learn, judge in _folds(data):
        learn = learn[~np.char.startswith(data.writers[learn], PLANS)]
        spacy.util.fix_random_seed(0)
        nlp = spacy.blank("en")
        nlp.add_pipe("textcat_multilabel", config={"model": TEXTCATS[architecture]})
        examples = [
            Example.from_dict(
                nlp.make_doc(texts[at]),
                {"cats": {rule: float(data.targets[at, LABELS.index(rule)]) for rule in RULES}},
            )
            for at in learn
        ]
        optimizer = nlp.initialize(lambda examples=examples: examples)
        for epoch in range(epochs):
            order = np.random.default_rng(epoch).permutation(len(examples))
            for start in range(0, len(order), 64):
                nlp.update([examples[at] for at in order[start : start + 64]], sgd=optimizer, drop=0.2)
        for at, doc in zip(judge, nlp.pipe(texts[at] for at in judge), strict=True):
            margins[at, FIRST_RULE:] = [doc.cats[rule] for rule in RULES]
    return margins


def _as_text(row: Labelled) -> str:
    one = row.statement
    people = f"voice_{one.voice} age_{one.age} children_{min(one.children, 2)}"
    before = " ".join(f"before_{word}" for word in one.before.lower().split())
    after = " ".join(f"after_{word}" for word in one.after.lower().split())
    return f"{one.text} section_{one.section} cell_{one.cell} {people} {before} {after}"


def _show(name: str, data: Data, scored: Floats) -> None:
    table = average_precisions(data, scored)
    single, plans = (np.mean([table[rule][where] for rule in RULES]) for where in ("statements", "plans"))
    each = " ".join(f"{rule} {table[rule]['statements']:.2f}/{table[rule]['plans']:.2f}" for rule in RULES)
    print(f"{name:52s} statements {single:.3f}  plans {plans:.3f}  {each}", flush=True)


def _cost() -> None:
    """The size of what ships, and its time against the bare parse of the same plans, in processor time."""
    layouts = [lay_out(read_file(path)) for path in sorted((ROOT / "corpora" / "plans").glob("[abcd]/*.md"))]
    texts = [
        layout.document.blocks[at].text for layout in layouts for at in sorted({s.block for s in layout.statements})
    ]
    count = sum(len(layout.statements) for layout in layouts)
    statements = [row.statement for row in read_plan_statements(ROOT / "corpora" / "plan-statements")]
    model, nlp = trained_recogniser(), load()
    model.recognise(statements[:200])
    list(nlp.pipe(texts[:50]))
    parse = min(_seconds(lambda: list(nlp.pipe(texts, batch_size=64))) for _ in range(2)) / count
    recognise = min(_seconds(lambda: model.recognise(statements)) for _ in range(3)) / len(statements)
    size = sum(path.stat().st_size for path in MODEL.iterdir()) / 1e6
    print(f"{size:.1f} MB; {recognise * 1e6:.0f} µs a statement, {recognise / parse:.3f} of the bare parse")


def _seconds(work: Any) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
