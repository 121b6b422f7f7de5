"""Events of the negative list and bonuses: reported, decided by somebody else, withdrawn by a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import now, today
from wenming.core.errors import Incomplete
from wenming.core.evidence import EvidenceFile, check_files, keep
from wenming.core.moves import locked, move
from wenming.core.numbers import next_number
from wenming.framework.errors import BadEvent, NeedsSecondPerson
from wenming.framework.models import Edition, Event, EventFile
from wenming.framework.models.events import EVENT_ACTION_LABELS, EVENT_STATUS_LABELS
from wenming.framework.selectors import engine_framework
from wenming.framework.workflow import EVENT_STEPS, EventStatus

SERIES = "SX"


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports: an entry of the edition, when, from when on it counts, and why."""

    code: str
    occurred_on: date
    effective_on: date
    reason: str


@audit.audited
def report_event(
    *, edition_id: int, report: Report, files: Sequence[EvidenceFile], by: User
) -> Event:
    """Report an event with its evidence (上报事项); it counts when somebody else confirms it.

    Raises:
        Incomplete: no evidence, or files that cannot be kept.
        BadEvent: the edition has no such entry, or the days make no sense.
        NotAllowed: the person may not report events of the edition's owner.
    """
    edition = Edition.objects.defer("data", "overlay").select_related("owner").get(pk=edition_id)
    rights.require(by, Ability.REPORT_EVENTS, area=edition.owner)
    entry = engine_framework(edition).entries.get(report.code)
    if entry is None:
        raise BadEvent(reason=_("这一版的清单里没有 %(code)s。") % {"code": report.code})
    if report.occurred_on > today():
        raise BadEvent(reason=_("发生日期不能在今天以后。"))
    if report.effective_on < report.occurred_on:
        raise BadEvent(reason=_("生效日期不能早于发生日期。"))
    event = _event(edition, report, entry.effect, by)
    _store(event, files, by)
    audit.record("event.reported", event, by=by, code=event.code)
    return event


@audit.audited
def decide_event(*, event_id: int, confirmed: bool, words: str, by: User) -> Event:
    """Confirm a reported event, or decline it with a reason (核定).

    Raises:
        TransitionRefused: it was decided already.
        NeedsSecondPerson: the person reported it.
        Incomplete: declined without a reason.
        NotAllowed: the person may not confirm events of its owner.
    """
    event = locked(Event.objects.select_related("owner"), event_id)
    rights.require(by, Ability.CONFIRM_EVENTS, area=event.owner)
    action = "confirm" if confirmed else "decline"
    if event.reported_by_id == by.pk:
        raise NeedsSecondPerson(thing=event.number, action=EVENT_ACTION_LABELS[action])
    if not confirmed and not words.strip():
        raise Incomplete(what=_("不予认定要写明理由。"))
    old = move(
        event, action, steps=EVENT_STEPS, states=EVENT_STATUS_LABELS, actions=EVENT_ACTION_LABELS
    )
    event.decided_by, event.decided_at, event.decision = by, now(), words.strip()
    event.save(update_fields=["status", "decided_by", "decided_at", "decision"])
    step = "confirmed" if confirmed else "declined"
    audit.record(f"event.{step}", event, by=by, old=old, new=event.status)
    return event


@audit.audited
def withdraw_event(*, event_id: int, reason: str, files: Sequence[EvidenceFile], by: User) -> Event:
    """Report that a confirmed event no longer holds (撤销): an entry of its own, confirmed again.

    Raises:
        BadEvent: it is not in effect, or its withdrawal is under way.
        Incomplete: no evidence, or files that cannot be kept.
        NotAllowed: the person may neither report nor confirm events of its owner.
    """
    target = locked(Event.objects.select_related("owner", "edition"), event_id)
    if not rights.can(by, Ability.CONFIRM_EVENTS, area=target.owner):
        rights.require(by, Ability.REPORT_EVENTS, area=target.owner)
    if target.status != EventStatus.CONFIRMED or target.withdraws_id is not None:
        raise BadEvent(reason=_("只有已核定的事项可以撤销。"))
    if target.withdrawals.exclude(status=EventStatus.DECLINED).exists():
        raise BadEvent(reason=_("%(number)s 的撤销已经上报过。") % {"number": target.number})
    report = Report(target.code, today(), today(), reason)
    event = _event(target.edition, report, target.effect, by)
    event.withdraws = target
    _store(event, files, by)
    audit.record("event.withdrawal_reported", event, by=by, target=target.pk)
    return event


def _event(edition: Edition, report: Report, effect: str, by: User) -> Event:
    year = today().year
    n = next_number(owner=edition.owner.code, kind=SERIES, year=year)
    return Event(
        number=f"{SERIES}-{year}-{n:04}",
        edition=edition,
        code=report.code,
        effect=effect,
        owner=edition.owner,
        occurred_on=report.occurred_on,
        effective_on=report.effective_on,
        reason=report.reason.strip(),
        reported_by=by,
        reported_at=now(),
    )


def _store(event: Event, files: Sequence[EvidenceFile], by: User) -> None:
    if not event.reason:
        raise Incomplete(what=_("请写明事由。"))
    if not files:
        raise Incomplete(what=_("请附上佐证材料，至少一个文件。"))
    check_files(files)
    event.save()
    for file in files:
        EventFile.objects.create(event=event, upload=keep(file, by=by))
