"""Long files: one table of many entities (`--by 地区`), split into a submission for each.

The rows of a file are kept as texts; those of an entity travel to its worker as an `Extract`,
and only there they become cells. Nothing in this folder knows how a value is read or judged.
"""
