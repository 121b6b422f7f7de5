"""Whether a chunk of a sentence orders something where it stands (是否交办)."""

from ..who.units import is_generic
from . import moods
from .facts import Facts
from .part import Part


def orders(chunk: Part, found: Facts, *, must: bool, telling: bool) -> bool:
    """Whether a chunk orders something where it stands.

    Args:
        must: its place makes it an order (一要…, or a number for whoever was told before).
        telling: it stands among what tells, so only an order beyond doubt is one.
    """
    told = any(clause.modal for clause in chunk.clauses)
    fixed = told or chunk.times or chunk.cadence or chunk.targets or chunk.goes_on_working
    if moods.says_what_things_mean(chunk.clauses[0].text) and not fixed:
        return False
    return (chunk.ordered or must) and not (telling and not _plainly(chunk, found))


def stays(part: Part) -> bool:
    """Outside the items below it an order stays that is firm, or told to a leader."""
    plain = part.item.style == "root" and part.is_plainly_told
    return (part.firm or part.told_a_leader or plain) and not part.only_a_stage


def _plainly(chunk: Part, found: Facts) -> bool:
    """An order beyond doubt: with a modal, and to a named unit or with a time."""
    named = any(not is_generic(name) for name in chunk.lead)
    asked = found.modal or any(slot.by == "by" for slot in found.slots)
    fixed = bool(chunk.times or chunk.cadence)
    ranked = any(target.unit == "名" for target in chunk.targets)
    if moods.sets_a_goal(found.text) and chunk.targets:
        return True
    if any(clause.by_a_day for clause in chunk.clauses):  # 8月19日前整改到位
        return True
    return bool(found.labels) or (asked and (fixed or ranked or (found.modal and named)))
