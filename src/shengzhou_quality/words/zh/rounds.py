"""The words about files that later ones replace, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "rounds.file": "{file}（仍采用其中{count}个数）",
    "rounds.file.nothing": "{file}（其中的数均已代替）",
    "sources.replaced": "已由上列文件代替的文件：{files}。",
    "check.files.replaced": "已代替：{file}",
    "method.file.replaced": "已代替的数据文件",
    "chain.value.replaces": "代替“{text}”（{place}）",
    "help.replaces": "由DATA逐项代替的较早的文件、文件夹或模式，没有重报的数仍用；可重复，最早的在前。",
    "usage.replaces-missing": "--replaces 的 {name} 不存在。",
    "usage.replaces-itself": "{name} 既作为数据给出，又用于 --replaces；被代替的文件只写在 --replaces 后。",
    "usage.replaces-twice": "--replaces 给出了两次 {name}。",
    "usage.replaces-without-data": "--replaces 要与数据文件一起使用。",
}
