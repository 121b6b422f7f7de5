"""Whether a clause has a limit, a rhythm or a day of its own, beside what its sentence told before (句中另起)."""

import re
from collections.abc import Sequence, Set

from ..when.dates import LIMITS
from .clause import Clause
from .joins import CLOSING
from .part import ENDS, Part

# 更换破损广告牌210块,此后每季度更新一次内容.
AFTERWARDS = re.compile("(?:此后|以后|今后|之后|往后|日后)")
# 坏了的灯48小时内修好: any thing, and within what time.
_THING_WITHIN = re.compile(
    r"(?![^,;]*(?:逾期|办不结|不能按期))[^,;\d]{2,16}(?:[一二两三四五六七八九十]{1,3}|\d{1,2})(?:个?小时|分钟|个?工作日|日|天)(?:之?内|以内)"
)
_WITH = re.compile("并?(?:会同|联合)")
_LOOSELY = re.compile("不?定期|经常")
# 5月26日前发督办单,6月10日前组织一次“回头看”.
_ONCE_MORE = re.compile("(?:前|底|内)(?:要|须|再)?(?:组织|召开|开展|举行|举办)(?:一|1)次")
# 6月20日为动员阶段,各区要制定方案,|方案于6月16日前报市创城办.
_HANDS_IN = re.compile(
    "[\u4e00-\u9fff]{0,8}?(?:并)?于[^,;]{3,12}前[^,;]{0,8}(?:报|提交|公布|公示|反馈)"
)
_EASY = re.compile(
    "(?:一般|简单|普通|常规|简易|[蓝黄]色)(?:性)?(?:的)?(?:问题|事项|诉求|案件|工单|预警)"
)
_HARD = re.compile(
    "(?:复杂|疑难|重大|重点|较难|难点|特殊|[黄橙红]色)(?:性)?(?:的)?(?:问题|事项|诉求|案件|工单|预警)"
)
# 6月底前完成21座旱厕改造,|10月底前新建公厕10座: each with a thing, a count and a day.
_MADE_BY = re.compile(
    r"(?:到)?[^,;]{0,6}(?:之?前|内|底)(?:要|须|必须)?(?:再)?(?:完成|新建|建成|改造|新增|新划|增设)(?=[^,;]*\d)[^,;]{4,}"
)
# 8月8日前报送整改报告,|21个逾期问题8月12日前必须清零.
_SO_MANY_BY = re.compile(
    r"\d+[个处条家件项][^,;\d]{2,10}(?:要在|须在)?\d{1,2}月(?:\d{1,2}日|底)之?前(?:必须|全部|要|须)"
)
# 4月底前清理完,|到年底活跃率提高到55%.
_RATED = re.compile(
    "(?:到|至)?[\u4e00-\u9fff“”]{2,18}(?:率|度)(?:要|须|必须)?(?:达到?|保持在|不低于|提高到|稳定在|控制在)"
)
# 对突发的问题,|15分钟内到场; 群众反映的小事,|三天内有回音.
_SUCH = re.compile("(?:对|群众|市民|居民)[^,;\\d]{2,24}(?:问题|投诉|诉求|小事|举报|情况|报修)$")
# 护栏每周擦洗一遍.
_THING_EACH = re.compile("(?!工作日|[^,;]{0,4}时段|原则上)[\u4e00-\u9fff]{3,12}每")


def is_graded(current: Part, clause: Clause) -> bool:
    """一般问题3天内办结,疑难问题15天内办结: one rule, by how hard it is."""
    easy = _EASY.search(current.clauses[-1].text) is not None
    return easy and _HARD.match(clause.text) is not None


def is_fixed_apart(
    current: Part, clause: Clause, following: Sequence[Clause], numbered: Set[int]
) -> bool:
    """亮灯率保持在98%以上,坏了的灯48小时内修好: another thing, beside what has a number or a time.

    Args:
        numbered: the clauses of the sentence with a number to reach.
    """
    counted = not numbered.isdisjoint(range(current.first, current.last + 1))
    if not (current.ordered or current.cadence):
        return False
    if AFTERWARDS.match(clause.text):
        return bool(clause.times or clause.cadence)
    fixed = bool(counted or current.times or current.cadence)
    if _with_others(current, clause, fixed=fixed):
        return True
    if clause.leads:
        return False
    rated = current.last + 1 in numbered and _RATED.match(clause.text) is not None
    return (
        _by_rhythm(current, clause, counted=counted)
        or _by_another_day(current, clause, rated=rated)
        or (fixed and _in_time(clause, following))
    )


def _with_others(current: Part, clause: Clause, *, fixed: bool) -> bool:
    """,并会同乙在开学前完成…: who helps with it, until when, after work without a time."""
    helped = clause.times and any(slot.by == "with" for slot in clause.slots)
    if not helped or fixed or not current.own_lead or not _WITH.match(clause.text):
        return False
    return not any(CLOSING.fullmatch(slot.verb) for c in current.clauses for slot in c.leads)


def _by_rhythm(current: Part, clause: Clause, *, counted: bool) -> bool:
    """护栏每周擦洗一遍, beside a number; 定期…, beside what comes back."""
    if clause.cadence is None:
        return False
    if clause.cadence.name == "unspecified" and current.comes_back:
        return _LOOSELY.match(clause.text) is not None
    return counted and _THING_EACH.match(clause.text) is not None


def _by_another_day(current: Part, clause: Clause, *, rated: bool) -> bool:
    """Handed in, made or held by a day, or a rate by then, beside what ends on another day."""
    if rated and clause.text.startswith(("到", "至")) and (current.own_lead or current.has_an_end):
        return True
    if not any(time.kind in ENDS for time in clause.times):
        return False
    if current.times and _HANDS_IN.match(clause.text):
        return True
    if current.has_an_end and _SO_MANY_BY.match(clause.text):
        return True
    made = _MADE_BY.match(clause.text) and _MADE_BY.match(current.clauses[0].text)
    return current.has_an_end and bool(_ONCE_MORE.search(clause.text) or made)


def _in_time(clause: Clause, following: Sequence[Clause]) -> bool:
    """坏了的灯48小时内修好; 对突发的问题,15分钟内到场."""
    if following and _SUCH.match(clause.text):
        return any(time.kind in LIMITS for time in following[0].times)
    limited = any(time.kind in LIMITS for time in clause.times)
    return limited and _THING_WITHIN.match(clause.text) is not None
