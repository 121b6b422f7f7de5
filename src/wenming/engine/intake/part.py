"""A directive in the making, and where one sentence holds several (任务的切分).

`chunks` cuts a sentence where another addressee, another cadence or a condition begins; `begins`
says whether a chunk is a directive of its own or goes on with the one before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import moods
from .cadence import cadence
from .dates import Calendar, Time, label_time, start_time
from .facts import Clause, Facts
from .labels import Labels
from .leads import Slot, serves
from .model import Target
from .outline import Item
from .serving import watches
from .targets import targets
from .units import is_generic, is_people

_CLOSING = re.compile(
    r"(?:切实|认真|具体|负责|抓紧|共同|牵头)*(?:抓好|主抓|负责|牵头|落实|组织实施|具体组织)(?:落实|组织|实施|组织实施|推进|(?:这项|此项)?工作)?"
)
_FORMED = re.compile(
    r"(?:成立|组建)((?!由|以)[^,、]{2,20}?(?:领导小组|指挥部|委员会|专班|工作组|督[查导]组|办公室))"
)
_OF_THE_ITEM = re.compile("(?:这|上述|以上)[^,。]{0,4}(?:方面|工作|任务|项)")
_HELPS = re.compile(
    "(?:要|应|须|积极|主动|密切|全力|大力|做好|予以|给予)*(?:配合|协助|协同|支持|参与|参加|帮助)"
)
_FOUND = re.compile("(?:对)?(?:发现|接到|收到|受理|反映|举报|投诉)")
_THRESHOLD = re.compile(r"(?:低于|不足|达不到|未达到?)\d")
_MISSED = re.compile(r"(?:低于|不足|达不到|未达到?)\d[^,]{0,6}的$")
# 每晚入户巡查,至9月底结束: until when, of the same.
_ONLY_ENDS = re.compile("(?:直|一直|坚持|持续)?(?:至|到|截至|截止)[^,。;]{2,14}(?:结束|为止|止)")
# 每县每周不少于3篇: how much of the same, no other rhythm.
_EACH_THING = re.compile(r"每个?(?![日天周月旬季年半逢晚早星礼学工\d])[\u4e00-\u9fff]{1,6}?每")
# 甲为牵头单位, after what is to be done.
_ROLE = re.compile("(?:为|是|作为)[^,;。]{0,4}(?:单位|部门|主体|责任人)$")
# 集中清理两个月,建立周巡查制度: how the same is kept up.
_ARRANGES = re.compile("并?(?:建立|健全|完善|形成)")
# 纪检机关要跟进监督, in a sentence of its own, is a duty of its own.
_TOLD = re.compile("要|应|须|必须")
# 绿化养护由甲负责,环境卫生由乙负责: different work; 医院由甲负责,车站由乙负责: one work in parts.
_TOPIC = re.compile(
    "[\u4e00-\u9fff、]+(?:养护|卫生|治安|管理|保洁|维护|维修|整治|执法|绿化|秩序|服务|宣传|保障|建设|改造|监管|巡查|清运|清扫|审批|检查|培训)(?:工作)?由"
)
_GOES_ON = re.compile("确保|力争|务必")
_HEADING_LENGTH = 40
_LABEL_LENGTH, _TITLE_LENGTH = 15, 25
_LEADS = re.compile("(?:共同|具体|总)?(?:牵头|主抓|负责|抓好|抓总|主办|承办)")
_RATE = re.compile(r"\d%")
_FIXED = frozenset({"before", "until"})
_TITLED = frozenset({"cn", "cnp", "nth", "first"})


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
    clash: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @property
    def firm(self) -> bool:
        """Names an addressee, a time, a cadence or a number."""
        return bool(self.own_lead or self.times or self.cadence or self.targets or self.label_time)

    @property
    def speaks_of_the_item(self) -> bool:
        """甲要加强对这方面工作的指导: beside the duty itself."""
        return any(_OF_THE_ITEM.search(clause.text) for clause in self.clauses)

    @property
    def goes_on_working(self) -> bool:
        """甲是主管部门,负责…: what it has to do follows what it is."""
        return any(clause.imperative for clause in self.clauses[1:])

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
        if not self.clauses or not self.clauses[0].slots:  # 非机动车停放,由甲…: another matter
            return False
        leads = [slot for clause in self.clauses for slot in clause.leads]
        told = any(watches(slot.verb) and _TOLD.match(slot.verb) for slot in leads)
        fixed = self.times or self.cadence
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
    def names_somebody(self) -> bool:
        """Has a lead that can be asked, no class of addressees."""
        return self.own_lead and not all(map(is_generic, self.lead))

    def take_slot(self, slot: Slot) -> None:
        if self.lead and slot.role == "lead" and _only_people([slot]):
            return
        if slot.role == "lead" and slot.by == "by" and all(map(is_generic, self.lead)):
            self.lead = [name for name in self.lead if slot.units.generic]
        names = self.lead if slot.role == "lead" and not self._seconds(slot) else self.support
        names.extend(n for n in slot.units.names if n not in self.lead and n not in names)
        if names is self.support and slot.by == "by" and not _HELPS.match(slot.verb):
            self.told.extend(slot.units.names)
        self.own_lead = self.own_lead or names is self.lead
        self.told_outright = (
            self.told_outright or slot.by != "subject" or bool(_LEADS.match(slot.verb))
        )

    def _seconds(self, slot: Slot) -> bool:
        """甲牵头,乙负责: the second supports the first."""
        return (
            bool(self.lead)
            and slot.verb.startswith(("负责", "具体负责", "落实", "实施"))
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
        self.times.extend(clause.times)
        if clause.cadence and self.cadence in {None, "unspecified"}:
            self.cadence = clause.cadence.name
        self.start_time = self.start_time or start_time(clause.text)
        self.ordered = self.ordered or clause.orders
        formed = _FORMED.search(clause.text)
        self.formed = self.formed or (formed[1] if formed else None)

    def inherit(self, last: "Part") -> None:
        """Another time or rhythm for whoever was told the sentence before."""
        again = self.cadence or (self.times and self.targets)
        if again and last.own_lead and not (self.own_lead or self.detached or self.cut):
            self.lead, self.own_lead = list(last.lead), True

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
        self.formed = self.formed or chunk.formed


def chunks(item: Item, found: Facts) -> Iterator[Part]:
    """The parts of one sentence, each with its targets."""
    if not found.clauses:
        return
    counted = targets(found.without_units())
    current = Part(item, found.clauses[0].stretch.start)
    for number, clause in enumerate(found.clauses):
        following = found.clauses[number + 1] if number + 1 < len(found.clauses) else None
        if number and (_cuts(current, clause) or _answers(current, clause, following)):
            before = current.drop_condition()
            yield _finished(current, counted)
            current = _next(current, clause, number)
            if before:
                current.take_clause(before)
                current.start = before.stretch.start
        current.take_clause(clause)
        current.last = number
    yield _finished(current, counted)


def _finished(part: Part, counted: list[tuple[int, Target]]) -> Part:
    part.targets = [row for number, row in counted if part.first <= number <= part.last]
    part.closed = any(s.by == "by" and _CLOSING.fullmatch(s.verb) for s in part.clauses[-1].leads)
    if part.cut and (part.firm or part.detached):
        part.ordered = True
    if not part.ordered and part.own_lead:
        part.lead, part.own_lead = [], False
    return part


def _next(before: Part, clause: Clause, number: int) -> Part:
    """The part after a cut; who was told the first half is told the second, unless it says else."""
    after = Part(before.item, clause.stretch.start, cut=True, first=number)
    unmet = moods.is_condition(clause.text) or _MISSED.search(clause.text)
    if unmet and not clause.leads:
        after.detached = True
    elif not clause.leads:
        after.lead, after.own_lead = list(before.lead), before.own_lead
    return after


def _cuts(current: Part, clause: Clause) -> bool:
    """Whether another directive begins with `clause`."""
    leads = [slot for slot in clause.leads if slot.by in {"subject", "by"}]
    if _goes_on(current, clause, leads):
        return False
    if leads and current.own_lead:
        return not (_shares(current, clause) or current._seconds(leads[0]))
    often = clause.cadence is not None and clause.cadence.name != "unspecified"
    if leads and leads[0].by == "subject":
        return bool(current.cadence or (current.ordered and (current.times or often)))
    if often and current.cadence and _EACH_THING.match(clause.text) and not clause.imperative:
        return False
    if often and (current.cadence or (current.own_lead and current.times) or current.rated):
        return True
    if current.cadence and not clause.cadence and any(t.kind in _FIXED for t in clause.times):
        return True
    if not current.ordered:
        return False
    if moods.is_condition(clause.text) or _MISSED.search(clause.text):
        return bool(clause.times or _THRESHOLD.search(clause.text))
    return clause.reporting and not _GOES_ON.match(clause.text)


def _goes_on(current: Part, clause: Clause, leads: list[Slot]) -> bool:
    """自查整改(8月3日至20日):各单位…; 主要领导亲自抓; 市公安局负责; 至9月底结束; 建立周巡查制度."""
    if not leads:
        arranged = _ARRANGES.match(clause.text) is not None and not clause.times
        return arranged or _ONLY_ENDS.fullmatch(clause.text) is not None
    if len(current.clauses) == 1 and current.clauses[0].stretch.stop == ":":
        return True
    if current.support and not current.own_lead and not current.told:  # 在甲指导下,各学校…
        return all(slot.by == "with" for c in current.clauses for slot in c.slots)
    if leads[0].by == "subject" and _ROLE.match(leads[0].verb):
        return not current.own_lead
    if current.own_lead:
        return _only_people(leads) and not (clause.times or clause.cadence)
    return leads[0].by == "subject" and _CLOSING.fullmatch(leads[0].verb) is not None


def _only_people(leads: list[Slot]) -> bool:
    """主要领导亲自抓: how the unit before does it, no other addressee."""
    return all(is_people(name) for slot in leads for name in slot.units.names)


def _answers(current: Part, clause: Clause, following: Clause | None) -> bool:
    """每周巡查,发现问题24小时内整改: the time belongs to what was found."""
    if current.cadence is None or not _FOUND.match(clause.text):
        return False
    near = (*clause.times, *(following.times if following else ()))
    return any(time.kind in {"within", "limit"} for time in near)


def _shares(current: Part, clause: Clause) -> bool:
    """甲负责路面,乙负责线路: one job in parts."""
    verbs = [slot.verb for c in current.clauses for slot in c.leads]
    if _TOPIC.match(clause.text) and any(_TOPIC.match(c.text) for c in current.clauses):
        return False
    return (
        bool(verbs)
        and verbs[-1].startswith("负责")
        and clause.leads[0].verb.startswith("负责")
        and not (clause.times or clause.cadence)
    )


def begins(last: Part, chunk: Part, *, after_semicolon: bool, numbered: bool, apart: bool) -> bool:
    """Whether `chunk` is a directive of its own after `last`; `apart`: on a line of its own."""
    if last.closed or chunk.cut:
        return True
    if chunk.own_lead and last.own_lead:
        return set(chunk.lead) != set(last.lead) or bool(chunk.cadence and last.cadence)
    if _is_another_matter(last, chunk, apart=apart):
        return True
    if last.heading or _divides(last, chunk) or _names_the_lead(last, chunk):
        return False
    if chunk.own_lead:
        return any(slot.by == "subject" for c in chunk.clauses for slot in c.leads)
    if chunk.cadence and (last.cadence or (after_semicolon and last.own_lead)):
        return True
    return chunk.firm and not numbered and not after_semicolon


def _is_another_matter(last: Part, chunk: Part, *, apart: bool) -> bool:
    """Handing in, a ban, another topic; another rhythm, or target and day, beside those before."""
    if last.ordered and not last.heading and _reports_by(chunk):
        return True
    if chunk.own_lead:
        further = last.firm or chunk.cadence is not None
        return (bool(last.times) and chunk.opens_a_topic) or (apart and further)
    if last.own_lead and chunk.forbids and not chunk.firm:
        return True
    if last.heading or not (last.times or (last.targets and last.own_lead)):
        return False
    again = last.times and chunk.cadence and not last.cadence
    return bool(again or (chunk.targets and chunk.times))


def _reports_by(chunk: Part) -> bool:
    """名单请于8月5日前报送: handing in is a duty of its own."""
    return bool(chunk.times) and any(moods.is_reporting(clause.text) for clause in chunk.clauses)


def _names_the_lead(last: Part, chunk: Part) -> bool:
    """市公安局负责,9月底前完成。 after a task without lead is part of it."""
    leads = chunk.clauses[0].leads
    return not last.own_lead and any(_CLOSING.fullmatch(slot.verb) for slot in leads)


def _divides(last: Part, chunk: Part) -> bool:
    """甲负责…,乙负责… after a task without lead says who does which half of it."""
    leads = [slot for clause in chunk.clauses for slot in clause.leads]
    return (
        not last.own_lead
        and len(leads) > 1
        and all(slot.verb.startswith("负责") for slot in leads)
        and not (chunk.times or chunk.cadence)
    )


def mark_heading(chunk: Part, found: Facts, *, own_line: bool) -> None:
    """The first short sentence of an item heads it, unless it says who, when or how much."""
    length = len(found.text)
    said = chunk.cadence or chunk.targets
    if length <= _LABEL_LENGTH and not (said or found.modal) and all(map(is_generic, chunk.lead)):
        chunk.spare_lead, chunk.lead, chunk.own_lead = chunk.lead, [], False
    chunk.heading = chunk.headed = length <= _HEADING_LENGTH and not (said or chunk.own_lead)
    chunk.heading_orders = chunk.ordered
    chunk.stage = list(chunk.times) if chunk.heading and found.text.endswith(")") else []
    label = length <= _LABEL_LENGTH and not found.modal
    title = length <= _TITLE_LENGTH and len(chunk.item.own) > 1 and chunk.item.style in _TITLED
    if chunk.heading and own_line and (label or title):
        chunk.ordered = False
