"""The tree of the tasks with its state, for `sqc tasks`: on a terminal, as markdown, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from shengzhou_quality.evaluation.parts import PartsReport
from shengzhou_quality.formats import Format, Options
from shengzhou_quality.formats.markdown_text import escape
from shengzhou_quality.formats.node_page import add_node
from shengzhou_quality.formats.screen import Screen, encoded
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.model import Node, Tone
from shengzhou_quality.pages.task_state import state_of
from shengzhou_quality.words import Words

_NARROWEST, _WIDEST = 60, 100


def terminal(seen: PartsReport, words: Words, options: Options) -> bytes:
    """Each item with its status at the end of the line, and its figures below."""
    report = seen.report
    page = Screen(max(_NARROWEST, min(options.width, _WIDEST)))
    page.paragraph(summary.title(report, words), Tone.STRONG)
    page.paragraph(summary.heading(report, words), Tone.STRONG)
    for part in seen.parts:
        page.blank()
        for node in state_of(part, report, words):
            add_node(page, node)
    page.blank()
    page.paragraph(summary.year_choice(report, words), Tone.QUIET)
    page.paragraph(words("promises.gate"), Tone.QUIET)
    text = page.coloured() if options.colour else page.plain()
    return encoded(text, options.encoding)


def markdown(seen: PartsReport, words: Words, _: Options) -> bytes:
    """A heading a task, and below it nested lists."""
    report = seen.report
    lines = [f"# {escape(summary.title(report, words))}", ""]
    lines += [f"**{escape(summary.heading(report, words))}**", ""]
    for part in seen.parts:
        lines += [*_list(state_of(part, report, words), words), ""]
    lines.append(escape(summary.year_choice(report, words)))
    return ("\n".join(lines) + "\n").encode()


def _list(nodes: Iterable[Node], words: Words) -> list[str]:
    lines = []
    for node in nodes:
        details = escape(words("list.separator").join(node.details))
        if node.depth == 0 and node.id is None:
            lines += [f"## {escape(node.text)}", "", *([details, ""] if details else [])]
            continue
        indent = "  " * (node.depth - 1)
        if node.id is None:
            lines.append(f"{indent}- {escape(node.text)}")
        else:
            said = f"**{escape(node.status)}**" + (f" ({details})" if details else "")
            lines.append(f"{indent}- {escape(node.id)} {escape(node.text)}: {said}")
    return lines


def as_json(seen: PartsReport, words: Words, options: Options) -> bytes:
    """The report of the evaluation with no more in it than belongs to these parts."""
    from shengzhou_quality.formats.json import render

    return render(seen.narrowed, words, options)


TASK_FORMATS: dict[str, Format[PartsReport]] = {
    "terminal": Format((".txt",), terminal),
    "markdown": Format((".md", ".markdown"), markdown),
    "json": Format((".json",), as_json),
}
