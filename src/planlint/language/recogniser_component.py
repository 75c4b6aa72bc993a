"""The recogniser as a spaCy component, `planlint_recogniser`.

It reads `doc.user_data["planlint.statements"]`, a list of `StatementInput`, and leaves one `Recognition`
each, in order, in `doc.user_data["planlint.recognitions"]`. A `Doc` without statements passes unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from planlint.language.recogniser import TrainedRecogniser, trained_recogniser
from planlint.language.statement import Recogniser

STATEMENTS, RECOGNITIONS = "planlint.statements", "planlint.recognitions"


class RecogniserComponent:
    """Holds a recogniser in a pipeline."""

    def __init__(self, recogniser: Recogniser) -> None:
        self.recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        """Recognise the statements that came with `doc`."""
        statements = doc.user_data.get(STATEMENTS)
        if statements:
            doc.user_data[RECOGNITIONS] = self.recogniser.recognise(statements)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights below `path`. Raises TypeError for a recogniser that has none."""
        if not isinstance(self.recogniser, TrainedRecogniser):
            raise TypeError("only a trained recogniser can be written to disk")
        self.recogniser.save(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> RecogniserComponent:
        """Take the weights below `path` in place of those held."""
        self.recogniser = TrainedRecogniser.load(Path(path))
        return self


@Language.factory("planlint_recogniser")
def make_recogniser(nlp: Language, name: str) -> RecogniserComponent:
    """For `nlp.add_pipe("planlint_recogniser")`."""
    return RecogniserComponent(trained_recogniser())
