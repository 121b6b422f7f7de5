"""Second inspections (平行复查): which visits can be repeated, and how far two teams agree.

Agreement is between verdicts as they were measured, before any correction. It tells whether an
item can be judged alike by different people; it is no mark of a person.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Exists, OuterRef, QuerySet

from wenming.inspections.models import Observation, Round, Visit
from wenming.inspections.workflow import VisitStatus

NOT_YET = frozenset({VisitStatus.PLANNED, VisitStatus.STARTED})


def open_to_double(round_: Round) -> QuerySet[Visit]:
    """Official visits of a round that somebody is to make or has made, not repeated yet."""
    standing = Visit.objects.filter(parallel_to=OuterRef("pk")).exclude(status=VisitStatus.VOID)
    people = Visit.inspectors.through.objects.filter(visit=OuterRef("pk"))
    official = round_.visits.filter(purpose=Visit.Purpose.OFFICIAL)
    return official.exclude(status=VisitStatus.VOID).filter(Exists(people), ~Exists(standing))


def doubles_of(round_: Round) -> QuerySet[Visit]:
    """The second inspections of a round with both teams."""
    return (
        round_.visits.filter(purpose=Visit.Purpose.DOUBLE)
        .select_related("frame_place__place", "parallel_to")
        .prefetch_related("inspectors", "parallel_to__inspectors")
    )


def drawn_by_share(round_: Round, percent: int) -> list[Visit]:
    """Visits to repeat so that `percent` of the official ones are, those ordered before included.

    They are taken in the order of SHA-256 of the round's seed and the code of the place, so that
    the choice can be recomputed once the seed is shown.
    """
    rows = list(open_to_double(round_).select_related("frame_place__place"))
    standing = round_.visits.filter(purpose=Visit.Purpose.DOUBLE).exclude(status=VisitStatus.VOID)
    already = standing.count()
    wanted = math.ceil(Fraction(percent, 100) * (len(rows) + already)) - already
    ranked = sorted(rows, key=lambda visit: _rank(round_.seed, visit.frame_place.place.code))
    return ranked[: max(0, wanted)]


def _rank(seed: str, place: str) -> str:
    return hashlib.sha256(f"{seed}:double:{place}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Verdicts of two visits to the same place that are the same, of those that both gave."""

    label: str
    equal: int
    n: int

    @property
    def share(self) -> Fraction:
        """0..1; there is at least one pair of verdicts."""
        return Fraction(self.equal, self.n)


@dataclass(frozen=True, slots=True)
class Agreements:
    """Agreement in a round: as a whole, by item in the order of codes, by pair of teams by name."""

    whole: Agreement | None
    items: list[Agreement]
    teams: list[Agreement]
    visits: dict[object, Agreement]


def agreements(round_: Round) -> Agreements:
    """How far accepted second inspections agree with the accepted visits that they check.

    Two queries for the verdicts, whatever the number of visits.
    """
    settled = [
        visit
        for visit in doubles_of(round_).filter(
            status=VisitStatus.ACCEPTED, parallel_to__status=VisitStatus.ACCEPTED
        )
        if visit.parallel_to is not None
    ]
    verdicts = _verdicts(visit.pk for visit in settled)
    checked = _verdicts(visit.parallel_to_id for visit in settled)
    pairs = [
        (visit, item, verdict == checked[visit.parallel_to_id][item])
        for visit in settled
        for item, verdict in verdicts[visit.pk].items()
        if item in checked[visit.parallel_to_id]
    ]
    whole = _agreement("", [same for _visit, _item, same in pairs]) if pairs else None
    return Agreements(
        whole=whole,
        items=_grouped((item, same) for _visit, item, same in pairs),
        teams=_grouped((teams_of(visit), same) for visit, _item, same in pairs),
        visits=_by_visit((visit.pk, same) for visit, _item, same in pairs),
    )


def teams_of(visit: Visit) -> str:
    """Who checked whom, both teams by name: 甲、乙 / 丙、丁."""
    assert visit.parallel_to is not None
    return f"{_names(visit.parallel_to)} / {_names(visit)}"


def _names(visit: Visit) -> str:
    return "、".join(sorted(str(person) for person in visit.inspectors.all()))


def _verdicts(
    visits: Iterable[object],
) -> dict[object, dict[str, tuple[str, int | None]]]:
    """Code of an item → its verdict as measured, by visit."""
    found: dict[object, dict[str, tuple[str, int | None]]] = defaultdict(dict)
    rows = Observation.objects.filter(visit__in=list(visits)).values_list(
        "visit", "item__code", "outcome", "count"
    )
    for visit, code, outcome, count in rows:
        found[visit][code] = outcome, count
    return found


def _grouped(rows: Iterable[tuple[str, bool]]) -> list[Agreement]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for label, same in rows:
        groups[label].append(same)
    return [_agreement(label, same) for label, same in sorted(groups.items())]


def _by_visit(rows: Iterable[tuple[object, bool]]) -> dict[object, Agreement]:
    groups: dict[object, list[bool]] = defaultdict(list)
    for key, same in rows:
        groups[key].append(same)
    return {key: _agreement("", same) for key, same in groups.items()}


def _agreement(label: str, same: list[bool]) -> Agreement:
    return Agreement(label, equal=sum(same), n=len(same))
