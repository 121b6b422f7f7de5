"""What the place of a sentence says about it (上下文): essays, background sections, lists of faults."""

import re

from ..text.layout import Flat
from ..who.units import YOU, Units, is_named, read_units
from .contents import heading
from .outline import Item

_ESSAY = re.compile(
    "演讲稿|评委|(?<!工)作文|征文|读后感|我演讲的题目|倡议书|心得体会|我是一[名个位]|我叫|来信(?:摘登|选登)|亲爱的(?:同学|老师)"
)
# 首页 工作计划 心得体会 演讲稿: the menu of a page.
_MENU = re.compile(
    "首页|(?:(?:工作)?(?:总结|计划)|心得体会|演讲稿|作文|范文).{0,2}(?:(?:工作)?(?:总结|计划)|心得体会|演讲稿|作文|合同)"
)
_BACKGROUND = re.compile(
    "^(?:总体要求|总体思路|指导思想|指导方针|(?:基本|工作)原则)|成绩|形势|不足|差距|意义|认识|信心|紧迫"
    "|重要性|必要性|回顾|总结|背景|情况|问题(?!导向)|站位|现状|成效|使命|值得(?:肯定|推广|学习)|^[好差]的方面|^[\u4e00-\u9fff]{0,4}(?:目的|宗旨)$|^(?:好|典型|先进|主要|特色|有益|成功)的?(?:做法|经验|典型|亮点)"
)
# 后巷垃圾堆积问题 is a matter to deal with, 存在的主要问题 heads a list of faults;
# 关于市场改造问题 names what minutes or a letter deal with, 提高全民防火意识 is work.
_MATTER = re.compile(
    "^(?:关于|针对|对|听取|审议|研究)|^(?!.*(?:存在|主要|突出|共性|发现|查出|反馈|通报|曝光|不足|短板|困难|方面|情况|成绩|当前|目前|几个|一些|类))[^,]{6,}问题$"
    "|^(?!.*(?:存在|主要|突出|共性|发现|查出|反馈|通报|曝光|不足|短板|困难|面临|当前|目前|我们|自身|以往))[^,]{2,6}的问题$"
    "|(?:全民|群众|市民|居民|公众|师生|学生|村民)[^,。]{0,10}(?:意识|认识|素质)"
)
_MINDSET = re.compile(
    "^总体|^指导|原则$|目的$|宗旨$|(?:感|认识|信心|决心|意识|自觉性|主动性|站位|形势)$"
)
_ACTION = re.compile(
    "整改|整治|落实|推进|提升(?:城市|品质|环境|功能)|抓好|措施|任务|攻坚|治理|提升行动|压实责任|狠抓|着力|强化(?!.{0,6}认识)|突破|解决"
    "|销号|清零|交办|聚焦|闭环|化解|破解|补齐|攻克|动真|碰硬|见效|实干|真抓|抓实|改问题|要求|实施|重点工作|下一步|安排"
)
_COUNTED = r"(?:[一二两三四五六七八九十几\d]+|[几些])(?:个|种|点|大|方面)?的?"
# What a list is announced with that tells and does not order.
_DESCRIPTIVE = re.compile(
    f"(?:表现|体现|反映)(?:在|为|出)|问题(?:有|是|主要)|原因|(?<![管办处治受代清审])理由|{_COUNTED}(?:转变|关系|认识|变化|特点"
    "|优势|不适应|问题|不足|差距|表现|成绩|亮点)”?[^,。]{0,4}$"
)
# 下面,我讲三个问题: what a speaker goes on to say is no list of faults.
_SPEAKS = re.compile(
    f"(?:讲|谈|说|强调|提|研究|讨论)(?:一讲|一下|清楚)?(?:以?下面?)?{_COUNTED}问题$"
)
_ADDRESSED = re.compile(r"(?=[^:]*(?:各|有关|直属|所属))[^。;!?\d:]{2,120}:")
_HEAD_LINES = 8
_ANNOUNCES = re.compile("如下|要求|强调|指出|明确|议定|[要请须]|负责|牵头")
_COUNT = re.compile(r"\([^()]{0,6}\d+[^()]{0,4}\)$|\((?:负责人|责任人|组长|科长|主任):[^()]*\)$")
_TITLE_LENGTH = 60
_OPENING = 200


def is_essay(root: Item, flat: Flat) -> bool:
    """An essay or a contest speech inside a compilation orders nobody."""
    spans = sorted(span for item in root.walk() for span in item.own)
    opening = "\n".join(flat.text[a:b] for a, b in spans)[:_OPENING]
    return any(_ESSAY.search(line) for line in opening.split("\n") if not _MENU.search(line))


