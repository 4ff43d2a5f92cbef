"""Read what offices reported: from files to observations.

A pattern that few files need is kept as text: `re` compiles it at its first use and keeps it.
Compiling every pattern would take a seventh of a run. Patterns of every cell are compiled.
"""
