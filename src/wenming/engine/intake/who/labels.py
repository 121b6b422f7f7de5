"""Labelled units and times of an item (标注): 牵头单位:…;责任单位:…;完成时限:…

With both 牵头单位 and 责任单位 the first leads and the second supports; 责任单位 alone leads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..text.words import either
from .units import read_units, split_names

_BODIES = "单位 部门 科室 处室 股室 站所 站办所 街道 镇街 乡镇 机构 方 主体"


def _of(stems: str, *others: str) -> str:
    """Every stem with every word for a body (牵头单位, 牵头部门), and the labels that go by no rule."""
    made = (stem + body for stem in stems.split() for body in _BODIES.split())
    return " ".join([*made, *others])


_CHIEF = _of("牵头 总牵头 主办 主责 主抓 牵头责任 牵头负责", "牵头 主办 主责")
_ANSWERING = _of(
    "责任 主要责任 第一责任 承办 负责 落实 实施 整改 整改责任 具体责任 责任承办 具体实施 具体落实 执行 完成 包保",
    "责任区域 承办 责任 实施主体 主体责任 属地责任",
)
_HELPING = _of(
    "配合 协助 协办 会办 参与 参加 成员 支持 协同 协作 协管 联动 配合责任 协助责任"
    " 督办 督导 督查 监督 监管 指导 验收 业务指导 行业指导 行业监管 技术指导 技术支持",
    "配合 协办 协同 参与 督办 监管责任 行业监管责任",
)
_DUE = """
    完成时限 完成期限 完成时间 完成时间节点 整改时限 整改期限 整改时间 办理时限 办结时限 落实时限 落实时间 报送时限
    报送时间 时间 时限 期限 时限要求 时间节点 时间要求 工作时限 任务时限 责任时限 截止时间 截止日期 完成日期 办结时间
    检查时间 上交时间 提交时间 上报时间 办理期限 计划完成时间 销号时限 销号时间
