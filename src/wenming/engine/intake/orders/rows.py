"""The row of a directive out of its part (任务草稿行): its span, its dates, its kind."""

import re

from ..model import Directive, Kind, Milestone, Target
from ..text.layout import Flat
from ..tree.contents import heading
from ..when.dates import LIMITS, Time
from ..who.units import is_generic, is_people
from .part import Part

_LONGEST = 120
_SHORT_HEADING = 8
_WORDS = re.compile("[\u4e00-\u9fff]{2}")  # ≥90% in a cell of its own orders nothing
_LABEL = re.compile(
    "(?:强化|加强|压实|严格|严肃|健全|完善|落实|突出|注重|狠抓|严明)"
    "(?:组织|领导|责任|督查|督导|考核|奖惩|机制|保障|纪律|调度|统筹|宣传|监督|协调|问责|经费)*[。;]?"
)
# 一、管制时间:7月22日至23日.
_ONLY_WHEN = re.compile(
    r"[^,。;:：]{0,8}时间[:：][\d年月日时分点上下午至到起止~～—–\-、:：()（）\s]+[。;；]?"
)
_MIND = re.compile(
    "(?:要)?(?:进一步|切实)?(?:提高|统一|增强|深化)(?:思想|政治)?(?:认识|站位|思想|意识)(?:[,，][^,，。]{2,8})?[。;]?"
)
_ARRANGEMENT = re.compile("[\u4e00-\u9fff]{2,4}(?:机制|制度|体系|工程|行动)[。;]?")
_MARK = re.compile(r"^[(（]?[一二三四五六七八九十\d]+(?:[)）、.．]|[是要])+")
# Drives against something, and all that is done to move people (整治, 行动, 活动, 宣传).
_DRIVE = re.compile(
    "整治|治理(?!体系|能力|机制|水平|率)|行动(?!方案|计划)|攻坚|打击|取缔|严打|大扫除|大清理|大排查|拉网式"
    "|地毯式|牛皮癣|小广告|僵尸车|清零|百日|严厉查处"
)
_MOVING = re.compile(
    "活动|宣传|宣讲|倡导|引导|弘扬|营造|氛围|主题教育|宣教|评选|培训|大练兵|公益广告|刊播|专栏|文明实践"
    "|创建(?:文明|全国)[^,。]{0,4}(?:机关|校园|单位|家庭|村镇|社区)|文明校园|品牌|劝导|动员|发动|推介|演出|结对"
)
_CLEARING = re.compile("清理|清扫|清除|清运")
# A paper about a drive is no drive: 整治方案, 活动总结, 市委宣传部, 宣传组.
_PAPER = re.compile(
    "(?:整治|行动|活动|宣传|治理|培训|评选|清理)[^,。;、]{0,6}?(?:方案|总结|信息|情况|计划|台账|报告|[部办组科局队]|规范|办法|机制)"
    "|(?:制定|制订|印发|出台|拟定)[^,。;]{0,20}"
)
_RESULT = re.compile(
    r"完成|建成|制定|制订|出台|新建|改造|新增|报送|报[市区县省]|印发|上报|整改到位|设立|提交|组建|申报|初审|终审|验收|方案|名单|清单"
    r"|修补|安装|配备|明确(?:专人|一名|责任)|分解|拿出|完工|修复|补齐|论证|建设|成立|更新|竣工|投入使用|移交|拨付|办结|部署一次"
    r"|排查|整改|细化|量化|提出|召开|报告|复查|台账|恢复"
)
_STANDING = re.compile(
    r"履行|担负|认识|责任感|意识|纪律|问责|约谈|通报批评|配合|带头|率先|表率|作用|不得|不准|严禁|重视|负总责|敷衍|推诿|合力"
    r"|长效|常态|值班|值守|在岗|到位。?$|服从|担当|力度|指导|监督|督促|规范|标准|坚持|确保|日常|保持|作风|支持|参与"
)
_MADE = re.compile("改造|建设|新建|建成|制定|更新|完成")
_FIRM_RESULT = re.compile(
    "方案|印发|组建|成立|报送|上报|制定|清单|排查|拿出|细化|明确责任人|论证|召开|恢复|报[市区县省]"
)
_OF_STATE = re.compile(
    r"^(?:%|‰|分|分钟|小时|个?工作日|日|天|字|张|名|人|人/站|小时/日|名/[^次]*|处|级)$"
)
_ENDING = frozenset(
    {
        "before",
        "until",
        "span",
        "length",
        "yearend",
        "week",
        "quarter",
        "on",
        "inyear",
        "clock",
        "ahead",
        "done",
    }
)


