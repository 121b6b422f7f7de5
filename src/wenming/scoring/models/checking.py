"""The nightly comparison of stored sums with the records (夜间核对)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now


class ScoreCheck(models.Model):
    """One comparison: how many rounds, and what did not agree, a sentence each."""

    at = models.DateTimeField(_("时间"), default=now, editable=False)
    rounds = models.IntegerField(_("轮数"))
    faults = models.JSONField(_("不一致"), default=list)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("得分核对")

    def __str__(self) -> str:
        return f"{self.at:%F %T}"
