"""What one sentence says (句中要素): whether it orders, who, by when, how often.

A sentence orders when it has a modal (要, 须, 请, 不得), opens with a verb of work (加强, 清理) or tells a
unit its part. What was done, what is wrong and what things mean order nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import dropwhile

from ..counts.targets import BLANK
from ..measures.shortfalls import is_to_rise, missed
from ..text.numbers import in_digits
from ..text.sentences import Stretch, clauses
from ..text.words import LEAD_VERBS, SUPPORT_VERBS, either
from ..when.cadence import cadence
from ..when.dates import Calendar, Time, times
from ..who import serving
from ..who.labels import Labels, labels
from ..who.leads import slots, with_roles_apart
from ..who.slot import Slot
from . import moods
from .clause import BY_A_DAY, Clause
from .exhorting import exhorts
from .stating import OF_A_STANDARD, is_told_work, only_measures, only_states
from .working import works

# 利用两个月时间, 从10月15日开始: when, and nothing to do.
_ONLY_WHEN = re.compile(
    r"(?:利用|用|集中|从|自)[一两二三四五六七八九十半\d]{1,3}(?:个?半?月|天|周|个星期|年)(?:左右)?的?时间|(?:从|自)[\d年月日底初起至到开始结束—-]+"
)
_DUE = frozenset({"before", "until", "yearend", "ended"})
_AT_THE_END = re.compile("[^,;。\\d]{2,10}(?:结束|收官)时")
_REACHED = re.compile(
    r"(?:率|度|比例|占比|得分|覆盖面)[^,;。\d已]{0,6}(?:达到?|不低于|稳定在|保持在|[均都]?在|降到|降至|提高到|提升到|提升至)\d"
)
_SURELY = re.compile(
    "(?:行不行|好不好|成不成|中不中|能不能做到|做不做得到|听到没有|有没有问题|像话吗|说得过去吗|是不是这个理|行吗|行吧|可以吧|能做到吧?)$"
)
_FOLLOWING = re.compile(
    "(?:以下|下列|下面|(?<!通知)(?<!通告)(?<!公告)(?<!通报)(?<!事项)(?<!安排)(?<!要求)(?<!意见)(?<!方案)(?<!规定)(?<!部署)如下(?!方案|计划|通知|意见)|[一二两三四五六七八九十几\\d](?:件|项)[^,;:]{0,4}(?:事|工作|任务))"
)
_PART = either(LEAD_VERBS, SUPPORT_VERBS, "统筹 推进 督导 协调 分工 办理")
# 甲主抓,乙协助,|办好三件事:
_THESE_THINGS = re.compile(
    "(?:要|重点|着力)*(?:抓好|做好|办好|落实|完成)?(?:以下|下列)?[一二三四五六七八九十几](?:件事|项工作|项任务|个方面|件实事)[^,]{0,4}"
)
# 甲|会同乙办理.
_WITH = re.compile("^(?:会同|联合)[^,;]{2,40}?(?=办理|推进|负责|实施|落实|组织|承办|牵头)")
_WHO = re.compile(
    f"(?:按(?:照)?(?:各自)?职责(?:分工)?|具体|共同|统一)?(?:{_PART}){{1,3}}(?:工作)?[:,]?"
)
# 甲校|已列入抽查名单,须逐项自查: who it is, before what it has to do.
_LISTED = re.compile("(?:已|均已|已经)(?:列入|纳入|列为)[^,;。]{2,14}")
# 县纪委监委|要对今年以来被通报的单位启动问责: whatever was before.
_TOLD_OUTRIGHT = re.compile("(?:必须|务必|要(?![求领]))[^,;]{0,2}[对把将给向在按]")
_IN_A_YEAR = re.compile("(20\\d\\d)年(?:以来|来)?,")
_LONGEST_PART = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """One sentence, taken apart; in `body` the labels are blanked out.

    Attributes:
        ahead: opens with a day after that of the document, so that it announces and does not report.
        bygone: opens with a year before that of the document. over: opens with a day, or part of a month,
            that was over by then.
        due: opens with the day by which something is to be reached.
    """

    sentence: Stretch
    body: str
    labels: Labels
    clauses: tuple[Clause, ...]
    ahead: bool = False
    bygone: bool = False
    over: bool = False
    due: bool = False

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def modal(self) -> bool:
        return any(clause.modal for clause in self.clauses)

    @property
    def told(self) -> bool:
        """Tells what was or is, and orders nothing."""
        if (moods.is_report(self.text) and not self.ahead) or self.asks or self.bygone:
            return True
        if self._of_upper_level() or self._is_talk():
            return True
        if not self.due and (self._falls_short() or self._only_exhorts()):
            return True
        if self.modal or self.due:
            return False
        return self._tells()

    def _is_talk(self) -> bool:
        """我再讲几句, 市场是群众每天都要去的地方: nobody is told to do anything."""
        if moods.speaks_of_himself(self.text) and not self.slots:
            return True
        stated = not self.due and all(moods.says_what_it_is(c.text) for c in self.clauses)
        return stated or moods.is_no_order(self.text)

    def _tells(self) -> bool:
        """Tells, in a sentence without a word of command."""
        texts = [clause.text for clause in self.clauses]
        if self.over or self._only_a_span() or moods.tells_of_some(self.text):
            return True
        if moods.is_preamble(self.text) or (
            any(map(moods.is_day, texts)) and not self._announces_work()
        ):
            return True
        by_a_day = any(time.kind in BY_A_DAY for time in self.times)
        due = by_a_day and any(c.leads for c in self.clauses)  # 甲…,15日前明显好转
        return (
            (moods.praises(self.text) and not due)
            or moods.looks_back(self.text)
            or self._tells_of_the_past()
        )

    def _of_upper_level(self) -> bool:
        """省里要求覆盖率到95%; with 住建局想想办法,年底前补齐 behind it, it is ours."""
        above = any(moods.is_of_upper_level(clause.text) for clause in self.clauses)
        leads = (slot for clause in self.clauses for slot in clause.leads if not slot.units.generic)
        return above and not any(_is_ours(slot) for slot in leads)

    @property
    def asks(self) -> bool:
        """A question; but 下个月底够到92%,行不行? orders."""
        return self.sentence.stop == "?" and not _SURELY.search(self.text)

    def _announces_work(self) -> bool:
        """Opens with a day to come, or with a span of days in which there is work to do."""
        spans = any(time.kind == "span" for time in self.times)
        return self.ahead or (spans and any(clause.imperative for clause in self.clauses))

    def _only_exhorts(self) -> bool:
        """各单位要认真对照,举一反三: told to all, and nothing to be done by anybody."""
        generic = all(slot.units.generic for slot in self.slots)
        told = dropwhile(
            lambda clause: not (clause.slots or clause.modal or clause.imperative), self.clauses
        )
        said = (clause.slots[-1].verb if clause.slots else clause.text for clause in told)
        words = [text for text in said if not moods.says_what_things_mean(text)]
        return generic and bool(words) and all(map(exhorts, words))

    def _falls_short(self) -> bool:
        """得分率83.7%,低于88%的要求: nobody is told to do anything about it; 达到15%以上(目前12.8%) is told."""
        fixed = any(time.kind == "before" for time in self.times)
        if any(slot.role == "lead" and (slot.by == "by" or fixed) for slot in self.slots):
            return False
        if any(map(is_told_work, self.clauses)):
            return False
        if moods.falls_short(self.text):
            return not is_to_rise(in_digits(self.text))
        if fixed or self.labels:
            return False
        told = missed(in_digits(self.text))
        more = [clause for clause in self.clauses if not only_states(clause)]
        known = not more or OF_A_STANDARD.search(self.text)
        return bool(told and known) and all(only_measures(clause, told) for clause in more)

    def _only_a_span(self) -> bool:
        """3月20日—6月27日,县城建成区: when and where, and nothing to do."""
        first = self.clauses[0] if self.clauses else None
        spans = [t for t in first.times if t.kind == "span"] if first else []
        idle = not any(c.slots or c.imperative or c.cadence or works(c.text) for c in self.clauses)
        return bool(spans) and idle and first is not None and spans[0].end == len(first.text)

    def _tells_of_the_past(self) -> bool:
        if any(moods.has_been_done(clause.text) for clause in self.clauses):
            return all(time.kind == "span" for time in self.times)
        firm = any(clause.firm for clause in self.clauses)
        if any(moods.is_past(clause.text) for clause in self.clauses):
            by = any(slot.by != "subject" for slot in self.slots)
            return not (firm and (by or self.times or any(c.cadence for c in self.clauses)))
        working = firm or any(clause.imperative for clause in self.clauses)
        return moods.finds_fault(self.text) and not working

    @property
    def only_labels(self) -> bool:
        """牵头单位:… on its own."""
        return bool(self.labels) and not self.body.strip(BLANK + "()、,;")

    @property
    def only_who(self) -> bool:
        """甲牵头统筹,乙配合,丙按程序安排资金: who does which part of it, and nothing else."""
        said = [c for c in self.clauses if not _THESE_THINGS.fullmatch(c.text)]
        told = len({slot.clause for slot in self.slots}) == len(said)
        fixed = self.times or any(clause.cadence or clause.modal for clause in self.clauses)
        led = any(map(_only_takes_part, (slot for slot in self.slots if slot.role == "lead")))
        return told and led and not fixed and all(map(_only_takes_part, self.slots))

    @property
    def only_says_who(self) -> bool:
        """甲牵头,乙配合:① … ② …: who does all that follows."""
        return self.text.endswith(":") and self.only_who

    @property
    def announces(self) -> bool:
        """9月底前完成以下工作:① … ② …: a time, and perhaps who, for all that follows."""
        return (
            self.text.endswith(":")
            and bool(self.times)
            and _FOLLOWING.search(self.text) is not None
        )

    @property
    def takes_on_all(self) -> bool:
        """甲要切实扛起主责,乙要密切协同 or 甲要牵头抓总,…, before what is to be done: 一要…,二要…."""
        named = any(slot.role == "lead" and not slot.units.generic for slot in self.slots)
        fixed = self.times or self.labels or any(clause.cadence for clause in self.clauses)
        return named and not fixed and moods.takes_on_all(self.text)

    @property
    def heads_all(self) -> bool:
        """Says who, or until when, for all that follows."""
        return self.only_says_who or self.announces or self.takes_on_all

    @property
    def who(self) -> Labels:
        """Its leads and supports."""
        named = [(slot.role, name) for slot in self.slots for name in slot.units.names]
        return Labels(
            tuple(name for role, name in named if role == "lead"),
            tuple(name for role, name in named if role == "support"),
        )

    @property
    def bracketed(self) -> bool:
        return self.text[:1] + self.text[-1:] in {"()", "【】", "[]"}

    @property
    def times(self) -> tuple[Time, ...]:
        return tuple(time for clause in self.clauses for time in clause.times)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for clause in self.clauses for slot in clause.slots)

    def without_units(self) -> Stretch:
        """The sentence with who leads and supports blanked out, positions kept."""
        spans = []
        for slot in self.slots:  # 电视台《问政》节目: the column is no part of who
            column = self.body.find("《", slot.start, slot.end)
            spans.append((slot.start, column if column > slot.start else slot.end))
        return Stretch(_blanked(self.body, spans), self.sentence.start, self.sentence.end)


def _beside_the_label(slot: Slot) -> Slot:
    """Who watches, or gives something, helps whoever the label names."""
    helps = serving.watches(slot.verb) or serving.provides(slot.verb)
    return replace(slot, role="support") if helps else slot


def _only_watches(slot: Slot) -> bool:
    """督查室按月督办: how often it looks after the work of another."""
    return slot.role == "support" and serving.watches_in_turn(slot.verb)


def _is_ours(slot: Slot) -> bool:
    """Whether a unit belongs to the city, not to the level above."""
    return not any(name.startswith(("省", "国", "中央", "全国")) for name in slot.units.names)


def _only_takes_part(slot: Slot) -> bool:
    """Leads, or helps, and no more is said of it."""
    helps = slot.role == "support" and len(slot.verb) <= _LONGEST_PART
    return helps or _WHO.fullmatch(_WITH.sub("", slot.verb)) is not None


def facts(sentence: Stretch, calendar: Calendar) -> Facts:
    """Takes a sentence apart; labels are cut out before the clauses are read."""
    marked = labels(sentence.text)
    text = with_roles_apart(_blanked(sentence.text, marked.spans))
    body = Stretch(text, sentence.start, sentence.end, sentence.stop)
    found = slots(body)
    if marked.lead:  # 责任单位为甲,由乙督办
        found = [_beside_the_label(slot) for slot in found]
    parts = tuple(
        _clause(clause, [slot for slot in found if slot.clause == number], calendar)
        for number, clause in enumerate(clauses(body))
    )
    day = _opening_day(parts, calendar)
    if day is not None:
        parts = (replace(parts[0], times=(day, *parts[0].times)), *parts[1:])
    due = _is_due(parts)
    if due:
        parts = tuple(replace(c, imperative=True) if _REACHED.search(c.text) else c for c in parts)
    ahead = day is not None or _span_ahead(parts, calendar)
    bygone = _is_bygone(body.text, calendar)
    return Facts(sentence, text, marked, parts, ahead, bygone, _is_over(parts, calendar), due)


def _is_due(parts: tuple[Clause, ...]) -> bool:
    """到2025年底,达标率达到95%以上: opens on the day by which something is to be reached."""
    if not parts:
        return False
    opening = parts[0]
    whole = any(t.kind in _DUE and t.end - t.start == len(opening.text) for t in opening.times)
    reached = any(_REACHED.search(clause.text) for clause in parts[1:])
    return reached and (whole or _AT_THE_END.fullmatch(opening.text) is not None)


def _opening_day(parts: tuple[Clause, ...], calendar: Calendar) -> Time | None:
    """3月5日上午9时, or 8月上旬, at the head of a sentence, where that is still to come."""
    if len(parts) < 2 or calendar.day is None:
        return None
    if not (moods.is_day(parts[0].text) or moods.is_part_of_a_month(parts[0].text)):
        return None
    day = calendar.resolve(parts[0].text)
    if day is None or day <= calendar.day or parts[0].times:
        return None
    return Time(parts[0].text, 0, len(parts[0].text), "on", day)


def _is_over(parts: tuple[Clause, ...], calendar: Calendar) -> bool:
    """7月中旬,甲委托第三方开展测评, in a paper of August."""
    if len(parts) < 2 or calendar.day is None or not moods.is_part_of_a_month(parts[0].text):
        return False
    day = calendar.resolve(parts[0].text)
    return day is not None and day < calendar.day


def _is_bygone(text: str, calendar: Calendar) -> bool:
    """2023年,全县新建农贸市场4个, in a paper of 2024."""
    year = _IN_A_YEAR.match(text)
    return bool(year and calendar.year and int(year[1]) < calendar.year)


def _span_ahead(parts: tuple[Clause, ...], calendar: Calendar) -> bool:
    """6月1日至5日,清理楼道, where that is still to come."""
    first = parts[0] if len(parts) > 1 and calendar.day else None
    spans = [t for t in first.times if t.kind == "span"] if first else []
    return any(
        t.iso is not None and calendar.day is not None and t.iso > calendar.day for t in spans
    )


def _clause(stretch: Stretch, found: list[Slot], calendar: Calendar) -> Clause:
    """Units in a clause of the past did something, they are not told to."""
    text = stretch.text
    entrusted = any(slot.by == "mainly" for slot in found)  # 这件事就交给甲了 is still to be done
    ahead = entrusted or moods.has_modal(text)  # 督查室要盯紧了
    listed = any(_LISTED.fullmatch(slot.verb) for slot in found)
    if moods.says_what_it_is(text):
        return Clause(stretch, (), (), None, modal=False, imperative=False)
    told = any(_TOLD_OUTRIGHT.match(slot.verb) for slot in found)
    past = bool(found) and not (listed or told)
    past = past and moods.is_past(text.rstrip("了") if ahead else text)
    here = () if past else tuple(found)
    opens_with_unit = any(slot.by == "subject" for slot in here)
    return Clause(
        stretch,
        here,
        tuple(times(text, calendar)),
        None if any(map(_only_watches, here)) else cadence(text),
        modal=moods.has_modal(text),
        imperative=not (opens_with_unit or _ONLY_WHEN.fullmatch(text))
        and moods.opens_with_work(text),
    )


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text
