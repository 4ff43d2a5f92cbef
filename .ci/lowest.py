"""Print the lowest version of each run-time dependency, extras included, as constraints for pip."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"]
for requirement in [*project["dependencies"], *extras["legacy"], *extras["cluster"]]:
    found = re.match(r"(?P<name>[A-Za-z0-9_.-]+)>=(?P<version>[0-9.]+)", requirement)
    if found is None:
        raise SystemExit(f"no lowest version in {requirement!r}")
    print(f"{found['name']}=={found['version']}")
