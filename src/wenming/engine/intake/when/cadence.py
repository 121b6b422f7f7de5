"""How often a duty comes back (频次): 每周三, 每10天, 半个月一通报, 定期."""

import re
from dataclasses import dataclass

from ..text.numbers import HAN_DIGITS, value

_N = rf"(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,2}})"
# What a period is for where it is named alone: 周调度, 月度通报.
_ROUTINE = (
    "(?:调度|督查|督察|督导|通报|例会|排名|检查|暗访|巡查|巡检|巡护|报告|报送|碰头|会商|推进|分析|研究|会诊|总结|考评(?!综合|得分|成绩|结果)|考核(?!综合|得分|成绩|结果|指标)|评比"
    "|点评|讲评|小结|测评(?!成绩|得分|排名|结果|综合)|统计|汇总|研判|盘点|抽查|清扫|清洗|清运|保洁|消毒|自查|评价|评估|晾晒|公示|报(?![道警刊社纸名每、要和]|头条)"
    "|更(?![新换改]))"
)
_ALONE = "(?:(?<=[“、,行到立持全施展实成])|^)"
_TIMES_OF_IT = r"(?=[\u4e00-\u9fff]{0,4}[一两二三四五六七八九十\d]+[次回趟遍期])"
_ONCE_EACH = r"(?=[一两三四五](?!次性|[日号批些体个季餐天周月年人名分成点时])[\u4e00-\u9fff])"
_EVERY = re.compile(
    rf"(?:每|按|逐(?!年)|逢(?=[周星礼]))[逢隔]?(?P<n>{_N}|半)?个?(?P<unit>工作日|上学日|教学日|上课日|交易日|天|日|晚|夜|早|周|星期|礼拜|旬|月|季度|季|学期|学年|年)"
    r"(?:(?<=[周期拜])[一二三四五六日天末](?![次遍回趟轮期场个]))?"
    "(?!限|度考|度测|度目|度任|龄|产|子|期|程|照|计|涨幅|增幅|增长|递增|开放时间|开馆时间|工作时间|[人平]均)"
    r"|(?P<chain>日(?=产日清(?!率|制度|机制))|(?<![今明昨当每\d])日(?:[巡查扫清检](?=[\u4e00-\u9fff、]?[周月])|报(?=[\u4e00-\u9fff、]?(?<!每)[周月])))"
    r"|(?P<halves>早、?(?:中、?)?晚)(?=各[^,;。]{1,8}[一两二三12][次遍趟轮回])"
    r"|(?P<half>半个?月|半年)(?=[一1])"
    rf"|{_ALONE}(?P<short>日|周|旬|月|季)度?(?={_ROUTINE})"
    r"|(?P<spoken>隔一?周|双周|隔[天日](?=[巡查清督调检洗冲消开组])|(?<!“)(?:天天|日日|周周|月月|年年)(?!有人(?:出事|投诉|反映|受伤|闹|站)|看得见|见得到|[说讲喊提])(?=[\u4e00-\u9fff]{0,4}(?:巡|查|扫|调度|盯|抓|报|洗|清|通报|督|保洁|有|见|开展|练|学|上岗|在岗|守|值|站|会商|组织)))"
    rf"|(?<!用)(?P<fewn>{_N}|半)(?:个?(?P<fewu>天|周|星期|礼拜)(?!时间|之内|以内|内)|个?(?P<fewm>(?<=[个两半])月))(?:{_TIMES_OF_IT}|{_ONCE_EACH})"
    rf"|(?<!第)(?:一个?|(?<!\d)1个)(?P<few>天|日|周|星期|礼拜|旬|月|季度|年)(?!之?内|以内)(?:{_TIMES_OF_IT}|(?=[一-鿿]{{0,4}}(?:至少|不少于|不能少于|不得少于|最少|起码)[^,;。]{{0,8}}[一两二三四五六七八九十\d]+[次回趟遍期场天])|(?=要?[把将对][^,;。\d]{{2,10}}[一-鿿]{{1,2}}[一两三]遍))"
    rf"|(?<!第)(?:一个?|(?<!\d)1)(?P<one>天|日|周|星期|礼拜|旬|月|季度?|年){_ONCE_EACH}"
)
# 每月不超过2次: how often at most, not how often.
_AT_MOST = re.compile(
    rf"[^,。;]{{0,6}}?(?:不得?超过|不多于|最多)|{_N}次(?:以内|以下)|\d+(?:\.\d+)?[件起例](?:以内|以下)"
)
# 小广告原来是三天清一遍: how often it used to be.
_ONCE = re.compile("[^,;]{0,8}(?:原来|以前|过去|从前)是?")
_CHANGED = re.compile("改为|改成|调整为|变为")
_LOOSE = re.compile(
    r"(?:不)?定期|经常性地?(?!的?工作)|经常(?=开展|组织|检查|进行)|常态化(?=开展|组织|巡|保洁|督|检查|排查)"
    r"|每逢(?!周)(?:[^,;。]{0,14}[日天节集场](?=,|$))?|逢年过节|逢[一二三四五六七八九\d]逢[十\d](?=集中|开展|组织|清)"
)
_NAMES = {
    "工作日": "daily", "上学日": "daily", "教学日": "daily",
    "上课日": "daily", "交易日": "daily", "天": "daily", "日": "daily", "晚": "daily", "夜": "daily", "早": "daily",
    "周": "weekly", "星期": "weekly", "礼拜": "weekly", "旬": "every ten days",
    "月": "monthly", "季度": "quarterly", "季": "quarterly", "年": "yearly", "学年": "yearly",
}  # fmt: skip
_LONGER = {
    (10, "天"): "every ten days", (10, "日"): "every ten days", (7, "天"): "weekly", (15, "天"): "biweekly",
    (2, "周"): "biweekly", (2, "星期"): "biweekly", (2, "礼拜"): "biweekly",
    (3, "月"): "quarterly", (12, "月"): "yearly", (0, "月"): "biweekly",
}  # fmt: skip
_SPOKEN = {
    "隔周": "biweekly",
    "隔一周": "biweekly",
    "双周": "biweekly",
    "隔天": "unspecified",
    "隔日": "unspecified",
}
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
    if _ONCE.match(text) and not _CHANGED.search(text):
        return None
    changed = _CHANGED.search(text)
    if changed:  # 由每季度一次改为每月一次
        later = cadence(text[changed.end() :])
        if later:
            start = changed.end()
            return Cadence(later.name, later.start + start, later.end + start, later.period)
    match = next((m for m in _EVERY.finditer(text) if not _AT_MOST.match(text, m.end())), None)
    if match:
        name = _name(match)
        return Cadence(name, match.start(), match.end(), PERIODS.get(name) or _period(match))
    loose = _LOOSE.search(text)
    return Cadence("unspecified", loose.start(), loose.end()) if loose else None


def _period(match: re.Match[str]) -> str:
    """半年, 学期, 2个月: a period that the schema has no word for."""
    return match[0].lstrip("每逐按隔").replace("个", "").replace("两", "2")


def _name(match: re.Match[str]) -> str:
    if match["chain"] or match["halves"]:
        return "daily"
    if match["spoken"]:
        return _SPOKEN.get(match["spoken"]) or _NAMES[match["spoken"][0]]
    if match["fewn"]:
        few = 0 if match["fewn"] == "半" else int(value(match["fewn"]) or 0)
        unit = match["fewu"] or match["fewm"]
        return _NAMES[unit] if few == 1 else _LONGER.get((few, unit), "unspecified")
    if match["half"]:
        return "biweekly" if match["half"].endswith("月") else "unspecified"
    unit = match["unit"] or match["few"] or match["one"] or match["short"]
    if not match["n"]:
        return _NAMES.get(unit, "unspecified")
    number = 0 if match["n"] == "半" else value(match["n"])
    if number == 1 and "隔" in match[0][:2]:  # 每隔一周
        number = 2
    if number == 1:
        return _NAMES.get(unit, "unspecified")
    return (
        _LONGER.get((int(number or 0), unit), "unspecified")
        if number is not None
        else "unspecified"
    )
