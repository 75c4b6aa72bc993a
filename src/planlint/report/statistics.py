"""`--statistics`: how often each rule was met, and in how many plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from planlint.report.options import Options
from planlint.report.order import WEIGHT
from planlint.report.tally import Tally
from planlint.rules.finding import Report, Severity


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """A line a rule, the most frequent first, then the sum."""
    found: Counter[str] = Counter()
    plans: Counter[str] = Counter()
    names: dict[str, tuple[str, Severity]] = {}
    allowed: Counter[str] = Counter()
    tally = Tally()
    for report in tally.counting(reports):
        codes = [finding.rule for finding in report.findings]
        found.update(codes)
        plans.update(set(codes))
        allowed.update(one.rule for one in report.allowed)
        names.update((finding.rule, (finding.name, finding.severity)) for finding in report.findings)
        yield ""
    if found:
        yield "findings  plans  rule\n"
    for code in sorted(found, key=lambda code: (-found[code], WEIGHT[names[code][1]], code)):
        name, severity = names[code]
        yield f"{found[code]:>8}  {plans[code]:>5}  {code} {name} ({severity})\n"
    if allowed:
        yield f"Allowed by the writers: {', '.join(f'{code} {allowed[code]}' for code in sorted(allowed))}.\n"
    yield tally.sentence() + "\n"
