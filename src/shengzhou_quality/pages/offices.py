"""Word the responsible office (责任单位) of an item, and whom to call there."""

from __future__ import annotations

from collections.abc import Iterable

from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.reported import Contact, Responsible
from shengzhou_quality.words import Words


def whom_to_call(contacts: Iterable[Contact], words: Words) -> str:
    """联系人：张三（0575-83012345）; empty if nobody is named."""
    named = []
    for one in contacts:
        name, phone = (quoted(text) if text else "" for text in one)
        both = words("office.contact", name=name, phone=phone) if name and phone else ""
        named.append(both or name or phone)
    return words("office.contacts", contacts=tuple(named)) if named else ""


def in_full(responsible: Responsible, words: Words) -> str:
    """住建局（按分工表），配合单位：发改局，联系人：张三: the office and what else is known."""
    said_by = words(f"office.said-by.{responsible.said_by}")
    said = [words("office.named", office=quoted(responsible.office), said_by=said_by)]
    if responsible.supporting:
        supporting = tuple(quoted(name) for name in responsible.supporting)
        said.append(words("office.supporting", offices=supporting))
    if responsible.contact is not None:
        said.append(whom_to_call((responsible.contact,), words))
    return words("clause.separator").join(said)
