"""What a metric is called, and how it is compared (指标名称): the noun without the words around it."""

import re

import rjieba

from ..text.numbers import value
from . import forms

BLANK = forms.BLANK


def quoted(text: str, position: int) -> bool:
    """“六个一”活动: a name, no number; “每日一巡” is one."""
    opened = text.rfind("“", 0, position)
    return (
        opened >= 0
        and text.find("”", opened, position) < 0
        and not re.match("“[每一]", text[opened:])
    )


def sign(by: str, tail: str | None) -> str | None:
    """The sign of a comparison; 为95% without 以上 is none."""
    if tail in {"以内", "以下"}:
        return "<="
    if tail in {"以上", "及以上"}:
        return ">="
    if by in forms.OPEN_ENDED.split():
        return None
    if by in {"低于", "少于"}:
        return "<"
    return ">=" if by in forms.LEAST.split() else "<="


def at_least(match: re.Match[str]) -> str:
    said = (
        match["least"],
        match["more"],
        match["tail"] == "以上",
        forms.LEAST_WORD.search(match[0]),
    )
    return ">=" if any(said) else "="


# 机场、车站、码头候车厅|每500平方米: no noun, however long.
_EACH_AT_LAST = re.compile(r"每\d*[百千万]?(?:平方米|米|公里|户|人)$")

# 灯杆道旗|每500米; 主次干道|每百米 says where.
_OF_EACH = re.compile(
    r"(?P<what>(?!每)[\u4e00-\u9fff]{2,10}?)(?<![道街路区台站场校园峰段间日为后求])(?<!起诉)(?P<per>每\d*[百千万]?(?:平方米|米|公里|户|人|项|处|个?(?:[村校站馆店岗班]|[\u4e00-\u9fff]{2})))"
)


def named(metric: str, thing: str, unit: str) -> str:
    """What stands before the number, and the thing after it: 重点路口|不少于2名|志愿者."""
    before = trimmed(metric)
    after = "" if unit in {"%", "‰"} or thing.startswith(("到", "的", "去")) else trimmed(thing)
    if not after and (each := _OF_EACH.fullmatch(before)):
        return each["per"] + each["what"]
    if len(before) < 20 or _EACH_AT_LAST.search(before):
        return before + after
    return before


def last_word(verb: str) -> str:
    """The last word of what is done so many times: 全面冲洗 → 冲洗, 到最差的点位上站 → 到最差的点位."""
    verb = forms.HOW.sub("", verb)
    if there := forms.WHERE_TO.fullmatch(verb):
        return there["where"]
    somewhere = verb.startswith(("到", "在", "去", "向", "深入"))  # 到责任片区走
    return verb if len(verb) <= 6 or somewhere else verb[-2:]


def topic_of(clause: str) -> str:
    """推进背街小巷净化, for 完成32条 in the next clause; '' where the clause says more than what is worked on."""
    said = clause.replace(BLANK, "")
    match = (
        forms.WORKED_ON.fullmatch(said)
        or forms.PUT_FIRST.fullmatch(said)
        or forms.UPON.fullmatch(said)
    )
    return trimmed(match["what"]) if match else ""


# 提交佐证材料(图片|不少于5张.
_IN_BRACKET = re.compile(r"^[^()]*\((?=[^()]{2,}$)")
_OPEN_BRACKET = re.compile(rf"\({BLANK}+$")


def trimmed(words: str) -> str:
    """The noun of a metric, without who, when and the words of command around it."""
    bare = _IN_BRACKET.sub("", _OPEN_BRACKET.sub("", words)).split(BLANK)[-1]
    bare = forms.NOW.sub(r"\g<of>", bare).replace("“", "").replace("”", "")
    bare = forms.WHEN.sub("", bare)
    bare = forms.EDGE.sub("", forms.ALL_OVER.sub("", bare))
    while (shorter := forms.EDGE.sub("", _uncommanded(bare))) != bare:
        bare = shorter
    return bare.strip("()")


def _uncommanded(words: str) -> str:
    match = forms.COMMAND.match(words)
    return words[match.end() :] if match and len(words) - match.end() >= 2 else words


def value_of_today(metric: str, after: str) -> float | None:
    """由62%提高到85%以上; 达到95%(现为71%)."""
    match = forms.NOW.search(metric)
    if match and match["then"] and not (forms.TO_COME.search(metric) or after[:2] == "以上"):
        return None  # 由2024年的60%提升到75% may be over
    match = match or forms.NOW_ASIDE.match(after)
    return value(match["n"]) if match else None


def made_in(clause: str) -> str:
    """增设临时停车位, 志愿者由甲组织: what is made or sent, for the number that the next clause gives."""
    sent = forms.SENT.search(clause)
    if sent:
        return trimmed(sent["what"])
    match = forms.MAKES.search(clause.replace(BLANK, ""))
    return trimmed(match["what"]) if match else ""


def each_rate(metric: str) -> list[str]:
    """公示率、持证率均: the metric of each; empty where it is but one."""
    pieces = metric.split(BLANK)[-1].split("、")
    if len(pieces) < 2 or not all(forms.EACH_RATE.fullmatch(piece) for piece in pieces):
        return []
    return [trimmed(piece) for piece in pieces]


def share(match: re.Match[str]) -> bool:
    """抽取不少于20%的点位: a share of all, and no word on which ones are meant."""
    return match["unit"] == "%" and match["by"] in forms.LEAST_SHARE and of_what(match) != ""


def of_what(match: re.Match[str]) -> str:
    """What the share is of, '' where the words after the number say something else."""
    found = forms.OF_ALL.match(match["thing"])
    return found["what"] if found else ""


def post(match: re.Match[str], text: str) -> str:
    """明确一名同志担任联络员 → 联络员; 明确一名班子成员具体抓 → 具体抓的班子成员; '' of anything else."""
    found = forms.NAMED.match(text, match.end("unit")) if match["unit"] == "名" else None
    if found is None:
        return ""
    return found["post"] or f"{found['does']}的{found['who']}"


def noun_of(clause: str) -> str:
    """街巷墙面、卷帘门上的小广告 → 小广告; '' where the clause does not end in a noun."""
    if re.search(r"\d", clause) or BLANK in clause:
        return ""
    tags = list(rjieba.tag(clause))
    last = clause.split("的")[-1]
    return trimmed(last) if tags and tags[-1][1].startswith("n") and 2 <= len(last) <= 8 else ""
