"""Test that the linter sees every file of src, and no exclusion hides a folder of src."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_no_file_of_src_is_hidden_from_the_linter() -> None:
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    if ruff is None:
        pytest.skip("ruff is not installed here: it comes with the extra `dev`")
    listed = subprocess.run(
        [ruff, "check", "--show-files", "."], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seen = {Path(line).resolve() for line in listed.stdout.splitlines()}
    assert set((ROOT / "src").rglob("*.py")) <= seen
