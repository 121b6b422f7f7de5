"""Words to send by whatever channel the office uses (复制通知文字): nothing is sent from here."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from wenming.organization.models import Unit


def letter_words(year: int, due_on: date, unsigned: Sequence[Unit], url: str) -> str:
    """What to tell the units whose signed letter is missing."""
    told = _(
        "【%(office)s】%(year)d 年责任状已发出，请打开 %(url)s 下载，签字盖章后在 %(due)s 前传回签字件。"
    ) % {"office": settings.OFFICE_NAME, "year": year, "url": url, "due": f"{due_on:%Y-%m-%d}"}
    if not unsigned:
        return told + _("各单位都已签回。")
    waiting = {"n": len(unsigned), "names": "、".join(unit.name for unit in unsigned)}
    return told + _("尚未签回（%(n)d 个）：%(names)s。") % waiting


def plan_words(title: str, due_on: date, missing: Sequence[Unit], url: str) -> str:
    """What to tell the units whose plan is missing."""
    told = _(
        "【%(office)s】请在 %(due)s 前报送%(title)s。草稿已按任务拟好，打开 %(url)s 改一改就可以报送。"
    ) % {"office": settings.OFFICE_NAME, "due": f"{due_on:%Y-%m-%d}", "title": title, "url": url}
    if not missing:
        return told + _("各单位都已报送。")
    waiting = {"n": len(missing), "names": "、".join(unit.name for unit in missing)}
    return told + _("尚未报送（%(n)d 个）：%(names)s。") % waiting


def month_words(month: date, silent: Sequence[Unit], url: str) -> str:
    """What to tell the units that have not picked what they put first."""
    told = _("【%(office)s】请打开 %(url)s 勾选 %(month)s 要抓的任务，不用另写材料。") % {
        "office": settings.OFFICE_NAME,
        "month": f"{month:%Y-%m}",
        "url": url,
    }
    if not silent:
        return told + _("各单位都已选定。")
    waiting = {"n": len(silent), "names": "、".join(unit.name for unit in silent)}
    return told + _("尚未选定（%(n)d 个）：%(names)s。") % waiting
