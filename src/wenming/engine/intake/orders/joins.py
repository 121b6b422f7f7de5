"""Whether what a sentence orders goes on with the sentence before (任务的衔接), or is a directive of its own."""

import re
from collections.abc import Sequence

from ..who.addressed import TELLS
from ..who.slot import Slot
from . import moods
from .clause import Clause
from .part import TO_DO, Part

CLOSING = re.compile(
    r"(?:总|切实|认真|具体|负责|抓紧|共同|牵头)*(?:抓好|主抓|负责|牵头|落实|组织实施|具体组织|抓总|牵总|挂帅|来?[抓管盯]|(?:逐[家项个条])?盯办|来办|办理|承办|主导|领衔|主责|主办|统揽|扛大头|挑大梁|唱主角|为主)(?:落实|组织|实施|组织实施|推进|(?:这项|此项)?工作)?"
)
# 每月不少于2场: how many of the same.
HOW_MANY_EACH = re.compile(
    "(?:原则上|平均|保证|做到|确保)?每[^,;。]{1,3}(?:都|均|要|须|应)*(?:至少|不少于|不低于|不得少于)?[一两二三四五六七八九十\\d]+[^,;。]{1,3}(?:以上)?$"
)
# 坡道7月10日前完成改造: a thing, and its day.
_BY_ITS_DAY = re.compile(
    r"[\u4e00-\u9fff]{4,12}\d{1,2}月(?:\d{1,2}日|底)前(?:要|须|必须|全部)*(?:完成|完工|竣工|改造|修复)"
)

# 车行道上的|归交警支队.
_BELONGS_TO = re.compile("(?![这此该以])[^,;]{2,12}归")
# 党员服务情况|由所在单位记入档案: what it is done to.
_THING_BEFORE = re.compile("(?![这此该本其以上])[\u4e00-\u9fff]{4,12}由")
# 发现出店经营的,一小时之内恢复原样: after what is done every day.
_FOUND = re.compile(
    "(?:对)?(?:巡查|检查)?(?:发现|接到|收到|受理)|(?:整改|办理|处理|验收)(?:完成|结束|到位|合格)后"
)


# 逾期不清的,由所在街道组织清运: what becomes of whom.
_OF_A_CASE = re.compile("(?:对)?(?:逾期|拒不|屡[教次]|仍|到期)[^,;]{1,12}的")
# 未过关的停业整改,9月2日前整改到位.
_OF_THOSE = re.compile("(?:尚未|仍未|未|没有?)[^,;]{1,10}的(?!问题)")
# 从下周一起,…, after what is to be done once.
_LATER = re.compile("(?:从|自)[^,;。]{1,10}起(?!草)|(?P<from_now>此后|以后|今后|往后|日后)")


def begins(last: Part, chunk: Part, *, after_semicolon: bool, numbered: bool, apart: bool) -> bool:
    """Whether `chunk` is a directive of its own after `last`; `apart`: on a line of its own."""
    if _is_done_with(last, chunk) or (apart and _is_on_its_own_line(last, chunk)):
        return True
    if chunk.own_lead and last.own_lead:
        again = _told_twice(last, chunk) or _reports_by(chunk)
        return set(chunk.lead) != set(last.lead) or again
    if _is_another_matter(last, chunk, apart=apart, after_semicolon=after_semicolon):
        return True
    if _is_one_more(last, chunk) or (chunk.is_plainly_told and not numbered):
        return True
    if last.heading or _divides(last, chunk) or _names_the_lead(last, chunk):
        return False
    if after_semicolon and last.own_lead and _by_another_day(last, chunk):
        return True
    if chunk.own_lead:
        of_a_case = len(chunk.clauses) > 1 and _OF_A_CASE.fullmatch(chunk.clauses[0].text)
        own = any(_is_own_matter(slot, c) for c in chunk.clauses for slot in c.leads)
        return own or of_a_case is not None
    again = bool(last.cadence) or (after_semicolon and last.own_lead)
    if (chunk.cadence and again) or (
        numbered and not after_semicolon and _is_more_of_a_point(last, chunk)
    ):
        return True
    if chunk.comes_back and _was_told(last):
        return not HOW_MANY_EACH.match(chunk.clauses[0].text)
    rhythm = _of_another_rhythm(last, chunk)
    return (chunk.firm and not numbered and not after_semicolon) if rhythm is None else rhythm


