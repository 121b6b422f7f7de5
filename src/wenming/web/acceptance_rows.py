"""What the acceptance pages show of visits: rows of the list, items, photos, the next one."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from wenming.accounts.models import User
from wenming.engine.scoring import VisitSums, visit_sums
from wenming.inspections import permissions, selectors
from wenming.inspections.models import Observation, Photo, Visit
from wenming.inspections.oddities import metres_away, oddities
from wenming.inspections.workflow import VisitStatus
from wenming.scoring.counting import table_of
from wenming.scoring.explaining import Judged, judged, recorded


@dataclass(frozen=True, slots=True)
class Waiting:
    """A visit of the list with what a reviewer wants to know first."""

    visit: Visit
    sums: VisitSums | None
    findings: int
    odd: list[str]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a visit: its marks, and as measured where it was corrected."""

    judged: Judged
    measured: Judged | None


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo with how far from the place it was taken, in metres."""

    photo: Photo
    metres: float | None


def waiting(visits: list[Visit], user: User) -> list[Waiting]:
    """The list's rows; the verdicts of all of them cost one query."""
    sums = _sums(visits)
    return [
        Waiting(
            visit=found,
            sums=sums[found.pk],
            findings=sum(len(row.findings.all()) for row in found.observations.all()),
            odd=oddities(found),
            is_mine=not permissions.is_second_person(user, found),
        )
        for found in visits
    ]


def items(found: Visit) -> list[Row]:
    """Every item of a visit in the order of its code."""
    observations = Observation.objects.filter(visit=found).order_by("item__code")
    rows = judged(found.round, recorded(observations))
    return [_row(found, row) for row in rows]


def sums(found: Visit) -> VisitSums | None:
    """Marks and score of one visit as its verdicts stand; None without verdicts."""
    return _sums([found])[found.pk]


def shots(found: Visit) -> list[Shot]:
    """The photos of a visit."""
    return [Shot(photo, metres_away(found, photo)) for photo in found.photos.all()]


def neighbour(found: Visit, user: User, *, number: str, step: int = 1) -> Visit | None:
    """The visit after (or before) this one that waits and that `user` may judge.

    After the last one comes the first again, so that nothing is left over.

    Args:
        number: of the round that the queue is narrowed to, or empty.
    """
    others = (
        permissions.reviewable_by(user)
        .filter(
            status=VisitStatus.SUBMITTED,
            submitted_at__isnull=False,
            round__status__in=permissions.REVIEWABLE,
        )
        .exclude(submitted_by=user)
        .exclude(inspectors=user)
        .exclude(pk=found.pk)
    )
    if number:
        others = others.filter(round__number=number)
    side = "gt" if step > 0 else "lt"
    at = found.submitted_at
    beyond = Q(**{f"submitted_at__{side}": at}) | Q(submitted_at=at, **{f"pk__{side}": found.pk})
    order = ["submitted_at", "pk"] if step > 0 else ["-submitted_at", "-pk"]
    following = others.filter(beyond).order_by(*order).first()
    return following or (others.order_by(*order).first() if step > 0 else None)


def _row(found: Visit, row: Judged) -> Row:
    observation = row.observation
    if not observation.corrections.all():
        return Row(row, None)
    measured: Any = copy(observation)
    measured.final_outcome, measured.final_count = observation.outcome, observation.count
    return Row(row, judged(found.round, [measured])[0])


def _sums(visits: list[Visit]) -> dict[Any, VisitSums | None]:
    verdicts = selectors.verdicts(visits)
    return {
        found.pk: visit_sums(
            table_of(found.round.edition),
            verdicts[found.pk],
            place_type=found.frame_place.type_code,
        )
        if verdicts[found.pk]
        else None
        for found in visits
    }
