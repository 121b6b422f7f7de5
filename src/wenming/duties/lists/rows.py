"""A duty as a table row: who does what, until when, and whether it is one's own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wenming.documents.labels import kind_label
from wenming.documents.targets import to_lines
from wenming.duties.fields import written
from wenming.duties.lists.letter import parties_of, when
from wenming.duties.models import Duty, DutyUnit


@dataclass(frozen=True, slots=True)
class Row:
    """One duty; `part` is what one's own unit does in it, empty for others."""

    duty: Duty
    kind: str
    leads: str
    responsible: str
    supports: str
    when: str
    targets: str
    part: str


def row(duty: Duty, sizes: Mapping[str, int], own: Collection[int]) -> Row:
    """The row of a duty (units and indicators prefetched).

    Args:
        sizes: what `documents.fields.kind_sizes` counted.
        own: keys of one's own units.
    """
    leads, responsible, supports = (
        written(parties_of(duty, part), sizes) for part in DutyUnit.Part
    )
    parts = [str(r.get_part_display()) for r in duty.units.all() if r.unit_id in own]
    return Row(
        duty=duty,
        kind=kind_label(duty.kind),
        leads=leads,
        responsible=responsible,
        supports=supports,
        when=when(duty),
        targets="；".join(to_lines(duty.targets).splitlines()),
        part="、".join(dict.fromkeys(parts)),
    )
