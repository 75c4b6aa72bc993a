"""Plain wording for jargon and blame: a listed wording, made to agree with the sentence it goes into."""

from __future__ import annotations

import re
from functools import cache

from planlint.fixes.place import edits_at
from planlint.language.shape import Shape, shape_of
from planlint.plan.resolve.model import Plan, PlanStatement
from planlint.rules.finding import Fix
from planlint.words import pattern, terms, words

_VERB_TAGS = {"VB": 0, "VBP": 0, "VBZ": 1, "VBD": 2, "VBN": 3, "VBG": 4}
_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
_ARTICLES = ("a", "an", "the")
_OWN_ARTICLES = (*_ARTICLES, "your", "our", "my", "his", "her", "their")
_LISTENER = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"\b(?:by|for|of|on|with|to|in|from|at|and|than|the|a|let)$", re.IGNORECASE)
_CLAUSE_SUBJECTS = frozenset(
    ["that", "he", "she", "they", "it", "i", "we", "you", "nobody", "there", "his", "her", "their"]
)
_MANY = 3  # words; a longer wording does not stand before a noun or take a complement


def plain_fix(plan: Plan, statement: PlanStatement, start: int, end: int, plain: str | None) -> tuple[Fix, ...]:
    """The plain wording in place of `statement.text[start:end]`, made to agree.

    Nothing where it cannot be made to.
    """
    met = statement.text[start:end]
    if not plain or "…" in plain or _is_untouchable(met):
        return ()
    if _LISTENER.search(plain) and not statement.to_child and plan.voice != "you":
        return ()
    shape = shape_of(statement.text, start, end)
    made = _agreeing(met, plain, shape) if shape is not None else None
    if shape is None or made is None:
        return ()
    begin, made = _with_article(statement.text, start, shape, made)
    if statement.text[begin].isupper() and not re.search(r"\w", statement.text[:begin]):
        made = made[0].upper() + made[1:]
    edits = edits_at(plan, statement, [(begin, end, made)])
    return (Fix(f"Say “{made}”", edits),) if edits else ()


def _is_untouchable(met: str) -> bool:
    return bool(re.search(r"\d", met) or pattern("inflection", "untouchable").search(met))


def _agreeing(met: str, plain: str, shape: Shape) -> str | None:
    """The wording in the form that the met words have; None where it is of another kind than they are."""
    if verb := _inflected(plain, shape):
        return verb if _may_follow(verb, shape) else None
    if (
        shape.first_tag in _VERB_TAGS
        and shape.first_is_head
        and shape.dependency not in ("pobj", "dobj", "nsubj", "compound")
    ):
        return None
    if shape.head_tag in _NOUN_TAGS or (
        met.isupper() and shape.dependency in ("pobj", "dobj", "nsubj", "nsubjpass", "attr", "conj")
    ):
        return plain if _stands_as_noun(plain, shape) else None
    if shape.head_tag.startswith("JJ"):
        return plain if _stands_as_adjective(plain, shape) else None
    return None


@cache
def _verbs() -> dict[str, tuple[str, ...]]:
    """Each form of a listed verb → its forms: base, with he or she, past, participle, -ing."""
    return {
        form: tuple(term.item["forms"])
        for term in reversed(terms("inflection", "verbs"))
        for form in term.item["forms"]
    }


def _inflected(plain: str, shape: Shape) -> str | None:
    """A wording that begins with a verb, in the form of the verb it replaces."""
    first, _, rest = plain.partition(" ")
    forms = _verbs().get(first)
    if forms is None or not shape.first_is_head or shape.first_tag not in _VERB_TAGS or shape.passive:
        return None
    if shape.dependency in ("amod", "compound", "nsubj", "dobj", "pobj") and shape.first_tag != "VBG":
        return None
    tag = {"VBD": "VBN", "VBN": "VBN"}.get(shape.first_tag, shape.first_tag) if shape.perfect else shape.first_tag
    if tag == "VBN" and not shape.perfect:
        tag = "VBD"  # 'Failed to return calls': the subject is left out
    verb = forms[_VERB_TAGS[tag]]
    if forms[0] == "be" and tag == "VBP":
        verb = "are"
    if re.match(r"not\b", rest) and tag not in ("VBZ", "VBD", "VBP"):
        return None
    return f"{verb} {rest}".strip()


