"""What scoring tells other pages: to-dos, pages under its step, files."""

import uuid
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import clock
from wenming.core.attention import Sentence
from wenming.core.menu import Entry
from wenming.core.schedule import Job
from wenming.core.todo import Source, Todo
from wenming.core.wording import labelled
from wenming.inspections.models import Photo, Round, Visit
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.scoring import lines, permissions, publishing, services
from wenming.scoring.models import DisputeFile, Publication, ScoreCheck
from wenming.scoring.workflow import DisputeStatus, Status

ENTRIES = [
    Entry(_("各轮得分"), "scoring:list", permissions.sees_results),
    Entry(_("本单位丢分"), "scoring:own", permissions.acts_for_unit),
    Entry(_("申诉"), "scoring:disputes", permissions.decides_disputes),
    Entry(_("官方成绩"), "scoring:official", permissions.sees_official),
]


def todos(user: Any, limit: int) -> list[Todo]:
    """Lines to read, disputes to decide, results to bring on; one line a round."""
    return [*_to_read(user), *_to_decide(user), *_to_bring_on(user)][:limit]


def _to_read(user: Any) -> list[Todo]:
    units = rights.unit_ids(user, Ability.SIGN_FOR_UNIT)
    if not units:
        return []
    now = clock.now()
    rows = Publication.objects.filter(status=Status.FEEDBACK, due_at__gte=now)
    return [
        Todo(
            light=publishing.light_of(row),
            title=_t("核对得分：%(round)s") % {"round": row.round.title},
            kind=_("核实"),
            from_whom=str(row.round.owner),
            due=row.due_at,
            url=reverse("scoring:lines", args=[row.round.number]),
            verb=_("核对"),
        )
        for row in rows.select_related("round__owner")
        if lines.unanswered(row, units)
    ]


def _to_decide(user: Any) -> list[Todo]:
    found = []
    for row in _in_feedback(user).prefetch_related("disputes").select_related("round"):
        n = sum(d.status == DisputeStatus.OPEN for d in row.disputes.all())
        if n:
            found.append(
                Todo(
                    light=None,
                    title=_t("裁定申诉：%(round)s，%(n)d 件") % {"round": row.round.title, "n": n},
                    kind=_("裁定"),
                    from_whom=_("有关单位"),
                    due=None,
                    url=reverse("scoring:disputes"),
                    verb=_("裁定"),
                )
            )
    return found


def _in_feedback(user: Any) -> QuerySet[Publication]:
    """Publications whose disputes the person decides."""
    within = rights.within(user, Ability.ACCEPT_VISITS, "round__owner")
    return Publication.objects.filter(within, status=Status.FEEDBACK)


VERBS = {
    "recalculate": _("出计算稿"),
    "open": _("发单位核实"),
    "check": _("结束核实"),
    "approve": _("审定得分"),
    "publish": _("公布得分"),
}


NEXT = {
    Status.DRAFT: "open",
    Status.FEEDBACK: "check",
    Status.CHECKED: "approve",
    Status.APPROVED: "publish",
}


def _to_bring_on(user: Any) -> list[Todo]:
    """Results that wait for the step of `user`; one query."""
    rounds = to_bring_on_by(user).select_related("owner", "publication")
    return [_brought_on(row, _next_step(row)) for row in rounds]


def _brought_on(row: Round, step: str) -> Todo:
    return Todo(
        light=None,
        title=labelled(VERBS[step], row.title),
        kind=VERBS[step],
        from_whom=str(row.owner),
        due=None,
        url=reverse("scoring:publish", args=[row.number]),
        verb=VERBS[step],
    )


def to_bring_on_by(user: Any) -> QuerySet[Round]:
    """Closed rounds whose next step is with `user`; whoever made the round does not publish it."""
    waiting = Visit.objects.filter(round=OuterRef("pk"), status=VisitStatus.SUBMITTED)
    disputed = Publication.objects.filter(round=OuterRef("pk"), disputes__status=DisputeStatus.OPEN)
    is_free = ~Exists(waiting) & ~Exists(disputed)
    is_over = Q(publication__status=Status.FEEDBACK, publication__due_at__lte=clock.now())
    planning = rights.within(user, Ability.PLAN_ROUNDS) & (
        (Q(publication=None) & is_free) | Q(publication__status=Status.DRAFT) | (is_over & is_free)
    )
    approving = rights.within(user, Ability.APPROVE_RESULTS)
    publishing = rights.within(user, Ability.ACCEPT_VISITS) & ~Q(by=user.pk)
    return Round.objects.filter(
        planning
        | (approving & Q(publication__status=Status.CHECKED))
        | (publishing & Q(publication__status=Status.APPROVED)),
        status=RoundStatus.CLOSED,
    )


def _next_step(round_: Round) -> str:
    """What brings the result of a closed round on, where nothing else must happen first."""
    publication: Publication | None = getattr(round_, "publication", None)
    if publication is None:
        return "recalculate"
    return NEXT[Status(publication.status)]


def count(user: Any) -> int:
    """How many lines `todos` has that no query can count."""
    return len(_to_read(user))


def waiting(user: Any) -> list[QuerySet[Any]]:
    """Publications with disputes to decide and results to bring on, a line of `todos` each."""
    disputed = _in_feedback(user).filter(disputes__status=DisputeStatus.OPEN)
    return [disputed, to_bring_on_by(user)]


SOURCE = Source(items=todos, counted=count, waiting=waiting)


def sentences(user: Any) -> list[Sentence]:
    """That the nightly comparison found something, until it finds nothing any more."""
    if not permissions.sees_checks(user):
        return []
    last = ScoreCheck.objects.first()
    if last is None or not last.faults:
        return []
    return [
        Sentence(
            subject=_t("得分核对"),
            text=_t("有 %(n)d 处与原始记录不一致，公布和通报以前请先查清。")
            % {"n": len(last.faults)},
            url=reverse("scoring:check"),
            verb=_t("看核对"),
            weight=1000,
        )
    ]


def nightly(due_at: datetime) -> None:
    """Compare the stored sums and published runs with the records."""
    services.check_scores()


JOBS = [Job("scoring.check", nightly, daily_at=time(2, 30))]


def owns(user: Any, upload_id: uuid.UUID) -> bool:
    """Evidence of a dispute, a scan of an approval, and photos of one's own lines in feedback."""
    visible = permissions.disputes_visible_to(user)
    if DisputeFile.objects.filter(upload=upload_id, dispute__in=visible.values("pk")).exists():
        return True
    approved = Q(scan=upload_id) | Q(amendments__scan=upload_id)
    scanned = Publication.objects.filter(approved).select_related("round__owner").distinct()
    if any(permissions.can_bring_out(user, row.round) for row in scanned):
        return True
    return _shows_own_line(user, upload_id)


def _shows_own_line(user: Any, upload_id: uuid.UUID) -> bool:
    units = rights.unit_ids(user, Ability.SIGN_FOR_UNIT)
    photo = Photo.objects.filter(upload=upload_id).select_related("visit__round").first()
    if not units or photo is None:
        return False
    out = permissions.publications_for_units().filter(round=photo.visit.round_id)
    own = lines.visits_with_lines(photo.visit.round, units).filter(pk=photo.visit_id)
    return out.exists() and own.exists()
