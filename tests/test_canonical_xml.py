"""Test the canonical form against the one of the standard library, which is slow and right."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.parsers.expat import ExpatError

import openpyxl
import pytest

from shengzhou_quality.formats.canonical_xml import canonical

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

XMLS = {
    "two ways to write nothing": "<a><b/><c></c><d> </d></a>",
    "attributes out of order": """<a z='1' b="2" y="&#x4E2D;"/>""",
    "default namespace": '<a xmlns="u" k="1"><b/><c xmlns="v"><d k="2"/></c><b/></a>',
    "prefixes where they are used": (
        '<p:a xmlns:q="v" xmlns:p="u" xmlns:unused="w"><b q:k="1" p:z="2" k="3"/><q:b/><q:b/></p:a>'
    ),
    "a prefix that changes its meaning": '<p:a xmlns:p="u"><p:b xmlns:p="v"/><p:b/></p:a>',
    "spaces kept": '<a xml:space="preserve" b="1"> x\ty\r\nz&#13; </a>',
    "special characters": (
        """<a b="&lt;&gt;&amp;&quot;'&#9;&#10;&#13;">&lt;&gt;&amp;"'&#9;&#13;<![CDATA[<]]></a>"""
    ),
    "comments": "<?xml version='1.0' encoding='UTF-8'?>\n<!-- x --><a>1<!-- y -->2</a>\n",
    "beyond the first plane": "<a b='𠮷'>嵊州𠮷</a>",
    "long text": f"<a>{'长 &amp; ' * 9000}</a>",
}


@pytest.mark.parametrize("case", XMLS)
def test_it_is_the_form_of_the_standard_library(case: str) -> None:
    assert canonical(XMLS[case].encode()) == ET.canonicalize(XMLS[case])


def test_so_is_each_part_of_a_workbook() -> None:
    book = openpyxl.load_workbook(EXAMPLES / "tasks-2023.xlsx")
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert "xl/worksheets/sheet3.xml" in parts
    for name, part in parts.items():
        assert canonical(part) == ET.canonicalize(part.decode()), name


def test_what_is_canonical_stays_as_it_is() -> None:
    for text in XMLS.values():
        once = canonical(text.encode())
        assert canonical(once.encode()) == once


def test_what_is_not_well_formed_is_refused() -> None:
    with pytest.raises(ExpatError):
        canonical(b"<a><b></a>")
