"""Columns of the value of today and of the value asked for (现状, 目标) of an indicator in a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from .measure_forms import UNIT, N
from .measure_words import low_is_good
from .model import Target
from .numbers import value

_METRIC = ("指标", "项目", "内容", "测评", "名称", "任务", "事项", "点位", "类别", "类型")
_NOW = re.compile(
    "[^,;]{0,10}?(?:现状|现值|目前|当前|现有|实有|实际|实测|初测|自测|得分率|摸底|抽查|上年|去年|实绩|本次|完成值|基期|基数|基线)[^,;]{0,6}"
)
_ASKED = re.compile(
    "[^,;]{0,8}?(?:目标|标准|要求|应达|应有|应配|应设|达标|规定|力争|程度|什么样|标尺)(?:值|数|量|线|水平|比例|得分)?"
)
_GOAL = re.compile("目标|力争")
# 2025年目标, of a plan of several years.
_OF_A_YEAR = re.compile(r"(?P<year>20\d\d年)(?:底|末)?(?:目标|计划|任务|指标|预期)(?:值|数)?")
# What the words above would fit, too: 要求完成时间, 目前存在问题.
_OTHER = re.compile("问题|时间|时限|单位|措施|工作(?!标准|现状|目标)|任务|情况说明")
_VALUE = re.compile(
    rf"(?P<by>[≥≤><]=?|不低于|不少于|不高于|不超过|不多于|低于|控制在|达到?|至少)?(?P<n>{N})(?P<unit>{UNIT})(?P<tail>及?以[上下内])?"
)
# 覆盖率100%, 平均2.1次: a value with what is measured, or how.
_NAMED = re.compile(r"(?P<name>[^\d,;。≥≤<>]{2,24}?)" + _VALUE.pattern)
_TO = re.compile("(?:压减|降|降低|减少|提高|提升|增加|控制)(?:到|至)$")
_SO_FAR = re.compile("(?:平均|约|为|现为|现|仅|只有|已达|目前)+(?=\\d)")
_MOST = re.compile("[≤<]|不高于|不多于|不超过|低于(?<!不低于)|控制在|以[下内]")
_LEAST = re.compile("[≥>]|不低于|不少于|至少|达|以上")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table names its indicators, their values of today and what is asked.

    Attributes:
        asked: one column, or one of each year of a plan of several, whose `years` these are.
        aimed: what is asked is a goal to get to (目标), no standard that may have been met long ago.
    """

    metric: int
    now: int
    asked: tuple[int, ...]
    aimed: bool
    years: tuple[str, ...] = ()


def columns(names: Sequence[str]) -> Columns | None:
    """The columns, if the head of a table has them.

    >>> columns(["序号", "指标名称", "目前值", "目标值", "责任单位"])
    Columns(metric=1, now=2, asked=(3,), aimed=True, years=())
    >>> columns(["指标", "2023年基数", "2024年目标", "2025年目标"]).years
    ('2024年', '2025年')
    """
    now = _first(names, _NOW)
    if now is None:
        return None
    by_year = {c: m["year"] for c, name in enumerate(names) if (m := _OF_A_YEAR.fullmatch(name))}
    fits = (c for c, name in enumerate(names) if c != now and _fits(name, _ASKED))
    asked = tuple(by_year) if len(by_year) > 1 else tuple(islice(fits, 1))
    free = [c for c in range(len(names)) if c not in {now, *asked}]
    metric = next((c for word in _METRIC for c in free if word in names[c]), None)
    if metric is None or not asked:
        return None
    years = tuple(by_year.values()) if len(by_year) > 1 else ()
    return Columns(metric, now, asked, _GOAL.search(names[asked[0]]) is not None, years)


def _first(names: Sequence[str], words: re.Pattern[str]) -> int | None:
    return next((column for column, name in enumerate(names) if _fits(name, words)), None)


def _fits(name: str, words: re.Pattern[str]) -> bool:
    return words.fullmatch(name) is not None and not _OTHER.search(name)


def aims(cells: Sequence[str], at: Columns) -> tuple[Target, ...]:
    """What a row asks for, with the value of today, where the cell is a value or names one that there is today.

    It is as the cell says (≤10); else at most where less is better, or where a number is to come down (17处, 10处).
    Of several years each is a target of its own, and only the first is held against today.

    >>> [found] = aims(["公厕达标率", "88%", "95%以上"], Columns(0, 1, (2,), True))
    >>> found.metric, found.op, found.value, found.current
    ('公厕达标率', '>=', 95, 88)
    """
    found = [_aim(cells, at, column) for column in at.asked]
    if not at.years:
        return tuple(filter(None, found))
    return tuple(
        replace(aim, metric=f"{aim.metric}({year})", current=None if later else aim.current)
        for later, (aim, year) in enumerate(zip(found, at.years, strict=True))
        if aim
    )


def _aim(cells: Sequence[str], at: Columns, column: int) -> Target | None:
    said = _SO_FAR.sub("", cells[at.now])
    today = _VALUE.fullmatch(said) or _NAMED.fullmatch(said)  # 88%, or 亮灯率88%
    named = _named(cells[column], today["unit"]) if today else None
    asked = _VALUE.fullmatch(cells[column]) or named
    wanted = value(asked["n"]) if asked else None
    if asked is None or wanted is None or not cells[at.metric]:
        return None
    now = value(today["n"]) if today else None
    own = (
        _TO.sub("", named["name"])
        if named and asked is named and not named["name"].startswith("每")
        else ""
    )
    metric, unit = own or cells[at.metric], asked["unit"] or (today["unit"] if today else "")
    bound = (asked["by"] or "") + (asked["tail"] or "")
    if _MOST.search(bound) or _LEAST.search(bound):
        falls = _MOST.search(bound) is not None
    else:
        counted = at.aimed and unit not in {"%", "‰", "分"}
        falls = bool(low_is_good(metric) or (counted and now is not None and now > wanted))
    return Target(metric, "<=" if falls else ">=", wanted, unit, now)


def _named(cell: str, unit: str) -> re.Match[str] | None:
    """The one thing that a cell asks for by name in the unit of today: 每日保洁不少于4次,设施完好率达到97%以上."""
    found = [m for piece in re.split("[,;]", cell) if (m := _NAMED.fullmatch(piece))]
    alike = [match for match in found if match["unit"] == unit]
    return alike[0] if len(alike) == 1 else None
