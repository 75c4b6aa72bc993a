"""The audit room: what a whole cohort of plans shows, and how far people who read a sample agree with planlint.

Reports are counted as they come by and forgotten; nothing that leaves this room holds a child's name, a word of
a plan, or a count by which a single child could be told. Of the outermost ring: imports any room but `cli`.
"""
