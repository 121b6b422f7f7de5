"""What the register refuses."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class NameTaken(DomainError):
    """A unit has this name or alias already."""

    code = "organization.name_taken"
    message = _("“%(name)s”已经是“%(unit)s”的名称或别名。请换一个，或先到那个单位改掉。")
    status = 422


class CodeTaken(DomainError):
    """The code is in use."""

    code = "organization.code_taken"
    message = _("代码“%(value)s”已经给了“%(thing)s”。代码停用后也不再给别人，请换一个。")
    status = 422


class WrongArea(DomainError):
    """The area does not go with the kind of unit."""

    code = "organization.wrong_area"
    message = _("“%(kind)s”的所辖区域应是%(level)s一级，“%(area)s”是%(found)s。")
    status = 422


class WrongParent(DomainError):
    """The unit or area above is below."""

    code = "organization.wrong_parent"
    message = _("“%(parent)s”不能作“%(thing)s”的上级：%(reason)s")
    status = 422


class StillInUse(DomainError):
    """Something hangs on what should end."""

    code = "organization.still_in_use"
    message = _("“%(thing)s”还不能停用：%(what)s。请先移到别的单位或停用，再来停用它。")


class EndBeforeStart(DomainError):
    """A thing cannot end before it began."""

    code = "organization.end_before_start"
    message = _("停用日期不能早于启用日期 %(start)s。")
    status = 422


class BadOutlines(DomainError):
    """The file of outlines cannot be used; nothing of it was stored."""

    code = "organization.bad_outlines"
    message = _("边界文件不能用：%(reason)s什么也没有存。")
    status = 422


class TitleTaken(DomainError):
    """The unit has such a post."""

    code = "organization.title_taken"
    message = _("“%(unit)s”已有职务“%(title)s”。一个职务登记一次；换人请改姓名和电话。")
    status = 422
