"""What the columns of a task table hold (表头): read from their names, and from their cells where a name says nothing.

Offices name columns as they like (牵头单位, 谁来办, 主抓科室, 何时完成): a name is known by its words, else a
column whose cells are units, or times, holds units or times.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..who.labels import ROLES
from ..who.units import read_units
from . import standings

FEWEST_COLUMNS, LONGEST_NAME = 3, 14
NONE = frozenset({"-", "—", "——", "/", "无"})  # a cell that says nobody, or no time
NUMBER = re.compile("序号|编号|序|号|项次|代码")
_CONTENT = re.compile(
    "任务|内容|措施|事项|举措|要求|工作|项目|问题|做法|清单|标准|目标"
    "|干什么|做什么|办什么|怎么|要[干办做]的|[干办做]的事"
)
_GOAL = re.compile("目标|标准|指标|成效|要求|措施|举措|内容|做法|成果|怎么|什么样|程度|标尺")
# 任务类别 beside 具体任务 sorts the rows and orders nothing.
_SORTING = re.compile("类别|类型|分类|名称|领域|板块|类$|大项|方面|条线")
_PROJECT = re.compile("项目|工程|任务|事项|问题")
# 点位类别, whose cells (医院, 车站) only look like units.
_PLACE = re.compile("点位|场所|类别|类型|路段|部位|地点|行业")
# The content that is ordered comes before what is only described.
_PREFERRED = (
    "任务", "措施", "举措", "怎么改", "干什么", "做什么", "办什么", "要干", "要办", "的事",
    "内容", "要求", "事项", "工作", "怎么", "项目", "做法", "清单", "问题", "标准", "目标",
)  # fmt: skip
_BODY = "单位|部门|科室|处室|股室|站所|街道|乡镇|镇街|主体|机构|方"
_CHIEF = "牵头|挑头|主办|主责|主抓|抓总|挂帅"
_HELPING = "配合|协办|协助|协同|参与|参加|协作|支持|搭手|联动|督办|监督|指导|验收"
_ANSWERING = "责任|承办|负责|落实|实施|承担|办理|执行|整改|完成|主管|归口"
_OF_NO_USE = "领导|责任人|负责人|联系|电话|备注|包[保联抓]|签[字收]|姓名|职务"
# 责任单位及责任人 holds units first.
_AND_PERSON = re.compile("(?<=单位)(?:及|和|、)(?:其)?(?:责任人|负责人|联系人)$")
_DUE = "时限|期限|时间|节点|截止|何时|哪天|几时|日期|什么时候|完成月份|进度(?:要求|安排)"
_NAMED = (
    (re.compile("包[保联抓](?:单位|部门|科室|站所|股室)"), "helping"),
    (re.compile(_OF_NO_USE), ""),
    (re.compile("频次|频率|周期|多久"), "often"),
    (re.compile(_DUE), "due"),
    (re.compile(f"(?:{_CHIEF}).{{0,4}}(?:{_BODY})|^由?谁来?牵头"), "chief"),
    (re.compile(f"(?:{_HELPING}).{{0,4}}(?:{_BODY})|^谁来?(?:配合|协助)"), "helping"),
    (re.compile(f"(?:{_ANSWERING}).{{0,4}}(?:{_BODY})|^由?谁来?[办做干负落]"), "answering"),
)
_RESULT = re.compile("是否(?:达标|合格)|达标(?:情况|与否)|位次|名次|排名|等次|差[距值]|缺口")
_UNITS_BY = re.compile("^(?:单位|部门|分工)(?:名称|分工)?$|^(?:任务|职责|责任|工作)?分工$")
_TIME = re.compile(
    r"(?:\d{4}年)?\d{1,2}月.{0,8}|[^,;。]{0,8}(?:[之以]?前|月底|年底|季度末?|上半年|下半年)|长期.{0,4}|全年|常态.{0,4}|持续.{0,4}|立行立改"
    r"|每[日天周旬月季年].{0,6}|\d{1,3}(?:个工作)?[日天](?:内)?|即时|随时"
)
_MOST, _FEWEST, _SHORTEST_TASK = 0.6, 2, 6
_STEPS = re.compile(r"1[.、].+[。;]2[.、]")
_EMPTY = 0.25  # of the cells of a column that are merged ones


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table: of the task, of its goals, role → columns of the others, 现状 and 目标.

    `name` is a column before the task that says what it is about: 项目, beside 工作内容. `narrow` is said
    of a table whose cells are parted by single blanks.
    """

    width: int
    name: int | None
    task: int
    goals: tuple[int, ...]
    roles: dict[str, tuple[int, ...]]
    standing: standings.Columns | None
    narrow: bool = False


