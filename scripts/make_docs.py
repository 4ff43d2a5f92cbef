"""Make the pages of docs/ that come from the code: every code with its meaning and cure.

Run with `--check` to compare instead of writing; a test does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from shengzhou_quality.formats.markdown_text import escape, table
from shengzhou_quality.words import Words
from shengzhou_quality.words.code_index import GROUPS, cure, example, meaning

FOLDER = Path(__file__).resolve().parent.parent / "docs"


def diagnostics_page(words: Words) -> str:
    """The table that `sqc explain` uses, one section for each group."""
    lines = [f"# {escape(words('codes.title'))}", "", escape(words("codes.introduction")), ""]
    keys = ("code", "meaning", "example", "cure")
    header = [words(f"codes.column.{key}") for key in keys]
    for group, codes in GROUPS.items():
        body = (
            [code, meaning(code, words), example(code, words), cure(code, words)] for code in codes
        )
        lines += [f"## {escape(words(f'codes.heading.{group}'))}", "", *table(header, body)]
    return "\n".join(lines).rstrip() + "\n"


LANGUAGE_OF = {"diagnostics.md": "en", "diagnostics.zh-CN.md": "zh"}


def main(arguments: list[str]) -> int:
    stale = []
    for name, language in LANGUAGE_OF.items():
        path = FOLDER / name
        written = diagnostics_page(Words(language))
        if "--check" in arguments:
            if not path.is_file() or path.read_text(encoding="utf-8") != written:
                stale.append(name)
        else:
            path.write_text(written, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} is not what the code says: run scripts/make_docs.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
