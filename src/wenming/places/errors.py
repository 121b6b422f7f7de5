"""What the register of places refuses."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class CodeTaken(DomainError):
    """The code is in use."""

    code = "places.code_taken"
    message = _("编号“%(value)s”已经给了“%(place)s”。编号停用后也不再给别处，请换一个。")
    status = 422


class UnknownType(DomainError):
    """The edition in force has no such type of place."""

    code = "places.unknown_type"
    message = _("现行测评体系里没有点位类型“%(type)s”。可以先在“测评体系”里查类型。")
    status = 422


class BadPosition(DomainError):
    """The coordinates are not a position in the country."""

    code = "places.bad_position"
    message = _("经纬度 %(found)s 不对：%(reason)s")
    status = 422


class UnknownItem(DomainError):
    """The item is not one of the place's type."""

    code = "places.unknown_item"
    message = _("“%(place)s”的类型没有测评内容“%(item)s”。")
    status = 422
