"""Places that are inspected (点位)."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.organization.models import Area, Post, Unit


def new_tag() -> str:
    """An unguessable tag for the QR code of a place."""
    return secrets.token_urlsafe(9)


class Place(models.Model):
    """A place (点位): a market, a junction, a community; its type is a code of the framework.

    Four answer for it: holder (属地), sector department (行业主管部门), operator (运营管理单位,
    without an account) and chief (点位长). A round freezes them into its frame.
    """

    class Status(models.TextChoices):
        """Whether it can be visited."""

        OPEN = "open", _("正常")
        CLOSED = "closed", _("停用")

    code = models.CharField(_("点位编号"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    type_code = models.CharField(_("类型"), max_length=20, db_index=True)
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="places", verbose_name=_("所在区域")
    )
    address = models.CharField(_("地址"), max_length=120, blank=True)
    longitude = models.DecimalField(
        _("经度"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    holder = models.ForeignKey(
        Unit, models.PROTECT, related_name="held_places", verbose_name=_("属地单位")
    )
    sector = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sector_places",
        verbose_name=_("行业主管部门"),
    )
    operator = models.CharField(_("运营管理单位"), max_length=80, blank=True)
    chief = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("点位长")
    )
    status = models.CharField(_("状态"), max_length=8, choices=Status.choices, default=Status.OPEN)
    tag = models.CharField(max_length=16, unique=True, default=new_tag)
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("点位")

    def __str__(self) -> str:
        return self.name

    @property
    def status_words(self) -> str:
        """The state in words, for lists: Django's own method hashes every choice at every call."""
        return str(Place.Status(self.status).label)


class PlaceOwner(models.Model):
    """Who answers for one check item at one place, where it is not the rule's unit (办公室指定)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="item_owners")
    item_code = models.CharField(_("测评内容"), max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("责任单位"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "item_code"], name="place_item_owner")
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.item_code} {self.unit}"
