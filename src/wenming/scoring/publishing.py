"""Reading the way of a result to those whom it concerns (公布的进展)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core import clock
from wenming.core.lights import Light, LightState
from wenming.core.workdays import running_light
from wenming.inspections.models import Round
from wenming.inspections.workflow import VisitStatus
from wenming.scoring.comparing import Difference, difference
from wenming.scoring.models import Amendment, Dispute, Publication
from wenming.scoring.workflow import DisputeStatus, Status

ORDER = list(Status)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way out: its word, when it was reached, and where the result is now."""

    label: Promise
    at: datetime | None
    is_over: bool
    is_current: bool


def of(round_: Round) -> Publication | None:
    """The publication of a round; None before its first draft."""
    related = ("draft__round__edition", "run__round__edition", "scan", "approved_by")
    rows = Publication.objects.filter(round=round_).select_related("round", *related)
    return rows.defer("draft__round__edition__data", "run__round__edition__data").first()


def stages(publication: Publication | None) -> list[Stage]:
    """计算稿, 反馈核实, 领导审定, 公布."""
    found = publication
    rows = [
        (_("计算稿"), found.drafted_at if found else None, Status.DRAFT),
        (_("反馈核实"), found.opened_at if found else None, Status.FEEDBACK),
        (_("领导审定"), found.approved_at if found else None, Status.CHECKED),
        (_("公布"), found.published_at if found else None, Status.APPROVED),
    ]
    now = -1 if found is None else ORDER.index(Status(found.status))
    return [
        Stage(label, at, is_over=ORDER.index(status) < now, is_current=ORDER.index(status) == now)
        for label, at, status in rows
    ]


def light_of(publication: Publication | None) -> Light | None:
    """How long units may still dispute; None outside the feedback."""
    if publication is None or publication.status != Status.FEEDBACK or not publication.due_at:
        return None
    if clock.now() >= publication.due_at:
        return Light(LightState.DONE, _t("核实期已满"))
    return running_light(clock.now(), publication.due_at, publication.opened_at)


def obstacle(round_: Round, publication: Publication | None, user: Person) -> str:
    """Why the next step is not possible yet; empty where it is."""
    waiting = round_.visits.filter(status=VisitStatus.SUBMITTED).count()
    if publication is None:
        return _t("还有 %(n)d 个到访没有审核。") % {"n": waiting} if waiting else ""
    if publication.status == Status.FEEDBACK:
        due = publication.due_at
        if due is not None and clock.now() < due:
            return _t("单位核实期没有满，到期才能结束。")
        n = publication.disputes.filter(status=DisputeStatus.OPEN).count()
        return _t("还有 %(n)d 件申诉没有裁定。") % {"n": n} if n else ""
    if publication.status == Status.APPROVED and round_.by_id == user.pk:
        return _t("本轮是您组织的，要由另一位同事公布。")
    return ""


def disputes_of(publication: Publication | None) -> Sequence[Dispute]:
    """Disputes of a result, open ones first."""
    if publication is None:
        return []
    rows = publication.disputes.select_related(
        "unit", "observation__item", "observation__visit__frame_place__place", "decided_by"
    )
    return sorted(rows, key=lambda d: (d.status != DisputeStatus.OPEN, d.pk))


def amendments_of(publication: Publication | None) -> Sequence[Amendment]:
    """Corrections of a published result, in their order."""
    if publication is None:
        return []
    return list(publication.amendments.select_related("correction", "by"))


def changed_since_draft(publication: Publication | None) -> Difference | None:
    """What the feedback changed; None while there is one run only."""
    if publication is None or publication.run_id == publication.draft_id:
        return None
    return difference(publication.draft, publication.run)


def takes_disputes(publication: Publication) -> bool:
    """Whether units may still dispute their lines."""
    due = publication.due_at
    return publication.status == Status.FEEDBACK and due is not None and clock.now() <= due
