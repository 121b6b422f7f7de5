"""Editions of the assessment framework; immutable once used."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.framework.words import in_language
from wenming.framework.workflow import Status
from wenming.organization.models import Area

STATUS_LABELS = {
    Status.DRAFT: _("草稿"),
    Status.PUBLISHED: _("已发布"),
    Status.RETIRED: _("已停用"),
}
ACTION_LABELS = {
    "change": _("修改"),
    "publish": _("发布"),
    "retire": _("停用"),
}


class Edition(models.Model):
    """One edition of a framework (测评体系版本).

    `data` is the whole framework as JSON text with every number as written, and `digest` its
    SHA-256. It is text because a JSON column of PostgreSQL forgets the order of keys, which is
    the order of levels on pages. The rows below are made from it so that others can point at
    them; read it through `framework.selectors.engine_framework`.

    A draft may hold faults while it is worked on (`fault_count`); a published edition has none.
    A local edition (本地加严标准) stands on a published `base`: its `overlay` says what is
    stricter, and `data` is the base with the overlay applied.
    """

    class Kind(models.TextChoices):
        """Whose test it is for (类别)."""

        NATIONAL = "national", _("国测")
        PROVINCIAL = "provincial", _("省测")
        OWN = "own", _("本市季度测评")
        MINORS = "minors", _("未成年人")
        LOCAL = "local", _("本地加严标准")

    code = models.CharField(_("代码"), max_length=40)
    version = models.IntegerField(_("版次"))
    name = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices, default=Kind.NATIONAL)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    base = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="local_editions",
        verbose_name=_("所依据的版本"),
    )
    overlay = models.TextField(_("加严内容"), blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=list(STATUS_LABELS.items()), default=Status.DRAFT
    )
    data = models.TextField()
    digest = models.CharField("SHA-256", max_length=64)
    fault_count = models.IntegerField(_("检查出的错误数"), default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("最后修改人"),
    )
    changed_at = models.DateTimeField(_("最后修改时间"), null=True, blank=True)
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("发布人"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="edition_version")]
        ordering = ["-pk"]
        verbose_name = _("测评体系版本")

    def __str__(self) -> str:
        return in_language(self)

    @property
    def name_zh(self) -> str:
        """What it is called in Chinese, beside `name_en`."""
        return self.name

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.status == Status.DRAFT

    @property
    def is_local(self) -> bool:
        """Whether it is a local edition over another one."""
        return self.base_id is not None


class Dimension(models.Model):
    """A dimension of an edition (测评项目)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="dimensions")
    code = models.CharField(_("代码"), max_length=20)
    name_zh = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="dimension_code")]
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {in_language(self)}"


class Indicator(models.Model):
    """An indicator (指标, one 测评标准). Weights are kept as millionths of a mark."""

    class Method(models.TextChoices):
        """How it is measured (测评方法)."""

        FIELD = "field", _("实地考察")
        MATERIAL = "material", _("材料审核")
        SURVEY = "survey", _("问卷调查")
        STATISTIC = "statistic", _("统计数据")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="indicators")
    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="indicators")
    code = models.CharField(_("代码"), max_length=20)
    name_zh = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(max_length=200, blank=True)
    method = models.CharField(_("测评方法"), max_length=10, choices=Method.choices)
    weight_micromarks = models.BigIntegerField(_("权重（百万分之一分）"))
    grades = models.JSONField(_("等级"), default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="indicator_code")]
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {in_language(self)}"


class PlaceType(models.Model):
    """A type of place (点位类型) with how many are drawn and how they are inspected."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="place_types")
    code = models.CharField(_("代码"), max_length=20)
    name_zh = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    group = models.CharField(_("分组"), max_length=20, blank=True)
    sample_count = models.IntegerField(_("抽取数"))
    protocol_zh = models.TextField(_("测评方式"), blank=True)
    protocol_en = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="place_type_code")]
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {in_language(self)}"


class CheckItem(models.Model):
    """A check item of a place type (测评内容): what an inspector judges at a place."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="check_items")
    place_type = models.ForeignKey(PlaceType, models.CASCADE, related_name="check_items")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="check_items")
    code = models.CharField(_("代码"), max_length=20)
    text_zh = models.CharField(_("测评标准"), max_length=300)
    text_en = models.CharField(max_length=500, blank=True)
    exemption_zh = models.CharField(_("不算问题的情形"), max_length=300, blank=True)
    exemption_en = models.CharField(max_length=500, blank=True)
    scoring = models.JSONField(_("评分"))  # {"type": ..., parameters}
    remedy = models.CharField(_("整改类型"), max_length=12)  # resolved from meta.remedy_of
    owner = models.CharField(_("责任归属"), max_length=10)  # holder, sector or operator

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="check_item_code")]
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {in_language(self, 'text')[:60]}"
