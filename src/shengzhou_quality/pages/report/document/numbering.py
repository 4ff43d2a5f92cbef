"""Number the headings as official papers do: 一、, （一）, 附件1."""

from __future__ import annotations

from shengzhou_quality.words import Words


def section(number: int, heading: str, words: Words) -> str:
    return words("document.section", number=words(f"document.number.{number}"), heading=heading)


def part(number: int, heading: str, words: Words) -> str:
    return words("document.part", number=words(f"document.number.{number}"), heading=heading)


def annex(number: int, heading: str, words: Words) -> str:
    return words("document.annex", number=number, heading=heading)
