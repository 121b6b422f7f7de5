"""Labelled units and times of an item (标注): 牵头单位:…;责任单位:…;完成时限:…

With both 牵头单位 and 责任单位 the first leads and the second supports; 责任单位 alone leads.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .units import read_units, split_names
from .words import either

_CHIEF = "牵头单位 牵头部门 牵头科室 主办科室 主责科室 总牵头单位 主办单位 主责单位 主责部门 牵头"
_ANSWERING = """
    责任单位 责任部门 责任科室 责任主体 责任区域 主要责任单位 第一责任单位 承办单位 承办部门 负责单位 负责部门 落实单位
    落实部门 实施单位 实施主体 整改单位 整改责任单位
"""
_HELPING = """
    配合单位 配合部门 配合科室 协助科室 协办科室 协办单位 协办部门 协助单位 参与单位 参与部门 支持单位
    督办单位 督导单位 监管单位 监管部门
    参加单位 协同单位 协作单位 配合
"""
_DUE = """
    完成时限 完成期限 完成时间 完成时间节点 整改时限 整改期限 整改时间 办理时限 办结时限 落实时限 落实时间 报送时限
    报送时间 时限 期限 时限要求 时间节点 时间要求 工作时限 任务时限 责任时限
"""
_OFTEN = "频次 频率 周期 工作频次 检查频次 巡查频次 完成频次 办理频次"
_PERSONS = "责任领导 责任人 市级领导 分管领导 联系人 包抓领导 牵头领导 包联领导 主要负责人"
_ANY = either(_CHIEF, _ANSWERING, _HELPING, _DUE, _OFTEN, _PERSONS)
_LABEL = re.compile(
    rf"(?P<label>{_ANY})(?P<mark>:|为)(?P<value>(?:\([^()\n]*\)|[^;。:\n()])*?)"
    rf"(?=[;。\n)]|[,、]?{_ANY}[:为]|$)"
)
_MARK = re.compile("[:为]")
# What a label, or the head of a column, says of what follows it.
ROLES = {
    label: role
    for role, names in (
        ("chief", _CHIEF),
        ("answering", _ANSWERING),
        ("helping", _HELPING),
        ("due", _DUE),
        ("often", _OFTEN),
        ("", _PERSONS),
    )
    for label in names.split()
}


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of an item say; `spans` is where they stand."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    time: str | None = None
    often: str | None = None
    spans: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lead or self.support or self.time or self.often)


def labels(text: str) -> Labels:
    """The labels in `text`.

    >>> labels("(牵头单位:市住建局;责任单位:各区政府)").support
    ('各区政府',)
    """
    found = [match for match in _LABEL.finditer(text) if _says(match)] if _MARK.search(text) else []
    said = [(ROLES[match["label"]], match["value"]) for match in found]
    return _sorted(said, tuple(match.span() for match in found))


def _says(match: re.Match[str]) -> bool:
    """责任单位为各社区 says as much as 责任单位:…; 责任单位为主体 and 乙配合:①… say nothing."""
    if match["label"] in {"牵头", "配合"} and not match["value"]:
        return False
    return match["mark"] == ":" or read_units(match["value"], sure=True) is not None


def of_cells(cells: Mapping[str, str]) -> Labels:
    """What the cells of a task table say: role → text."""
    return _sorted(cells.items(), ())


def _sorted(values: Iterable[tuple[str, str]], spans: tuple[tuple[int, int], ...]) -> Labels:
    said: dict[str, list[str]] = {role: [] for role in ROLES.values()}
    for role, value in values:
        written = value.strip(",、")
        said[role] += [written] if role in {"due", "often"} else _units(written)
    lead = dict.fromkeys(said["chief"] or said["answering"])
    others = dict.fromkeys([*(said["answering"] if said["chief"] else []), *said["helping"]])
    return Labels(
        tuple(lead),
        tuple(name for name in others if name not in lead),
        next(filter(None, said["due"]), None),
        next(filter(None, said["often"]), None),
        spans,
    )


def _units(written: str) -> list[str]:
    """A label leaves no doubt: what stands between the commas is a name even if it reads like none."""
    units = read_units(written, sure=True)
    if units is not None:
        return list(units.names)
    return [name for name in split_names(written) if 2 <= len(name) <= 24]
