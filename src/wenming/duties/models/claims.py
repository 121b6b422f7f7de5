"""Duties that nobody undertakes, offered to units; a unit claims, the office decides (主动认领)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.duties.models.lists import Duty
from wenming.organization.models import Unit


class Offer(models.Model):
    """A duty offered to some units until a day (公开认领); nobody has to answer.

    `unit` took it in the end. An offer is made anew for the same duty by changing this row.
    """

    duty = models.OneToOneField(Duty, models.CASCADE, related_name="offer")
    units = models.ManyToManyField(Unit, related_name="+")
    until = models.DateField(_("认领截止"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("认领单位")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("公开认领")
        indexes = [models.Index(fields=["until"], name="offer_until")]

    def __str__(self) -> str:
        return str(self.duty)

    def is_open(self, on: date) -> bool:
        """Whether units may still claim it."""
        return self.unit_id is None and on <= self.until


class Claim(models.Model):
    """A unit says that it takes an offered duty (认领), and what the office makes of it."""

    class Verdict(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("待定")
        AGREED = "agreed", _("同意")
        DECLINED = "declined", _("不同意")

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="claims")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    line = models.CharField(_("打算怎么办"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)
    verdict = models.CharField(
        _("决定"), max_length=8, choices=Verdict.choices, default=Verdict.OPEN
    )
    answer = models.CharField(_("答复"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("认领")
        constraints = [models.UniqueConstraint(fields=["offer", "unit"], name="claim_once")]

    def __str__(self) -> str:
        return f"{self.unit}：{self.offer_id}"
