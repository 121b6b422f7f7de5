"""How often a duty comes back (频次): 每周三, 每10天, 半个月一通报, 定期."""

import re
from dataclasses import dataclass

from .numbers import HAN_DIGITS, value

_N = rf"(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,2}})"
_EVERY = re.compile(
    rf"(?:每|逐|按)[逢隔]?(?P<n>{_N}|半)?个?(?P<unit>工作日|天|日|晚|早|周|星期|礼拜|旬|月|季度|季|学期|年)(?!限|度考|度测|龄|产|子|期|程|照|计|开放时间|开馆时间|工作时间|[人平]均)"
    r"|(?P<half>半个?月|半年)(?=[一1])"
    r"|(?:(?<=[“、,行到立])|^)(?P<short>日|周|旬|月|季)(?=(?:调度|督查|督察|通报|例会|排名|检查|暗访|巡查|报告|报送|碰头|会商|推进|分析|研究|会诊|总结|考评|评比|点评|小结|测评|统计|汇总|研判|盘点|更(?![新换改])))"
    r"|(?P<spoken>隔周|双周|天天|日日|周周|月月)"
    r"|(?P<fewn>两|2|半)个?(?P<fewu>天|周|月)(?=[\u4e00-\u9fff]{0,4}[一两二三四五六七八九十\d]+[次回趟遍])"
    r"|(?:一|1)个?(?P<few>天|日|周|旬|月|季度|年)(?=[\u4e00-\u9fff]{0,4}[一两二三四五六七八九十\d]+[次回趟遍期])"
    r"|(?:一|1)(?P<one>天|日|周|旬|月|季度?|年)(?=一(?!次性|日|号)[\u4e00-\u9fff])"
)

_LOOSE = re.compile(r"(?:不)?定期|经常性地?(?!的?工作)|常态化(?=开展|组织|巡|保洁|督)|适时组织")
_NAMES = {
    "工作日": "daily", "天": "daily", "日": "daily", "晚": "daily", "早": "daily",
    "周": "weekly", "星期": "weekly", "礼拜": "weekly", "旬": "every ten days",
    "月": "monthly", "季度": "quarterly", "季": "quarterly", "年": "yearly",
}  # fmt: skip
_LONGER = {
    (10, "天"): "every ten days", (10, "日"): "every ten days", (7, "天"): "weekly", (15, "天"): "biweekly",
    (2, "周"): "biweekly", (3, "月"): "quarterly", (12, "月"): "yearly", (0, "月"): "biweekly",
}  # fmt: skip
_SPOKEN = {"隔周": "biweekly", "双周": "biweekly"}
PERIODS = {
    "daily": "日", "weekly": "周", "biweekly": "半月", "every ten days": "旬",
    "monthly": "月", "quarterly": "季度", "yearly": "年",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cadence:
    """`name` is one of the schema's words; [start, end) is where the sentence says so."""

    name: str
    start: int
    end: int
    period: str = ""


def cadence(text: str) -> Cadence | None:
    """The first cadence of a clause, a fixed one before a loose one.

    >>> cadence("督查室半个月一通报").name, cadence("定期自查").name, cadence("各户")
    ('biweekly', 'unspecified', None)
    """
    match = _EVERY.search(text)
    if match:
        name = _name(match)
        return Cadence(name, match.start(), match.end(), PERIODS.get(name) or _period(match))
    loose = _LOOSE.search(text)
    return Cadence("unspecified", loose.start(), loose.end()) if loose else None


def _period(match: re.Match[str]) -> str:
    """半年, 学期, 2个月: a period that the schema has no word for."""
    return match[0].lstrip("每逐按隔").replace("个", "").replace("两", "2")


def _name(match: re.Match[str]) -> str:
    if match["spoken"]:
        return _SPOKEN.get(match["spoken"]) or _NAMES[match["spoken"][0]]
    if match["fewn"]:
        few = 0 if match["fewn"] == "半" else 2
        return _LONGER.get((few, match["fewu"]), "unspecified")
    if match["half"]:
        return "biweekly" if match["half"].endswith("月") else "unspecified"
    unit = match["unit"] or match["few"] or match["one"] or match["short"]
    if not match["n"]:
        return _NAMES.get(unit, "unspecified")
    number = 0 if match["n"] == "半" else value(match["n"])
    if number == 1:
        return _NAMES.get(unit, "unspecified")
    return (
        _LONGER.get((int(number or 0), unit), "unspecified")
        if number is not None
        else "unspecified"
    )
