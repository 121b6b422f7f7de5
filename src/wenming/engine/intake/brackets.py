"""Units in brackets behind what they have to do (括注): (市市场监管局牵头,市商务局配合), or (市城管局) alone."""

import re
from collections.abc import Sequence

from .dates import Calendar, times
from .leads import slots, with_roles_apart
from .part import Part
from .sentences import Stretch
from .units import is_generic, read_units

_BRACKET = re.compile(r"[(【\[]((?:[^()【】\[\]]|\([^()]{1,12}\)){3,100})[)】\]]")
_DIVIDED = re.compile("^(?:责任|任务|职责)?分工:")


def take(text: str, parts: Sequence[Part], calendar: Calendar) -> None:
    """Gives the parts what the brackets of a sentence say of who does it, and until when."""
    for match in _BRACKET.finditer(text) if parts else ():
        if match[1].endswith(("印发", "发布")):
            continue
        said = slots(Stretch(with_roles_apart(match[1]), 0, len(match[1])))
        units = None if said else read_units(_DIVIDED.sub("", match[1]))
        alone = text[match.end() :][:1] in {"", ":"} and units and not units.generic
        named = any(slot.role == "lead" and not slot.units.generic for slot in said)
        for part in parts:
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
