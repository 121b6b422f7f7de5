"""A directive in the making (任务的雏形): stretches of text, and what was found in them."""

import re
from dataclasses import dataclass, field

from ..model import Target
from ..tree.outline import Item
from ..when.cadence import cadence
from ..when.dates import LIMITS, Calendar, Time, label_time, start_time
from ..who.labels import Labels
from ..who.leads import serves
from ..who.serving import watches
from ..who.slot import Slot
from ..who.units import is_generic, is_people
from . import moods
from .clause import Clause

_FORMED = re.compile(
    r"(?:成立|组建)((?!由|以)[^,、]{2,20}?(?:领导小组|指挥部|委员会|专班|工作组|督[查导]组|办公室))"
)
_OF_THE_ITEM = re.compile("(?:这|上述|以上)[^,。]{0,4}(?:方面|工作|任务|项)")
# 交办件三日内办结, 一般问题3日内整改: put right by whoever it was handed to.
_HANDED_OVER = re.compile(
    "(?:对)?[^,;]{0,10}(?:交办|督办|转办|反馈|曝光)[^,;]{0,4}(?:问题|件|事项|单)|(?:对)?(?:一般|简单|复杂|较难)(?:性|的)?问题"
)
_HELPS = re.compile(
    "(?:要|应|须|积极|主动|密切|全力|大力|做好|予以|给予)*(?:配合|协助|协同|支持|参与|参加|帮助)"
)
# 两县要认账,|县委常委会专题研究.
_ORGAN = re.compile("(?:常委会|常务会|党组|班子|党委会|办公会)$")
# 纪检机关要跟进监督, in a sentence of its own, is a duty of its own.
_TOLD = re.compile("要|应|须|必须")
_LEADS = re.compile("(?:共同|具体|总)?(?:牵头|主抓|负责|抓好|抓总|主办|承办|[抓管盯]$)")
TO_DO = re.compile("[还也]?要(?![求么])")
_RATED = re.compile(r"[\u4e00-\u9fff]{2,16}(?:率|度|得分)(?:要|须|必须)?(?:达|不低于|提|超过)")
_RATE = re.compile(r"\d%")
ENDS = frozenset({"before", "until"})  # kinds of times that a duty is over by


