"""Test the pages in docs/: links, the same guides in each language, every command and option."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import typer
from guides import (
    DOCS,
    GUIDES,
    ROOT,
    Block,
    Command,
    all_commands,
    anchors,
    blocks,
    code_spans,
    command,
    command_blocks,
    headings,
    links,
    prose,
    tables,
    text_of,
)

from shengzhou_quality.cli.app import build
from shengzhou_quality.cli.check import FAIL_ON as CHECK_FAIL_ON
from shengzhou_quality.cli.evaluate import FAIL_ON
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.formats import FORMATS, known_suffixes
from shengzhou_quality.limits import USUAL
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.marks import MARK
from shengzhou_quality.reading.assigned import read_assigned
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shengzhou_quality.plan.model import Plan

PAGES = [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))]
"""Every page of which the links are checked."""

ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|//")

GENERATED = "diagnostics.md"
OVERVIEW = "README.md"
EVERY = {"zh": "全部", "en": "all"}
"""What the table of options says of one that each command has, though perhaps not `sqc` itself."""

OTHER_PROGRAMS = re.compile(r"pip |python|py -m (?:venv|pip)\b|\$env:|\$LASTEXITCODE|echo |chcp ")
"""What a guide may show besides `sqc`."""

SAME_FILE = {
    "我的规划": "my-plan",
    "规划原文": "plan-text",
    "报送": "reports",
    "更正": "corrected",
    "住建局": "housing",
    "市场监管局": "market",
    "填报表": "form",
    "催报": "letters",
    "上次": "last",
    "第1轮": "round1",
    "第2轮": "round2",
    "第3轮": "round3",
    "评估意见": "opinions",
    "分工表": "offices",
    "发放": "send",
    "问题清单": "findings",
    "报告": "report",
    "结果": "results",
    "汇总": "summary",
    "各县": "counties",
    "品牌": "brands",
    "第8项": "item-8",
    "专栏6": "box-6",
    "当年值": "of_year",
}
"""A name of a file or a basis in the Chinese guides, and the one in the English guides."""


def of_guides(language: str) -> str:
    return "\n".join(text_of(path) for path in GUIDES[language])


# links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """Files and folders exist, and a page has the heading that `#` names."""
    broken = []
    for link in links(text_of(page)):
        if ELSEWHERE.match(link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / unquote(path)).resolve() if path else page
        inside = target.is_relative_to(ROOT)
        is_there = inside and target.exists()
        if not is_there or (anchor and unquote(anchor) not in anchors(text_of(target))):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_leads_to_every_guide(language: str) -> None:
    named = set(links(text_of(DOCS / language / OVERVIEW)))
    others = {path.name for path in GUIDES[language]} - {OVERVIEW}
    assert others <= named
    assert {f"../{path.name}" for path in DOCS.glob("*.md")} <= named


def test_a_broken_link_is_found() -> None:
    text = (
        "# A b: c\n[x](y.md#z) ![p](q.png) `[no](no.md)`\n```\n[no](no.md)\n```\n[![i](j.png)](k)\n"
    )
    assert set(links(text)) >= {"y.md#z", "q.png", "j.png"}
    assert "no.md" not in links(text)
    assert anchors("# A `b`: c（d）\n## 数据核实\n## 数据核实\n") == {
        "a-b-cd",
        "数据核实",
        "数据核实-1",
    }


# the same in each language


def test_each_language_has_the_same_guides() -> None:
    names = [[path.name for path in GUIDES[language]] for language in LANGUAGES]
    assert names[0] == names[1]
    assert {OVERVIEW, GENERATED, "evaluate.md", "check.md", "template.md"} <= set(names[0])


@pytest.mark.parametrize("name", [path.name for path in GUIDES["zh"]])
def test_each_language_says_it_in_the_same_order(name: str) -> None:
    """The same levels of headings, tables of the same size, the same commands and links."""
    zh, en = (text_of(DOCS / language / name) for language in ("zh", "en"))
    assert [level for level, _ in headings(zh)] == [level for level, _ in headings(en)]
    assert [(len(rows), len(rows[0])) for rows in tables(zh)] == [
        (len(rows), len(rows[0])) for rows in tables(en)
    ]
    assert [one.info for one in blocks(zh)] == [one.info for one in blocks(en)]
    assert [renamed(one) for one in all_commands(zh)] == all_commands(en)
    files = [[link.partition("#")[0] for link in links(text)] for text in (zh, en)]
    files[0] = [file.replace("README.zh-CN", "README").replace("/zh/", "/en/") for file in files[0]]
    assert sorted(files[0]) == sorted(files[1])


def renamed(one: Command) -> Command:
    """The command as the English guides give it."""
    arguments = []
    for argument in one.arguments:
        for chinese, english in SAME_FILE.items():
            argument = argument.replace(chinese, english)  # noqa: PLW2901 - one name after another
        arguments.append(argument)
    return Command(tuple(arguments), one.code)


# commands and options


@cache
def options() -> dict[str, set[str]]:
    """Every command of the app (`sqc` itself, `plan list`) with all spellings of its options."""

    def walk(name: str, group: Any, outer: Any) -> Iterator[tuple[str, set[str]]]:
        context = typer.Context(group, parent=outer, **group.context_settings)
        given = [*group.params, group.get_help_option(context)]
        spelled = {
            spelling
            for one in given
            if one is not None and one.param_type_name == "option"
            for spelling in (*one.opts, *one.secondary_opts)
        }
        inner = getattr(group, "commands", {})
        if not inner or name == "sqc":
            yield name, spelled
        for inner_name, found in inner.items():
            inner_full = inner_name if name == "sqc" else f"{name} {inner_name}"
            yield from walk(inner_full, found, context)

    return dict(walk("sqc", typer.main.get_command(build(Words("zh"))), None))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_options_is_that_of_the_app(language: str) -> None:
    """Each option with each command that has it: none is left out, none is made up."""
    named: dict[str, set[str]] = {name: set() for name in options()}
    rows = [row for table in tables(text_of(DOCS / language / OVERVIEW)) for row in table]
    for spellings, commands, *_ in (row for row in rows if row[0].startswith("`-")):
        groups = code_spans(commands)
        assert groups or commands == EVERY[language]
        for name in named:
            if name.split()[0] in groups or name in groups or (not groups and name != "sqc"):
                named[name] |= set(code_spans(spellings))
    assert options()["sqc"] <= set.union(*named.values())
    assert named == {**options(), "sqc": {"--version"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_in_the_overview_and_is_shown(language: str) -> None:
    spans = set(code_spans(text_of(DOCS / language / OVERVIEW)))
    text = of_guides(language)
    shown = {" ".join(one.arguments[: len(name.split())])
             for one in all_commands(text) for name in options()}  # fmt: skip
    names = set(options()) - {"sqc"}
    assert names <= spans
    assert names <= shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_names_an_option_or_a_command_that_does_not_exist(language: str) -> None:
    known = set.union(*options().values())
    for path in [*GUIDES[language], *DOCS.glob("*.md"), *ROOT.glob("README*.md")]:
        text = prose(text_of(path))
        typed = [line for line in text.splitlines() if not re.search(r"\bpip install\b", line)]
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", "\n".join(typed)))
        assert named - known == set(), path
        for span in code_spans(text):
            one = command(span) if re.match(r"sqc \w", span) else None
            if one is None:
                continue
            names = [" ".join(one.arguments[:count]) for count in (2, 1)]
            name = next((name for name in names if name in options()), names[-1])
            groups = {each.split()[0] for each in options()}
            assert name in options() or name in groups, (path, span)
            given = {
                argument.partition("=")[0] for argument in one.arguments if argument[:1] == "-"
            }
            assert given - {"-"} <= options().get(name, set()), (path, span)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guides_name_every_format_and_gate(language: str) -> None:
    overview, evaluate = (text_of(DOCS / language / name) for name in (OVERVIEW, "evaluate.md"))
    assert set(FORMATS) <= set(code_spans(evaluate))
    assert set(known_suffixes(FORMATS)) - {".markdown"} <= set(code_spans(evaluate))
    assert {*FAIL_ON, *CHECK_FAIL_ON} <= set(code_spans(overview))


def keys_of(schema: Any) -> set[str]:
    """Every key that a plan file may have, from its JSON Schema."""
    found: set[str] = set()
    for part in (schema, *schema["$defs"].values()):
        found |= set(part.get("properties", ()))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_to_writing_a_plan_has_every_key(language: str) -> None:
    schema = json.loads((ROOT / "schemas" / "plan.schema.json").read_bytes())
    text = text_of(DOCS / language / "plan-writing.md")
    spans = [*code_spans(text), *(line for one in blocks(text) for line in one.lines)]
    named = {word for span in spans for word in re.findall(r"[a-z_]+", span)}
    assert keys_of(schema) - named == set()
    assert {*map(str, Direction)} - named == set(), "every value that an import may write"
    assert {MARK, f"{MARK}（核对）"} <= {re.sub("^# |：$", "", span) for span in code_spans(text)}


# blocks


@pytest.mark.parametrize("path", [*GUIDES["zh"], *GUIDES["en"]], ids=lambda path: str(path)[-20:])
def test_a_block_of_commands_holds_nothing_that_is_not_run(path: Path) -> None:
    """Each line is run by another test, or sets up the machine."""
    for block in command_blocks(text_of(path)):
        assert [
            line for line in block if not command(line) and not OTHER_PROGRAMS.match(line)
        ] == []
    kinds = {one.info.partition(" ")[0] for one in blocks(text_of(path))}
    assert kinds <= {"sh", "console", "powershell", "text", "yaml"}


def printed_blocks() -> list[tuple[str, Block, Block]]:
    """Each block of output with the block of commands above it."""
    found = []
    for language in LANGUAGES:
        for path in GUIDES[language]:
            all_of_it = [Block("", ()), *blocks(text_of(path))]
            found += [
                (f"{language}/{path.name}", above, one)
                for above, one in pairwise(all_of_it)
                if one.info.startswith("text")
            ]
    return found


def test_output_is_shown_only_where_the_script_refreshes_it() -> None:
    found = printed_blocks()
    assert len(found) >= 8
    for name, above, one in found:
        assert re.fullmatch(r"text printed(?: \d+)?", one.info), name
        assert one.lines, name
        assert above.info == "sh", name
        last = command(above.lines[-1])
        assert last, name
        assert not {"-o", "--output"} & set(last.arguments), name


@pytest.mark.parametrize("path", [*GUIDES["zh"], *GUIDES["en"]], ids=lambda path: str(path)[-20:])
def test_a_block_of_yaml_can_be_read_as_it_stands(path: Path, plan: Plan, tmp_path: Path) -> None:
    pieces: list[Path] = []
    for block in blocks(text_of(path)):
        if block.info == "yaml":
            content = "\n".join(block.lines).encode()
            if content.startswith(b"plan:"):
                (tmp_path / "indicators.yaml").write_bytes(content)
                own = load_plan(tmp_path)
                assert {it.code for it in own.warnings} <= {"plan-mark"}
                continue
            if content.startswith(b"offices:"):
                found = read_assigned(content, "guide.yaml", plan, USUAL)
                assert found.offices
                assert found.diagnostics == ()
                continue
            if named := re.match(rb"# (\S+\.yaml)\n", content):
                # A file of a plan; the pieces of a page are one plan.
                (tmp_path / named[1].decode()).write_bytes(content)
                pieces.append(tmp_path / named[1].decode())
                continue
            if content.startswith(b"- "):  # items of a plan: test_target_forms_guide.py
                continue
            files = [("v.yaml", b"actuals: {5: {2025: 15}}"), ("guide.yaml", content)]
            read = read_contents(files, plan, accept_own_assessments=True)
            told = [it for it in read.diagnostics if it.place and it.place.file == "guide.yaml"]
            assert [it.code for it in told if it.severity is not Severity.INFO] == []
            assert read.matched.keys() > {"5"} or read.assessments or read.settlements
    if pieces:
        found_plan = load_plan(pieces[0])
        assert found_plan.warnings == ()
        assert {file.path for file in found_plan.files} == set(map(str, pieces))


def test_what_the_guides_take_from_the_program_is_what_it_says() -> None:
    script = ROOT / "scripts" / "make_docs.py"
    run = subprocess.run(
        [sys.executable, str(script), "--check"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr
