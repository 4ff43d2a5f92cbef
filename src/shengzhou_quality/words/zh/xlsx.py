"""The words of the workbooks that pages become, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "xlsx.first": "总览",
    "xlsx.sheet": "表",
    "xlsx.contents": "本工作簿的各表",
}
