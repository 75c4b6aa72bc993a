"""What holds of every plan, whatever is found in it: plans put together from sentences with faults and without."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.rules import catalogue
from planlint.rules.finding import Finding

FindingsOf = Callable[[str], list[Finding]]

NAMES = {"a": "Ava", "b": "Noah", "mum": "Jo", "dad": "Callum", "worker": "Priya", "family": "Reed"}
OTHERS = [
    {"a": "Isla", "b": "Rohan", "mum": "Kate", "dad": "Peter", "worker": "Amina", "family": "Malik"},
    {"a": "Zainab", "b": "Theo", "mum": "Bronwen", "dad": "Kwame", "worker": "Hattie", "family": "O’Brien"},
    {"a": "Ellie", "b": "Tom", "mum": "Anna", "dad": "David", "worker": "Susan", "family": "Hall"},
    {"a": "Siân", "b": "Émile", "mum": "Ewa", "dad": "Marek", "worker": "Olu", "family": "Okafor-Jones"},
]
HEAD = """\
# Family plan for {a} and {b}

| Name | Date of birth | Who |
| --- | --- | --- |
| {a} {family} | 4 February 2018 | child |
| {b} {family} | 20 December 2025 | child |
| {mum} {family} | | mother |
| {dad} {family} | | father |
| {worker} Nair | | social worker |

Date of plan: 3 May 2026
"""
OF_A = [
    "{a} needs her own bed.",
    "{a} seems to feel sad about school.",
    "{a} would benefit from a mentor.",
    "{a} said on 2 May that she hates the noise.",
    "{b} needs a cot.",
    "{a} is manipulative.",
    "You have a blue bag.",
    "The child waits for CAMHS.",
    "{a} is doing well.",
]
OF_B = [
    "{b} sleeps in a Moses basket.",
    "{b} is happy.",
    "{b} needs her own bed.",
    "On 2 May {b} turned his head when {mum} sang.",
    "{b} would benefit from a mentor.",
    "Babies like him need routine.",
]
OF_ALL = [
    "The children need routines.",
    "{mum} says that mornings are hard.",
    "{dad} told {worker} that he works nights.",
    "It is felt that the home is chaotic.",
    "Dad is not on the scene.",
    "{mum} drinks every evening.",
    "If nothing changes, {a} will go on missing school.",
]
ACTIONS = [
    "| Monitor weight | All | Ongoing | |",
    "| Book the dentist | {mum} | 9 May 2026 | Appointment made |",
    "| Fit a stair gate | {dad} | | {b} cannot fall |",
    "| Support {mum} | {worker} | ASAP | Improved parenting capacity |",
    "| Buy a night light | Mum | 9 May 2026 | {a} is happier |",
]


def chosen(pool: list[str]) -> st.SearchStrategy[list[str]]:
    """Some sentences of a pool, in any order."""
    return st.lists(st.sampled_from(pool), max_size=4, unique=True)


@st.composite
def plans(draw: st.DrawFn) -> str:
    """A family's plan with places for names: what is said of each child, of all, and a table of actions."""
    sections = [
        ("{a}", " ".join(draw(chosen(OF_A)))),
        ("{b}", " ".join(draw(chosen(OF_B)))),
        ("Family", "\n\n".join(draw(chosen(OF_ALL)))),
    ]
    rows = draw(chosen(ACTIONS))
    table = ["| Action | Who | By when | Outcome |", "| --- | --- | --- | --- |", *rows]
    sections += [("Actions", "\n".join(table))] if rows else []
    return HEAD + "".join(f"\n## {heading}\n\n{said}\n" for heading, said in sections if said)


def points(findings: list[Finding]) -> list[tuple[str, str]]:
    """What was found, by rule and words."""
    return sorted((finding.rule, finding.text) for finding in findings)


few = settings(max_examples=25, deadline=None, derandomize=True)


