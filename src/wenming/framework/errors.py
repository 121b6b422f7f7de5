"""Refusals of this part."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError
from wenming.engine.framework import Fault

FAULTS_SHOWN = 10


class FrameworkRefused(DomainError):
    """The checker found faults; `faults` has them all, the sentence the first ten."""

    code = "framework.refused"
    message = _("测评体系没有导入，%(count)d 处有误：%(shown)s")
    status = 422

    def __init__(self, faults: list[Fault], **data: Any) -> None:
        self.faults = faults
        super().__init__(count=len(faults), shown=_shown(faults), **data)


class EditionExists(DomainError):
    """An edition with this id and version is there already; editions are never overwritten."""

    code = "framework.edition_exists"
    message = _(
        "测评体系 %(code)s 第 %(version)d 版已经导入过，不能覆盖。改过内容请把 meta.version 加大再导入。"
    )


def _shown(faults: list[Fault]) -> str:
    lines = [f"{fault.where}：{fault.message}" for fault in faults[:FAULTS_SHOWN]]
    rest = len(faults) - FAULTS_SHOWN
    if rest > 0:
        lines.append(_t("另有 %(rest)d 处。") % {"rest": rest})
    return "\n".join(lines)