def _may_follow(made: str, shape: Shape) -> bool:
    """Whether what stands after the words can stand after the new ones."""
    last = made.split()[-1]
    forms = _verbs().get(last)
    if forms is not None and forms[0] == "say":
        return shape.next_word in _CLAUSE_SUBJECTS or shape.next_tag == "NNP"
    if last == "that":
        return bool(shape.next_word) and shape.next_word != "to" and not shape.next_tag.startswith("VB")
    if last == "not":
        return shape.next_tag == "VB"
    if ", and " in made:
        return not shape.next_word
    if shape.next_tag in ("IN", "RP") and len(made.split()) >= _MANY:
        return False
    return not _ENDS_OPEN.search(made) and not shape.has_complement


def _stands_as_noun(plain: str, shape: Shape) -> bool:
    first, length = plain.split()[0].lower(), len(plain.split())
    if (first in _verbs() and not first.endswith("ing")) or _ENDS_OPEN.search(plain):
        return False
    opens_clause = first.endswith("ing") or first in words("inflection", "clause-openers")
    if shape.modifies_next:
        return length < _MANY and not opens_clause and first not in _OWN_ARTICLES and not plain.endswith("s")
    if shape.head_tag in ("NN", "NNP") and shape.dependency.startswith("nsubj") and _is_plural(plain):
        return False
    if opens_clause:
        return not shape.has_modifiers and first not in (
            "of",
            "with",
            "about",
            "from",
            "between",
            "around",
            "that",
            "who",
            "not",
        )
    if shape.next_word in ("of", "for", "to", "with", "about", "that", "which", "who") and length > _MANY:
        return False
    if (
        first not in _OWN_ARTICLES
        and shape.article is None
        and not shape.has_modifiers
        and not plain.split()[-1].endswith("s")
    ):
        return length < _MANY  # 'family time', 'home'; 'meeting of workers' would want an article
    return first not in ("your", "our") or not shape.has_modifiers or shape.article is not None


def _is_plural(plain: str) -> bool:
    """'questions about how you feel': whether the noun that the wording hangs on is plural."""
    head = re.split(r"\s+(?:of|about|for|to|who|that|which|in|with|at)\s", plain)[0]
    return head.endswith("s") and not head.endswith("ss")


def _stands_as_adjective(plain: str, shape: Shape) -> bool:
    first = plain.split()[0].lower()
    if first in _verbs() and not first.endswith("ing"):
        return False
    if " " not in plain:
        return True
    return (
        shape.dependency == "acomp"
        and not shape.next_tag.startswith("NN")
        and (first == "not" or first.endswith("ing"))
    )


def _with_article(text: str, start: int, shape: Shape, made: str) -> tuple[int, str]:
    """Where the new words begin, and they with the article they want: 'an SDQ' → 'a form…'."""
    first = made.split()[0].lower()
    if shape.article is None:
        if shape.has_modifiers and first in _ARTICLES:
            made = made.split(" ", 1)[1]  # 'the next core group' has its article already
        return start, made
    article = text[slice(*shape.article)]
    if first == "the" and article.lower() != "the":
        made = made.split(" ", 1)[1]  # 'an EHCP' → 'a plan…'
    elif first in _OWN_ARTICLES:
        return shape.article[0], made
    if article.lower() == "the" or (shape.head_tag not in _NOUN_TAGS and not shape.head_tag.startswith("JJ")):
        return start, made
    return shape.article[0], f"{'an' if made[0].lower() in 'aeio' else 'a'} {made}"