@few
@given(plan=plans())
def test_a_finding_points_at_the_very_words_of_the_source(findings: FindingsOf, plan: str) -> None:
    text = plan.format(**NAMES)
    for finding in findings(text):
        assert finding.text == text[finding.start.offset : finding.end.offset] != ""
        before = text[: finding.start.offset]
        assert finding.start.line == before.count("\n") + 1
        assert finding.start.column == len(before) - before.rfind("\n")
        for related in finding.related:
            assert 0 <= related.start.offset <= related.end.offset <= len(text)


@few
@given(plan=plans())
def test_a_finding_says_what_it_is_and_what_is_better(findings: FindingsOf, plan: str) -> None:
    for finding in findings(plan.format(**NAMES)):
        assert finding.message and finding.advice and finding.fingerprint
        assert "{" not in finding.message + finding.advice
        assert finding.child in (None, "Ava", "Noah")


@few
@given(plan=plans())
def test_nothing_is_found_twice_by_one_rule(findings: FindingsOf, plan: str) -> None:
    places = [(one.rule, one.child, one.start.offset, one.end.offset) for one in findings(plan.format(**NAMES))]
    assert len(places) == len(set(places))


@few
@given(plan=plans())
def test_a_rule_is_silent_where_one_it_yields_to_has_spoken(findings: FindingsOf, plan: str) -> None:
    got = findings(plan.format(**NAMES))
    for rule in catalogue.load():
        over = [other for other in got if other.rule in rule.yields_to]
        for finding in (one for one in got if one.rule == rule.code):
            assert not any(
                one.start.offset < finding.end.offset and finding.start.offset < one.end.offset for one in over
            )


@few
@given(plan=plans())
def test_the_same_plan_gives_the_same_findings(findings: FindingsOf, plan: str) -> None:
    text = plan.format(**NAMES)
    again = findings(text + "\n\n")
    assert points(findings(text)) == points(again)


@few
@given(plan=plans(), first=st.booleans())
def test_contact_details_of_professionals_change_nothing_elsewhere(
    findings: FindingsOf, plan: str, first: bool
) -> None:
    text = plan.format(**NAMES)
    contacts = (
        "\n## Contacts\n\nSocial worker: Priya Nair, Guildhall, 01482 555 0134, priya.nair@council.example\n\n"
        "Health visitor: Anita Shah, Hill Road Clinic, 01482 555 0178\n"
    )
    head = HEAD.format(**NAMES)
    longer = head + contacts + text[len(head) :] if first else text + contacts
    assert points(findings(longer)) == points(findings(text))


@few
@given(plan=plans(), names=st.sampled_from(OTHERS))
def test_other_names_for_the_same_people_change_nothing(findings: FindingsOf, plan: str, names: dict[str, str]) -> None:
    def named(one: dict[str, str]) -> list[tuple[str, str]]:
        text = plan.format(**one)
        back = {name: key for key, name in one.items()}
        out = []
        for finding in findings(text):
            words = finding.text
            for name, key in back.items():
                words = words.replace(name, f"<{key}>")
            out.append((finding.rule, words))
        return sorted(out)

    assert named(names) == named(NAMES)


@few
@given(plan=plans(), mum=st.sampled_from(["Mam", "Mummy", "Mammy"]), dad=st.sampled_from(["Da", "Daddy", "Father"]))
def test_what_a_family_calls_its_parents_changes_nothing_about_fathers(
    findings: FindingsOf, plan: str, mum: str, dad: str
) -> None:
    def of_fathers(text: str) -> list[str]:
        return sorted(finding.rule for finding in findings(text) if finding.rule.startswith("FAT"))

    unnamed = plan.replace("| {dad} {family} | | father |\n", "").replace("{dad}", "Dad").replace("{mum}", "Mum")
    text = unnamed.replace("| Mum {family}", "| Jo {family}").format(**NAMES)
    assert of_fathers(text.replace("Mum", mum).replace("Dad", dad)) == of_fathers(text)


@few
@given(plan=plans(), blanks=st.integers(1, 4))
def test_empty_lines_between_paragraphs_change_nothing(findings: FindingsOf, plan: str, blanks: int) -> None:
    text = plan.format(**NAMES)
    assert points(findings(text.replace("\n\n", "\n\n" + "\n" * blanks))) == points(findings(text))
