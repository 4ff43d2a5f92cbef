"""Read the table of indicators that a plan published, and propose a plan file from it.

Data flows one way: file → document (`documents`) → printed table (`tables`) → proposed plan
(`proposals`, compared with the plan's text by `statements`) → plan file (`plan_file`).
"""
