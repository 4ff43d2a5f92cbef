"""Strings that try to become something else in an output; every renderer is tested with them.

A file, a sheet, a cell or a file's name may hold any of them. Each targets one language in
which an output is read: a terminal, rich, markdown, HTML, XML, a spreadsheet, a CI log.
"""

from __future__ import annotations

NASTY = (
    # a terminal: escape codes, C1 controls, reversed text, a line of its own
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "\u2028line\u2029paragraph",
    "back\x08\x08space\x7f",
    "two\nlines\r\nand\rmore\ttab",
    # rich
    "[red]x[/]",
    "[bold link=https://example.org]x[-]",
    # a CI log: GitHub's commands in both notations, Azure's, and what undoes their escaping
    "::error file=a,line=1::pwned",
    "  ::stop-commands::token",
    "\n::set-env name=PATH::/tmp",
    "x\r\n::add-mask::y",
    ":::warning::x",
    "##[error]pwned",
    "x ##[add-mask]y",
    "##vso[task.setvariable variable=a]b",
    "%0A::error::x",
    "a,line=7,title=fine::nothing is wrong",
    "%25%3A%2C%",
    # markdown
    "| a | b |\n| --- | --- |",
    "# heading",
    "- item\n1. item\n> quote",
    "```sh\nrm -rf .\n```",
    "~~~~",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "@everyone #1 https://example.org www.example.org",
    "**bold** _it_ ~no~ $x$ \\",
    # HTML and XML
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]><b>&amp;&lt;&#0;</b><!--",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;",
    '"><failure message="',
    "'\" onload='x",
    "\x00\x01\x0b\x0c\x1f",
    "\ufffe\uffff\udfff\ud800",
    # a spreadsheet
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    # templates, shells
    "{0}{name}{text.__class__}%s%(x)s",
    "$(id)`id`;id|id",
    "${{ github.token }}",
    # size
    "长" * 5000,
    " " * 300 + "x",
)
