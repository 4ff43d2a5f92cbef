"""Read the notes below a table: what each footnote mark refers to, in whatever style it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from shengzhou_quality.published.tables.cell_texts import joined, plain_mark

_LEAD = re.compile(r"^[(（]?\s*(?:注释?|备注|说明|附注)[:：]\s*")
_SAYS = r"为|是|指|系|即|表示|代表|按|以(?![上下内外])|由|不?含|不?包括|[:：]"
"""A bare digit before such a word is a mark: 2为2019年数; 5年累计 is none."""
_YEAR = r"(?:19|20)[0-9]{2}年"
_MARKED = re.compile(
    r"(?:^|(?<=[。；;,，\s:：]))\s*(?:(?:[0-9]{1,2}[.、．]\s*)?"
    r"(?:(?P<circled>[①-⑳])|[“\"‘']?(?P<sign>[*＊]{1,3}|[※★☆▲△])[”\"’']?))\s*"
    rf"|(?:^|(?<=[。；;\s:：]))\s*(?:(?P<brackets>[〔\[【]\s*[〕\]】])|[\[〔【(（]?注?(?P<number>[0-9]{{1,2}})(?:[\]〕】)）]|[.、．:：](?:(?![0-9])|(?=\s*{_YEAR}))))\s*"
    rf"|(?:^|(?<=[。；;，,、\s:：]))\s*(?P<bare>[0-9])(?={_SAYS})\s*"
)
_ESTIMATED = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年(?:底|末|度)?|基期年?|基数)的?[^0-9，。；;]{0,6}"
    r"(?:为|是|系|属|按)(?:预计|预测|预估|估计|估算|初步|快报|暂估)"
)
_ENDS = " ；;。，,"


def plain_note(text: str) -> str:
    """A note on one line, without the signs that end it and a bracket that is half outside."""
    plain = joined(text).strip(_ENDS)
    opened = sum(plain.count(sign) for sign in "(（") - sum(plain.count(sign) for sign in ")）")
    while opened < 0 and plain.endswith((")", "）")):
        plain, opened = plain[:-1].rstrip(_ENDS), opened + 1
    return plain


def notes_by_mark(notes: Iterable[str]) -> Mapping[str, str]:
    """The text that each footnote mark refers to: 注：1.…；2.…, ①…, *…, 2为…"""
    found: dict[str, str] = {}
    for note in notes:
        text = _LEAD.sub("", joined(note))
        marks = list(_MARKED.finditer(text))
        for at, mark in enumerate(marks):
            end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
            said = plain_note(text[mark.end() : end])
            if said and mark["brackets"] is None:
                found.setdefault(plain_mark(str(mark[mark.lastgroup or 0])), said)
    return found


def digits_in(notes: Iterable[str]) -> frozenset[str]:
    """The digits that number a note, and which a figure can have glued to its end: 2 of 80.52."""
    return frozenset(mark for mark in notes_by_mark(notes) if len(mark) == 1 and mark.isdigit())


def estimated_year(
    notes: Iterable[str], marks: Collection[str], baseline: int | None
) -> int | None:
    """The baseline year if a note that is of no marked row says that its figures are estimates.

    2025年数据为预计数 is of every row, *为2025年预计数 of those with *.
    """
    texts = [joined(note) for note in notes]
    own = {said for mark, said in notes_by_mark(texts).items() if mark in marks}
    for text in texts:
        for sentence in re.split("[。；;]", text):
            found = _ESTIMATED.search(sentence)
            if found is None or any(plain_note(sentence).endswith(said) for said in own):
                continue
            if baseline is not None and found["year"] in (None, str(baseline)):
                return baseline
    return None


def note_naming(mark: str, notes: Iterable[str]) -> str | None:
    """The sentence of the notes that names a mark: 带*的为约束性指标."""
    if mark.isalnum():
        return None
    sentences = [part for note in notes for part in re.split("[。；;]", joined(note))]
    named = (part for part in sentences if mark in part.replace("＊", "*"))
    return next((plain_note(part) for part in named), None)
