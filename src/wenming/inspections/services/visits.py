"""Starting and handing in a visit (到访): validate as engine.md section 2, store whole or not at all."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock, uploads
from wenming.core.moves import locked, move
from wenming.framework.models import CheckItem
from wenming.inspections.answers import NOTE_LENGTH, Answer, FindingInput, count_of, fault_of
from wenming.inspections.errors import (
    AnswersRefused,
    AssignmentRefused,
    HandedIn,
    NotYourVisit,
    ResultRefused,
    RoundNotOpen,
)
from wenming.inspections.models import (
    VISIT_ACTION_LABELS,
    VISIT_STATUS_LABELS,
    Finding,
    Observation,
    Photo,
    Visit,
    VisitStep,
)
from wenming.inspections.ties import Ties
from wenming.inspections.workflow import VISIT_STEPS, RoundStatus, VisitStatus


def open_visit(visit_id: UUID) -> Visit:
    """The visit, locked, of a round in which visits are being made.

    Raises:
        RoundNotOpen: before release or after closing.
    """
    visit = locked(Visit.objects.select_related("round", "frame_place"), visit_id)
    if visit.round.status != RoundStatus.RELEASED:
        raise RoundNotOpen(round=visit.round, now=visit.round.get_status_display())
    return visit


def step(visit: Visit, action: str) -> Any:
    """Move a locked visit; returns the old status."""
    return move(
        visit,
        action,
        steps=VISIT_STEPS,
        states=VISIT_STATUS_LABELS,
        actions=VISIT_ACTION_LABELS,
    )


@audit.audited
def start_visit(*, visit_id: UUID, by: User) -> Visit:
    """An inspector begins at the place (开始测评); beginning again keeps the first time.

    Raises:
        AssignmentRefused: the place is one of the inspector's own unit since the assignment.
        NotYourVisit, RoundNotOpen, TransitionRefused.
    """
    visit = open_visit(visit_id)
    _require_inspector(visit, by)
    if why := Ties([by]).of(by, visit.frame_place):
        raise AssignmentRefused(what=_("%s，应当回避。请让办公室改派。") % why)
    old = step(visit, "start")
    visit.started_at = visit.started_at or clock.now()
    visit.save(update_fields=["status", "started_at"])
    audit.record("visit.started", visit, by=by, old=old, new=visit.status)
    return visit


@audit.audited
def add_photo(
    *,
    visit_id: UUID,
    by: User,
    content: bytes,
    name: str,
    photo_id: UUID | None = None,
    taken_at: datetime | None = None,
    position: tuple[float, float, int | None] | None = None,
    is_from_album: bool = False,
) -> Photo:
    """Keep a photo of a visit (照片) before the visit is handed in.

    Args:
        photo_id: made by the phone, so that sending again stores nothing twice.
        taken_at: when the shutter was pressed; None where the picture does not say.
        position: longitude, latitude (WGS84) and accuracy in metres, where the phone knew them.
        is_from_album: not taken by this page (相册补传).

    Raises:
        BadPhoto: not a photo, or too large.
        HandedIn: the visit was handed in.
    """
    visit = open_visit(visit_id)
    _require_inspector(visit, by, is_desk_entry=True)
    if photo_id and (known := Photo.objects.filter(pk=photo_id, visit=visit).first()):
        return known
    if VISIT_STEPS.target(VisitStatus(visit.status), "submit") is None:
        raise HandedIn(place=visit.frame_place.place, now=visit.get_status_display())
    longitude, latitude, accuracy = position or (None, None, None)
    photo = Photo(
        visit=visit,
        upload=uploads.store_photo(content, name=name, by=by),
        taken_at=taken_at,
        longitude=_degrees(longitude),
        latitude=_degrees(latitude),
        accuracy_m=accuracy,
        is_from_album=is_from_album,
    )
    if photo_id:
        photo.pk = photo_id
    photo.save(force_insert=True)
    audit.record("photo.added", photo, by=by, visit=str(visit.pk), digest=photo.upload.digest)
    return photo


@audit.audited
def submit_visit(
    *,
    visit_id: UUID,
    by: User,
    answers: Sequence[Answer] = (),
    result: str = Visit.Result.DONE,
    result_reason: str = "",
    is_desk_entry: bool = False,
    started_at: datetime | None = None,
) -> Visit:
    """Hand in a visit (提交): every item of the place's type answered, or why none could be.

    A visit that was sent back is handed in anew; the answers of each time stay in its steps.

    Args:
        result: done, or why the place could not be judged (未能测评), then with a reason.
        is_desk_entry: typed in from paper (补录); the round's organiser may do that too.
        started_at: of a desk entry, when the inspectors were there.

    Raises:
        AnswersRefused: items that are missing or lack what their type needs, by item.
        ResultRefused: 未能测评 without a reason or with answers.
        NotYourVisit, RoundNotOpen, TransitionRefused.
    """
    visit = open_visit(visit_id)
    _require_inspector(visit, by, is_desk_entry=is_desk_entry)
    old = step(visit, "submit")
    items = _checked(visit, answers, result, result_reason)
    visit.observations.all().delete()
    _store(visit, answers, items)
    visit.result, visit.result_reason = result, result_reason
    visit.is_desk_entry = is_desk_entry
    if is_desk_entry and started_at:
        visit.started_at = min(started_at, clock.now())
    visit.submitted_at = visit.changed_at = clock.now()
    visit.submitted_by = by
    visit.remark = ""
    visit.save()
    VisitStep.objects.create(
        visit=visit, action="submit", by=by, note=result_reason, data=handed_in(result, answers)
    )
    audit.record("visit.submitted", visit, by=by, old=old, new=visit.status, result=result)
    return visit


def handed_in(result: str, answers: Sequence[Answer]) -> dict[str, Any]:
    """What is kept of a submission in its step; equal content gives equal data."""
    return {"result": result, "answers": [_as_data(answer) for answer in answers]}


def _require_inspector(visit: Visit, by: User, *, is_desk_entry: bool = False) -> None:
    if rights.can(by, Ability.INSPECT) and visit.inspectors.filter(pk=by.pk).exists():
        return
    if is_desk_entry and rights.can(by, Ability.PLAN_ROUNDS, area=visit.round.owner):
        return
    rights.require(by, Ability.INSPECT)
    raise NotYourVisit(place=visit.frame_place.place)


def _checked(
    visit: Visit, answers: Sequence[Answer], result: str, reason: str
) -> dict[str, CheckItem]:
    """The items of the place's type by code, once the answers fit them."""
    if result not in Visit.Result.values:
        raise ResultRefused(what=_("到访结果“%(result)s”不认识。") % {"result": result[:20]})
    if result != Visit.Result.DONE:
        if not reason.strip() or len(reason) > NOTE_LENGTH:
            raise ResultRefused(what=_("未能测评要写原因（不超过 200 字）。"))
        if answers:
            raise ResultRefused(
                what=_("未能测评的点位不能同时有判定。请改选“已测评”，或清空判定。")
            )
        return {}
    items = {
        item.code: item
        for item in CheckItem.objects.filter(
            edition=visit.round.edition_id, place_type__code=visit.frame_place.type_code
        )
    }
    faults = _faults(items, answers) | _photo_faults(visit, answers)
    if faults:
        raise AnswersRefused(dict(sorted(faults.items())))
    return items


