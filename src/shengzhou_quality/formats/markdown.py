"""A page as markdown: for a pull request, a wiki, the summary of a CI job, an annex."""

from __future__ import annotations

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.markdown_text import escape, item, table
from shengzhou_quality.pages.model import Facts, Findings, Page, Sentences
from shengzhou_quality.words import Words


def render(page: Page, words: Words, _: Options) -> bytes:
    lines = [f"# {escape(page.heading)}", "", escape(page.title), ""]
    for sentence in page.lead:
        lines += [f"**{escape(sentence)}**", ""]
    for block in page.blocks:
        match block:
            case Sentences():
                lines += [f"- {item(text)}" for text in block.texts]
            case Facts():
                lines += [*_apart(lines), *_facts(block, words)]
            case Findings():
                lines += [*_apart(lines), *_findings(block)]
    if page.foot:
        lines += [*_apart(lines), "---", ""]
    for sentence in page.foot:
        lines += [escape(sentence), ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")


def _apart(lines: list[str]) -> list[str]:
    """The empty line that ends a list or a paragraph."""
    return [""] if lines[-1] else []


def _facts(block: Facts, words: Words) -> list[str]:
    """A list of labels; what has none goes below the label it belongs to."""
    lines = [f"## {escape(block.heading)}", ""]
    below = False
    for fact in block.facts:
        text = fact.text
        if fact.label and fact.is_sum:
            text = f"{fact.label} {text}"
        elif fact.label:
            text = words("chain.labelled", label=fact.label, text=text)
        lines.append(f"{'  ' if below and not fact.label else ''}- {item(text)}")
        below = below or bool(fact.label)
    return lines


def _findings(block: Findings) -> list[str]:
    rows = ([one.place, one.code, one.message, one.hint] for one in block.findings)
    return [f"## {escape(block.heading)}", "", *table(block.columns, rows)]
