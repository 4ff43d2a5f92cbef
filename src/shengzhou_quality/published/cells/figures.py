"""Clean the figure of a printed cell, and tell what in it may be a misprint.

A text that a person has to settle stays as printed, so that its reading is nobody's guess.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from shengzhou_quality.notation import is_blank
from shengzhou_quality.plan.target_text import read_target, read_targets_by_year
from shengzhou_quality.published.cells.characters import (
    HAN,
    Cleaned,
    close_up,
    joined,
    plain_characters,
)
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.reported import Cell

_LONGEST = 200
_WIDE_COMMA = re.compile(r"(?<=\d)，(?=\d)")
_DIGIT = re.compile("[0-9]")
_NO_VALUE = re.compile(r"[~～.…⋯·、*/\\\-–—―‐‑‒─－\s]+")
_MISREAD_DASH = re.compile("[一ー亠＿_]+")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_MARK = re.compile(f"[{_RAISED}]+")

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911}
_ERA = rf"(?P<era>{'|'.join(_ERAS)})\s*(?P<count>\d{{1,3}}|元)\s*年度?"
_YEAR = (
    r"(?:截至|截止)?(?P<year>(?:19|20)\d\d)\s*(?:年(?:底|末|度)?(?:数据|数值|实际值|数|值|实绩)?)"
)
_YEAR_BEHIND = re.compile(rf"^(?P<rest>.*\S)\s*[(（]\s*(?:{_YEAR}|{_ERA})\s*[)）]$", re.DOTALL)
_BARE_YEAR_BEHIND = re.compile(
    r"^(?P<rest>[<>≥≤]?\d{1,3}(?:\.\d+)?[%‰]?)\s*[(（](?P<year>(?:19|20)\d\d)[)）]$"
)
_YEAR_BEFORE = re.compile(
    r"^(?:(?P<year>(?:19|20)\d\d)\s*年(?:底|末|度)?|" + _ERA + r")\s*(?:为|是|[:：])?\s*"
    r"(?=(?:达到?|超过|不低于|不高于|提[高升]到|降低?[到至]|控制在)?[<>≥≤约]?\s*\d)(?!\d{4}\s*年)"
)
_CURRENT = re.compile(r"^(?:目前|现状|当前|现有|现)(?:值)?(?:为|是|[:：])?\s*(?=[<>≥≤约+-]?\s*\d)")
_STOPS = "。｡;；、,，:：· \n"

_SPACED = re.compile(r"\d\s+\.?\d")
_TWO_SPACED = re.compile(r"\d\.\d+\s+\d|\d{2,}\s+\d{2,}|\d\s*\n\s*\d")
_SPACED_POINT = re.compile(r"(?<=\d)(?: +\. *| *\. +)(?=\d)")
_WIDE_POINT = re.compile(r"(?<=\d)[。｡·](?=\d)")
_LETTER = re.compile(
    r"(?<=[0-9.])[OoIl|〇]+(?![A-Za-z])|(?<![A-Za-z])[OoIl|〇]+(?=[0-9.%‰])|^[OoIl|〇]+$"
    rf"|(?<![{HAN}])一(?=[0-9])|(?<=[0-9])一(?![{HAN}])"
)
_RANGE = re.compile(
    rf"\d(?:%|‰|[{HAN}]{{0,4}})\s*[~〜～\-–—―‐‑‒─]{{1,2}}\s*(?=\d)"
    r"|\d(?:%|‰|[万亿]?[个家件项元人吨岁天年月日]?)\s*(?:至|到)\s*(?=\d)"
)
_PER_MANY = re.compile(r"/\s*(?:10万|100000|10000|1000|100)(?!\d)")
_ILLEGIBLE = re.compile(r"\?")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_WITH_COMMA = re.compile(r"\d[\d.,]*,\d[\d.,]*")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,])")
_ONE_COMMA = re.compile(r"\d+,\d+")

_OPEN, _CLOSE = "[〔【﹝(（{「〖", "]〕】﹞)）}」〗"
_PAIRS = frozenset(("[]", "〔〕", "【】", "﹝﹞"))
_IN_BRACKETS = re.compile(
    rf"^(?P<sign>[<>≥≤+-]?)(?P<open>[{re.escape(_OPEN)}]?)\s*"
    rf"(?P<within>(?:累计|年均)?[<>≥≤+-]?\d[\d.,]*\s*(?:%|‰|[{HAN}]{{0,4}})(?<!年))\s*"
    rf"(?P<close>[{re.escape(_CLOSE)}]?)(?P<unit>%|‰|[{HAN}]{{0,4}})$"
)

_MARK = re.compile(
    r"(?P<mark>[*※†‡★☆▲△#]+|[\[〔【(（]注?[①-⓿*a-z][\]〕】)）]|[\[〔【(（]\s*注\s*\d{0,2}\s*[\]〕】)）]|注\d{1,2}|注[①-⓿])$"
)
_MARK_BEFORE = re.compile(r"^(?P<mark>[*※★☆▲△]+)\s*(?=[<>≥≤约]?\d)")
_GUESSED_MARK = re.compile(rf"(?<=[\d%‰*{HAN}\]〕】])(?P<mark>[①-⓿][①-⓿、,，\s]*|[{_RAISED}]+)$")
_MARK_OR_FIGURE = re.compile(
    r"(?<=[\d%‰])\s*(?P<mark>[\[【]\s*\d{1,2}\s*[\]】]|[(（]\s*\d\s*[)）])$"
)
_POWER = re.compile(rf"10[{_RAISED}]+$")


def clean_figure(
    cell: Cell | str,
    units: Collection[str] = (),
    *,
    field: str | None = "target",
    comma_is_point: bool = False,
) -> Cleaned:
    """Clean a baseline, a target or a change; the doubts are of `field`.

    `units` are the row's own, which may hold letters like digits (mg/l). `comma_is_point` is what
    `decimal_comma` says of the table. A text whose figure is not settled stays as
    printed, but for a mark of a footnote that may be one (95[1]).
    """
    found = _cleaned_once(cell, units, field, comma_is_point=comma_is_point)
    while True:
        again = _cleaned_once(found.text, units, field, comma_is_point=comma_is_point)
        if again.text == found.text:
            return found
        found = Cleaned(
            text=again.text,
            year=found.year or again.year,
            marks=(*found.marks, *again.marks),
            doubts=joined(found.doubts, *again.doubts),
        )


def decimal_comma(column: Iterable[str]) -> bool:
    """Whether the figures of a table prove that its comma is the decimal point: 40,8 and 34,34.

    Two figures have to show it, and none may have a point or groups of thousands.
    """
    shown = 0
    for text in column:
        written = "".join(text.split())
        figure = re.search(r"\d[\d.,]*", written)
        if figure is None:
            continue
        number = figure[0].rstrip(".,")
        if "." in number or number.count(",") > 1:
            return False
        shown += bool(_ONE_COMMA.fullmatch(number)) and not _THOUSANDS.fullmatch(number)
    return shown >= 2


def shows_decimal_comma(column: Iterable[str]) -> bool:
    """Whether one figure at least has a comma that parts no thousands: 48,5."""
    return any(
        _ONE_COMMA.fullmatch(number) and not _THOUSANDS.fullmatch(number)
        for text in column
        for number in _WITH_COMMA.findall("".join(text.split()))
    )


def may_be_thousands(text: str) -> bool:
    """Whether three digits stand behind one comma or point: 1,400 and 1.250."""
    return bool(_GROUPED.search(text))


def raised_marks(cell: Cell) -> tuple[str, ...]:
    """The footnote marks that a cell shows and its text leaves out."""
    if cell.shown is None or cell.fault is not None:
        return ()
    if cell.shown.startswith(cell.text):
        behind = cell.shown[len(cell.text) :].strip()
        return (_lowered(behind),) if behind and _is_mark(behind) else ()
    return tuple(_lowered(found) for found in _RAISED_MARK.findall(cell.shown))


def _is_mark(text: str) -> bool:
    return bool(re.fullmatch(rf"[{_RAISED}*①-⓿\[\]〔〕()（）注,，、※†‡#]{{1,8}}|[a-z]", text))


def _lowered(mark: str) -> str:
    return mark.translate(str.maketrans(_RAISED, "0123456789"))


def _cleaned_once(
    cell: Cell | str, units: Collection[str], field: str | None, *, comma_is_point: bool
) -> Cleaned:
    text = cell if isinstance(cell, str) else cell.text
    plain, doubts = plain_characters(text, field)
    figure = _FigureText(plain, field, list(doubts))
    if isinstance(cell, Cell):
        figure.marks.extend(raised_marks(cell))
        if cell.fault is not None:
            figure.doubt("import-cell-unusable", cell.shown or cell.text)
            return figure.cleaned("")
        if cell.percent and not re.search("[%‰]", plain):
            figure.text += "%"
    if not _DIGIT.search(figure.text) or len(figure.text) > _LONGEST:
        return figure.read_words()
    figure.text = _WIDE_COMMA.sub(",", figure.text).strip(_STOPS)
    figure.take_year()
    figure.take_marks()
    figure.text = figure.text.strip(_STOPS)
    figure.settle_brackets()
    figure.settle_spaces()
    figure.settle_comma(comma_is_point=comma_is_point)
    figure.tell_misprints(units)
    return figure.cleaned(figure.text)


class _FigureText:
    """A figure while it is cleaned, and what is to be told of it."""

    def __init__(self, text: str, field: str | None, doubts: list[Doubt]) -> None:
        self.text = text
        self.field = field
        self.doubts = doubts
        self.marks: list[str] = []
        self.year: int | None = None

    def doubt(self, code: str, text: str | None = None, **parameters: str | int) -> None:
        shown = " ".join((self.text if text is None else text).split())
        self.doubts.append(Doubt(code, self.field, {"text": shown, **parameters}))

    def cleaned(self, text: str) -> Cleaned:
        doubts = joined((), *self.doubts)
        return Cleaned(text=text, year=self.year, marks=tuple(self.marks), doubts=doubts)

    def read_words(self) -> Cleaned:
        """A cell without a digit: a sign for “nothing”, a misread one, or words."""
        text = self.text
        if is_blank(text) or _NO_VALUE.fullmatch(text):
            return self.cleaned("")
        if _MISREAD_DASH.fullmatch(text):
            self.doubt("import-misread-dash")
            return self.cleaned("")
        if _LETTER.search(text):
            self.doubt("import-not-a-digit")
        return self.cleaned(close_up(text).strip(_STOPS))

    def take_year(self) -> None:
        """Take the year that the cell gives its own figure: 77.3(2019年), 2014年为3.6亿人."""
        current = _CURRENT.match(self.text)
        if current is not None:
            self.doubt("import-current-year")
            self.text = self.text[current.end() :]
        found = _YEAR_BEFORE.match(self.text)
        if found is not None:
            rest = self.text[found.end() :]
        else:
            found = _YEAR_BEHIND.match(self.text) or _BARE_YEAR_BEHIND.match(self.text)
            rest = found["rest"] if found is not None else ""
        if found is None or not _DIGIT.search(rest) or re.search(r"(?:19|20)\d\d\s*年", rest):
            return  # another year stands beside another figure
        if found["year"] is not None:
            self.year = int(found["year"])
        else:
            count = 1 if found["count"] == "元" else int(found["count"])
            self.year = _ERAS[found["era"]] + count
            self.doubt("import-era-year", found["era"] + found["count"], year=self.year)
        self.text = rest

    def take_marks(self) -> None:
        """Take the marks of footnotes; one that may be part of the figure is told."""
        before = _MARK_BEFORE.match(self.text)
        if before is not None:
            self.marks.append(before["mark"])
            self.text = self.text[before.end() :]
        for pattern, code in (
            (_MARK, None),
            (_GUESSED_MARK, "import-mark-guessed"),
            (_MARK_OR_FIGURE, "import-mark-or-figure"),
        ):
            found = pattern.search(self.text)
            if found is None or not _DIGIT.search(self.text[: found.start()]):
                continue
            if _POWER.search(self.text) or _IN_BRACKETS.match(self.text):
                self.doubt("import-mark-or-figure")
                return
            if code is not None:
                self.doubt(code, mark=found["mark"])
            self.marks.append(_lowered("".join(found["mark"].split())))
            self.text = self.text[: found.start()].rstrip()

    def settle_brackets(self) -> None:
        """Write the brackets of a cumulative mark as a pair: [2.75) is 〔2.75〕, no interval."""
        found = _IN_BRACKETS.match(self.text)
        if found is None or not (found["open"] or found["close"]):
            return
        pair = found["open"] + found["close"]
        if pair in _PAIRS:
            return
        code = "import-bracket-missing" if len(pair) == 1 else "import-bracket-guessed"
        self.doubt(code)
        self.text = f"{found['sign']}〔{found['within'].strip()}〕{found['unit']}"

    def settle_spaces(self) -> None:
        """Close up the text, but never two digits."""
        if _SPACED_POINT.search(self.text):
            self.doubt("import-space-removed")
            self.text = _SPACED_POINT.sub(".", self.text)
        if _TWO_SPACED.search(self.text):
            self.doubt("import-two-figures")
        elif _SPACED.search(self.text):
            self.doubt("import-figure-spaced")
        text = re.sub(r"\s+", " ", self.text)
        # Only a space between two digits, or between two words, may part something.
        text = re.sub(r"(?<![0-9A-Za-zА-Яа-я]) | (?![0-9A-Za-zА-Яа-я])", "", text)
        text = re.sub(r"(?<=[0-9]) (?![0-9])|(?<![0-9]) (?=[0-9])", "", text)
        self.text = close_up(text)

    def settle_comma(self, *, comma_is_point: bool) -> None:
        """Write a decimal comma as a point where the table proves it; else tell of it."""
        for number in _WITH_COMMA.findall(self.text):
            in_thousands = bool(_THOUSANDS.fullmatch(number))
            if in_thousands and not comma_is_point:
                continue
            if in_thousands or not (comma_is_point and _ONE_COMMA.fullmatch(number)):
                self.doubt("import-comma")
                return
        if comma_is_point:
            self.text = re.sub(r"(?<=\d),(?=\d)", ".", self.text)

    def tell_misprints(self, units: Collection[str]) -> None:
        """Tell what may be misread; the text stays."""
        bare = self.text
        for unit in sorted(units, key=len, reverse=True):
            bare = bare.removesuffix(unit) if unit else bare
        if _WIDE_POINT.search(bare):
            self.doubt("import-wide-point")
        if _LETTER.search(bare):
            self.doubt("import-not-a-digit")
        if _ILLEGIBLE.search(bare):
            self.doubt("import-illegible")
        if "±" in bare:
            self.doubt("import-plus-minus")
        if _RANGE.search(bare):
            self.doubt("import-range")
        if not any(doubt.is_open for doubt in self.doubts) and self._has_two_figures(units):
            self.doubt("import-two-figures")

    def _has_two_figures(self, units: Collection[str]) -> bool:
        bare = _PER_MANY.sub("/", self.text.replace(",", ""))
        if len(_NUMBERS.findall(bare)) < 2:
            return False
        if re.search(r"\d[%‰]?[(（][<>≥≤]?\d[\d.]*[%‰]?[)）]", bare):
            return True  # 65(70): of another population, or of another year
        if re.search(r"\d月|\d\s*号", bare):
            return False  # a date is no figure
        return read_target(self.text, units) is None and not read_targets_by_year(self.text, units)