@dataclass(slots=True)
class Part:
    """Stretches of text that make one directive, and what was found in them.

    Attributes:
        first, last: the clauses of the sentence that it was cut from.
        told: supports that are told to do it (由甲拨付), who lead where nobody else does.
        spare_lead: a class of addressees in its heading, for want of another lead.
        heading: so far only the heading of its item.
        headed: began with the heading of its item; `heading_orders`: that is an order by itself.
        closed: its last sentence named the lead (这项工作请…抓好), so what follows is another.
        cut: was cut out of a sentence, so it never joins what stands before.
        detached: speaks of somebody else than the lead before (不合格的…).
        stage: the times that stand in its heading, 集中整治阶段(4月13日—6月30日).
        formed: a body that it sets up (成立专班), which then does what comes back.
        told_outright: a word of leading or a label names its lead, not only the grammar.
        answered: a bracket at the end of its paragraph names who answers, (责任单位:…).
        led_all: the heading of an item, and who leads all that follows in it (这项工作由甲负总责).
        clash: the two leads that the text gives this one duty, if it does.
    """

    item: Item
    start: int
    first: int = 0
    last: int = 0
    clauses: list[Clause] = field(default_factory=list)
    stretches: list[tuple[int, int]] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    spare_lead: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    label_time: Time | None = None
    cadence: str | None = None
    start_time: str | None = None
    targets: list[Target] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    ordered: bool = False
    own_lead: bool = False
    heading: bool = False
    headed: bool = False
    heading_orders: bool = False
    closed: bool = False
    cut: bool = False
    detached: bool = False
    stage: list[Time] = field(default_factory=list)
    formed: str | None = None
    told_outright: bool = False
    answered: bool = False
    led_all: bool = False
    clash: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @property
    def is_a_goal(self) -> bool:
        """到9月底,模拟测评达到92分, perhaps after a heading."""
        if any(moods.sets_a_goal(clause.text) for clause in self.clauses[:2]):
            return True
        first = self.clauses[0]
        alone = any(time.text == first.text for time in first.times)  # 10月10日前,整改率达到100%
        return alone and len(self.clauses) > 1 and _RATED.match(self.clauses[1].text) is not None

    @property
    def is_a_goal_of_all(self) -> bool:
        """力争到8月底满意度达到88%, told to nobody by name."""
        return self.is_a_goal and bool(self.targets) and not self.own_lead

    @property
    def firm(self) -> bool:
        """Names an addressee, a time, a cadence or a number."""
        return bool(self.own_lead or self.times or self.cadence or self.targets or self.label_time)

    @property
    def firm_by_itself(self) -> bool:
        """Has a time, a cadence or a number of its own."""
        return bool(self.times or self.cadence or self.targets)

    @property
    def told_a_leader(self) -> bool:
        """各级党政主要负责同志要亲自部署: a person is told, whom nobody can be asked instead of."""
        first = self.clauses[0] if self.clauses else None
        return self.detached and first is not None and first.modal and self.ordered

    @property
    def is_plainly_told(self) -> bool:
        """要加快市场改造,规范划行归市,完善设施: several things to do, though nobody is named."""
        doing = sum(clause.imperative or clause.modal for clause in self.clauses)
        return bool(TO_DO.match(self.clauses[0].text)) and doing > 1 and self.ordered

    @property
    def speaks_of_the_item(self) -> bool:
        """甲要加强对这方面工作的指导: beside the duty itself."""
        return any(_OF_THE_ITEM.search(clause.text) for clause in self.clauses)

    @property
    def goes_on_working(self) -> bool:
        """甲是主管部门,负责…: what it has to do follows what it is."""
        return any(clause.imperative for clause in self.clauses[1:])

    @property
    def only_a_stage(self) -> bool:
        """第二阶段:集中攻坚(7月6日至9月10日), with what is to be done below."""
        said = self.own_lead or self.targets or self.cadence or len(self.clauses) > 2
        named = bool(self.clauses) and ("阶段" in self.clauses[0].text or self.item.style == "day")
        return named and bool(self.stage) and self.times == self.stage and not said

    @property
    def has_an_end(self) -> bool:
        """6月底前修好: done once."""
        return any(time.kind in ENDS for time in self.times)

    @property
    def comes_back(self) -> bool:
        """As often as it says."""
        return self.cadence is not None and self.cadence != "unspecified"

    @property
    def each_time(self) -> bool:
        """每次…: as often as the activity takes place."""
        return any("每次" in clause.text for clause in self.clauses)

    @property
    def helps(self) -> bool:
        """配合甲抓好…: leads nothing itself."""
        slots = [slot for clause in self.clauses for slot in clause.slots]
        return any(slot.by == "helped" for slot in slots) and not self.support

    @property
    def opens_a_topic(self) -> bool:
        """对流浪犬,由…: speaks of something else."""
        return bool(self.clauses) and self.clauses[0].text.startswith(("对", "关于", "至于"))

    @property
    def serves(self) -> bool:
        """Only says how others help: 甲、乙按照职责做好道路渠化."""
        if self.clauses and self.clauses[0].text.endswith("的"):  # 凡需社区填报的,一律由丙审核
            return False
        if not self.clauses or not self.clauses[0].slots:  # 非机动车停放,由甲…: another matter
            return False
        leads = [slot for clause in self.clauses for slot in clause.leads]
        told = any(
            (watches(slot.verb) or len(self.clauses) > 1) and _TOLD.match(slot.verb)
            for slot in leads
        )
        fixed = (
            self.times
            or self.cadence
            or any(c.text.startswith("要") or c.imperative for c in self.clauses[1:])
        )
        return bool(leads) and all(map(serves, leads)) and not (fixed or told)

    @property
    def forbids(self) -> bool:
        """Says what must not be done."""
        return any(moods.forbids(clause.text) for clause in self.clauses)

    @property
    def rated(self) -> bool:
        """Orders that a rate be reached."""
        return any(_RATE.search(clause.text) for clause in self.clauses)

    @property
    def is_an_answer(self) -> bool:
        """投诉2小时内上门、24小时内办结: how fast, whenever something happens."""
        within = any(time.kind in LIMITS for time in self.times)
        return (
            within and bool(self.targets) and all(t.metric.endswith("时间") for t in self.targets)
        )

    @property
    def names_somebody(self) -> bool:
        """Has a lead that can be asked, no class of addressees."""
        return self.own_lead and not all(map(is_generic, self.lead))

    def take_slot(self, slot: Slot) -> None:
        if self.lead and slot.role == "lead" and (only_people([slot]) or is_organ(slot)):
            return
        told = slot.by == "by" or _LEADS.match(slot.verb)
        if slot.role == "lead" and told and all(map(is_generic, self.lead)):
            self.lead = [name for name in self.lead if slot.units.generic]
        if is_same(self.lead, slot):
            full = slot.units.names
            self.lead = [old for old in self.lead if not any(new.startswith(old) for new in full)]
        names = self.lead if slot.role == "lead" and not self.seconds(slot) else self.support
        names.extend(n for n in slot.units.names if n not in self.lead and n not in names)
        if names is self.support and slot.by == "by" and not _HELPS.match(slot.verb):
            self.told.extend(slot.units.names)
        self.own_lead = self.own_lead or names is self.lead
        self.told_outright = (
            self.told_outright or slot.by != "subject" or bool(_LEADS.match(slot.verb))
        )

    def seconds(self, slot: Slot) -> bool:
        """甲牵头,乙负责: the second supports the first."""
        return (
            bool(self.lead)
            and slot.verb.startswith(("负责", "具体负责", "分别负责", "分头负责", "落实", "实施"))
            and any(s.verb.startswith("牵头") for c in self.clauses for s in c.leads)
        )

    def take_labels(self, found: Labels, calendar: Calendar) -> None:
        if found.lead:
            self.note_clash(found.lead)
            self.lead = list(found.lead)
            self.own_lead = self.told_outright = True
        self.support.extend(n for n in found.support if n not in (*self.support, *self.lead))
        if found.time:
            self.label_time = label_time(found.time, calendar)
            often = cadence(found.time)
            self.cadence = self.cadence or (often.name if often else None)
        rhythm = cadence(found.often) if found.often else None
        self.cadence = rhythm.name if rhythm else self.cadence
        self.ordered = True

    def note_clash(self, lead: tuple[str, ...]) -> None:
        """Remembers that another lead was named before for the same duty."""
        known = {*self.lead, *self.support}
        same = any(a.startswith(b) or b.startswith(a) for a in lead for b in known)
        if self.told_outright and self.names_somebody and not same:
            self.clash = (tuple(self.lead), lead)

    def take_clause(self, clause: Clause) -> None:
        self.clauses.append(clause)
        self.stretches.append((clause.stretch.start, clause.stretch.end))
        for slot in clause.slots:
            self.take_slot(slot)
        if clause.text.startswith("其中"):  # 其中上半年完成22座: before the deadline of it all
            self.times[:0] = clause.times
        else:
            self.times.extend(clause.times)
        if clause.cadence and self.cadence in {None, "unspecified"}:
            self.cadence = clause.cadence.name
        self.start_time = self.start_time or start_time(clause.text)
        self.ordered = self.ordered or clause.orders
        formed = _FORMED.search(clause.text)
        self.formed = self.formed or (formed[1] if formed else None)

    def inherit(self, last: "Part", *, helpers: bool) -> None:
        """Another time, rhythm or number for whoever was told the sentence before."""
        again = (self.cadence or self.times or self.targets) and not self.is_a_goal_of_all
        again = again and not _HANDED_OVER.match(self.clauses[0].text)
        paid = self.told and self.times  # 所需资金由甲列支,7月底前拨付
        if (
            again
            and not paid
            and last.own_lead
            and not (self.own_lead or self.detached or self.cut)
        ):
            self.lead, self.own_lead = list(last.lead), True
            self.support = self.support or (list(last.support) if helpers else [])

    def be_served(self, chunk: "Part") -> None:
        """Who leads `chunk` supports this."""
        named = [*chunk.lead, *chunk.support]
        self.support.extend(n for n in named if n not in (*self.support, *self.lead))
        self.stretches.extend(chunk.stretches)

    def drop_condition(self) -> Clause | None:
        """暂不具备条件的,由…: the condition at the end goes with what follows."""
        last = self.clauses[-1]
        if len(self.clauses) < 2 or not last.text.endswith("的") or last.orders or last.times:
            return None
        self.stretches.pop()
        return self.clauses.pop()

    def absorb(self, chunk: "Part") -> None:
        """Goes on with `chunk`; the text of a chunk without addressee or time is not shown."""
        if chunk.firm or not self.own_lead or self.heading:
            self.stretches.extend(chunk.stretches)
        self.clauses.extend(chunk.clauses)
        self.lead.extend(n for n in chunk.lead if n not in self.lead)
        self.support.extend(n for n in chunk.support if n not in (*self.support, *self.lead))
        self.times.extend(chunk.times)
        self.cadence = self.cadence or chunk.cadence
        self.start_time = self.start_time or chunk.start_time
        self.targets.extend(chunk.targets)
        self.heading = self.heading and not chunk.ordered
        self.ordered = self.ordered or chunk.ordered
        self.own_lead = self.own_lead or chunk.own_lead
        self.told_outright = self.told_outright or chunk.told_outright
        self.closed = chunk.closed
        self.told.extend(chunk.told)
        self.formed = self.formed or chunk.formed


def is_same(named: list[str], slot: Slot) -> bool:
    """县财政安排经费,由县财政局拨付: the short name and the full one."""
    return any(
        new != old and new.startswith(old) and len(new) - len(old) <= 2
        for new in slot.units.names
        for old in named
    )


def is_organ(slot: Slot) -> bool:
    """两县要认账,县委常委会专题研究: how the unit before decides it, no other addressee."""
    return all(map(_ORGAN.search, slot.units.names))


def only_people(leads: list[Slot]) -> bool:
    """主要领导亲自抓: how the unit before does it, no other addressee."""
    return all(is_people(name) for slot in leads for name in slot.units.names)
