"""What the numbers of an audit cannot say: told in every report, whole."""

from __future__ import annotations

from planlint.audit.groups import FEWEST

PROMPT = "A finding is a prompt for a conversation. It is no verdict on a plan, a worker or a family."

LIMITS = (
    (
        "They do not say how children fare.",
        "planlint reads how a plan is written. It cannot tell whether what a plan says is true, whether it is enough, or "
        "whether a child is safe. A plan without a finding may still miss the child; one with many may serve a child well.",
    ),
    (
        "Some findings are wrong, and some faults are missed.",
        "How often is told for each rule in docs/accuracy.md, from invented plans. In your own plans it may be otherwise: "
        "draw a sample, read it, and see how far you agree (planlint audit FOLDER --sample 20).",
    ),
    (
        "They are no league table.",
        "Teams are listed by name, never ranked. Teams work with different children, and write different kinds of plan. "
        "Nothing is counted by worker: keep to folders of teams, never of workers. Do not use this in "
        "appraisals.",
    ),
    (
        "Small numbers are not shown.",
        f"A count from 1 to {FEWEST - 1} is shown as 'fewer than {FEWEST}', and where it could be worked out from other "
        f"counts, one of those is withheld, with its share. Groups of fewer than {FEWEST} plans (by age: children) are put "
        "together. A group with few plans swings widely: one plan more or less is no trend.",
    ),
    (
        "A child in two plans is counted twice.",
        "Children are counted plan by plan. A finding about a whole plan, or about all its children, counts for each child "
        "of that plan. By age only children are counted, since one plan can hold children of several ages.",
    ),
    (
        "Strengths are the least there are.",
        "planlint names at most five strengths of a plan, so that more plans may have a strength than are counted here. "
        "Strengths and gaps are found in different ways: do not subtract one from the other.",
    ),
    (
        "A change since an earlier audit may have many causes.",
        "The children, the kinds of plan, the teams, the templates or planlint itself may have changed. 'No clear change' "
        "is said where chance alone would often bring as much. The same plans in both audits make that test a rough one.",
    ),
)