def _is_more_of_a_point(last: Part, chunk: Part) -> bool:
    """稳步推进户厕改造。年内新建公厕3座。 in one point: a sentence with a number, or an end, of its own."""
    opens = chunk.clauses[0].imperative
    own = chunk.targets or (chunk.has_an_end and opens)
    counted = HOW_MANY_EACH.match(chunk.clauses[0].text) is not None
    return bool(own and last.ordered and (opens or not last.support)) and not (
        last.heading or counted
    )


def _is_done_with(last: Part, chunk: Part) -> bool:
    """Nothing more can be said of `last`: 所需资金由甲统筹,5月底前下达, or what becomes of a case."""
    if last.closed or chunk.cut or chunk.clauses[0].text.startswith("你们"):
        return True
    if last.is_an_answer and chunk.ordered and chunk.firm:
        return True
    return bool(last.told and not last.own_lead and chunk.own_lead)


def _is_on_its_own_line(last: Part, chunk: Part) -> bool:
    """Both are told outright, on lines of their own; 工作标准:… says how the first is done."""
    labelled = chunk.clauses[0].stretch.stop == ":"
    return chunk.ordered and chunk.firm and last.firm and not (last.heading or labelled)


def _was_told(last: Part) -> bool:
    """Somebody was told it, by more than a heading."""
    named = last.names_somebody or last.answered
    bare = last.headed and len(last.stretches) < 2
    return bool(last.clauses and named and last.ordered and not bare)


def _is_own_matter(slot: Slot, clause: Clause) -> bool:
    """乙建…, or 服务情况由乙记入积分档案: told outright, or with the thing that the work is done on."""
    if slot.by == "subject" or (slot.by == "mainly" and _BELONGS_TO.match(clause.text)):
        return True
    if TELLS.match(clause.text):  # 他要求甲…: told by somebody, after what was told to nobody
        return True
    return (
        slot.by == "by"
        and _THING_BEFORE.match(clause.text) is not None
        and bool(slot.verb and not CLOSING.match(slot.verb))
    )


def are_halves(last: Part, chunks: Sequence[Part]) -> bool:
    """甲负责路面,乙负责线路, after a task that nobody leads: who does which half of it."""
    fixed = any(chunk.times or chunk.cadence or chunk.targets for chunk in chunks)
    return (
        len(chunks) > 1 and not fixed and last.ordered and not last.lead and _each_its_own(chunks)
    )


def _each_its_own(chunks: Sequence[Part]) -> bool:
    leads = [[slot for clause in chunk.clauses for slot in clause.leads] for chunk in chunks]
    return all(len(found) == 1 and found[0].verb.startswith("负责") for found in leads)


def _told_twice(last: Part, chunk: Part) -> bool:
    """The same unit is told how much, how often or until when in another sentence."""
    own = chunk.targets or chunk.has_an_end or chunk.comes_back
    again = chunk.times and last.times
    return bool(own or again or (last.cadence and chunk.cadence))


def _by_another_day(last: Part, chunk: Part) -> bool:
    """;坡道7月10日前完成改造, or ;名单9月20日前… beside what has a time of its own."""
    if last.times or last.cadence:
        return bool(chunk.times)
    return _BY_ITS_DAY.match(chunk.clauses[0].text) is not None


def _of_another_rhythm(last: Part, chunk: Part) -> bool | None:
    """18日前补种。一周清一次: what comes back beside what ends; None where neither does."""
    if chunk.comes_back and last.ordered and (last.has_an_end or last.targets):
        return not HOW_MANY_EACH.match(chunk.clauses[0].text)
    if (
        last.comes_back
        and not chunk.cadence
        and chunk.ordered
        and (chunk.has_an_end or chunk.rated)
    ):
        return True
    if last.comes_back and chunk.times and _FOUND.match(chunk.clauses[0].text):
        return True
    return None


