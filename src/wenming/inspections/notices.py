"""What is told of inspections: to-dos, sub-pages and search hits for the shell, words to copy."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import clock
from wenming.core.menu import Entry
from wenming.core.search import Hit
from wenming.core.todo import Todo
from wenming.inspections import permissions
from wenming.inspections.models import Round, Visit
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.organization.models import Unit


def todos(user: Any, limit: int) -> list[Todo]:
    """Draws to witness, visits to review (a line a round), places to visit today (one line)."""
    return [*_today(user), *_witnessing(user), *_reviewing(user)][:limit]


def count_today(user: Any) -> int:
    """How many lines `todos` has of the places of the day: one at most."""
    return len(_today(user))


def waiting(user: Any) -> list[QuerySet[Any]]:
    """The rounds that are a line of `todos` each."""
    found = []
    if units := rights.unit_ids(user, Ability.WITNESS):
        found.append(_rounds_to_witness(units))
    if rights.can(user, Ability.ACCEPT_VISITS):
        found.append(Round.objects.filter(visits__in=_visits_to_review(user)))
    return found


def _rounds_to_witness(units: Iterable[int]) -> QuerySet[Round]:
    sealed = Round.objects.filter(Q(invited__in=units), status=RoundStatus.SEALED)
    return sealed.exclude(witnesses__unit__in=units)


def _witnessing(user: Any) -> list[Todo]:
    units = rights.unit_ids(user, Ability.WITNESS)
    if not units:
        return []
    rounds = _rounds_to_witness(units)
    return [
        Todo(
            light=None,
            title=_t("见证抽取：%(round)s") % {"round": found.title},
            kind=_("见证"),
            from_whom=str(found.owner),
            due=None,
            url=reverse("inspections:witness", args=[found.number]),
            verb=_("见证"),
        )
        for found in rounds.distinct().select_related("owner")
    ]


def _reviewing(user: Any) -> list[Todo]:
    if not rights.can(user, Ability.ACCEPT_VISITS):
        return []
    return [
        Todo(
            light=None,
            title=_t("审核到访记录：%(round)s，%(n)d 处")
            % {"round": found.title, "n": found.waiting},
            kind=_("审核"),
            from_whom=str(found.owner),
            due=None,
            url=f"{reverse('web:acceptance')}?round={found.number}",
            verb=_("审核"),
        )
        for found in _rounds_to_review(user)
    ]


def _visits_to_review(user: Any) -> QuerySet[Visit]:
    """Visits that the person may judge."""
    mine = Q(submitted_by=user.pk) | Q(inspectors=user.pk)
    return (
        permissions.reviewable_by(user)
        .filter(status=VisitStatus.SUBMITTED, round__status__in=permissions.REVIEWABLE)
        .exclude(pk__in=Visit.objects.filter(mine).values("pk"))
    )


def _rounds_to_review(user: Any) -> QuerySet[Any]:
    """Rounds with visits that the person may judge: `waiting` of them."""
    waiting = _visits_to_review(user)
    return (
        Round.objects.filter(visits__in=waiting)
        .annotate(waiting=Count("visits", filter=Q(visits__in=waiting)))
        .select_related("owner")
        .order_by("starts_on", "pk")
    )


def _today(user: Any) -> list[Todo]:
    if not rights.can(user, Ability.INSPECT):
        return []
    places = Visit.objects.filter(
        inspectors=user.pk,
        round__status=RoundStatus.RELEASED,
        status__in=[VisitStatus.PLANNED, VisitStatus.STARTED],
    ).filter(Q(planned_on__lte=clock.today()) | Q(planned_on=None))
    n = places.count()
    if not n:
        return []
    return [
        Todo(
            light=None,
            title=_t("今天要测 %(n)d 处") % {"n": n},
            kind=_("测评"),
            from_whom="",
            due=None,
            url=reverse("inspections:today"),
            verb=_("测评"),
        )
    ]


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Rounds by title or number."""
    rounds = permissions.visible_to(user).filter(
        Q(title__icontains=words) | Q(number__icontains=words)
    )
    return [
        Hit(
            kind=_("轮次"),
            title=found.title,
            note=f"{found.number} {found.get_status_display()}",
            url=reverse("inspections:round", args=[found.number]),
        )
        for found in rounds.order_by("-starts_on", "-pk")[:limit]
    ]


def words_for_witnesses(round_: Round, waiting: Sequence[Unit], url: str) -> str:
    """通知文字 for the units that were asked to witness and have not: what it is and where."""
    return _t(
        "【%(office)s】《%(round)s》样本框已经封存，请%(units)s打开 %(url)s 写下见证语，"
        "然后才能抽取。样本框摘要 %(digest)s，封存值 %(seal)s。"
    ) % {
        "office": settings.OFFICE_NAME,
        "round": round_.title,
        "units": "、".join(unit.name for unit in waiting),
        "url": url,
        "digest": round_.frame_digest,
        "seal": round_.seal,
    }


def words_for_inspectors(round_: Round, teams: Sequence[tuple[str, int, int]], url: str) -> str:
    """通知文字 for the inspectors: where the day's places are, and who has how many to go.

    Args:
        teams: names of a team, its places, and those not handed in yet.
    """
    head = _t("【%(office)s】《%(round)s》点位已公布，请测评员打开 %(url)s 按安排测评。") % {
        "office": settings.OFFICE_NAME,
        "round": round_.title,
        "url": url,
    }
    lines = [
        _t("%(names)s：%(count)d 处，还有 %(left)d 处没有提交")
        % {"names": names, "count": n, "left": left}
        for names, n, left in teams
    ]
    return "\n".join([head, *lines])


def owns_file(user: Any, upload_id: uuid.UUID) -> bool:
    """Whether the upload is a photo of a visit that the person may read."""
    return permissions.photos_visible_to(user).filter(upload=upload_id).exists()


ENTRIES = [
    Entry(_("轮次"), "inspections:list", shown=permissions.sees_rounds),
    Entry(_("待审核"), "web:acceptance", shown=lambda u: rights.can(u, Ability.ACCEPT_VISITS)),
    Entry(_("今日点位"), "inspections:today", shown=lambda u: rights.can(u, Ability.INSPECT)),
]
