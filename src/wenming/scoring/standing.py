"""The last score of places, for their list, their page and the map."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.inspections.models import Visit
from wenming.inspections.workflow import VisitStatus
from wenming.places.facts import Fact, grade_of
from wenming.scoring import permissions


def facts(user: Person, places: Collection[int]) -> Mapping[int, Fact]:
    """The score of the latest accepted visit that `user` may read; nothing where none was scored."""
    visits = permissions.visits_visible_to(user).filter(
        frame_place__place__in=places,
        status=VisitStatus.ACCEPTED,
        purpose=Visit.Purpose.OFFICIAL,
        place_score__score__isnull=False,
    )
    rows = visits.order_by("submitted_at", "pk").values_list(
        "frame_place__place", "pk", "submitted_at", "place_score__score"
    )
    found = {}
    for place, visit, at, score in rows:  # the last one stays
        if score is None:
            continue
        on = timezone.localdate(at) if at else None
        found[place] = Fact(
            label=_("最近得分"),
            written=f"{score:.1f}",
            url=reverse("scoring:place", args=[visit]),
            cells={"最近检查": on, "得分": round(score, 2)},
            look=grade_of(score),
            value=round(score, 2),
        )
    return found
