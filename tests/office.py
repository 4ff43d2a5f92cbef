"""LibreOffice without a window, with a profile of its own, for tests that let it open our files."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Office:
    """Starts the program; its profile is made once, which takes longer than to open a file."""

    def __init__(self, program: str, profile: Path) -> None:
        self.profile = profile
        self._command = (program, f"-env:UserInstallation={profile.as_uri()}", "--headless")
        self.run("--terminate_after_init")

    def run(self, *arguments: str | Path) -> str:
        """Start it once, for as many files as are named; return what it says on stderr."""
        command = [*self._command, "--norestore", *map(str, arguments)]
        ran = subprocess.run(command, capture_output=True, check=False, timeout=180)
        return ran.stderr.decode(errors="replace")
