"""Planning a round, publishing its places, closing it (轮次)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import Grant, User
from wenming.accounts.rights import ROLE_ABILITIES, Ability
from wenming.core import audit, clock
from wenming.core.moves import locked, move
from wenming.core.numbers import next_number
from wenming.framework.models import Edition, PlaceType
from wenming.framework.workflow import Status as EditionStatus
from wenming.inspections.errors import PlanRefused, RoundUnfinished
from wenming.inspections.frames import AreaCodes, as_frame_place
from wenming.inspections.models import (
    ROUND_ACTION_LABELS,
    ROUND_STATUS_LABELS,
    FramePlace,
    Round,
    RoundType,
    Visit,
)
from wenming.inspections.workflow import ROUND_STEPS, RoundStatus, VisitStatus
from wenming.organization.models import Area, Level, Unit
from wenming.places.models import Place

MOST_A_TYPE = 10_000


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that is visited without being drawn (指定点位), and why."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """Everything that is decided before the frame is frozen (测评计划).

    Attributes:
        sizes: place type -> how many are drawn; in each area where `is_per_area`.
        exclude_days: places visited so many days before the start are left out; 0 for none.
        earlier: draw from the places that this round had drawn (复测、回头看).
        invited: units that are asked to witness a sealed draw.
        proposing: when problems are proposed; None for the rule of the purpose.
    """

    title: str
    purpose: str
    manner: str
    basis: str
    edition: Edition
    owner: Area
    starts_on: date
    ends_on: date
    sizes: Mapping[str, int]
    plan_number: str = ""
    area_level: str = Level.DISTRICT
    is_per_area: bool = False
    proposing: str | None = None
    exclude_days: int = 0
    earlier: Round | None = None
    invited: tuple[Unit, ...] = ()
    named: tuple[NamedPlace, ...] = field(default=())


def proposing_of(purpose: str) -> str:
    """When accepted visits propose problems unless told otherwise: a mock assessment must not
    be mended while it is measured."""
    is_mock = purpose == Round.Purpose.MOCK
    return Round.Proposing.AFTER_ROUND if is_mock else Round.Proposing.DAILY


@audit.audited
def plan_round(*, plan: RoundPlan, by: User) -> Round:
    """Put a round on paper (建轮). Nothing is frozen or drawn yet.

    Raises:
        PlanRefused: what does not fit, in words.
        NotAllowed: the person does not organise rounds in the owner's area.
    """
    rights.require(by, Ability.PLAN_ROUNDS, area=plan.owner)
    round_ = Round(owner=plan.owner, by=by, number=_number(plan))
    _write(round_, plan)
    audit.record("round.planned", round_, by=by, number=round_.number)
    return round_


@audit.audited
def change_plan(*, round_id: int, plan: RoundPlan, by: User) -> Round:
    """Change a round that is not sealed or drawn yet.

    Raises:
        PlanRefused, NotAllowed.
    """
    round_ = locked(Round.objects.select_related("owner"), round_id)
    rights.require(by, Ability.PLAN_ROUNDS, area=round_.owner)
    if round_.status != RoundStatus.PLANNED:
        raise PlanRefused(what=_("样本框已经封存或抽取，计划不能再改。"))
    if plan.owner.pk != round_.owner_id:
        raise PlanRefused(what=_("组织地区不能改。请另建一轮。"))
    _write(round_, plan)
    audit.record("round.changed", round_, by=by)
    return round_


@audit.audited
def release_round(*, round_id: int, by: User) -> Round:
    """Publish the drawn and named places to their inspectors (公布点位): each becomes a visit.

    A named place that was drawn too is visited once, as drawn.
    """
    round_ = organised(round_id, by)
    old = step(round_, "release")
    drawn = list(round_.frame.filter(order__isnull=False).order_by("order"))
    taken = {row.place_id for row in drawn}
    named = [row for row in round_.frame.filter(is_named=True) if row.place_id not in taken]
    Visit.objects.bulk_create(
        Visit(round=round_, frame_place=row, changed_at=clock.now()) for row in [*drawn, *named]
    )
    round_.released_at = clock.now()
    round_.save(update_fields=["status", "released_at"])
    audit.record(
        "round.released", round_, by=by, old=old, new=round_.status, visits=len(drawn) + len(named)
    )
    return round_


@audit.audited
def close_round(*, round_id: int, by: User) -> Round:
    """End the visits (结束测评); secret and witness texts are shown from now on (揭示).

    Places that nobody has been to stay not measured.

    Raises:
        RoundUnfinished: a visit has begun and is not handed in.
    """
    round_ = organised(round_id, by)
    begun = round_.visits.filter(status=VisitStatus.STARTED).count()
    if begun:
        raise RoundUnfinished(
            what=_("还有 %(n)d 处正在测评，没有提交。请等提交，或由办公室补录为未能测评。")
            % {"n": begun}
        )
    old = step(round_, "close")
    round_.closed_at = clock.now()
    round_.save(update_fields=["status", "closed_at"])
    audit.record("round.closed", round_, by=by, old=old, new=round_.status)
    return round_


@audit.audited
def publish_round(*, round_id: int, by: User) -> Round:
    """Lock the round and let those who may see results see them (公布得分); cannot be undone.

    Raises:
        RoundUnfinished: visits await acceptance.
    """
    round_ = locked(Round.objects.select_related("owner"), round_id)
    rights.require(by, Ability.ACCEPT_VISITS, area=round_.owner)
    waiting = round_.visits.filter(status=VisitStatus.SUBMITTED).count()
    if waiting:
        raise RoundUnfinished(
            what=_("还有 %(n)d 处到访记录待审核，不能公布。请先审核。") % {"n": waiting}
        )
    old = step(round_, "publish")
    round_.published_at = clock.now()
    round_.save(update_fields=["status", "published_at"])
    audit.record("round.published", round_, by=by, old=old, new=round_.status)
    return round_


def organised(round_id: int, by: User) -> Round:
    """The round, locked, for somebody who organises it."""
    round_ = locked(Round.objects.select_related("owner"), round_id)
    rights.require(by, Ability.PLAN_ROUNDS, area=round_.owner)
    return round_


def step(round_: Round, action: str) -> RoundStatus:
    """Move a locked round; returns the old status."""
    old: RoundStatus = move(
        round_,
        action,
        steps=ROUND_STEPS,
        states=ROUND_STATUS_LABELS,
        actions=ROUND_ACTION_LABELS,
    )
    return old


def _number(plan: RoundPlan) -> str:
    """LC-2026-007; rounds below the city carry the code of their area."""
    year = plan.starts_on.year
    n = next_number(owner=plan.owner.code, kind="LC", year=year)
    prefix = "" if plan.owner.level == Level.CITY else f"{plan.owner.code}-"
    return f"{prefix}LC-{year}-{n:03d}"


def _write(round_: Round, plan: RoundPlan) -> None:
    _check(plan)
    for name in (
        "title",
        "purpose",
        "manner",
        "basis",
        "plan_number",
        "edition",
        "area_level",
        "is_per_area",
        "starts_on",
        "ends_on",
        "exclude_days",
        "earlier",
    ):
        setattr(round_, name, getattr(plan, name))
    round_.proposing = plan.proposing or proposing_of(plan.purpose)
    round_.save()
    round_.invited.set(plan.invited)
    round_.types.all().delete()
    RoundType.objects.bulk_create(
        RoundType(round=round_, type_code=code, sample_count=n)
        for code, n in sorted(plan.sizes.items())
        if n
    )
    _write_named(round_, plan)


def _write_named(round_: Round, plan: RoundPlan) -> None:
    round_.frame.all().delete()
    areas = AreaCodes(round_.area_level)
    rows = []
    for named in plan.named:
        row = as_frame_place(round_, named.place, areas)
        row.is_named, row.reason = True, named.reason.strip()
        rows.append(row)
    FramePlace.objects.bulk_create(rows)


def _check(plan: RoundPlan) -> None:
    """Raise the first thing that does not fit."""
    if not plan.title.strip() or not plan.basis.strip():
        raise PlanRefused(what=_("名称和依据都要写。"))
    if plan.ends_on < plan.starts_on:
        raise PlanRefused(what=_("结束日期不能早于开始日期。"))
    if plan.edition.status != EditionStatus.PUBLISHED:
        raise PlanRefused(what=_("测评体系“%s”没有发布，不能用来测评。") % plan.edition)
    if not plan.owner.path.startswith(plan.edition.owner.path):
        raise PlanRefused(
            what=_("测评体系“%(edition)s”是%(owner)s的，不能用来测%(area)s。")
            % {"edition": plan.edition, "owner": plan.edition.owner, "area": plan.owner}
        )
    if plan.exclude_days < 0:
        raise PlanRefused(what=_("天数不能是负数。"))
    if plan.earlier is not None and plan.earlier.released_at is None:
        raise PlanRefused(what=_("“%s”还没有公布点位，不能沿用。") % plan.earlier)
    _check_sizes(plan)
    _check_named(plan)
    _check_invited(plan)


def _check_sizes(plan: RoundPlan) -> None:
    known = set(PlaceType.objects.filter(edition=plan.edition).values_list("code", flat=True))
    for code, n in plan.sizes.items():
        if code not in known:
            raise PlanRefused(what=_("测评体系里没有点位类型“%s”。") % code)
        if not 0 <= n <= MOST_A_TYPE:
            raise PlanRefused(
                what=_("类型 %(code)s 的抽取数应在 0 到 %(most)d 之间。")
                % {"code": code, "most": MOST_A_TYPE}
            )
    if not any(plan.sizes.values()) and not plan.named:
        raise PlanRefused(what=_("没有要抽取的类型，也没有指定点位。请至少填一项。"))


def _check_named(plan: RoundPlan) -> None:
    known = set(PlaceType.objects.filter(edition=plan.edition).values_list("code", flat=True))
    seen: set[int] = set()
    for named in plan.named:
        fault = _fault_of_named(named, plan, known, seen)
        if fault:
            raise PlanRefused(what=fault % {"place": named.place})
        seen.add(named.place.pk)


def _fault_of_named(
    named: NamedPlace, plan: RoundPlan, known: set[str], seen: set[int]
) -> str | None:
    place = named.place
    if not 0 < len(named.reason.strip()) <= 100:
        return _("指定点位“%(place)s”要写原因（不超过 100 字）。")
    if place.pk in seen:
        return _("点位“%(place)s”指定了两次。")
    if place.status != Place.Status.OPEN or place.valid_until is not None:
        return _("点位“%(place)s”已经停用，不能指定。")
    if place.type_code not in known:
        return _("点位“%(place)s”的类型不在测评体系里，没有可测的内容。")
    if not place.area.path.startswith(plan.owner.path):
        return _("点位“%(place)s”不在组织地区内。")
    return None


def _check_invited(plan: RoundPlan) -> None:
    """A witness must be of another unit than those who organise the round."""
    roles = [role for role, can in ROLE_ABILITIES.items() if Ability.PLAN_ROUNDS in can]
    above = [plan.owner.path[:end] for end in range(4, len(plan.owner.path) + 1, 4)]
    own = Grant.objects.filter(
        role__in=roles, area__path__in=above, unit__in=plan.invited
    ).select_related("unit")
    for grant in own:
        raise PlanRefused(what=_("“%s”就是组织单位，不能自己见证。请邀请别的单位。") % grant.unit)
