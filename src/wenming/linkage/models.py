"""Links of leaders and units to what they look after (联系单位、挂钩督导、驻点包片)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.organization.models import Area, Post, Unit
from wenming.projects.models import Project


class Link(models.Model):
    """A leader's post, or a unit, looks after one thing from a day to a day (包联).

    Exactly one of `post` and `unit` looks after exactly one of `area`, `target`, `indicator`
    (a code, the same in every edition) and `project`. A link ends and is never deleted; with its
    post it ends to hold, and is to be handed over. Nothing is asked for it: what came of it is
    read from the records.
    """

    class Kind(models.TextChoices):
        """How it is called in the city."""

        CONTACT = "contact", _("联系")
        STATION = "station", _("驻点包片")
        SUPERVISE = "supervise", _("挂钩督导")

    kind = models.CharField(_("方式"), max_length=10, choices=Kind.choices, default=Kind.CONTACT)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="links", verbose_name=_("领导")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="links", verbose_name=_("单位")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="links", verbose_name=_("区域")
    )
    target = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="linked_by",
        verbose_name=_("联系的单位"),
    )
    indicator = models.CharField(_("指标"), max_length=20, blank=True)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="links",
        verbose_name=_("项目"),
    )
    since = models.DateField(_("开始日期"))
    until = models.DateField(_("结束日期"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("包联")
        constraints = [
            models.CheckConstraint(
                name="link_has_one_subject",
                condition=Q(post__isnull=False, unit=None) | Q(post=None, unit__isnull=False),
            ),
            models.CheckConstraint(
                name="link_has_one_target",
                condition=Q(area__isnull=False, target=None, project=None, indicator="")
                | Q(area=None, target__isnull=False, project=None, indicator="")
                | Q(area=None, target=None, project__isnull=False, indicator="")
                | (Q(area=None, target=None, project=None) & ~Q(indicator="")),
            ),
            models.CheckConstraint(
                name="link_ends_after_it_began",
                condition=Q(until=None) | Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.target_name}"

    @property
    def subject(self) -> str:
        """Who looks after it, by post, never by person."""
        return str(self.post or self.unit)

    @property
    def target_name(self) -> str:
        """What is looked after."""
        return str(self.area or self.target or self.project or self.indicator)

    def is_active(self, on: date) -> bool:
        """Whether it holds on a day."""
        is_vacant = self.post is not None and self.post.valid_until is not None
        return self.since <= on and (self.until is None or self.until >= on) and not is_vacant


def running(on: date) -> Q:
    """Links that have begun and were not ended on a day."""
    return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


def active(on: date) -> Q:
    """Links that hold on a day: nobody looks after anything from a post that has ended."""
    return running(on) & (Q(post=None) | Q(post__valid_until=None))


def vacant(on: date) -> Q:
    """Links left behind by a post that has ended: a gap, until another post takes over."""
    return running(on) & Q(post__valid_until__isnull=False)
