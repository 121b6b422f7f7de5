"""Columns of the value of today and of the value asked for (现状, 目标) of an indicator in a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice

from ..measures.forms import UNIT, N
from ..measures.words import low_is_good
from ..model import Target
from ..text.numbers import value

_METRIC = ("指标", "项目", "内容", "测评", "名称", "任务", "事项", "点位", "类别", "类型")
_NOW = re.compile(
    "[^,;]{0,10}?(?:现状|现值|目前|当前|现有|实有|实际|实测|初测|自测|得分率|摸底|抽查|上年|去年|实绩|本次|完成值|基期|基数|基线|自查|(?:本期|本轮|检查|测评|调查)(?=结果|情况|值))[^,;]{0,6}"
    r"|(?:截至)?(?:\d{4}年)?\d{1,2}月(?:底|末|份)?(?:数|值|情况)?"
)
_ASKED = re.compile(
    "[^,;]{0,8}?(?:目标|标准|要求|应达|应有|应配|应设|达标|规定|力争|程度|什么样|标尺)(?:值|数|量|线|水平|比例|得分)?"
)
_LIKE = 0.5
_GOAL = re.compile("目标|力争")
# 2025年目标, of a plan of several years.
_OF_A_YEAR = re.compile(r"(?P<year>20\d\d年)(?:底|末)?(?:目标|计划|任务|指标|预期)(?:值|数)?")
# What the words above would fit, too: 要求完成时间, 目前存在问题.
_OTHER = re.compile("问题|时间|时限|单位|措施|工作(?!标准|现状|目标)|任务|情况说明")
_VALUE = re.compile(
    rf"(?P<by>[≥≤><]=?|不低于|不少于|不高于|不超过|不多于|低于|(?:控制|保持|稳定)在|达到?|至少|每[\u4e00-\u9fff]{{1,3}})?(?P<n>{N}(?:万(?!元))?)(?P<unit>{UNIT}(?:/[\u4e00-\u9fff]{{1,4}})?)(?P<tail>及?以[上下内])?"
)
# 覆盖率100%, 平均2.1次: a value with what is measured, or how.
_NAMED = re.compile(r"(?P<name>[^\d,;。≥≤<>]{2,24}?)" + _VALUE.pattern)
_TO = re.compile("(?:压减|降|降低|减少|提高|提升|增加|控制)(?:到|至)$")
_SO_FAR = re.compile("(?:平均|约|为|现为|现|仅|只有|已达|目前)+(?=\\d)")
# 单位, 实地考察得分率, 目标值: the head of the values says what is measured, the row of whom.
_OF_WHOM = re.compile(
    "单位|部门|街道|乡镇|镇街|[市区县]+|(?:县|市)?[市区县](?:名称)?|市场|点位|社区|学校|医院|地区"
)
_MEASURED = re.compile("[^,;]{2,}(?:率|得分|度|指数|时间|时长)")
# 年度任务36个, 每季度2次: no name of what is measured.
_NO_NAME = re.compile("每|(?:全年|年度|年初|今年)?(?:任务|目标|计划|标准|要求|应)")
_MOST = re.compile("[≤<]|不高于|不多于|不超过|低于(?<!不低于)|控制在|以[下内]")
_LEAST = re.compile("[≥>]|不低于|不少于|至少|达|以上")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table names its indicators, their values of today and what is asked.

    Attributes:
        asked: one column, or one of each year of a plan of several, whose `years` these are.
        aimed: what is asked is a goal to get to (目标), no standard that may have been met long ago.
        measured: what is measured, where the column of today says so and the row only of whom.
    """

    metric: int
    now: int
    asked: tuple[int, ...]
    aimed: bool
    years: tuple[str, ...] = ()
    measured: str = ""


