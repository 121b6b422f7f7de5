"""The pages that stand under 责任分解, and for whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.core.menu import Entry
from wenming.duties import permissions


def _signs(user: Any) -> bool:
    return rights.can(user, rights.Ability.SIGN_FOR_UNIT)


def _has_papers(user: Any) -> bool:
    return permissions.sees_all(user) or _signs(user)


PAGES = [
    Entry(_("我单位的事项"), "duties:list", _signs),
    Entry(_("任务进展"), "duties:work"),
    Entry(_("任务清单"), "duties:lists"),
    Entry(_("责任分解表"), "duties:tables"),
    Entry(_("月目标"), "commitments:months", _has_papers),
    Entry(_("责任状"), "commitments:letters", _has_papers),
    Entry(_("工作方案"), "commitments:plans", _has_papers),
    Entry(_("批示办理"), "instructions:list"),
    Entry(_("会议"), "meetings:list", permissions.sees_all),
    Entry(_("任务认领"), "duties:claims", _has_papers),
    Entry(_("典型经验"), "practices:list", _has_papers),
    Entry(_("领导包联"), "linkage:list"),
    Entry(_("责任覆盖"), "duties:coverage", permissions.sees_all),
]
