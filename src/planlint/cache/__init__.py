"""What was seen already: reports by the content of a plan and all that they depend on.

A record holds codes, offsets and the rules' own words; the words of the plan are read again from the plan. It
is asked before anything large is loaded, so this room imports `document`, `readers` and the records of
`rules.finding` only.
"""

from planlint.cache.store import Cache, folder

__all__ = ["Cache", "folder"]
