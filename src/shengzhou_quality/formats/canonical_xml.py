"""Write XML in its canonical form: one text for the same elements, whichever library wrote them.

As Canonical XML 2.0 has it, and `xml.etree.ElementTree.canonicalize`, which takes three times as
long. Comments and processing instructions, which no part of a workbook has, are left out.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_SPECIAL: Final = re.compile(r"[&<>\"\t\n\r]")
_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})
_IN_VALUE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"}
)


def canonical(xml: bytes) -> str:
    """`xml`, in UTF-8, without its declaration; ExpatError where it is not well-formed."""
    parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.ordered_attributes = True
    parser.buffer_text = True
    writer = _Writer()
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.Parse(xml, True)  # noqa: FBT003 - it takes no name
    return "".join(writer.parts)


class _Writer:
    """Takes what expat reads; a name is `local`, `uri local` or `uri local prefix`."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._declared: dict[str, str] = {"": "", "xml": _XML}
        """The namespaces that the open elements declare, by their prefixes."""
        self._tags: dict[str, str] = {}
        """The tag by the name of each element that needs no other declaration."""
        self._open: list[tuple[str, dict[str, str], dict[str, str]]] = []

    def start(self, name: str, attributes: list[str]) -> None:
        outside = (self._declared, self._tags)
        tag = self._tags.get(name)
        pairs = sorted(zip(attributes[::2], attributes[1::2], strict=True)) if attributes else []
        # Almost every element is known by then, and its attributes have no prefix.
        if tag is None or " " in "".join(attributes[::2]):
            tag, pairs = self._declaring(name, pairs)
        if pairs and _SPECIAL.search("".join(attributes[1::2])):
            pairs = [(key, value.translate(_IN_VALUE)) for key, value in pairs]
        written = "".join([f' {key}="{value}"' for key, value in pairs])
        self.parts.append(f"<{tag}{written}>")
        self._open.append((tag, *outside))

    def end(self, _name: str) -> None:
        tag, self._declared, self._tags = self._open.pop()
        self.parts.append(f"</{tag}>")

    def text(self, text: str) -> None:
        self.parts.append(text.translate(_IN_TEXT) if _SPECIAL.search(text) else text)

    def _declaring(
        self, name: str, pairs: list[tuple[str, str]]
    ) -> tuple[str, list[tuple[str, str]]]:
        """The tag, and the attributes after the namespaces that nothing around it declares."""
        uri, tag, prefix = _parts_of(name)
        used = {prefix: uri}
        sorted_by: list[tuple[str, str, str, str]] = []
        for key, value in pairs:
            of, local, before = _parts_of(key)
            sorted_by.append((of, local, f"{before}:{local}" if before else local, value))
            if before:
                used[before] = of
        new = {key: of for key, of in used.items() if self._declared.get(key) != of}
        if new:
            self._declared, self._tags = self._declared | new, {}
        tag = f"{prefix}:{tag}" if prefix else tag
        self._tags[name] = tag
        declarations = [(f"xmlns:{key}" if key else "xmlns", new[key]) for key in sorted(new)]
        return tag, [*declarations, *((key, value) for *_, key, value in sorted(sorted_by))]


def _parts_of(name: str) -> tuple[str, str, str]:
    uri, _, rest = name.rpartition(" ") if name.count(" ") < 2 else name.partition(" ")
    local, _, prefix = rest.partition(" ")
    return uri, local, prefix
