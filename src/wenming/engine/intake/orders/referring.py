"""What a sentence says of the work before it (这项工作由…), taken into the directive that it speaks of."""

import re

from ..counts.targets import targets
from .facts import Facts
from .part import Part

_LEADING = re.compile("(?:切实|认真|具体)?(?:牵头|主抓|负责|抓好|具体组织)")


def take_sentence(part: Part, found: Facts) -> None:
    """Who does it, until when and how much, said in a sentence below the part."""
    for slot in found.slots:
        if slot.role == "lead" and _LEADING.match(slot.verb):
            part.note_clash(slot.units.names)
        part.take_slot(slot)
    part.times.extend(found.times)
    part.targets.extend(target for _, target in targets(found.without_units()))
    part.stretches.append((found.sentence.start, found.sentence.end))
    part.closed = part.ordered = True


def has_own_work(found: Facts) -> bool:
    """这件事城管主抓,先从两条街做起,一个月做出样板来: more than who does what stands above."""
    return any((c.times or c.imperative) and not c.slots for c in found.clauses)
