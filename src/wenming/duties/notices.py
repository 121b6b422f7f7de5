"""What units are told of lists and of their work: words to copy (复制通知文字), messages."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from wenming.core import outbox
from wenming.core.clock import now
from wenming.duties.models import TaskList, Undertaking
from wenming.organization.models import Unit


def words(task_list: TaskList, unsigned: Sequence[Unit], url: str) -> str:
    """What to tell the units about an issued list: its number, where to sign, who has not."""
    told = _(
        "【%(office)s】%(title)s（%(number)s）已印发，请打开 %(url)s 签收并查看本单位任务。"
    ) % {
        "office": settings.OFFICE_NAME,
        "title": task_list.quoted,
        "number": task_list.number,
        "url": url,
    }
    if not unsigned:
        return told + _("各单位都已签收。")
    waiting = {"n": len(unsigned), "names": "、".join(unit.name for unit in unsigned)}
    return told + _("尚未签收（%(n)d 个）：%(names)s。") % waiting


def tell_answer(row: Undertaking, *, line: str) -> None:
    """Leave a message for the unit that asked for help: what was answered. Inside a transaction."""
    with translation.override("zh-hans"):  # what is mailed is Chinese
        title = _("需协调事项已有答复：%(what)s") % {"what": row.what[:40]}
    outbox.tell(
        unit_code=row.unit.code,
        key=f"undertaking:{row.pk}:answer:{now():%Y%m%d%H%M%S%f}",
        title=title,
        text=line,
        path=reverse("duties:undertaking", args=[row.pk]),
    )
