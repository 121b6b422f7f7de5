"""Which indicator of one framework answers to which of another (指标对照)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.framework.models.editions import Indicator


class Correspondence(models.Model):
    """What is measured at `source` serves `target` of another edition, too (指标对照)."""

    source = models.ForeignKey(
        Indicator, models.CASCADE, related_name="serves", verbose_name=_("来源指标")
    )
    target = models.OneToOneField(
        Indicator, models.CASCADE, related_name="served_by", verbose_name=_("对应指标")
    )
    note = models.CharField(_("说明"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("指标对照")

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"
