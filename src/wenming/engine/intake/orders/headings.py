"""What the first short sentence of an item is to the duties below it (小标题与其下的任务)."""

import re

from ..who.units import is_generic, is_people
from .clause import Clause
from .facts import Facts
from .part import TO_DO, Part
from .working import works

# 实行旬调度制: what the item is about, for the duty below it.
RHYTHM_NAME = re.compile("(?:制|制度|机制)$")
# 对照清单逐项推进, in a stage: as whoever works through a list.
_GENERALLY = re.compile("对照|按照?|围绕")
# 客运场站改造: what the work is, and nobody told to do it.
_NOMINAL = re.compile(
    "(?:升级|综合|规范)?(?:改造|建设|整治|管理|提升|治理|服务|保洁|创建)(?:工作)?"
)
# 要坚持疏堵结合: how, and not what.
_HOW = re.compile("坚持|防止|避免|(?:高度)?重视|抓住|突出|牢记|树立|打[好赢]|管出|亲自")
_FEW = 3  # clauses of a heading and what goes with it, without a duty of its own
_HEADING_LENGTH = 40
_RHYTHM_LENGTH = 6
# 二是部门要真配合: a call, and the work follows.
_CALL = re.compile(
    "要[\u4e00-\u9fff]{0,2}(?:配合|负责|减负|上手|发力|到位|担当|较真|碰硬|跟上|带头|联动|过硬|用力|上心|尽责|作为|尽力|用劲|协同|联着干|一起干|动起来|干起来)$"
)
_TITLED = frozenset({"cn", "cnp", "nth", "first"})
_LABEL_LENGTH, _TITLE_LENGTH = 15, 25


def mark_heading(chunk: Part, found: Facts, *, own_line: bool) -> None:
    """The first short sentence of an item heads it, unless it says who, when or how much."""
    length = len(found.text)
    if chunk.own_lead and _only_seems_told(chunk, found):
        chunk.lead, chunk.own_lead, chunk.ordered = [], False, False
    named = RHYTHM_NAME.search(found.text) is not None
    dated = chunk.has_an_end and len(chunk.clauses) > 1 and not found.text.endswith(")")
    said = (chunk.cadence and not named) or chunk.targets or dated or _goes_into_it(chunk)
    people = chunk.lead and all(map(is_people, chunk.lead))  # 第一,主要领导要上手。
    mild = people or not found.modal or _CALL.search(found.text) is not None
    if length <= _LABEL_LENGTH and mild and not said and all(map(is_generic, chunk.lead)):
        chunk.spare_lead, chunk.lead, chunk.own_lead = chunk.lead, [], False
    chunk.heading = chunk.headed = length <= _HEADING_LENGTH and not (said or chunk.own_lead)
    chunk.heading_orders = chunk.ordered
    chunk.stage = list(chunk.times) if chunk.heading and found.text.endswith(")") else []
    label = length <= _LABEL_LENGTH and not found.modal
    title = length <= _TITLE_LENGTH and len(chunk.item.own) > 1 and chunk.item.style in _TITLED
    if chunk.heading and own_line and (label or title):
        chunk.ordered = False


def _goes_into_it(chunk: Part) -> bool:
    """(一)动员准备(1月—3月):制定计划,签订责任书: a name, and all that is to be done."""
    after = 1 + next(
        (n for n, c in enumerate(chunk.clauses) if c.stretch.stop == ":"), len(chunk.clauses)
    )
    return len(chunk.clauses[after:]) > 1 and all(c.imperative for c in chunk.clauses[after:])


def _only_seems_told(chunk: Part, found: Facts) -> bool:
    """1.城东区胜利路夜市油烟直排: where it is, and no verb that orders."""
    fixed = found.modal or found.labels or chunk.times or chunk.cadence or chunk.targets
    slots = [slot for clause in chunk.clauses for slot in clause.slots]
    return not fixed and all(s.by == "subject" and _no_work(s.verb) for s in slots)


def _no_work(verb: str) -> bool:
    """客运场站|改造, 城东区|胜利路夜市油烟直排: no word that tells the unit to do something."""
    return bool(verb) and (_NOMINAL.fullmatch(verb) is not None or not works(verb))


def of_numbered(ordered: list[Part], *, told: bool) -> list[Part]:
    """The firm parts and at most one that is not: a heading goes with the first duty below it."""
    kept = _without_stage([part for part in ordered if part.firm or not told])
    if len(kept) > 1 and kept[0].led_all:
        kept = kept[1:]
    idle = bool(kept) and kept[0].headed and not (kept[0].firm or kept[0].forbids)
    idle = idle and not _is_worked_out(kept[0])
    if len(kept) > 1 and ((idle and _heads(kept[1])) or _names_the_rhythm(kept[0], kept[1])):
        kept = kept[1:]
    soft = [part for part in kept if not part.firm][1:]
    return [part for part in kept if part not in soft]


def _is_worked_out(first: Part) -> bool:
    """二要集中攻坚。紧盯…,深入开展…,坚决拆除…: the heading, and several things to do."""
    below = first.clauses[1:]
    return any(map(_is_told_to_work, below)) or (
        len(below) >= _FEW and all(c.imperative for c in below)
    )


def _is_told_to_work(clause: Clause) -> bool:
    """要深入开展…: work, and not how to go about it (要坚持…, 要防止…)."""
    match = TO_DO.match(clause.text)
    said = clause.text[match.end() :] if match else ""
    return works(said) and not _HOW.match(said)


def _names_the_rhythm(first: Part, second: Part) -> bool:
    """每日巡查。各网格员每天巡查两遍: the heading says in short how often, what follows who."""
    short = len(first.clauses) == 1 and len(first.clauses[0].text) <= _RHYTHM_LENGTH
    same = first.cadence is not None and first.cadence == second.cadence
    return short and same and second.own_lead and not (first.own_lead or first.targets)


def _without_stage(kept: list[Part]) -> list[Part]:
    """集中整治阶段(4月13日—6月30日)。 is no duty; its time is that of the duties below."""
    if len(kept) == 1 and kept[0].only_a_stage:
        return []
    if len(kept) < 2:
        return kept
    first, *others = kept
    for part in others:
        if not part.cadence:  # what comes back has no end of its own
            part.times = part.times or list(first.stage)
    if not others[0].own_lead:
        return kept
    if not first.stage or first.times != first.stage or first.own_lead or first.targets:
        return kept
    if not first.heading and not any(_GENERALLY.match(c.text) for c in first.clauses[1:2]):
        return kept  # 动员阶段(3月)。召开动员大会,签订责任书。
    return others


def _heads(part: Part) -> bool:
    """The first duty with a lead takes the heading, unless it speaks of the item as another."""
    return part.own_lead and not part.speaks_of_the_item