def _faults(items: dict[str, CheckItem], answers: Sequence[Answer]) -> dict[str, str]:
    faults = {code: _("还没有判定。") for code in items}
    seen: set[str] = set()
    for answer in answers:
        code = answer.item_code
        if code not in items:
            faults[code] = _("这类点位没有这一条。")
            continue
        fault = fault_of(items[code].scoring, answer)
        if code in seen:
            fault = _("判定了两次。")
        seen.add(code)
        faults.pop(code, None)
        if fault:
            faults[code] = fault
    return faults


def _photo_faults(visit: Visit, answers: Sequence[Answer]) -> dict[str, str]:
    """Findings may only show photos of this visit."""
    named = {
        photo: answer.item_code
        for answer in answers
        for finding in answer.findings
        for photo in (finding.photo_id, finding.after_photo_id)
        if photo is not None
    }
    known = set(visit.photos.filter(pk__in=named).values_list("pk", flat=True))
    return {
        code: _("有照片还没有传上来，或不是这次到访的。请重新上传后再提交。")
        for photo, code in named.items()
        if photo not in known
    }


def _store(visit: Visit, answers: Sequence[Answer], items: dict[str, CheckItem]) -> None:
    rows = Observation.objects.bulk_create(
        Observation(
            visit=visit,
            item=items[answer.item_code],
            outcome=answer.outcome,
            count=count_of(items[answer.item_code].scoring, answer),
            watched_seconds=answer.watched_seconds,
            note=answer.note,
        )
        for answer in answers
    )
    Finding.objects.bulk_create(
        _finding(row, order, finding)
        for row, answer in zip(rows, answers, strict=True)
        for order, finding in enumerate(answer.findings, 1)
    )


def _finding(observation: Observation, order: int, finding: FindingInput) -> Finding:
    return Finding(
        observation=observation,
        order=order,
        spot=finding.spot.strip(),
        phrase=finding.phrase.strip(),
        photo_id=finding.photo_id,
        is_fixed_on_spot=finding.is_fixed_on_spot,
        after_photo_id=finding.after_photo_id,
    )


def _as_data(answer: Answer) -> dict[str, Any]:
    data = asdict(answer)
    data["findings"] = [
        {key: str(value) if isinstance(value, UUID) else value for key, value in finding.items()}
        for finding in data["findings"]
    ]
    return data


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
