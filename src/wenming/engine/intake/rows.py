"""The row of a directive out of its part (任务草稿行): its span, its dates, its kind."""

import re

from .dates import Time
from .layout import Flat
from .model import Directive, Kind, Milestone
from .part import Part
from .units import is_generic

_LONGEST = 120
_SHORT_HEADING = 8
_CAMPAIGN = re.compile(
    "整治|行动|活动|宣传|打击|查处|大扫除|大清理|取缔|清理|清扫|清除|劝导|攻坚战|大排查|严打|氛围"
)
_RESULT = re.compile(
    r"完成|建成|建立|制定|制订|出台|新建|改造|新增|报送|报[市区县省]|印发|上报|排查|整改|设立|提交|组建|申报|初审|终审|复查|验收|台账|方案"
    r"|修补|清运|安装|配备|明确(?:专人|一名|责任)|细化|量化|分解|拿出|完工|召开|修复|补齐|论证|建设"
)
_STANDING = re.compile(
    r"履行|担负|认识|责任感|意识|纪律|问责|约谈|通报批评|密切配合|带头|率先|表率|作用|不得|不准|严禁|重视|负总责|敷衍|推诿|合力"
)


def row(part: Part, flat: Flat) -> Directive | None:
    """None when nothing of the part can be shown."""
    start, end = _span(part, flat)
    if start >= end:
        return None
    lead = tuple(dict.fromkeys(part.lead))
    if not lead and part.cadence and part.formed:
        lead = (part.formed,)
    generic = bool(lead) and all(map(is_generic, lead))
    deadline, milestones = _deadline(part)
    cadence = part.cadence or ("unspecified" if deadline and deadline.regular else None)
    found = tuple(dict.fromkeys(part.targets))
    words = "".join(flat.text[a:b] for a, b in part.stretches)
    kind = _kind(words, cadence, fixed=bool(deadline or found))
    return Directive(
        text=flat.source[start:end],
        start=start,
        end=end,
        kind=kind,
        lead=lead,
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


def _iso(time: Time | None) -> str | None:
    return time.iso.isoformat() if time and time.iso else None


def _deadline(part: Part) -> tuple[Time | None, tuple[Milestone, ...]]:
    """A labelled time before all others; a regular one for a duty that comes back; else the last."""
    if part.label_time:
        return part.label_time, ()
    regular = [time for time in part.times if time.regular]
    if regular:
        return regular[0], ()
    firm = [time for time in part.times if time.kind != "vague"] or part.times
    if not firm:
        return None, ()
    *earlier, last = firm
    other = [time for time in earlier if time.text not in last.text]
    return last, tuple(Milestone(time.text, _iso(time)) for time in other)


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
    if part.start != part.item.start or len(part.stretches) < 2 or not part.headed:
        return part.start
    (_, end), (following, _) = part.stretches[:2]
    own_line = flat.text[end : end + 1] == "\n"
    apart = following > end + 2
    says_little = not part.heading_orders or end - part.item.body <= _SHORT_HEADING
    return following if own_line or (apart and says_little) else part.start


def _kind(words: str, cadence: str | None, *, fixed: bool) -> Kind:
    if cadence:
        return "recurring"
    opening = words[:80]
    if not fixed and _STANDING.search(opening) and not re.search("整治|行动|专项", opening):
        return "requirement"
    if _CAMPAIGN.search(opening):
        return "campaign"
    return "task" if fixed or _RESULT.search(words) else "requirement"
