"""An HTML page as a tree, read by the standard library: elements, their attributes and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

_VOID = {"meta", "input"}
_BEGINS = (
    "h[1-6]|p|ul|li|dl|dt|dd|section|details|table|thead|tbody|tr|th|td|nav|footer|div|form|label"
)


@dataclass
class Element:
    """`inside` holds elements and texts, in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def elements(self) -> Iterator[Element]:
        """Every element in it, itself first, in the order of the file."""
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one.elements

    def all(self, tag: str, class_: str = "") -> list[Element]:
        return [
            one for one in self.elements if one.tag == tag and (not class_ or class_ in one.classes)
        ]

    def one(self, tag: str, class_: str = "") -> Element:
        (found,) = self.all(tag, class_)
        return found

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@lru_cache(maxsize=64)
def read(content: bytes) -> Element:
    """The tree of a page in which each element is closed and nothing is a comment; only to read."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]


def main_lines(content: bytes) -> str:
    """The main part as it is written, most elements on a line of their own."""
    (main,) = re.findall("<main>(.*)</main>", content.decode("utf-8"), re.DOTALL)
    return re.sub(rf"(?=<(?:{_BEGINS})\b)", "\n", main).lstrip() + "\n"
