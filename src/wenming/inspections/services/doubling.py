"""A second inspection of some places by other people (平行复查); it never enters a figure."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from wenming.accounts.models import User
from wenming.core import audit, clock
from wenming.inspections.doubles import open_to_double
from wenming.inspections.errors import AssignmentRefused
from wenming.inspections.models import Visit
from wenming.inspections.services.assigning import (
    Team,
    by_area,
    check_teams,
    released,
    share_out,
)
from wenming.inspections.services.rounds import organised


@audit.audited
def order_doubles(
    *, round_id: int, by: User, visit_ids: Sequence[UUID], teams: Sequence[Team]
) -> int:
    """Have official visits of a round repeated by teams of other people (安排平行复查).

    Each becomes a visit of its own, shared out like others. A place from which every team must
    keep away is left out.

    Returns:
        how many were ordered.

    Raises:
        AssignmentRefused: nothing chosen, one that cannot be repeated, or teams that cannot go.
        NotAllowed, RoundNotOpen.
    """
    round_ = released(organised(round_id, by))
    check_teams(teams)
    chosen = by_area(open_to_double(round_).filter(pk__in=visit_ids))
    if not visit_ids:
        raise AssignmentRefused(what=_("没有选到访。请选抽取比例，或勾选几处。"))
    if len(chosen) != len(set(visit_ids)):
        raise AssignmentRefused(
            what=_("选中的到访里有的还没有安排测评员、已作废，或已有平行复查。请刷新后再选。")
        )
    doubles = Visit.objects.filter(round=round_, purpose=_DOUBLE)
    counts = doubles.values_list("frame_place").annotate(Count("pk")).order_by()
    before: dict[int, int] = dict(counts)
    made = [
        Visit(
            round=round_,
            frame_place=visit.frame_place,
            number=before.get(visit.frame_place_id, 0) + 1,
            purpose=_DOUBLE,
            parallel_to_id=visit.pk,
            changed_at=clock.now(),
        )
        for visit in chosen
    ]
    Visit.objects.bulk_create(made)
    share_out(round_, made, teams)
    Visit.objects.filter(pk__in=[visit.pk for visit in made], inspectors=None).delete()
    left = Visit.objects.filter(pk__in=[visit.pk for visit in made])
    people = sorted(person.pk for team in teams for person in team)
    audit.record(
        "round.doubled",
        round_,
        by=by,
        visits=sorted(str(key) for key in left.values_list("parallel_to", flat=True)),
        people=people,
    )
    return left.count()


_DOUBLE = Visit.Purpose.DOUBLE
