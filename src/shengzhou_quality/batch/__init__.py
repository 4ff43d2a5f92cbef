"""Many submissions in one run: found, evaluated by workers, recorded as they are done.

paths → submissions → workers → record → roll-up. One submission is evaluated as
`sqc evaluate` evaluates it; nothing in this folder judges.
"""
