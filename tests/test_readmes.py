"""Test what the READMEs say beside the commands: both alike, short, and true on Windows too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = {"en": "README.md", "zh": "README.zh-CN.md"}
PREPARED = "python3 -m venv .venv && "


def text(language: str) -> str:
    return (ROOT / READMES[language]).read_text(encoding="utf-8")


def blocks(language: str, kind: str) -> list[str]:
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```", text(language))


def on_windows(command: str) -> str:
    """A command as PowerShell takes it, which knows no `&&` before its version 7."""
    paths = re.sub(r"(?:\.venv|examples)[\w./-]*", lambda path: path[0].replace("/", "\\"), command)
    return paths.replace("\\bin\\", "\\Scripts\\").replace("python3 ", "py ").replace(" && ", "; ")


def test_paths_and_signs_of_windows() -> None:
    assert on_windows("python3 -m venv .venv && .venv/bin/sqc check examples/a-1.xlsx") == (
        r"py -m venv .venv; .venv\Scripts\sqc check examples\a-1.xlsx"
    )


@pytest.mark.parametrize("language", READMES)
def test_windows_has_the_command_that_others_have(language: str) -> None:
    installs = [block for block in blocks(language, "sh") if block.startswith(PREPARED)]
    assert len(installs) == 2
    assert installs[0].endswith("sqc evaluate examples/final-2025.xlsx\n")
    assert installs[1].endswith("-m pytest\n")
    assert blocks(language, "powershell")[0] == on_windows(installs[0])


def test_windows_has_the_same_commands_in_both() -> None:
    assert blocks("en", "powershell") == blocks("zh", "powershell")


@pytest.mark.slow
def test_what_installs_without_a_network(tmp_path: Path) -> None:
    """The commands as Linux has them; what they need is not fetched."""
    guides = [
        (ROOT / "docs" / language / "README.md").read_text(encoding="utf-8") for language in READMES
    ]
    found = {re.search(r"(?ms)^```powershell\n(py -m pip wheel.*?)^```", one) for one in guides}
    (block,) = {one[1] for one in found if one}
    built, installed = block.splitlines()
    script = f"{built} --no-deps --no-build-isolation && {installed} --no-deps"
    for windows, linux in (
        ("py ", '"$PYTHON" '),
        ("; ", " && "),
        (".venv\\Scripts\\", ".venv/bin/"),
    ):
        script = script.replace(windows, linux)
    shutil.copytree(ROOT, tmp_path / "copy", ignore=shutil.ignore_patterns(".*", "tests"))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script} && .venv/bin/python -m pip list"],
        cwd=tmp_path / "copy",
        env=os.environ | {"PYTHON": sys.executable, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "shengzhou-quality" in done.stdout


@pytest.mark.parametrize("language", READMES)
def test_it_is_short(language: str) -> None:
    assert len(text(language).splitlines()) < 200


@pytest.mark.parametrize("language", READMES)
def test_every_picture_of_its_language_is_shown_and_described(language: str) -> None:
    shown = re.findall(r"!\[([^\]]+)\]\((.*?)\)", text(language))
    folder = ROOT / "docs" / "pictures" / language
    assert sorted(path for _, path in shown) == sorted(
        path.relative_to(ROOT).as_posix() for path in folder.glob("*.svg")
    )
    assert all(len(description) > 8 for description, _ in shown)
    assert f"](docs/pictures/{language}/report.md)" in text(language)


def test_the_first_picture_stands_at_the_top() -> None:
    assert {lang: text(lang).split("![")[0].count("\n") < 12 for lang in READMES} == {
        "en": True,
        "zh": True,
    }


@pytest.mark.parametrize("language", READMES)
def test_the_python_of_a_readme_runs(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "examples").mkdir()
    shutil.copy(ROOT / "examples" / "final-2025.xlsx", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    [block] = blocks(language, "python")
    exec(compile(block, READMES[language], "exec"), {})  # noqa: S102 - what the README shows
    assert len(capsys.readouterr().out.splitlines()) == 23
    assert Path("report.md").read_text(encoding="utf-8").startswith("# ")
