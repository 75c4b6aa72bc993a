"""Suggested rewordings: what to put in place of flagged words, and putting it there.

May import documents, the language room, the resolved plan and the records of `rules.finding`. A suggestion is
given only where the sentence stays right. It never touches a date, a number, a negation, a modal verb or
quoted words.
"""
