"""Areas, units, posts and working groups. They end and are never deleted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager

from wenming.core.crypto import EncryptedField, mask_phone


class Level(models.TextChoices):
    """Level of an area (区划层级), from the city down."""

    CITY = "city", _("市")
    DISTRICT = "district", _("区县")
    STREET = "street", _("街道（乡镇）")
    COMMUNITY = "community", _("社区（村）")
    GRID = "grid", _("网格")
    MICROGRID = "microgrid", _("微网格")


class UnitKind(models.TextChoices):
    """Kind of a unit (单位类别): 条 departments and 块 territories."""

    DEPARTMENT = "department", _("市直部门")
    VERTICAL = "vertical", _("垂管驻市单位")
    DISTRICT = "district", _("区县")
    STREET = "street", _("街道（乡镇）")
    COMMUNITY = "community", _("社区（村）")


class Area(MP_Node):  # type: ignore[misc]
    """An area of the division tree (区划), from the city to the micro-grid."""

    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("层级"), max_length=10, choices=Level.choices, db_index=True)
    outline = models.JSONField(_("边界"), null=True, blank=True)  # GeoJSON geometry, WGS84
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_until = models.DateField(_("停用日期"), null=True, blank=True)

    node_order_by = ["code"]
    objects = MP_NodeManager()

    class Meta:
        verbose_name = _("区划")

    def __str__(self) -> str:
        return str(self.name)


class Unit(models.Model):
    """A unit that answers for something (单位): a department, a district, a street, a community."""

    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=80, unique=True)
    pinyin = models.CharField(max_length=200, db_index=True)  # sort key of the name
    kind = models.CharField(_("类别"), max_length=12, choices=UnitKind.choices, db_index=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="units", verbose_name=_("所辖区域"))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级单位"),
    )
    predecessors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="successors", verbose_name=_("前身")
    )
    # Of the unit, not of a person: where its messages are mailed.
    mailbox = models.EmailField(_("单位邮箱"), max_length=120, blank=True)
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        ordering = ["pinyin", "code"]
        verbose_name = _("单位")

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """Another name of a unit (别名): short, spoken, or from before a reform (工商局 → 市场监管局)."""

    class Kind(models.TextChoices):
        """Why the name differs."""

        SHORT = "short", _("简称")
        SPOKEN = "spoken", _("习惯称呼")
        FORMER = "former", _("旧名")
        LEARNED = "learned", _("审核时认定")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    name = models.CharField(_("别名"), max_length=80, unique=True)
    kind = models.CharField(_("类别"), max_length=8, choices=Kind.choices, default=Kind.SHORT)

    class Meta:
        verbose_name = _("别名")

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post of a unit (岗位): duties and to-dos belong to it, whoever holds it.

    Holder and phone are personal fields, encrypted, and may be empty.
    """

    class Kind(models.TextChoices):
        """What the post is for."""

        HEAD = "head", _("主要负责人")
        DEPUTY = "deputy", _("分管负责人")
        LIAISON = "liaison", _("联络员")
        PLACE_CHIEF = "place_chief", _("点位长")
        OTHER = "other", _("其他")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("单位"))
    title = models.CharField(_("职务"), max_length=60)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    holder = EncryptedField(_("姓名"), blank=True)
    phone = EncryptedField(_("电话"), blank=True)
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="post_title_once")]
        ordering = ["unit", "pk"]
        verbose_name = _("岗位")

    def __str__(self) -> str:
        return f"{self.unit} {self.title}"

    @property
    def is_held(self) -> bool:
        """Whether somebody holds it now."""
        return bool(self.holder) and self.valid_until is None

    @property
    def masked_phone(self) -> str:
        """The number as lists show it: 138****1234."""
        return mask_phone(self.phone)


class WorkingGroup(models.Model):
    """A working group of the campaign (工作组) that a unit leads and others belong to."""

    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    lead = models.ForeignKey(
        Unit, models.PROTECT, related_name="led_groups", verbose_name=_("牵头单位")
    )
    members = models.ManyToManyField(
        Unit, blank=True, related_name="working_groups", verbose_name=_("成员单位")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("工作组")

    def __str__(self) -> str:
        return self.name


ACTIVE = Q(valid_until__isnull=True)
