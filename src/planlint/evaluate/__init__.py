"""The evaluate room: how well findings agree with labelled plans.

Labels are read in `labels`, met in `matching`, counted in `scores`, kept and compared in `record`, told in
`table`. Pure functions, but for reading files. Imports `document`, `report` and the records of
`rules.finding`; the command line brings the linter.
"""

from planlint.evaluate.labels import Label, Labels, LabelsError, find_labels, load_labels
from planlint.evaluate.matching import Outcome, match
from planlint.evaluate.record import ALLOWANCE, Change, RecordError, changes, load_record, record
from planlint.evaluate.scores import Score, by_family, by_rule, by_set, total

__all__ = [
    "ALLOWANCE",
    "Change",
    "Label",
    "Labels",
    "LabelsError",
    "Outcome",
    "RecordError",
    "Score",
    "by_family",
    "by_rule",
    "by_set",
    "changes",
    "find_labels",
    "load_labels",
    "load_record",
    "match",
    "record",
    "total",
]
