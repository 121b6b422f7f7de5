"""What may refuse a step of a bulletin."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class RoundNotPublished(DomainError):
    """Figures that are not published yet stay in the office."""

    code = "bulletins.round_not_published"
    message = _("%(round)s的得分还没有公布，不能拟通报。请先公布本轮。")


class SamePerson(DomainError):
    """Three names stand under a bulletin."""

    code = "bulletins.same_person"
    message = _("%(action)s要由拟稿和审核以外的另一位同事来做：%(title)s 已经有您的签名。")


class TextMissing(DomainError):
    """A bulletin needs its title and both texts."""

    code = "bulletins.text_missing"
    message = _("标题、督查情况和工作要求都要写。")
    status = 422
