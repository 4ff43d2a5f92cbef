"""Number the headings as official papers do: 一、, （一）, 1., 附件1."""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.pages.model import Block, Section
from shengzhou_quality.words import Words


def section(number: int, heading: str, words: Words) -> str:
    return words("document.section", number=words(f"document.number.{number}"), heading=heading)


def part(number: int, heading: str, words: Words) -> str:
    return words("document.part", number=words(f"document.number.{number}"), heading=heading)


def point(number: int, heading: str, words: Words) -> str:
    return words("document.point", number=number, heading=heading)


def annex(number: int, title: str, blocks: Sequence[Block], words: Words) -> Section:
    label = words("document.annex.label", number=number)
    heading = words("document.annex", number=number, heading=title)
    return Section(heading, blocks, label=label, title=title)