"""
_OFTEN = "频次 频率 周期 工作频次 检查频次 巡查频次 完成频次 办理频次"
_PERSONS = (
    "责任领导 责任人 市级领导 分管领导 联系人 包抓领导 牵头领导 包联领导 主要负责人 包保领导 挂帅领导"
    " 牵头市领导 牵头县领导 牵头区领导 责任市领导 责任县领导 责任区领导 第一责任人 直接责任人 具体责任人 督办领导"
)
_ANY = either(_CHIEF, _ANSWERING, _HELPING, _DUE, _OFTEN, _PERSONS)
# Labels that are words of every sentence, too, and so need their colon.
_BARE = re.compile("牵头|主办|主责|承办|责任|配合|协办|协同|参与|督办|频率|周期|期限|时间")
_LABEL = re.compile(
    rf"(?P<label>{_ANY})[)\]】]?(?P<mark>:|[为是有](?!关)|(?=[市区县省旗镇州盟各\d]))(?P<value>(?:\([^()\n]*\)|[^;。:\n()])*?)"
    rf"(?=[;。\n)\]】]|[,、(\[【]?{_ANY}[)\]】]?[:为是有]|[,、](?!责任区){_ANY}[市区县省旗镇州盟各\d]|$)"
)
_HINT = re.compile(f"[:为是有】]|{either(_of('牵头 责任 配合 协助 协办'))}")
# What a label, or the head of a column, says of what follows it.
ROLES = {
    label: role
    for role, names in (
        ("", _PERSONS),
        ("often", _OFTEN),
        ("due", _DUE),
        ("helping", _HELPING),
        ("answering", _ANSWERING),
        ("chief", _CHIEF),
    )
    for label in names.split()
}
_ROLES = frozenset(ROLES.values())
# 主办:…人民政府办公室 网站地图 联系我们, at the foot of a page.
_FOOTER = re.compile("网站地图|联系我们|版权所有|ICP备")
# 市教育局(牵头)、市体育局(配合); 市教育局牵头,各学校配合.
_ROLED = re.compile(
    r"(?P<names>[^(,]+?)(?:\((?P<aside>牵头|总牵头|主办|主责|负责|配合|协办|协助)\)|(?P<said>牵头|主办|负责指导|指导|督导|督办|监督|负责|配合|协办|协助))(?=[,、]|$)[,、]?"
)
# 石坝街道(区住建局督办), the bracket closed or not.
_NAMED_ASIDE = re.compile(
    r"\(([^()、,]{3,16}?(?:督办|配合|协办|协助|监督|指导))(?:\)|$)(?=$|[、,])"
)
_PARTS = {
    "牵头": "chief", "总牵头": "chief", "主办": "chief", "主责": "chief",
    "负责指导": "helping", "指导": "helping", "督导": "helping", "督办": "helping", "监督": "helping",
    "配合": "helping", "协办": "helping", "协助": "helping",
}  # fmt: skip
# 责任单位:甲,7月28日前完成修复.
_BY = re.compile(
    r"[^,、]{0,12}?(?:之?前|[底末旬](?:之?前)?|立行立改|\d{1,3}(?:个工作日|小时|日|天)(?:之?内)?|立即整改|限期整改|尽快整改|即知即改|边查边改)"
)
_TIMELIKE = re.compile(
    r"\d{1,2}月|\d{1,3}(?:个工作)?[日天]|[月季年][底末中初]|之?前$|长期|立行立改"
    "|(?:立即|尽快|限期|马上)整改|即知即改|边查边改"
)


# (责任单位;住建局、畜牧局).
_MISTYPED = re.compile(rf"\(?{_ANY};[^():;]")
_LABEL_SEMICOLON = re.compile(rf"({_ANY});(?=[^():;])")
# 工商(市场管理)等单位.
_OTHERS = re.compile("等(?:有关|相关)?(?:单位|部门|企业|方面)?$")


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
    found: list[re.Match[str]] = []
    if _MISTYPED.match(text):
        text = _LABEL_SEMICOLON.sub(r"\1:", text)
    for match in _LABEL.finditer(text) if _HINT.search(text) else ():
        after = bool(found) and found[-1].end() == match.start()  # 主办:甲 协办:乙
        if _says(match, after=after):
            found.append(match)
    if not found:
        return Labels()
    cut = [(match, _end_of_names(match)) for match in found]
    said = [(ROLES[match["label"]], match.string[match.start("value") : end]) for match, end in cut]
    return _sorted(said, tuple((match.start(), end) for match, end in cut))


def _end_of_names(match: re.Match[str]) -> int:
    """责任单位为甲、乙,9月30日前划定…: in a sentence the names end where its work begins."""
    names, comma, rest = match["value"].partition(",")
    goes_on = comma and match["mark"] != ":" and not (_ROLED.fullmatch(rest) or _BY.fullmatch(rest))
    return match.start("value") + len(names) if goes_on else match.end()


def _says(match: re.Match[str], *, after: bool) -> bool:
    """责任单位为各社区 says as much as 责任单位:…; 责任单位为主体 and 乙配合:①… say nothing."""
    bare = _BARE.fullmatch(match["label"]) is not None
    if _FOOTER.search(match["value"]):
        return False
    if bare and match.string[match.end("label") : match.end("label") + 2] == "):":  # 甲(牵头):…
        return False
    if bare and not (match["value"] and (after or _opens(match))):
        return False
    if ROLES[match["label"]] == "due" and _TIMELIKE.search(match["value"]):
        return True
    said = match["value"].partition(",")[0]  # 责任单位为甲,由乙督办,10月底前完成
    return match["mark"] == ":" or (not bare and read_units(said, sure=True) is not None)


def _opens(match: re.Match[str]) -> bool:
    """牵头:甲;配合:乙 — such a label stands at the head of a bracket or after a mark."""
    return match.start() == 0 or match.string[match.start() - 1] in "(;,。[【\n"


def of_cells(cells: Mapping[str, str]) -> Labels:
    """What the cells of a task table say: role → text."""
    return _sorted(cells.items(), ())


def _sorted(values: Iterable[tuple[str, str]], spans: tuple[tuple[int, int], ...]) -> Labels:
    said: dict[str, list[str]] = {role: [] for role in _ROLES}
    for role, value in values:
        written = value.strip(",、")
        if role in {"due", "often"}:
            said[role].append(written)
            continue
        for named, names in _of_value(role, written):
            said[named] += names
        due = [part for part in split_names(written) if role and _TIMELIKE.search(part)]
        said["due"] += [found[0] for part in due if (found := _BY.match(part))]
    lead = dict.fromkeys(said["chief"] or said["answering"])
    others = dict.fromkeys([*(said["answering"] if said["chief"] else []), *said["helping"]])
    return Labels(
        tuple(lead),
        tuple(name for name in others if name not in lead),
        next(filter(None, said["due"]), None),
        next(filter(None, said["often"]), None),
        spans,
    )


def _of_value(role: str, written: str) -> Iterator[tuple[str, list[str]]]:
    """The names of a value with the part of each: 市教育局(牵头)、市体育局, or 市教育局牵头,各区配合."""
    rest, position = "", 0
    written = _NAMED_ASIDE.sub(r",\1", written)
    for match in _ROLED.finditer(written):
        part = match["aside"] or match["said"]
        names = match["names"].split("、")
        own = names if match["said"] else names[-1:]
        rest += written[position : match.start()] + "、".join(names[: len(names) - len(own)]) + "、"
        position = match.end()
        yield _PARTS.get(part, "answering"), _units("、".join(own))
    yield role, _units((rest + written[position:]).strip(",、"))


def _units(written: str) -> list[str]:
    """A label leaves no doubt: what stands between the commas is a name even if it reads like none."""
    units = read_units(written, sure=True)
    if units is not None:
        return list(units.names)
    pieces = [_OTHERS.sub("", name) for name in split_names(written) if not _TIMELIKE.search(name)]
    return [name for name in pieces if 2 <= len(name) <= 24]
