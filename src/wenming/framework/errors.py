"""Refusals of this part."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError
from wenming.core.wording import told
from wenming.engine.framework import Fault
from wenming.engine.wording import said

FAULTS_SHOWN = 10


class FrameworkRefused(DomainError):
    """The checker found faults; `faults` has them all, the sentence the first ten."""

    code = "framework.refused"
    message = _("有 %(count)d 处不对，什么也没有保存：%(shown)s")
    status = 422

    def __init__(self, faults: list[Fault], **data: Any) -> None:
        self.faults = faults
        super().__init__(count=len(faults), shown=_shown(faults), **data)


class NotPublishable(FrameworkRefused):
    """A draft with faults is not published."""

    code = "framework.not_publishable"
    message = _("还不能发布，%(count)d 处有误，请先改好：%(shown)s")


class NeedsSecondPerson(DomainError):
    """What one person made, another person puts in force."""

    code = "framework.needs_second_person"
    message = _("%(thing)s要由另一个人来%(action)s：不能由同一个人既经手又核准。")


class StillUsed(DomainError):
    """Something else points at rows that would go."""

    code = "framework.still_used"
    message = _("%(codes)s 已有其他记录在用，不能删去。")


class CodeTaken(DomainError):
    """Another row of the same table has this code."""

    code = "framework.code_taken"
    message = _("编码 %(code)s 在“%(table)s”里已经有了，请换一个。")
    status = 422


class BadRow(DomainError):
    """A row of a draft cannot be kept at all."""

    code = "framework.bad_row"
    message = _("这一行没有保存：%(reason)s")
    status = 422


class BadBase(DomainError):
    """A local standard stands on a published edition that is no local standard itself."""

    code = "framework.bad_base"
    message = _("本地加严标准只能建立在已发布的、本身不是加严标准的版本上，“%(edition)s”不是。")


class BadLink(DomainError):
    """A link of the crosswalk does not hold."""

    code = "framework.bad_link"
    message = _("没有登记：%(reason)s")
    status = 422


class BadEvent(DomainError):
    """An event cannot be reported like this."""

    code = "framework.bad_event"
    message = _("没有上报：%(reason)s")
    status = 422


class BadStage(DomainError):
    """A stage of the calendar makes no sense like this."""

    code = "framework.bad_stage"
    message = _("没有保存：%(reason)s")
    status = 422


class BadFile(DomainError):
    """A file cannot be read as a framework at all; nothing of it was used."""

    code = "framework.bad_file"
    message = _("文件“%(name)s”读不了：%(reason)s")
    status = 422


class EditionExists(DomainError):
    """An edition with this id and version is there already; editions are never overwritten."""

    code = "framework.edition_exists"
    message = _(
        "测评体系 %(code)s 第 %(version)d 版已经导入过，不能覆盖。改过内容请把 meta.version 加大再导入。"
    )


def _shown(faults: list[Fault]) -> str:
    lines = [
        told(said("%(where)s：%(what)s", where=fault.where, what=fault.message))
        for fault in faults[:FAULTS_SHOWN]
    ]
    rest = len(faults) - FAULTS_SHOWN
    if rest > 0:
        lines.append(_t("另有 %(rest)d 处。") % {"rest": rest})
    return "\n".join(lines)
