"""Units in brackets behind what they have to do (括注): (市市场监管局牵头,市商务局配合), or (市城管局) alone."""

import re
from collections.abc import Sequence

from ..text.sentences import Stretch
from ..when.dates import Calendar, label_time, times
from ..who.leads import slots, with_roles_apart
from ..who.units import is_generic, read_units
from .facts import Facts
from .part import Part

_BRACKET = re.compile(r"[(【\[]((?:[^()【】\[\]]|\([^()]{1,12}\)){3,100})[)】\]]")
# (去年84.6分,全省县级市排名第17位): how it stands, and nobody who answers.
_STANDING = re.compile(r"\d(?:\.\d+)?(?:分|%|位)|排名")
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|底)?(?:之?前)?|长期|立行立改")
_DIVIDED = re.compile("^(?:责任|任务|职责)?分工:")


def take(found: Facts, parts: Sequence[Part], calendar: Calendar) -> None:
    """Gives the parts what the brackets of a sentence say of who does it, and until when.

    A bracket speaks of what stands before it, up to the bracket before.
    """
    text = found.text
    rest = list(parts)
    for match in _BRACKET.finditer(text) if parts else ():
        if match[1].endswith(("印发", "发布")) or _STANDING.search(match[1]):
            continue
        said = slots(Stretch(with_roles_apart(match[1]), 0, len(match[1])))
        who, _, rest_of_it = match[1].partition(";")  # (区委办、区府办;6月4日)
        units = None if said else read_units(_DIVIDED.sub("", who))
        until = label_time(rest_of_it, calendar) if units and _DAY.fullmatch(rest_of_it) else None
        alone = text[match.end() :][:1] in {"", ":"} and units and not units.generic
        named = any(slot.role == "lead" and not slot.units.generic for slot in said)
        meant = [part for part in rest if part.start < found.sentence.start + match.start()]
        meant = [p for p in meant if p is meant[-1] or not p.names_somebody] or list(parts[-1:])
        if said or alone:
            rest = [part for part in rest if part not in meant] or rest
        for part in meant:
            if named and all(map(is_generic, part.lead)):
                part.lead = []
            for slot in said:
                part.take_slot(slot)
            part.ordered = part.ordered or part.own_lead
            if said and not part.times:
                part.times.extend(times(match[1], calendar))
            if alone and units and not part.names_somebody:
                part.lead, part.own_lead = list(units.names), True
                part.ordered = part.ordered or match.end() < len(text)
            if until and not part.times:
                part.times.append(until)