def head(names: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Head | None:
    """The columns, if `names` are the head of a task table; `rows` are the cells of the lines below it.

    >>> found = head(["序号", "干什么", "谁来办", "谁配合", "何时办结"])
    >>> found and (found.task, found.roles)
    (1, {'answering': (2,), 'helping': (3,), 'due': (4,)})
    """
    if len(names) < FEWEST_COLUMNS:
        return None
    roles = _by_name(names)
    if set(roles) == {"due"} and not any(map(_is_content, names)):
        return None  # 发布单位 | 区政府 | 发文日期 | …: what a page says of itself
    standing = standings.columns(names)
    taken = {column for columns in roles.values() for column in columns}
    if standing:
        taken |= {*standing.asked, standing.now}
    if all(map(_is_name, names)):
        _by_cells(names, rows, roles, taken)
    if standing and _only_shows(names, roles, standing):
        roles.clear()
    tasks = [c for c, name in enumerate(names) if _is_content(name) and c not in taken]
    tasks = tasks or ([standing.metric] if standing else _wordiest(names, rows, taken))
    if not tasks or not (roles or standing):
        return None
    task = min(
        tasks,
        key=lambda c: (
            _merged(rows, c),
            bool(_SORTING.search(names[c])),
            _in_steps(rows, c),
            _preference(names[c]),
        ),
    )
    busy = taken - (set(standing.asked) if standing and not standing.years else set())
    goals = tuple(
        c for c in range(task + 1, len(names)) if _GOAL.search(names[c]) and c not in busy
    )
    name = max((c for c in tasks if c < task and _PROJECT.search(names[c])), default=None)
    return Head(len(names), name, task, goals, roles, standing)


def _only_shows(
    names: Sequence[str], roles: dict[str, tuple[int, ...]], standing: standings.Columns
) -> bool:
    """Results, unit by unit or with who has met the standard (位次, 是否达标): nothing is ordered."""
    of_whom = any(standing.metric in columns for columns in roles.values())
    return of_whom or ("due" not in roles and any(map(_RESULT.fullmatch, names)))


def is_plain(names: Sequence[str]) -> bool:
    """序号, 实事项目, 责任单位, 配合单位: names that need no cells below them to be known as a head.

    >>> is_plain(["序号", "实事项目", "责任单位", "配合单位"]), is_plain(["发布单位", "区政府", "日期", "7月1日"])
    (True, False)
    """
    who = [name for name in names if role_of(name) in {"chief", "answering", "helping"}]
    return len(names) > len(who) > 1 and any(map(_is_content, names)) and all(map(_is_name, names))


def is_column(name: str) -> bool:
    """Whether a name says what its column holds; a title says nothing of the kind, nor does 序号."""
    return role_of(name) is not None or _is_content(name) or _SORTING.search(name) is not None


def _merged(rows: Sequence[Sequence[str]], column: int) -> bool:
    """A cell for several rows names what they are about; what is to be done stands in each row."""
    full = [row for row in rows if len(row) > column]
    return sum(not row[column] for row in full) > _EMPTY * len(full)


def _in_steps(rows: Sequence[Sequence[str]], column: int) -> bool:
    """1.4月底前开工。2.9月底前完工: cells of steps say how, and another column what is to be done."""
    full = [row[column] for row in rows if len(row) > column and row[column]]
    return bool(full) and sum(map(bool, map(_STEPS.match, full))) > _MOST * len(full)


def _wordiest(names: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]) -> list[int]:
    """The column that says most, where no name tells what is to be done."""
    said = {
        column: sum(len(row[column]) for row in rows if column < len(row)) / len(rows)
        for column, name in enumerate(names)
        if rows and column not in taken and not NUMBER.fullmatch(name) and role_of(name) is None
    }
    best = max(said, key=lambda column: said[column], default=None)
    return [best] if best is not None and said[best] >= _SHORTEST_TASK else []


def _by_name(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    roles: dict[str, tuple[int, ...]] = {}
    for column, name in enumerate(names):
        role = role_of(name)
        if role and (role == "helping" or role not in roles):
            roles[role] = (*roles.get(role, ()), column)
    return roles


def role_of(name: str) -> str | None:
    """The role that a name gives its column; '' for a column of no use, None where it says nothing.

    >>> role_of("牵头单位"), role_of("主抓科室"), role_of("分管领导"), role_of("任务")
    ('chief', 'chief', '', None)
    """
    if name in ROLES:
        return ROLES[name]
    if not _is_name(name):
        return None
    if _UNITS_BY.fullmatch(name):
        return "answering"
    name = _AND_PERSON.sub("", name)
    return next((role for words, role in _NAMED if words.search(name)), None)


def _is_name(name: str) -> bool:
    """A short word; 填报时间:3月2日 is none."""
    return len(name) <= LONGEST_NAME and ":" not in name


def _by_cells(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    roles: dict[str, tuple[int, ...]],
    taken: set[int],
) -> None:
    """Columns whose names say nothing: those of units, and one of times."""
    for column, name in enumerate(names):
        if column in taken or NUMBER.fullmatch(name) or _PLACE.search(name) or role_of(name) == "":
            continue
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        if "due" not in roles and _mostly(cells, _is_time):
            role = "due"
        elif _mostly(cells, is_units):
            role = "helping" if {"chief", "answering"} & roles.keys() else "answering"
        else:
            continue
        roles[role] = (*roles.get(role, ()), column)
        taken.add(column)


def _mostly(cells: Sequence[str], fits: Callable[[str], bool]) -> bool:
    hits = sum(map(fits, cells))
    return hits >= _FEWEST and hits >= _MOST * len(cells)


def _is_time(cell: str) -> bool:
    return _TIME.fullmatch(cell) is not None


def is_units(cell: str) -> bool:
    """市城管局、各区: a cell that names units and nothing else."""
    return read_units(cell, sure=True) is not None


def _preference(name: str) -> int:
    return next((n for n, word in enumerate(_PREFERRED) if word in name), len(_PREFERRED))


def _is_content(name: str) -> bool:
    return bool(_CONTENT.search(name)) and not NUMBER.fullmatch(name)
