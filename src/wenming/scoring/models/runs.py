"""Scoring runs (计算): what was counted, by which rules, and what came out; never changed."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.inspections.models import Round


class Run(models.Model):
    """One scoring of a round (计算), stored with what it was made from.

    `which` says whether first or last visits were counted. `inputs` holds what the result was
    rolled up from: sums by indicator and unit, leads, confirmed events; `result` is R of
    engine.md section 8. A run is written once; a correction is a run that names the one it
    `corrects`.
    """

    class Which(models.TextChoices):
        """Which visit of a place counts."""

        FIRST = "first", _("初测")
        LAST = "last", _("复测")

    round = models.ForeignKey(Round, models.PROTECT, related_name="runs")
    which = models.CharField(max_length=6, choices=Which.choices)
    engine_version = models.CharField(max_length=20)
    rules = models.IntegerField(_("规则版本"), default=1)
    edition_digest = models.CharField(max_length=64)
    overlay_digest = models.CharField(max_length=64, blank=True)
    inputs_digest = models.CharField(max_length=64)
    inputs = models.JSONField(default=dict)
    result_digest = models.CharField(max_length=64)
    result = models.JSONField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    reason = models.CharField(_("更正理由"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("计算")

    def __str__(self) -> str:
        return f"{self.round} {self.get_which_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once.

        Raises:
            TypeError: the run is stored already.
        """
        if self.pk is not None:
            raise TypeError("a scoring run is never changed; make a new one")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Runs stay."""
        raise TypeError("a scoring run is never deleted")
