"""What linkage refuses."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class LinkedAlready(DomainError):
    """The same link holds already."""

    code = "linkage.linked_already"
    message = _("%(subject)s从 %(since)s 起已经%(kind)s%(target)s，不用再登记。")


class EndsBeforeItBegan(DomainError):
    """The last day lies before the first."""

    code = "linkage.ends_before_it_began"
    message = _("结束日期 %(until)s 早于开始日期 %(since)s。")
    status = 422


class LinksItself(DomainError):
    """A unit does not look after itself."""

    code = "linkage.links_itself"
    message = _("%(unit)s不用联系自己。")
    status = 422


class UnknownIndicator(DomainError):
    """The edition in force has no such indicator."""

    code = "linkage.unknown_indicator"
    message = _("现行测评体系里没有指标“%(code)s”。")
    status = 422
