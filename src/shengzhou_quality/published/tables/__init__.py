"""Find the tables of indicators in a document, and read their rows as printed."""

from shengzhou_quality.published.tables.read import read_table

__all__ = ["read_table"]
