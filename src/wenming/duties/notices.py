"""Words to send by whatever channel the office uses (复制通知文字): nothing is sent from here."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from wenming.duties.models import TaskList
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