def is_title(paragraph: str) -> bool:
    """A short line without punctuation above the numbered items."""
    return len(paragraph) < _TITLE_LENGTH and not re.search("[,。;!?:]", paragraph)


def is_addressed(paragraph: str) -> bool:
    """各县区教育局,市属各学校: — whom a paper is for."""
    if _ANNOUNCES.search(paragraph) or not paragraph.endswith(":"):
        return False
    listed = "、" in paragraph and read_units(paragraph[:-1], sure=True) is not None
    return listed or _ADDRESSED.fullmatch(paragraph) is not None


def addressed_to(root: Item, flat: Flat) -> Units | None:
    """市交通运输局: above a letter that speaks of 你局: the one unit that it is for."""
    spans = [span for item in root.walk() for span in item.own]
    if not any(YOU.search(flat.text, *span) for span in spans):
        return None
    heads = (_one_unit(flat.text[slice(*span)]) for span in root.own[:_HEAD_LINES])
    return next(filter(None, heads), None)


def is_reader(name: str) -> bool:
    """你局, 贵区: whoever a letter is for; 贵阳市城管局 is a name.

    >>> is_reader("你局"), is_reader("贵阳市城管局")
    (True, False)
    """
    return YOU.fullmatch(name) is not None


def _one_unit(paragraph: str) -> Units | None:
    units = read_units(paragraph[:-1]) if paragraph.endswith(":") else None
    return units if units and not units.generic and len(units.names) == 1 else None


def is_leaf(item: Item, flat: Flat) -> bool:
    """A numbered item without items below it, but for lists of faults or results."""
    return item.style != "root" and all(_is_described(child, flat) for child in item.children)


def is_timetable(item: Item, flat: Flat) -> bool:
    """活动时间: what stands here says when the rest takes place."""
    return item.style != "root" and heading(item, flat)[0].endswith("时间")


def tells(item: Item, flat: Flat) -> bool:
    """Whether an item and all below it tell rather than order (肯定成绩, 主要表现在:①…)."""
    return _is_background(item, flat) or _is_described(item, flat)


def unit_heading(item: Item, flat: Flat) -> tuple[Units, int] | None:
    """A unit used as a heading, which leads what stands below it, and where it begins."""
    if item.style == "root":
        return None
    words, start, _ = heading(item, flat)
    words = _COUNT.sub("", words)  # (一)南岭区(问题61个)
    units = read_units(words)
    if (
        units is None
        and words.startswith("“")
        and is_named(words.replace("“", "").replace("”", ""))
    ):
        units = Units((words,), generic=False)  # (一)“门前三包”整治组
    return (units, start) if units else None


def unit_before_colon(item: Item, flat: Flat) -> Units | None:
    """1.市卫生健康委:门诊大厅有人吸烟。 — whose matter it is."""
    words, _, _ = heading(item, flat)
    said, colon, _ = words.partition(":")
    units = read_units(said) if colon and item.style != "root" else None
    return units if units and not units.generic else None


def _is_background(item: Item, flat: Flat) -> bool:
    """认清形势,增强紧迫感 is; 提高认识,狠抓落实 is not, for its second half orders."""
    top = item.style in {"cn", "chapter"}
    below_root = item.parent is not None and item.parent.style == "root"
    if not (top or (item.style == "cnp" and below_root)):
        return False
    words = heading(item, flat)[0][:_TITLE_LENGTH].split(",")
    telling = [word for word in words if _is_telling(word)]
    others = (word for word in words if word not in telling)
    return bool(telling) and not any(map(_ACTION.search, others))


def _is_telling(words: str) -> bool:
    """认清形势 tells, 推进问题整改 does not."""
    if _MATTER.search(words) or not _BACKGROUND.search(words):
        return False
    return not _ACTION.search(words) or _MINDSET.search(words) is not None


def _is_described(item: Item, flat: Flat) -> bool:
    """The list that the item stands in was announced as one of problems or results."""
    if item.parent is None:
        return False
    start = item.fellows[0].start
    text = flat.text[max(0, start - _TITLE_LENGTH) : start].rstrip("。!?;:\n")
    said = re.split("[。!?;\n]", text)[-1]
    told = re.match("要(?![求点素])", said.split(",")[-1])  # …有管理不严的原因,要综合施策。一要…
    ordered = told or said.endswith("要求") or _SPEAKS.search(said)
    return not ordered and _DESCRIPTIVE.search(said) is not None
