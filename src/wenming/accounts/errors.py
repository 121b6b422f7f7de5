"""What the administration of accounts refuses."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class UsernameTaken(DomainError):
    """Somebody signs in with this name already."""

    code = "accounts.username_taken"
    message = _("用户名“%(username)s”已有人用。请换一个，例如加上单位简称。")
    status = 422


class OwnAccount(DomainError):
    """Nobody changes the own rights or locks oneself out."""

    code = "accounts.own_account"
    message = _("不能改自己的权限或停用自己。请由另一位系统管理员来办。")
    status = 403


class UnitNeeded(DomainError):
    """The role acts for a unit."""

    code = "accounts.unit_needed"
    message = _("“%(role)s”要代单位签收、整改，请写明是哪个单位。")
    status = 422


class AreaTooWide(DomainError):
    """The role stands for a territory, and the area reaches beyond it."""

    code = "accounts.area_too_wide"
    message = _(
        "“%(role)s”只在本区域里办事，不能给到“%(area)s”。请选%(unit)s的区域或它下面的区域。"
    )
    status = 422


class GrantedBefore(DomainError):
    """The person has this right."""

    code = "accounts.granted_before"
    message = _("%(user)s已有这项权限，不用再给。")
