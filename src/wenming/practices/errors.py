"""Refusals of this part."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class PlanNotAccepted(DomainError):
    """Only what was accepted is passed on."""

    code = "practices.plan_not_accepted"
    message = _("%(plan)s还没有通过，不能推荐转发。")


class NobodyToTell(DomainError):
    """Everybody has it."""

    code = "practices.nobody_to_tell"
    message = _("选中的单位都已收到“%(title)s”，没有要再转发的。")
