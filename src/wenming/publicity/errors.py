"""What publicity refuses."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class EnteredBefore(DomainError):
    """The same thing is in the ledger."""

    code = "publicity.entered_before"
    message = _(
        "“%(title)s”已由%(unit)s在 %(on)s 登记过，不用再登记；要用在别的主题上，打开它勾选主题。"
    )


class EndsBeforeItBegan(DomainError):
    """The last day lies before the first."""

    code = "publicity.ends_before_it_began"
    message = _("结束日期 %(last)s 早于开始日期 %(first)s。")
    status = 422


class UnknownIndicator(DomainError):
    """The edition in force has no such indicator."""

    code = "publicity.unknown_indicator"
    message = _("现行测评体系里没有指标“%(code)s”。")
    status = 422


class NotStanding(DomainError):
    """Only a display that is up is taken down."""

    code = "publicity.not_standing"
    message = _("“%(title)s”不是正在展出的公益广告，不能撤下。")
