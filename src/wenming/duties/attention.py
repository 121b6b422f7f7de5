"""What of the duties needs a decision (需要您关注): late or stuck work, unsigned lists, unled indicators."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.attention import Counted, Sentence
from wenming.core.clock import today
from wenming.duties.models import Duty, DutyUnit, Offer, Receipt
from wenming.duties.permissions import sees_all, undertakings_visible_to, visible_to
from wenming.duties.selectors import number_of
from wenming.duties.workflow import RUNNING, Progress, Status
from wenming.framework.selectors import current_indicators

# Days after which an unsigned list is worth a word.
PATIENCE_DAYS = 3
MOST = 10  # sentences of one kind: no page shows more


def sentences(user: Any) -> Iterator[Sentence | Counted]:
    """Late and stuck work for who oversees all; the rest for who issues lists and sets leads."""
    if sees_all(user):
        work = undertakings_visible_to(user).filter(parent=None)
        yield Counted(work.filter(status__in=RUNNING, due_key__lt=today()), _late)
        yield Counted(work.filter(status=Progress.STUCK), _stuck)
    yield from _claimable(user)
    if rights.can(user, Ability.ISSUE_DUTIES):
        yield Counted(_orphans(user), _unclaimed)
        yield from _unsigned(user)
        yield Counted(current_indicators().filter(leads=None), _unled)


def _late(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 项任务") % {"n": n},
        text=_("过了期限还没有报完成。"),
        url=f"{reverse('duties:work')}?tab=overdue",
        verb=_("看是哪些"),
        weight=60,
    )


def _stuck(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 项任务") % {"n": n},
        text=_("牵头单位说推不动，请求协调。"),
        url=f"{reverse('duties:work')}?tab=stuck",
        verb=_("看卡在哪里"),
        weight=70,
    )


def _unsigned(user: Any) -> Iterator[Sentence]:
    long_ago = today() - timedelta(days=PATIENCE_DAYS)
    lists = visible_to(user).filter(status=Status.ISSUED, issued_on__lte=long_ago)
    waiting = lists.annotate(n=number_of(Receipt.objects.filter(at=None))).filter(n__gt=0)
    for row in waiting[:MOST]:
        yield Sentence(
            subject=row.quoted,
            text=_("印发 %(days)d 天了，还有 %(n)d 个单位没有签收。")
            % {"days": (today() - row.issued_on).days, "n": row.n},  # type: ignore[operator]
            url=reverse("duties:task_list", args=[row.pk]),
            verb=_("看谁没签"),
            weight=40,
        )


def _unled(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 项指标") % {"n": n},
        text=_("没有牵头单位，丢了分没有人认。"),
        url=f"{reverse('duties:coverage')}?gap=unled",
        verb=_("指定"),
        weight=30,
    )


def _claimable(user: Any) -> Iterator[Counted]:
    """Duties that a unit may take; nobody has to."""
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    if not units:
        return
    open_ = Offer.objects.filter(units__in=units, unit=None, until__gte=today())
    yield Counted(open_.exclude(claims__unit__in=units), _offered)


def _offered(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 项任务") % {"n": n},
        text=_("没有单位承担，公开认领；自愿，不认领不用说明。"),
        url=reverse("duties:claims"),
        verb=_("看看"),
        weight=5,
    )


def _orphans(user: Any) -> QuerySet[Duty]:
    """Duties of lists in force that nobody undertakes."""
    led = DutyUnit.objects.filter(duty=OuterRef("pk")).exclude(part=DutyUnit.Part.SUPPORT)
    mine = rights.within(user, Ability.ISSUE_DUTIES, "task_list__owner")
    return Duty.objects.filter(mine, ~Exists(led), task_list__status=Status.ISSUED)


def _unclaimed(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 项任务") % {"n": n},
        text=_("已经印发，却没有单位承担。"),
        url=f"{reverse('duties:claims')}?tab=orphan",
        verb=_("公开认领"),
        weight=45,
    )
