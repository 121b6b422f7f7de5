"""Where one sentence, or one item, holds several directives (任务的切分).

`chunks` cuts a sentence where another addressee, another cadence or a condition begins; whether a chunk goes
on with the sentence before is said by `joins`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..counts.targets import targets
from ..model import Target
from ..tree.outline import Item
from ..when.dates import LIMITS
from ..who.leads import answers
from ..who.slot import Slot
from ..who.units import is_generic
from . import moods
from .clause import Clause
from .facts import Facts
from .headings import RHYTHM_NAME
from .joins import CLOSING, HOW_MANY_EACH
from .own_matters import AFTERWARDS, is_fixed_apart, is_graded
from .part import ENDS, Part, is_organ, is_same, only_people

_FOUND = re.compile("(?:对)?(?:发现|接到|收到|受理|反映|举报|投诉)")
# 举报线索7日内查处反馈, 险情隐患2小时内设置警示标志.
_ANSWER = re.compile(
    r"[^,;\d]{0,12}(?:缺失|破损|坑槽|积水|投诉|举报|线索|诉求|工单|问题|隐患|故障|险情|报修|来信|来电|案件|摊贩|来件)[^,;\d]{0,4}(?:须|应|要|必须)?(?:在|于)?[\d一二两三四五六七八九十]{1,3}(?:个?工作日|个?小时|分钟|日|天)(?:之?内|以内)"
)
_BY_THEN = frozenset({"yearend", "then", "done", "latest"})
# 每月宣传5人以上(甲牵头,乙配合),|年底评选…
_NAMED_AT_ITS_END = re.compile(r"\([^()]{2,60}(?:牵头|负责|配合|落实)[^()]{0,12}\)$")
_THRESHOLD = re.compile(r"(?:低于|不足|达不到|未达到?)\d")
_MISSED = re.compile(r"(?:低于|不足|达不到|未达到?)\d[^,]{0,6}的$")
# 每晚入户巡查,至9月底结束: until when, of the same.
_ONLY_ENDS = re.compile(
    "(?:直|一直|坚持|持续)?(?:至|到|截至|截止)[^,。;]{2,14}(?:结束|为止|止)|持续(?:至|到)[^,。;]{2,14}|一直[\u4e00-\u9fff]{0,4}(?:至|到)[^,。;]{2,10}"
)
# 每县每周不少于3篇: how much of the same, no other rhythm.
_EACH_THING = re.compile(r"每个?(?![日天周月旬季年半逢晚早星礼学工\d])[\u4e00-\u9fff]{1,6}?每")
# 甲为牵头单位, after what is to be done.
_ROLE = re.compile("(?:为|是|作为)[^,;。]{0,4}(?:单位|部门|主体|责任人)$")
# 集中清理两个月,建立周巡查制度: how the same is kept up.
_ARRANGES = re.compile("并?(?:建立|健全|完善|形成)")
# 绿化养护由甲负责,环境卫生由乙负责: different work; 医院由甲负责,车站由乙负责: one work in parts.
_TOPIC = re.compile(
    "[\u4e00-\u9fff、]+(?:养护|卫生|治安|管理|保洁|维护|维修|整治|执法|绿化|秩序|服务|宣传|保障|建设|改造|监管|巡查|清运|清扫|审批|检查|培训|打捞|补植|封堵|清理|疏通|清洗|处置|排查|拆除|修复|更换|宣讲|培育|值守|劝导|审核|统计)(?:工作)?由"
)
_HIS_OWN = re.compile("负责[^,;]{4,}")
# 都要在6月底前完成, after several who each have their own to do.
_OF_ALL = re.compile("^(?:以上|上述|这些)|(?:都|均|统一|一律)(?:要|应|须|必须|在|于|是)")
# 这个事住建局负总责: whose it is.
_THIS = re.compile("这(?:个事|件事|项工作|一块)[^,;]{2,16}(?:负责|负总责|牵头|来抓|来办|主抓)$")
_GOES_ON = re.compile("确保|力争|务必")
# 验收不合格的,|限期10天整改.
_FAILED = re.compile("(?:对)?(?:验收|检查|考核|复查|整改)?(?:不合格|不达标|不到位|未通过)的$")
# 公益广告褪色破损的,谁设置谁更换: whoever it is.
_WHOEVER = re.compile("谁[^,;谁]{1,4}谁[^,;]{1,4}$")
# 南渚区年内|再建60处,鹤汀区|再建45处.
_MADE = re.compile(r"(?:再|新|补|增|改)[\u4e00-\u9fff](?=[\u4e00-\u9fff\d])")
# 水面|归水务局.
_BELONGS = re.compile("[^,;]{1,12}归[^,;]{2,12}(?<!管)(?<!负责)(?<!抓)$")
# 9月5日前为动员自查阶段,各区要…
_STAGE = re.compile("为[^,;。]{2,8}阶段$")
# 国庆前见到明显成效: until when the same is done.
_SHOWS = re.compile(
    r"[^,;]{2,12}(?:之?前|内|底)(?:要|须|必须|务必|力争|确保)?(?:取得|见到?|看到|收到)[^,;\d]{0,6}(?:成效|效果|变化|好转|实效|起色)"
)
# 更新提示牌(园林站牵头),5月底前完成, or 5月底前每个公园不少于6块: until when, and how much of the same.
_OF_THE_SAME = re.compile(
    r"[^,;]{2,12}[前底内](?:要|须|必须|全部|全面)*(?:(?:完成|完工|到位|结束|交付|投用)|每[^,;\d]{1,8}(?:不少于|不低于|至少)\d[^,;]{0,6})"
)
# 今年5月31日前完成: when what comes back is done.
_DONE_BY = re.compile("[^,;]{2,12}(?:前|底)(?:要|须|必须|全部|全面)*(?:完成|完工|到位|结束)")
# 新增车棚24个, after what is done every day.
_MAKES = re.compile(
    r"(?:并)?(?:新增|新建|增设|增建|新设|加装|安装|更换|改造|划设|施划)[^,;]{2,12}\d"
)
# 每旬通报排名,连续两次垫底的,…: what becomes of whom is another matter.
_AGAIN_LAST = re.compile(
    r"对?连续[两二三四\d](?:次|个(?:月|季度)|周|期)[^,;]{0,12}的(?:$|单位|街道|社区|区|镇)"
)
_COUNT_OF = re.compile(r"\d(?P<unit>[\u4e00-\u9fff]{1,2})$")
_DAYTIME = 7  # 上午, 三下午, 17:00前


def chunks(item: Item, found: Facts, topic: str) -> list[Part]:
    """The parts of one sentence, each with its targets; `topic` is what the one before is about."""
    made = list(_pieces(item, found, topic))
    _share_times(made)
    return made


def _share_times(made: list[Part]) -> None:
    """甲负责…,乙负责…,丙负责…,6月底前见效: a time that the sentence opens or ends on is that of each."""
    if len(made) < 2:
        return
    _share_alike(made)
    opening = made[0].clauses[0]
    if any(time.text == opening.text for time in opening.times):
        for part in made[1:]:
            part.times = part.times or list(opening.times)
    last = made[-1].clauses[-1] if len(made[-1].clauses) > 1 else None
    if last is None or not last.times or last.leads:
        return
    divided = all(any(map(_own_work, p.clauses)) or _TOPIC.match(p.clauses[0].text) for p in made)
    for part in made[:-1] if divided or _OF_ALL.search(last.text) else ():
        part.times = part.times or list(last.times)


def _share_alike(made: list[Part]) -> None:
    """甲年内再建60处,乙再建45处: the time of the first is that of those that do as much."""
    for before, part in pairwise(made):
        done = [_MADE.search(p.clauses[0].text) for p in (before, part)]
        alike = done[0] and done[1] and done[0][0] == done[1][0]
        if alike and part.own_lead and not (part.times or part.cadence):
            part.times = list(before.times)


def _pieces(item: Item, found: Facts, topic: str) -> Iterator[Part]:
    if not found.clauses:
        return
    counted = targets(found.without_units(), topic)
    numbered = {number for number, _ in counted}
    current = Part(item, found.clauses[0].stretch.start)
    for number, clause in enumerate(found.clauses):
        following = found.clauses[number + 1 : number + 3]
        if number and _is_another(current, clause, following, numbered):
            before = current.drop_condition()
            yield _finished(current, counted)
            current = _next(current, clause, number)
            if before:
                current.take_clause(before)
                current.start = before.stretch.start
        current.take_clause(clause)
        current.last = number
    yield _finished(current, counted)


def _is_another(
    current: Part, clause: Clause, following: Sequence[Clause], numbered: set[int]
) -> bool:
    """Whether another directive begins with `clause`; `numbered`: the clauses with a target."""
    if is_graded(current, clause):
        return False
    if _FAILED.match(clause.text) and current.ordered and _has_a_limit(following):
        return True
    if _cuts(current, clause) or _answers(current, clause, following):
        return True
    if current.own_lead and current.firm_by_itself and _own_work(clause):
        return any(part.times or part.cadence for part in (clause, *following[:1]))
    apart = is_fixed_apart(current, clause, following, numbered)
    return apart and not _goes_on(current, clause, [])


def _has_a_limit(following: Sequence[Clause]) -> bool:
    """限期10天, in the clause after the condition."""
    return bool(following) and any(time.kind in LIMITS for time in following[0].times)


def _finished(part: Part, counted: list[tuple[int, Target]]) -> Part:
    part.targets = [row for number, row in counted if part.first <= number <= part.last]
    part.closed = any(s.by == "by" and CLOSING.fullmatch(s.verb) for s in part.clauses[-1].leads)
    if part.cut and (part.firm or part.detached):
        part.ordered = True
    if not part.ordered and part.own_lead:
        part.lead, part.own_lead = [], False
    of_whoever = any(_WHOEVER.search(clause.text) for clause in part.clauses)
    if not part.lead and (of_whoever or moods.is_done_by_a_leader(part.clauses[0].text)):
        part.detached = True
    return part


def _next(before: Part, clause: Clause, number: int) -> Part:
    """The part after a cut; who was told the first half is told the second, unless it says else."""
    after = Part(before.item, clause.stretch.start, cut=True, first=number)
    if clause.leads:
        return after
    unmet = moods.is_condition(clause.text) or _MISSED.search(clause.text)
    if _AGAIN_LAST.match(clause.text) or (unmet and not clause.text.startswith(("对", "将", "把"))):
        after.detached = True
    else:
        after.lead, after.own_lead = list(before.lead), before.own_lead
        after.support = list(before.support) if before.lead else []
    return after


def _cuts(current: Part, clause: Clause) -> bool:
    """Whether another directive begins with `clause`."""
    leads = [slot for slot in clause.leads if slot.by in {"subject", "by"} or "归" in clause.text]
    if (current.ordered or current.cadence) and _NAMED_AT_ITS_END.search(current.clauses[-1].text):
        return not _OF_THE_SAME.fullmatch(clause.text)
    if _goes_on(current, clause, leads) or _only_names_the_rhythm(current):
        return False
    if leads and current.own_lead:
        theirs = _is_theirs(current, leads[0]) or current.seconds(leads[0])
        return not (theirs or _shares(current, clause))
    often = clause.cadence is not None and clause.cadence.name != "unspecified"
    if leads and leads[0].by == "subject":
        return _names_another(current, often=often)
    if often and (again := _again(current, clause)) is not None:
        return again
    if current.cadence and not clause.cadence and _is_once(current, clause):
        return True
    if not current.ordered:
        return False
    opens_with_time = clause.times and clause.times[0].start == 0
    if (moods.is_condition(clause.text) and not opens_with_time) or _MISSED.search(clause.text):
        return bool(clause.times or _THRESHOLD.search(clause.text))
    return clause.reporting and not (_GOES_ON.match(clause.text) or _only_names_who(current))


def _names_another(current: Part, *, often: bool) -> bool:
    """…6月底前完成,甲…: who is named after work that has a time, or a rhythm, of its own."""
    if _STAGE.search(current.clauses[-1].text) or _only_says_when(current.clauses[-1]):
        return False
    timed = any(time.kind not in {"thisyear", "allyear"} for time in current.times)
    return bool(current.cadence or (current.ordered and (timed or often)))


def _only_names_who(current: Part) -> bool:
    """县应急办牵头, before what it has to do."""
    only = current.clauses[0].slots if len(current.clauses) == 1 else ()
    return len(only) == 1 and CLOSING.fullmatch(only[0].verb) is not None


def _only_says_when(clause: Clause) -> bool:
    """每周六上午, before who does what."""
    often = clause.cadence
    told = clause.slots or clause.modal or clause.imperative
    return bool(often and not told and len(clause.text) - (often.end - often.start) <= _DAYTIME)


def _again(current: Part, clause: Clause) -> bool | None:
    """Whether a clause that says how often is another duty; None where nothing speaks for it."""
    if current.ordered and AFTERWARDS.match(clause.text):
        return True
    if current.cadence and _EACH_THING.match(clause.text) and not clause.imperative:
        return False
    if not current.cadence and current.times and all(t.kind == "span" for t in current.times):
        return False  # 从这个周末到9月底,每天都要有人巡
    if not current.cadence and _of_the_same(current, clause):
        return False
    if current.cadence or (current.own_lead and current.times) or current.rated:
        return True
    if current.ordered and current.has_an_end:
        return not HOW_MANY_EACH.match(clause.text)
    return None


def _of_the_same(current: Part, clause: Clause) -> bool:
    """新增泊位9000个,每年不少于3000个: how many of them each time."""
    counted = _COUNT_OF.search(clause.text) if HOW_MANY_EACH.match(clause.text) else None
    return counted is not None and bool(
        re.search(rf"\d{re.escape(counted['unit'])}", current.clauses[-1].text)
    )


def _only_names_the_rhythm(current: Part) -> bool:
    """建立周会商制度, before who meets, and when."""
    only = current.clauses[0] if len(current.clauses) == 1 else None
    return (
        only is not None
        and not current.own_lead
        and bool(_ARRANGES.match(only.text) and RHYTHM_NAME.search(only.text))
    )


def _is_once(current: Part, clause: Clause) -> bool:
    """每日疏导,5月底前… or ,新增车棚24个: to be done once, beside what comes back."""
    counted = re.search(r"\d", clause.text) is not None
    by_a_day = any(t.kind in ENDS or (counted and t.kind in _BY_THEN) for t in clause.times)
    by_a_day = by_a_day and not _DONE_BY.fullmatch(clause.text)
    making = current.ordered and current.own_lead and _MAKES.match(clause.text)
    return by_a_day or bool(making)


def _is_theirs(current: Part, slot: Slot) -> bool:
    """各乡镇每月开展…,由县农业农村局负责指导: of the same duty."""
    closes = answers(slot) or CLOSING.fullmatch(slot.verb) is not None
    classes = all(map(is_generic, current.lead)) and not slot.units.generic and closes
    return classes or is_organ(slot) or is_same(current.lead, slot) or _only_agreed(current, slot)


def _only_agreed(current: Part, slot: Slot) -> bool:
    """会议同意甲的方案,请甲抓紧细化: the second says what the first agrees to."""
    agreed = slot.by == "by" and len(current.clauses) == 1 and "同意" in current.clauses[0].text
    return agreed and not current.times and set(slot.units.names) == set(current.lead)


def _goes_on(current: Part, clause: Clause, leads: list[Slot]) -> bool:
    """自查整改(8月3日至20日):各单位…; 主要领导亲自抓; 市公安局负责; 至9月底结束; 建立周巡查制度."""
    if _THIS.match(clause.text) and not clause.times:
        return True
    if current.comes_back and "日产日清" in clause.text:  # beside a rhythm of the same care
        return True
    if not leads:
        arranged = _ARRANGES.match(clause.text) is not None and not clause.times
        return arranged or any(p.fullmatch(clause.text) for p in (_ONLY_ENDS, _SHOWS))
    if len(current.clauses) == 1 and current.clauses[0].stretch.stop == ":":
        return True
    if current.support and not current.own_lead and not current.told:  # 在甲指导下,各学校…
        return all(slot.by == "with" for c in current.clauses for slot in c.slots)
    if leads[0].by == "subject" and _ROLE.match(leads[0].verb):
        return not current.own_lead
    if current.own_lead:
        return only_people(leads) and not (clause.times or clause.cadence)
    return leads[0].by == "subject" and CLOSING.fullmatch(leads[0].verb) is not None


def _answers(current: Part, clause: Clause, following: Sequence[Clause]) -> bool:
    """每周巡查,发现问题24小时内整改; 每旬通报,连续两次垫底的…: what belongs to what was found."""
    if current.comes_back and _AGAIN_LAST.match(clause.text):
        return True
    fixed = current.cadence or current.rated or current.times
    if _ANSWER.match(clause.text) and fixed:
        return any(time.kind in LIMITS for time in clause.times)
    if current.cadence is None or not _FOUND.match(clause.text):
        return False
    near = (*clause.times, *(time for after in following for time in after.times))
    return any(time.kind in LIMITS for time in near)


def _shares(current: Part, clause: Clause) -> bool:
    """甲负责路面,乙负责线路, 水面归甲,岸上归乙: one job in parts."""
    verbs = [slot.verb for c in current.clauses for slot in c.leads]
    if _TOPIC.match(clause.text) and any(_TOPIC.match(c.text) for c in current.clauses):
        return False
    leading = [said for said in current.clauses if said.leads]
    if leading and all(map(_own_work, leading)) and _own_work(clause):
        return False
    if _BELONGS.match(clause.text) and _BELONGS.match(leading[-1].text if leading else ""):
        return not (clause.times or clause.cadence)
    return (
        bool(verbs)
        and verbs[-1].startswith("负责")
        and clause.leads[0].verb.startswith("负责")
        and not (clause.times or clause.cadence)
    )


def _own_work(clause: Clause) -> bool:
    """甲负责站房保洁: says who and what in one clause, with nothing before it."""
    return any(s.by == "subject" and _HIS_OWN.match(s.verb) for s in clause.leads)