def columns(names: Sequence[str]) -> Columns | None:
    """The columns, if the head of a table has them.

    >>> columns(["序号", "指标名称", "目前值", "目标值", "责任单位"])
    Columns(metric=1, now=2, asked=(3,), aimed=True, years=(), measured='')
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
    measured = ""
    if metric is None and _MEASURED.fullmatch(names[now]):
        metric = next((c for c in free if _OF_WHOM.fullmatch(names[c])), None)
        measured = names[now]
    if metric is None or not asked:
        return None
    years = tuple(by_year.values()) if len(by_year) > 1 else ()
    aimed = _GOAL.search(names[asked[0]]) is not None
    return Columns(metric, now, asked, aimed, years, measured)


def _first(names: Sequence[str], words: re.Pattern[str]) -> int | None:
    return next((column for column, name in enumerate(names) if _fits(name, words)), None)


def _fits(name: str, words: re.Pattern[str]) -> bool:
    return words.fullmatch(name) is not None and not _OTHER.search(name)


def aims(cells: Sequence[str], at: Columns) -> tuple[Target, ...]:
    """What a row asks for, with the value of today, where the cell is a value or names one that there is today.

    It is as the cell says (≤10); else at most where less is better, or where a number is to come down (17处, 10处).
    Of several years each is a target of its own, and the last is held against today.

    >>> [found] = aims(["公厕达标率", "88%", "95%以上"], Columns(0, 1, (2,), True))
    >>> found.metric, found.op, found.value, found.current
    ('公厕达标率', '>=', 95, 88)
    """
    found = [_aim(cells, at, column) for column in at.asked]
    last = at.years[-1] if at.years else ""
    if not last:
        return tuple(filter(None, found)) or tuple(_each(cells[at.now], cells[at.asked[0]]))
    return tuple(
        replace(aim, metric=f"{aim.metric}({year})", current=aim.current if year == last else None)
        for aim, year in zip(found, at.years, strict=True)
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
    said = _TO.sub("", named["name"]) if named and asked is named else ""
    own = "" if _NO_NAME.match(said) else said
    metric, unit = (
        own or cells[at.metric] + at.measured,
        asked["unit"] or (today["unit"] if today else ""),
    )
    bound = (asked["by"] or "") + (asked["tail"] or "")
    if _MOST.search(bound) or _LEAST.search(bound):
        falls = _MOST.search(bound) is not None
    else:
        counted = at.aimed and unit not in {"%", "‰", "分"}
        falls = bool(low_is_good(metric) or (counted and now is not None and now > wanted))
    return Target(metric, "<=" if falls else ">=", wanted, unit, now)


def _each(now: str, asked: str) -> Iterator[Target]:
    """藏书6万册,周开放48小时, and 藏书量不少于10万册,周开放时间达到56小时: each with its own."""
    today = [m for piece in re.split("[,;]", now) if (m := _NAMED.fullmatch(piece))]
    for piece in re.split("[,;]", asked):
        wanted = _NAMED.fullmatch(piece)
        like = [
            m
            for m in today
            if wanted and m["unit"] == wanted["unit"] and _alike(m["name"], wanted["name"])
        ]
        number, current = (
            (value(wanted["n"]) if wanted else None),
            (value(like[0]["n"]) if like else None),
        )
        if wanted is None or number is None or current is None:
            continue
        name = _TO.sub("", wanted["name"])
        falls = bool(low_is_good(name)) or _MOST.search(wanted[0]) is not None
        yield Target(name, "<=" if falls else ">=", number, wanted["unit"], current)


def _alike(one: str, other: str) -> bool:
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _LIKE


def _named(cell: str, unit: str) -> re.Match[str] | None:
    """The one thing that a cell asks for by name in the unit of today: 每日保洁不少于4次,设施完好率达到97%以上."""
    found = [m for piece in re.split("[,;]", cell) if (m := _NAMED.fullmatch(piece))]
    alike = [match for match in found if match["unit"] == unit]
    return alike[0] if len(alike) == 1 else None
