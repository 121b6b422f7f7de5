"""Rows with fewer cells than the table has columns: what a merged cell leaves when a table becomes text.

Which columns are empty is read from the words: a unit stands below 牵头单位, a time below 完成时限.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from .heads import NONE, NUMBER, is_units, role_of

_TIME = re.compile(
    "[年月日季周天]|长期|全年|常态|持续|立即|立行|即知|年底|坚持|时限|[前内底]$|适时|按时"
)
_SORTS = re.compile("项目|类别|类型|分类|点位|领域|板块|名称")

Span = tuple[int, int]


def placed(cells: Sequence[Span], words: Sequence[str], names: Sequence[str]) -> list[Span]:
    """One span a column for the cells of a row, which read `words`; an empty one has no length."""
    end = cells[-1][1]
    row = [(end, end)] * len(names)
    for column, cell in zip(columns_of(words, names), cells, strict=True):
        row[column] = cell
    return row


def columns_of(words: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """The column of each cell, so that they fit best; the last columns stay empty where nothing tells.

    >>> columns_of(["2", "改造公厕9座", "市城管局", "6月底前"], ["序号", "类别", "任务", "牵头单位", "完成时限"])
    (0, 2, 3, 4)
    """
    return max(
        combinations(range(len(names)), len(words)),
        key=lambda columns: sum(
            fits(names[column], word) for column, word in zip(columns, words, strict=True)
        ),
    )


def fits(name: str, word: str) -> int:
    """How well a cell suits the column of this name, from -3 to 3."""
    if not word or word in NONE:
        return 0
    role = role_of(name)
    if role == "due":
        return 3 if _TIME.search(word) and not is_units(word) else -3
    if role in {"chief", "answering", "helping"}:
        return 3 if is_units(word) else -2
    if role == "" or NUMBER.fullmatch(name):
        return 1 if len(word) <= 4 else -2
    if is_units(word):
        return -1
    return 0 if _SORTS.search(name) else 1  # 类别 is what several rows have in common: it may lack
