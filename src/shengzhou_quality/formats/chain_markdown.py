"""The page that explains one item, as markdown: an annex to a report, or a page of a wiki."""

from __future__ import annotations

from shengzhou_quality.evaluation.chain import Chain
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.markdown_text import escape, item
from shengzhou_quality.pages.explain import sheet_of
from shengzhou_quality.pages.explain.sheet import Part
from shengzhou_quality.words import Words


def render(chain: Chain, words: Words, _: Options) -> bytes:
    sheet = sheet_of(chain, words)
    lines = [f"# {escape(sheet.heading)}", "", escape(sheet.title), ""]
    for sentence in sheet.lead:
        lines += [f"**{escape(sentence)}**", ""]
    for part in sheet.parts:
        lines += _part(part, words)
    lines += ["---", ""]
    for sentence in sheet.foot:
        lines += [escape(sentence), ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")


def _part(part: Part, words: Words) -> list[str]:
    """A list of labels; what has none goes below the label it belongs to."""
    lines = [f"## {escape(part.heading)}", ""]
    below = False
    for entry in part.entries:
        if entry.label:
            named = f"{entry.label} {entry.text}"
            if not entry.is_sum:
                named = words("chain.labelled", label=entry.label, text=entry.text)
            lines.append(f"- {item(named)}")
            below = True
        else:
            lines.append(f"{'  ' if below else ''}- {item(entry.text)}")
    return [*lines, ""]
