"""Refusals of this part."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class NoSuchIndicator(DomainError):
    """The edition in force has no such indicator."""

    code = "policies.no_such_indicator"
    message = _("现行测评体系里没有指标“%(code)s”。")
    status = 422


class PolicyKnown(DomainError):
    """The same policy is registered."""

    code = "policies.policy_known"
    message = _("%(unit)s的“%(title)s”在指标 %(code)s 下已经登记过，不用再登记。")
    status = 422


class PaperMissing(DomainError):
    """A policy is handed in with its paper."""

    code = "policies.paper_missing"
    message = _("请附上“%(title)s”的文件：pdf，或拍照。")
    status = 422


class SecondPersonNeeded(DomainError):
    """Who handed it in does not accept it."""

    code = "policies.second_person_needed"
    message = _("“%(title)s”是您报送的，要由另一个人来审。")
    status = 403
