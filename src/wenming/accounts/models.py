"""People who sign in, and their rights."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.crypto import EncryptedField
from wenming.organization.models import Area, Post, Unit


class Role(models.TextChoices):
    """What a person is in the campaign (角色)."""

    LEADER = "leader", _("市领导")
    OFFICE_HEAD = "office_head", _("创城办负责人")
    OFFICE = "office", _("市创城办")
    DISTRICT_OFFICE = "district_office", _("区创城办")
    DEPARTMENT = "department", _("牵头部门")
    STREET = "street", _("街道（乡镇）")
    COMMUNITY = "community", _("社区（村）")
    INSPECTOR = "inspector", _("测评员")
    VERIFIER = "verifier", _("复核员")
    ADMINISTRATOR = "administrator", _("系统管理员")


class User(AbstractUser):
    """A person with an account (账号); work belongs to the unit, never to the person."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = None  # type: ignore[assignment]
    display_name = models.CharField(_("称呼"), max_length=40)
    phone = EncryptedField(_("电话"), blank=True)
    post = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
        verbose_name=_("岗位"),
    )  # the post that the person holds; what is linked to it stands first on the pages
    is_demo = models.BooleanField(_("演示账号"), default=False)
    # An administrator made the password: it opens only the page that sets an own one.
    has_one_time_password = models.BooleanField(_("一次性密码"), default=False)

    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("账号")

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        """What pages call the person."""
        return self.display_name

    if TYPE_CHECKING:
        grants: "models.Manager[Grant]"


class Grant(models.Model):
    """A right (权限): a role in an area and everything below it, for a unit where one is named."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("账号"))
    role = models.CharField(_("角色"), max_length=16, choices=Role.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("区域"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("单位")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "area", "unit"], name="grant_once")
        ]
        verbose_name = _("权限")

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.area}"
