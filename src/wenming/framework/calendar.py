"""The calendar of the cycle in words, and what it hands to the workbench."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core.attention import Figure
from wenming.core.clock import today
from wenming.engine.framework.cycle import Where
from wenming.framework import words
from wenming.framework.models import Stage
from wenming.framework.selectors import Countdown, countdown

# The four procedures (四道程序), and what comes of them.
PROCEDURES: dict[str, Promise] = {
    "apply": gettext_lazy("申报"),
    "recommend": gettext_lazy("推荐"),
    "notice": gettext_lazy("公示"),
    "test": gettext_lazy("测评"),
    "result": gettext_lazy("结果"),
}


def in_words(found: Countdown) -> str:
    """Where today stands to a stage, such as 最早还有 46 天."""
    n = {"n": found.days}
    if found.stage.done_on is not None:
        return _("已完成")
    if found.where == Where.BEFORE:
        return _("最早还有 %(n)d 天") % n
    if found.where == Where.AFTER:
        return _("窗口已过")
    if found.days == 0:
        return _("今天是最后一天")
    if found.stage.is_unannounced:
        return _("随时可能来，最迟还有 %(n)d 天") % n
    return _("正在进行，最迟还有 %(n)d 天") % n


def name_of(stage: Stage) -> str:
    """What a stage is called where it comes next: the unannounced ones are one visit."""
    return _("国家测评") if stage.is_unannounced else words.in_language(stage)


def figures(user: Any) -> list[Figure]:
    """The next stage for the workbench; nothing without a cycle for this year."""
    found = countdown(today())
    if found is None:
        return []
    days = {"n": found.days}
    name = name_of(found.stage)
    if found.where == Where.BEFORE:
        label, value, note = _("距%(stage)s") % {"stage": name}, _("%(n)d 天") % days, _("最早")
    elif found.stage.is_unannounced:
        label, value, note = name, _("随时可能来"), _("最迟还有 %(n)d 天") % days
    else:
        label, value, note = name, _("正在进行"), _("最迟还有 %(n)d 天") % days
    if found.where == Where.INSIDE and found.days == 0:
        note = _("今天是最后一天")
    return [Figure(label=label, value=value, note=note, url=reverse("framework:cycle"))]