def row(part: Part, flat: Flat) -> Directive | None:
    """None when nothing of the part can be shown."""
    start, end = _span(part, flat)
    if (
        start >= end
        or not _WORDS.search(flat.source, start, end)
        or _only_a_label(part, flat.source[start:end])
    ):
        return None
    named = tuple(dict.fromkeys(part.lead))
    lead = tuple(name for name in named if not is_people(name))
    if not lead and part.cadence and part.formed:
        lead = (part.formed,)
    generic = bool(lead) and all(map(is_generic, lead))
    deadline, milestones = _deadline(part)
    cadence = part.cadence or ("unspecified" if deadline and deadline.regular else None)
    found = tuple(dict.fromkeys(part.targets))
    words = "".join(flat.text[a:b] for a, b in part.stretches)
    kind = _kind(words, cadence, deadline, found)
    return Directive(
        text=flat.source[start:end],
        start=start,
        end=end,
        kind=kind,
        lead=lead,
        persons=tuple(name for name in named if is_people(name)) if not lead else (),
        support=tuple(n for n in dict.fromkeys(part.support) if n not in lead),
        lead_generic=generic,
        deadline=deadline.text if deadline else None,
        deadline_iso=_iso(deadline),
        milestones=milestones,
        start_time=(deadline.begin if deadline else None) or part.start_time,
        cadence=cadence,
        targets=found,
        ticked=bool(lead) and not generic and (kind != "requirement" or bool(deadline or found)),
    )


def _only_a_label(part: Part, text: str) -> bool:
    """(三)强化奖惩。 with nothing ordered below it."""
    words = _MARK.sub("", text)
    if _ONLY_WHEN.fullmatch(words):
        return True
    label = any(p.fullmatch(words) for p in (_LABEL, _ARRANGEMENT, _MIND))
    return part.headed and not part.firm and label


def _iso(time: Time | None) -> str | None:
    return time.iso.isoformat() if time and time.iso else None


def _deadline(part: Part) -> tuple[Time | None, tuple[Milestone, ...]]:
    """A labelled time before all others; a regular one for a duty that comes back; else the last."""
    if part.label_time:
        return part.label_time, ()
    given = part.times
    if part.cadence:  # 每月会商,纪要3日内印发: so long after each time
        given = [t for t in given if t.kind != "within" and t.text not in {"当天", "当日", "当晚"}]
    regular = [time for time in given if time.regular]
    if regular:
        return regular[0], ()
    firm = [time for time in given if time.kind not in {"vague", "thisyear"}] or given
    if any(time.kind == "span" for time in firm):  # 自5月20日至8月27日,为期100天
        firm = [time for time in firm if time.kind != "lasting"]
    if not firm:
        return None, ()
    *earlier, last = [time for time in firm if not _is_limit(time)] or firm
    other = [time for time in earlier if time.text not in last.text]
    return last, tuple(Milestone(time.text, _iso(time)) for time in other)


def _is_limit(time: Time) -> bool:
    """48小时内, 5个工作日内: how fast, beside a day that the duty ends on."""
    return time.kind == "within" and bool(re.search("小时|分钟|工作日", time.text))


def _span(part: Part, flat: Flat) -> tuple[int, int]:
    """From the start through the stretches that follow each other, at most 120 characters."""
    start = _start(part, flat)
    first = flat.at[start]
    end = start
    for begin, stop in part.stretches:
        if stop <= start:
            continue
        apart = begin > end + 2 and end > start
        if apart or (end > start and flat.at[stop - 1] + 1 - first > _LONGEST):
            break
        end = stop
    end = min(end, flat.find(first + _LONGEST))
    return first, flat.at[end - 1] + 1 if end > start else first


def _start(part: Part, flat: Flat) -> int:
    """A heading that orders nothing, or stands on a line of its own, is left out of the text."""
    if part.start != part.item.start or not part.headed:
        return part.start
    end = heading(part.item, flat)[2]
    following = next((begin for begin, _ in part.stretches if begin >= end), None)
    if following is None:
        return part.start
    own_line = flat.text[end : end + 1] == "\n"
    apart = following > end + 2
    says_little = not part.heading_orders or end - part.item.body <= _SHORT_HEADING
    led = part.own_lead and not part.item.number.endswith("要")
    left_out = own_line or (apart and (says_little or led))
    return following if left_out else part.start


def _kind(words: str, cadence: str | None, due: Time | None, found: tuple[Target, ...]) -> Kind:
    """Recurring; a drive; a task, which ends in a result; else a standing requirement."""
    if cadence:
        return "recurring"
    opening = _PAPER.sub("", words[:80])
    ends = due is not None and (
        due.kind in _ENDING or (due.kind == "label" and due.iso is not None)
    )
    counted = any(not _OF_STATE.match(target.unit) for target in found)
    if _DRIVE.search(opening) or (_CLEARING.search(opening) and not (ends and counted)):
        return "campaign"
    if _MOVING.search(opening) and not (ends and _MADE.search(opening)):
        return "campaign"
    if found and not (ends or counted or _FIRM_RESULT.search(opening) or _MADE.search(opening)):
        return "requirement"
    if ends or counted:
        return "task"
    if due is not None and due.kind in LIMITS and not _FIRM_RESULT.search(opening):
        return "requirement"
    if found or _STANDING.search(opening):
        return "task" if _FIRM_RESULT.search(opening) and not found else "requirement"
    return "task" if _RESULT.search(words) or due else "requirement"
