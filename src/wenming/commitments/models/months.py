"""What a unit puts first in a month (月目标): picked from its duties, judged by their records."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.duties.models.undertakings import Undertaking
from wenming.organization.models import Area, Unit


class MonthlyFocus(models.Model):
    """One unit's month: asked for by the office, or begun by the unit itself.

    `month` is its first day; `picked_on` is null while the unit has picked nothing.
    """

    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    month = models.DateField(_("月份"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    picked_on = models.DateField(_("选定日期"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("月目标")
        constraints = [models.UniqueConstraint(fields=["month", "unit"], name="monthly_focus_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m}"


class MonthlyGoal(models.Model):
    """A piece of work that the unit puts first; what came of it stands in the work's own steps."""

    focus = models.ForeignKey(MonthlyFocus, models.CASCADE, related_name="goals")
    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    line = models.CharField(_("本月做到"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("月目标")
        constraints = [
            models.UniqueConstraint(fields=["focus", "undertaking"], name="monthly_goal_once")
        ]

    def __str__(self) -> str:
        return self.line or str(self.undertaking)