def _is_one_more(last: Part, chunk: Part) -> bool:
    """One more of the kind, or what can be counted beside what cannot."""
    if last.own_lead and (chunk.is_a_goal_of_all or chunk.told_a_leader):
        return True
    return _is_counted_apart(last, chunk) or _told_again(last, chunk)


def _told_again(last: Part, chunk: Part) -> bool:
    """要…。要…每月…: one thing after the other, each with a 要 of its own; or 从下周起, after an end."""
    later = _LATER.match(chunk.clauses[0].text)
    if later and last.own_lead and chunk.firm and (last.has_an_end or later["from_now"]):
        return True
    told = any(TO_DO.match(clause.text) for clause in last.clauses)
    return last.ordered and told and chunk.firm and bool(TO_DO.match(chunk.clauses[0].text))


def _is_another_matter(last: Part, chunk: Part, *, apart: bool, after_semicolon: bool) -> bool:
    """Handing in, a ban, another topic; another rhythm, or target and day, beside those before."""
    bare = last.heading and (not last.times or last.times == last.stage)
    if last.ordered and not bare and _reports_by(chunk):
        return True
    if chunk.own_lead:
        return _is_told_apart(last, chunk, apart=apart)
    if last.own_lead and chunk.forbids and not chunk.firm:
        return True
    paid = chunk.told and not chunk.lead
    if paid and ((chunk.times and last.firm) or (last.own_lead and not after_semicolon)):
        return True  # 所需资金由甲列支, in a sentence or by a day of its own
    if chunk.is_an_answer and last.firm and last.ordered and not last.heading:
        return True
    first = chunk.clauses[0].text
    if last.times and chunk.times and moods.sets_a_goal(first) and last.is_a_goal:
        return True
    one_more = last.has_an_end and chunk.has_an_end and moods.is_broken(first)
    if one_more or (chunk.times and _OF_THOSE.match(first)):
        return True
    if last.times and chunk.times and first.endswith("的"):
        return True
    if last.heading or not (last.times or (last.targets and (last.own_lead or after_semicolon))):
        return False
    again = last.times and chunk.cadence and not last.cadence
    ended = last.has_an_end and not last.is_a_goal
    return bool(again or (chunk.targets and (chunk.times or ended)))


def _is_counted_apart(last: Part, chunk: Part) -> bool:
    """要对楼道堆物进行清理。网格员每天至少巡查一遍: so often, beside what is to be done once."""
    idle = last.heading or last.firm or not any(c.imperative or c.modal for c in last.clauses)
    own = chunk.comes_back or (last.answered and chunk.ordered)
    return not idle and own and bool(chunk.targets)


def _is_told_apart(last: Part, chunk: Part, *, apart: bool) -> bool:
    """Somebody is told about another topic, or on the next line; or after what a leader does."""
    further = last.firm or last.forbids or chunk.cadence is not None
    # 5.办好家长学校, and what is to be done on the next line
    idle = last.heading and not (last.firm or last.forbids)
    by_a_leader = last.detached and (chunk.times or chunk.cadence)
    topic = last.times and chunk.opens_a_topic
    return bool(by_a_leader or topic or (apart and further and not idle))


def _reports_by(chunk: Part) -> bool:
    """名单请于8月5日前报送: handing in is a duty of its own."""
    return bool(chunk.times) and any(moods.is_reporting(clause.text) for clause in chunk.clauses)


def _names_the_lead(last: Part, chunk: Part) -> bool:
    """市公安局负责,9月底前完成。 after a task without lead is part of it."""
    leads = chunk.clauses[0].leads
    return not last.own_lead and any(CLOSING.fullmatch(slot.verb) for slot in leads)


def _divides(last: Part, chunk: Part) -> bool:
    """甲负责…,乙负责… after a task without lead says who does which half of it."""
    leads = [slot for clause in chunk.clauses for slot in clause.leads]
    return (
        not last.own_lead
        and len(leads) > 1
        and all(slot.verb.startswith("负责") for slot in leads)
        and not (chunk.times or chunk.cadence)
    )
