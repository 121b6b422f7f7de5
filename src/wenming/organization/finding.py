"""What the shell's search box and menu ask of this app."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core import imports, outbox
from wenming.core.attention import Counted, Sentence
from wenming.core.clock import now
from wenming.core.models import Message
from wenming.core.search import Hit
from wenming.organization import permissions, selectors
from wenming.organization.models import ACTIVE, Unit

UNMAILED_DAYS = 7


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Active units by name, alias or code."""
    units = selectors.matching(permissions.visible_to(user).filter(ACTIVE), words)
    return [
        Hit(
            kind=_("单位"),
            title=unit.name,
            note=unit.get_kind_display(),
            url=reverse("organization:unit", args=[unit.code]),
        )
        for unit in units[:limit]
    ]


def mailboxes(codes: Collection[str]) -> dict[str, str]:
    """The mailboxes of active units that have one, by code; one query."""
    units = Unit.objects.filter(ACTIVE, code__in=codes).exclude(mailbox="")
    return dict(units.values_list("code", "mailbox"))


def sentences(user: Any) -> list[Counted]:
    """For who keeps the register: units that nobody can be reached at, mails that did not go out."""
    if not permissions.can_manage(user):
        return []
    unreachable = selectors.unreachable(permissions.visible_to(user))
    return [Counted(unreachable, _unreachable), _unmailed(user)]


def _unreachable(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 个单位") % {"n": n},
        text=_("没有登记联络员，任务和交办单到了没有人签收。"),
        url=f"{reverse('organization:units')}?state=unreachable",
        verb=_("补联络员"),
        weight=20,
    )


def _unmailed(user: Any) -> Counted:
    """Mails that failed for good in the last days, of units that `user` keeps."""
    codes = permissions.visible_to(user).values("code")
    since = now() - timedelta(days=UNMAILED_DAYS)
    failed = outbox.of_units(codes).filter(mail=Message.Mail.FAILED, made_at__gte=since)
    return Counted(
        failed,
        lambda n: Sentence(
            subject=_("有提醒邮件"),
            text=_("几次都没有发出去，请核对单位邮箱和邮件服务器。"),
            url=reverse("organization:unit", args=[failed.latest("pk").unit_code]),
            verb=_("核对邮箱"),
            weight=15,
        ),
    )


def can_import(user: Any) -> bool:
    """Whether there is any table that `user` may send."""
    return bool(imports.allowed_to(user))
