"""Who is meant: names, kin words and pronouns of a statement resolved to the plan's people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planlint.language.annotation import Annotation, Mention
from planlint.plan.layout.people import role_of
from planlint.plan.resolve.model import Adult, Child
from planlint.words import pattern

_GENDER = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_ROLE_GENDER = {"mother": "f", "father": "m", "step-father": "m", "partner": "m"}


@dataclass(frozen=True, slots=True)
class Referent:
    """One mention, resolved: `who` as in `PlanStatement.subject`; the children it means."""

    mention: Mention
    who: str
    children: frozenset[int] = frozenset()
    gender: str = ""
    name: str = ""


class Resolver:
    """Resolves the mentions of one paragraph after another; keeps who was spoken of last in it."""

    def __init__(self, children: Sequence[Child], adults: Sequence[Adult]) -> None:
        self._children = children
        self._adults = adults
        self._recent: list[Referent] = []
        self._genders: dict[int, str] = {}
        self._adult_genders: dict[str, str] = {}
        self._child_forms = {form: child.index for child in children for form in child.aliases}
        self._adult_forms = {form: adult for adult in adults for form in adult.aliases}

    def learn(self, notes: Iterable[tuple[Annotation, int | None]]) -> None:
        """Who is 'he' and who is 'she', by the pronouns of the statements that name one person alone."""
        votes: dict[object, list[int]] = {}
        for note, part in notes:
            plain = [m for m in note.mentions if not m.quoted]
            named = {self._child_forms.get(m.text, m.text) for m in plain if m.kind == "name"}
            others = [m for m in plain if m.kind in ("kin", "group")]
            who = next(iter(named)) if len(named) == 1 and not others else part if not named and not others else None
            for mention in plain:
                gender = _GENDER.get(mention.text.lower())
                if gender is not None and who is not None:
                    votes.setdefault(who, [0, 0])["mf".index(gender)] += 2 if named else 1
        for person, (male, female) in votes.items():
            if male != female:
                gender = "m" if male > female else "f"
                if isinstance(person, int):
                    self._genders[person] = gender
                else:
                    self._adult_genders[str(person)] = gender

    def start(self) -> None:
        """A new paragraph, cell or item begins: nobody has been spoken of in it."""
        self._recent = []

    def resolve(self, note: Annotation, part: int | None, to_child: bool, letter_to_adult: bool) -> list[Referent]:
        """The referents of a statement in a part (the child's index) or a shared section (None)."""
        found = []
        for mention in note.mentions:
            referent = self._one(mention, part, to_child, letter_to_adult)
            found.append(referent)
            if referent.who not in ("writer", "other", "you") and not mention.quoted:
                self._recent.append(referent)
        return found

    def _one(self, mention: Mention, part: int | None, to_child: bool, letter_to_adult: bool) -> Referent:
        word = mention.text.lower()
        if mention.kind == "name":
            return self._name(mention)
        if mention.kind == "group":
            return Referent(mention, "children", frozenset(child.index for child in self._children))
        if mention.kind == "baby":
            return Referent(mention, "child", frozenset({part} if part is not None else self._only_baby()))
        if mention.kind == "kin":
            return self._kin(mention)
        if word.startswith("you"):
            return self._you(mention, part, to_child, letter_to_adult)
        if word in ("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"):
            return Referent(mention, "writer")
        if word.startswith("it"):
            return Referent(mention, "other")
        if word.startswith("the") and word in ("they", "them", "their", "theirs", "themselves"):
            return self._they(mention)
        return self._pronoun(mention, _GENDER[word], part)

    def _name(self, mention: Mention) -> Referent:
        if mention.text in self._child_forms:
            return Referent(
                mention,
                "child",
                frozenset({self._child_forms[mention.text]}),
                self._genders.get(self._child_forms[mention.text], ""),
                mention.text,
            )
        adult = self._adult_forms.get(mention.text)
        role = adult.role if adult else "adult"
        gender = _ROLE_GENDER.get(role) or self._adult_genders.get(mention.text, "")
        return Referent(mention, _who(role), gender=gender, name=mention.text)

    def _kin(self, mention: Mention) -> Referent:
        word = mention.text.lower()
        if pattern("people", "child").fullmatch(word):
            return Referent(mention, "sibling" if word in ("brother", "sister") else "other")
        role = role_of(word) or "adult"
        return Referent(mention, _who(role), gender=_ROLE_GENDER.get(role, ""))

    def _you(self, mention: Mention, part: int | None, to_child: bool, letter_to_adult: bool) -> Referent:
        if letter_to_adult:
            return Referent(mention, "mother")
        if to_child:
            kids = {part} if part is not None else {child.index for child in self._children}
            return Referent(mention, "child" if part is not None or len(kids) == 1 else "children", frozenset(kids))
        return Referent(mention, "other")

    def _they(self, mention: Mention) -> Referent:
        last = next((r for r in reversed(self._recent) if r.who in ("children", "parents")), None)
        if last is not None:
            return Referent(mention, last.who, last.children)
        several = {child for r in self._recent for child in r.children}
        if len(several) > 1 and self._recent and self._recent[-1].children:
            return Referent(mention, "children", frozenset(several))
        return Referent(mention, "other")

    def _pronoun(self, mention: Mention, gender: str, part: int | None) -> Referent:
        fitting = [r for r in reversed(self._recent) if self._fits(r, gender)]
        subjects = [r for r in fitting if r.mention.dependency == "subject"]
        last = next(iter(subjects or fitting), None)
        own = part is not None and self._genders.get(part) == gender
        if own and (last is None or (not last.gender and not last.children)):
            return Referent(mention, "child", frozenset({part}) if part is not None else frozenset(), gender)
        if last is not None:
            return Referent(mention, last.who, last.children, gender, last.name)
        if part is not None and self._genders.get(part, gender) == gender:
            return Referent(mention, "child", frozenset({part}), gender)
        return Referent(mention, "other", gender=gender)

    def _fits(self, referent: Referent, gender: str) -> bool:
        if referent.who in ("children", "parents", "other"):
            return False
        own = referent.gender
        if referent.who == "child" and len(referent.children) == 1:
            own = self._genders.get(next(iter(referent.children)), "")
        return own in ("", gender)

    def _only_baby(self) -> Iterable[int]:
        babies = [child.index for child in self._children if child.is_baby]
        return (
            babies[:1] if babies else [child.index for child in self._children][:1] if len(self._children) == 1 else []
        )


def _who(role: str) -> str:
    return {
        "step-father": "father", "partner": "father", "relative": "adult", "grandparent": "carer", "adult": "adult",
        "female-partner": "adult",
    }.get(role, role)  # fmt: skip


def is_letter_to_adult(texts: Iterable[str], children: Iterable[Child]) -> bool:
    """A letter that greets a grown-up ('Dear Ms Adeyemi', 'Dear Fiona') says 'you' to that grown-up."""
    kids = {alias for child in children for alias in child.aliases}
    for text in texts:
        greeting = re.match(
            r"\s*(?:Dear|Annwyl)\s+((?:Mr|Mrs|Ms|Miss|Dr|Mum|Dad|Parents?|Carers?)\b|[A-Z][\w'’-]+)", text
        )
        if greeting is not None:
            return greeting[1] not in kids and not re.search(
                r"\b(?:all|children|colleagues?|friend)\b", text[:30], re.IGNORECASE
            )
    return False
