"""A published result corrected (公布后更正): a new run beside the old one, with who approved it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.inspections.models import Correction
from wenming.scoring.models.publishing import Publication
from wenming.scoring.models.runs import Run


class Amendment(models.Model):
    """One correction of a published result; `old` stays as it was published."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="amendments")
    correction = models.OneToOneField(Correction, models.PROTECT, related_name="+")
    old = models.ForeignKey(Run, models.PROTECT, related_name="+")
    new = models.ForeignKey(Run, models.PROTECT, related_name="+")
    approver = models.CharField(_("审定领导"), max_length=40)
    scan = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("更正"), default=now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("公布后更正")

    def __str__(self) -> str:
        return f"{self.publication} {self.at:%F}"
