"""What one sentence says (句中要素): whether it orders, who, by when, how often.

A sentence orders when it has a modal (要, 须, 请, 不得), opens with a verb of work (加强, 清理) or tells a
unit its part. What was done (…了, 已), what is wrong (还存在) and what things mean (事关) order nothing.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from .cadence import Cadence, cadence
from .dates import Calendar, Time, times
from .leads import Labels, Slot, labels, slots
from .sentences import Stretch, clauses
from .targets import BLANK
from .words import ADVERBS, LEAD_VERBS, ORDER_VERBS, either

_MODAL = re.compile(
    r"(?<![重主需只首纲概摘必想若紧还想就])要(?![求素闻点领害职])|(?<![还仍尚亟])(?:必须|须|务必|应当|应(?![急对用邀有届聘]))|一定要|"
    r"请(?![示假缨教您进])|不得|不准|严禁|禁止|杜绝|不允许|决不能|绝不能|决不|绝不|确保|力争|务求|都要|(?:还|仍|尚|也)要"
)
_NEEDS = re.compile(
    r"(?:还|仍|尚|亟)(?:需|须|待|要)(?:进一步)?(?:提高|加强|巩固|深化|改进|完善|提升|解决)"
)
_LEAD_IN = re.compile(
    rf"(?:{either(ADVERBS)}[,:]?|(?:进一步|切实|我们|大家|[^,]{{0,10}}(?:强调|要求|指出|议定)[,:]))+"
)
_IMPERATIVE = re.compile(rf"(?:{either(ORDER_VERBS, LEAD_VERBS)})")
_PAST = re.compile(
    r"(?<![为除到])了(?![解然如结]|一[批个些])|(?<![而不早])已(?!经?[^,。]{1,12}的)(?:经|[\u4e00-\u9fff])|以来|曾经|刚才|去年|近年来|前段时间|近段时间|(?:今年|上半年)以来|受到[^,]*好评|得到[^,]*(?:提升|改善|提高)"
)
_TOLD = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:[上下]午)?,|(?:本报讯|据了解|据统计|据悉|会议由|会上|会前|会后,?[\u4e00-\u9fff]{2,4}(?:一行|带队))|[^,]{0,12}(?:出席|主持)(?:会议|召开|并)"
)
_DATED = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至(?:\d{1,2}月)?\d{1,2}日)?(?:[上下]午|晚)?")
_PREAMBLE = re.compile(
    r"(?:(?:通报|通知|说明|报告|明确|安排|意见|方案|纪要)?如下|制定本(?:方案|计划|办法|意见|细则|清单|预案))$"
)
_PRAISE = re.compile("高度重视|行动迅速|成效明显|成效显著|开局良好|明显好转|稳步推进|总体是好")
_MEANING = re.compile(
    r"^(?!(?:工作)?(?:重点|关键|核心|目标|任务|当务之急|就)是)[^,]{2,20}(?:是|事关|关系到|涉及|反映|体现)(?!否)"
)
_FAULT = re.compile(
    r"存在|不足|不够|不到位|不适应|突出问题仍|较差|欠缺|薄弱|滞后|不平衡|有差距|反弹现象|抬头|问题突出|不容乐观|时有发生"
)
_UPPER = re.compile(
    r"^(?:[^,]{0,6},)?(?:党中央|中央|国务院|全国|国家|全省各|省委|省政府|省文明|省有关|省里|中宣部|省)"
)
_BACK = re.compile(
    r"(?:这|此|该|本)(?:项|些|件|个)?(?:工作|任务|活动|行动|事项|事)|(?:(?<![\d%\u4e00-\u9fff])以上|上述)(?:[一二三四五六七八九十两\d]+(?:项|个方面|个|条|件))?(?:的)?(?:工作|活动|任务|行动|事项|问题)?"
)
COUNT_BACK = re.compile(
    r"(?:(?<![\d%\u4e00-\u9fff])以上|上述|这)(?P<n>[一二三四五六七八九十两\d]+)(?:项|个方面|个|条|件)"
)
_REPORTING = re.compile("报送|上报|报告|汇报|报[市区县]|(?<=[况展表料])报")
_CONDITION = re.compile(r"^[^,]{1,18}(?:的|者)(?:,|于|在|限|单位|部门|点位|一律)")


def _tells(slot: Slot) -> bool:
    """甲是…, 甲设在…: says what 甲 is, not what it has to do."""
    return slot.verb.startswith(("是", "更是", "设在", "下设", "位于", "预计", "可能"))


@dataclass(frozen=True)
class Clause:
    """One clause of a sentence with what stands in it."""

    stretch: Stretch
    slots: tuple[Slot, ...]
    times: tuple[Time, ...]
    cadence: Cadence | None

    @property
    def leads(self) -> tuple[Slot, ...]:
        """The slots of who leads."""
        return tuple(slot for slot in self.slots if slot.role == "lead")

    @cached_property
    def modal(self) -> bool:
        return _MODAL.search(_NEEDS.sub("", self.stretch.text)) is not None

    @cached_property
    def imperative(self) -> bool:
        """Opens with a verb of work; 复查组… opens with a unit."""
        text = self.stretch.text
        if any(slot.by == "subject" for slot in self.slots):
            return False
        lead_in = _LEAD_IN.match(text)
        return _IMPERATIVE.match(text, lead_in.end() if lead_in else 0) is not None

    @property
    def orders(self) -> bool:
        """Says that something is to be done; 甲是… says what 甲 is."""
        return self.modal or self.imperative or not all(map(_tells, self.slots))

    @cached_property
    def past(self) -> bool:
        return _PAST.search(self.stretch.text) is not None

    @property
    def firm(self) -> bool:
        """Gives somebody a duty, a time or a cadence, and is not over."""
        return bool(not self.past and (self.slots or self.times or self.cadence))

    @property
    def reporting(self) -> bool:
        """每周一报送进展, 每月5日前通报: a duty beside the one reported on."""
        if any(time.regular for time in self.times):
            return True
        return self.cadence is not None and _REPORTING.search(self.stretch.text) is not None

    @property
    def conditional(self) -> bool:
        """不合格的于7月20日前返工: another addressee than the one before."""
        return _CONDITION.match(self.stretch.text) is not None


@dataclass(frozen=True)
class Facts:
    """One sentence, taken apart."""

    sentence: Stretch
    body: str
    labels: Labels
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        return self.sentence.text

    @cached_property
    def told(self) -> bool:
        """Tells what was or is, and orders nothing."""
        if _TOLD.match(self.text) or self.sentence.stop == "?":
            return True
        if any(_UPPER.match(clause.stretch.text) for clause in self.clauses):
            return True
        if self.modal:
            return False
        if any(_DATED.fullmatch(clause.stretch.text) for clause in self.clauses):
            return True
        working = any(c.firm or c.imperative for c in self.clauses)
        if _PREAMBLE.search(self.text) or _PRAISE.search(self.text):
            return True
        if _FAULT.search(self.text) and not working:
            return True
        return any(c.past for c in self.clauses) and not any(c.firm for c in self.clauses)

    @cached_property
    def modal(self) -> bool:
        return any(clause.modal for clause in self.clauses)

    @cached_property
    def imperative(self) -> bool:
        return any(clause.imperative for clause in self.clauses)

    @cached_property
    def means(self) -> bool:
        """市容环境是城市文明程度的直接反映: what things mean."""
        return _MEANING.match(self.text) is not None

    @cached_property
    def back(self) -> bool:
        """这项工作由…牵头: speaks of the item before."""
        return _BACK.search(self.text[:40]) is not None

    @property
    def counts_back(self) -> bool:
        """以上两项…: speaks of several items before."""
        return COUNT_BACK.search(self.text[:40]) is not None

    @property
    def only_labels(self) -> bool:
        """牵头单位:… on its own."""
        return bool(self.labels) and not self.body.strip(BLANK + "()、,;")

    @property
    def bracketed(self) -> bool:
        return self.text.startswith("(") and self.text.endswith(")")

    @property
    def times(self) -> tuple[Time, ...]:
        return tuple(time for clause in self.clauses for time in clause.times)

    def without_units(self) -> Stretch:
        """The sentence with who leads and supports blanked out, positions kept."""
        text = self.body
        for slot in self.slots:
            text = text[: slot.start] + BLANK * (slot.end - slot.start) + text[slot.end :]
        return Stretch(text, self.sentence.start, self.sentence.end)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for clause in self.clauses for slot in clause.slots)


def facts(sentence: Stretch, calendar: Calendar) -> Facts:
    """Takes a sentence apart; labels are cut out before the clauses are read."""
    marked = labels(sentence.text) if ":" in sentence.text else Labels()
    body = _masked(sentence, marked)
    found = slots(body)
    parts = []
    for number, clause in enumerate(clauses(body)):
        over = _PAST.search(clause.text) is not None
        here = tuple(slot for slot in found if slot.clause == number and not over)
        parts.append(
            Clause(clause, here, tuple(times(clause.text, calendar)), cadence(clause.text))
        )
    return Facts(sentence, body.text, marked, tuple(parts))


def _masked(sentence: Stretch, marked: Labels) -> Stretch:
    """The sentence with its labels blanked out, positions kept."""
    text = sentence.text
    for start, end in marked.spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return Stretch(text, sentence.start, sentence.end, sentence.stop)
