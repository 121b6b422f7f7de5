"""The publicity plan and its ledger: themes, and what was published or put up (宣传计划、宣传台账)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.organization.models import Area, Unit
from wenming.places.models import Place


class Theme(models.Model):
    """What is to be made known in a time, for the sake of an indicator (宣传主题).

    It aims at a result, the value of its indicator, never at a number of posts. `indicator` is a
    code, the same in every edition.
    """

    title = models.CharField(_("主题"), max_length=80)
    words = models.CharField(_("要让居民知道的"), max_length=300)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="themes", verbose_name=_("牵头单位")
    )
    indicator = models.CharField(_("指标"), max_length=20, blank=True, db_index=True)
    aim = models.IntegerField(_("目标值（%）"), null=True, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("宣传主题")
        constraints = [
            models.CheckConstraint(
                name="theme_ends_after_it_began",
                condition=Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="theme_aim_is_per_cent", condition=Q(aim=None) | Q(aim__range=(0, 100))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """One thing that was published or put up (宣传台账), entered once and used by many themes.

    A display stands until it is taken down (`removed_on`).
    """

    class Channel(models.TextChoices):
        """By which way."""

        MEDIA = "media", _("媒体报道")
        COLUMN = "column", _("专栏专题")
        DISPLAY = "display", _("公益广告")
        ONLINE = "online", _("网络新媒体")
        ACTIVITY = "activity", _("主题活动")

    channel = models.CharField(_("类别"), max_length=10, choices=Channel.choices)
    title = models.CharField(_("标题"), max_length=100)
    outlet = models.CharField(_("媒体或位置"), max_length=100)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="displays",
        verbose_name=_("点位"),
    )
    on = models.DateField(_("日期"))
    removed_on = models.DateField(_("撤下日期"), null=True, blank=True)
    address = models.URLField(_("网址"), max_length=300, blank=True)
    photo = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="items")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("宣传台账")
        constraints = [
            models.UniqueConstraint(fields=["title", "outlet", "on"], name="publicity_item_once")
        ]
        indexes = [models.Index(fields=["channel", "on"], name="publicity_item_channel")]

    def __str__(self) -> str:
        return self.title

    def stands(self, on: date) -> bool:
        """Whether a display is up on a day."""
        is_up = self.removed_on is None or self.removed_on > on
        return self.channel == self.Channel.DISPLAY and self.on <= on and is_up


def standing(on: date) -> Q:
    """Displays that are up on a day."""
    is_up = Q(removed_on=None) | Q(removed_on__gt=on)
    return Q(channel=Item.Channel.DISPLAY, on__lte=on) & is_up
