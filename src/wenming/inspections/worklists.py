"""Rounds and visits in 已办 and 我发起的."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.worklists import Line, Shelf
from wenming.inspections import permissions
from wenming.inspections.models import Round, Visit


def _accepted(user: Any) -> QuerySet[Visit]:
    visits = permissions.reviewable_by(user).filter(accepted_by=user.pk, accepted_at__isnull=False)
    return visits.select_related("frame_place__place", "round").distinct()


def _handed_in(user: Any) -> QuerySet[Visit]:
    visits = permissions.visits_visible_to(user)
    mine = visits.filter(submitted_by=user.pk, submitted_at__isnull=False)
    return mine.select_related("frame_place__place", "round").distinct()


def _planned(user: Any) -> QuerySet[Round]:
    return permissions.visible_to(user).filter(by=user.pk).distinct()


def _accepted_line(visit: Visit) -> Line:
    return Line(
        title=visit.frame_place.place.name,
        kind=_("审核"),
        url=reverse("web:acceptance_visit", args=[visit.pk]),
        note=visit.round.title,
    )


def _visit_line(visit: Visit) -> Line:
    return Line(
        title=visit.frame_place.place.name,
        kind=_("测评"),
        url=reverse("inspections:visit", args=[visit.pk]),
        note=f"{visit.round.title} {visit.get_status_display()}",
    )


def _round_line(round_: Round) -> Line:
    return Line(
        title=round_.title,
        kind=_("建轮"),
        url=reverse("inspections:round", args=[round_.number]),
        note=round_.get_status_display(),
    )


DONE = [
    Shelf("inspections.accepted", _accepted, "accepted_at", _accepted_line),
    Shelf("inspections.visits", _handed_in, "submitted_at", _visit_line),
]
BEGUN = [Shelf("inspections.rounds", _planned, "at", _round_line)]
