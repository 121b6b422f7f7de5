"""What the register of projects refuses."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class ProjectIsFixed(DomainError):
    """What was approved is changed by its steps only."""

    code = "projects.fixed"
    message = _("“%(project)s”已经“%(stage)s”，名称、内容和概算不能再改。进度计划可以改。")


class DaysOutOfOrder(DomainError):
    """A later stage before an earlier one."""

    code = "projects.days_out_of_order"
    message = _("%(later)s的计划日期 %(later_on)s 早于%(earlier)s的 %(earlier_on)s。请按先后填。")
    status = 422


class NeedsSecond(DomainError):
    """The same person may not say and decide."""

    code = "projects.needs_second"
    message = _("“%(project)s”是您%(did)s的，%(decide)s要由另一个人来办。")
    status = 403


class OwnUnitDecides(DomainError):
    """Whoever builds does not accept."""

    code = "projects.own_unit_decides"
    message = _("“%(project)s”由您的单位承建，验收要由别的单位的人来办。")
    status = 403


class StepLacks(DomainError):
    """The step needs something that was not given."""

    code = "projects.step_lacks"
    message = _("%(action)s要写明%(what)s。")
    status = 422


class SpentShrinks(DomainError):
    """What was spent is counted up."""

    code = "projects.spent_shrinks"
    message = _("已支出是累计数，上次报到 %(before)s 万元，不能改小到 %(now)s 万元。")
    status = 422


class StandingLacks(DomainError):
    """A project that comes in under way says less, or more, than its stage does."""

    code = "projects.standing_lacks"
    message = _("写的阶段是“%(stage)s”，%(what)s。")
    status = 422
