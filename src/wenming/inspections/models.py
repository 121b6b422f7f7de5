"""Rounds, their frames and draws, visits, observations, findings and photos."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.crypto import EncryptedField
from wenming.core.models import Upload
from wenming.framework.models import CheckItem, Edition
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.organization.models import Area, Level, Unit
from wenming.places.models import Place

ROUND_STATUS_LABELS = {
    RoundStatus.PLANNED: _("筹备"),
    RoundStatus.SEALED: _("已封存，待见证"),
    RoundStatus.DRAWN: _("已抽取，未公布"),
    RoundStatus.RELEASED: _("测评中"),
    RoundStatus.CLOSED: _("已结束"),
    RoundStatus.PUBLISHED: _("已公布"),
}
ROUND_ACTION_LABELS = {
    "seal": _("封存样本框"),
    "draw": _("抽取"),
    "draw_simple": _("抽取"),
    "release": _("公布点位"),
    "close": _("结束测评"),
    "publish": _("公布得分"),
}
VISIT_STATUS_LABELS = {
    VisitStatus.PLANNED: _("未开始"),
    VisitStatus.STARTED: _("测评中"),
    VisitStatus.SUBMITTED: _("待审核"),
    VisitStatus.ACCEPTED: _("已审核"),
    VisitStatus.VOID: _("作废"),
}
VISIT_ACTION_LABELS = {
    "start": _("开始测评"),
    "submit": _("提交"),
    "accept": _("审核通过"),
    "send_back": _("退回重填"),
    "void": _("作废"),
}


class Round(models.Model):
    """One round of inspections (轮次), owned by a city, district or street."""

    class Purpose(models.TextChoices):
        """What the round is for (用途)."""

        WEEKLY = "weekly", _("周督查")
        SELF_TEST = "self_test", _("自测")
        MOCK = "mock", _("模拟测评")
        QUARTERLY = "quarterly", _("季度测评")
        SPECIAL = "special", _("专项")
        RETEST = "retest", _("复测")
        LOOK_BACK = "look_back", _("回头看")

    class Manner(models.TextChoices):
        """Whether places are told (方式)."""

        COVERT = "covert", _("暗访")
        OPEN = "open", _("明查")

    class Proposing(models.TextChoices):
        """When accepted visits propose problems (转办时机)."""

        AT_ONCE = "at_once", _("随审随转")
        DAILY = "daily", _("每日汇总")
        AFTER_ROUND = "after_round", _("轮次结束后")

    number = models.CharField(_("编号"), max_length=40, unique=True)
    title = models.CharField(_("名称"), max_length=80)
    purpose = models.CharField(_("用途"), max_length=10, choices=Purpose.choices)
    manner = models.CharField(_("方式"), max_length=8, choices=Manner.choices)
    basis = models.CharField(_("依据"), max_length=200)
    plan_number = models.CharField(_("计划备案号"), max_length=40, blank=True)
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="rounds", verbose_name=_("测评体系")
    )
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("组织地区"))
    area_level = models.CharField(
        _("按哪一级区域排序"), max_length=10, choices=Level.choices, default=Level.DISTRICT
    )
    is_per_area = models.BooleanField(_("各区域分别抽取"), default=False)
    exclude_days = models.IntegerField(
        _("多少天内到访过的不抽"),
        default=0,
        help_text=_("0 表示都参加抽取"),
    )
    earlier = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later",
        verbose_name=_("沿用哪一轮的点位"),
    )
    invited = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name=_("邀请见证的单位")
    )
    proposing = models.CharField(
        _("问题转办"), max_length=12, choices=Proposing.choices, default=Proposing.DAILY
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=list(ROUND_STATUS_LABELS.items()),
        default=RoundStatus.PLANNED,
    )
    frame_digest = models.CharField(_("样本框摘要"), max_length=64, blank=True)
    seal = models.CharField(_("封存值"), max_length=64, blank=True)
    secret = EncryptedField(_("密数"), blank=True)
    seed = EncryptedField(_("种子"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)
    sealed_at = models.DateTimeField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("轮次")
        constraints = [
            models.CheckConstraint(
                name="round_ends_after_start",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("结束日期不能早于开始日期。"),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sealed_draw(self) -> bool:
        """Mock and quarterly rounds draw with frame digest, seal and witness."""
        return self.purpose in {self.Purpose.MOCK, self.Purpose.QUARTERLY}


class RoundType(models.Model):
    """How many places of a type a round draws (各类抽取数)."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="types")
    type_code = models.CharField(_("类型"), max_length=20)
    sample_count = models.IntegerField(_("抽取数"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "type_code"], name="round_type_once")
        ]
        ordering = ["type_code"]

    def __str__(self) -> str:
        return f"{self.type_code} × {self.sample_count}"


class FramePlace(models.Model):
    """A place as a round froze it (样本框): type, area and who answers for it, then.

    `order` is the place in the draw, from 1; null means not drawn. Named places (指定点位) stand
    apart: they carry a reason and are never ranked.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="frame")
    place = models.ForeignKey(Place, models.PROTECT, related_name="framed")
    type_code = models.CharField(_("类型"), max_length=20)
    area_code = models.CharField(_("区域"), max_length=20)
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sector = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    operator = models.CharField(max_length=80, blank=True)
    order = models.IntegerField(_("抽取顺序"), null=True)
    is_named = models.BooleanField(_("指定点位"), default=False)
    reason = models.CharField(_("指定原因"), max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "place", "is_named"], name="frame_place_once")
        ]
        indexes = [models.Index(fields=["round", "order"], name="frame_order")]

    def __str__(self) -> str:
        return str(self.place)


class Witness(models.Model):
    """A short text entered by somebody of another unit before the draw (见证)."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="witnesses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.CharField(_("见证语"), max_length=60)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="witness_once")]

    def __str__(self) -> str:
        return f"{self.unit}"


class Visit(models.Model):
    """One visit to a drawn or named place (到访), judged item by item by two inspectors.

    The first accepted visit of a place counts officially (初测); the last is shown beside it
    (复测). Visits not accepted, and void ones, never count; a second inspection by other people
    (平行复查, `parallel_to` the one that it checks) never does either.
    """

    class Result(models.TextChoices):
        """Whether the place could be judged (到访结果)."""

        DONE = "done", _("已测评")
        SHUT = "shut", _("停业")
        DEMOLISHED = "demolished", _("拆迁")
        WRONG_ADDRESS = "wrong_address", _("地址不符")
        REFUSED = "refused", _("拒入")

    class Purpose(models.TextChoices):
        """Whether the visit counts or checks another one."""

        OFFICIAL = "official", _("正式")
        DOUBLE = "double", _("平行复查")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="visits")
    frame_place = models.ForeignKey(FramePlace, models.PROTECT, related_name="visits")
    number = models.IntegerField(_("第几次"), default=1)  # of its purpose
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.OFFICIAL)
    parallel_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="doubles",
        verbose_name=_("复查哪次到访"),
    )
    inspectors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="visits", verbose_name=_("测评员")
    )
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=list(VISIT_STATUS_LABELS.items()),
        default=VisitStatus.PLANNED,
    )
    result = models.CharField(_("到访结果"), max_length=14, choices=Result.choices, blank=True)
    result_reason = models.CharField(_("原因"), max_length=200, blank=True)
    is_desk_entry = models.BooleanField(_("补录"), default=False)
    planned_on = models.DateField(_("安排日期"), null=True, blank=True)
    started_at = models.DateTimeField(_("开始"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("提交"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("审核"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    remark = models.CharField(_("审核意见"), max_length=200, blank=True)
    changed_at = models.DateTimeField(default=now)  # also on corrections: scoring counts anew

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["frame_place", "purpose", "number"], name="visit_number"
            )
        ]
        indexes = [models.Index(fields=["round", "status"], name="visit_round_status")]
        verbose_name = _("到访")

    def __str__(self) -> str:
        return f"{self.frame_place}"


class VisitStep(models.Model):
    """One step in the life of a visit (办理记录): handed in, accepted, sent back or made void.

    Rows are only ever added. `data` of a submission holds the answers as they were handed in,
    so that what was sent back can still be read.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="steps")
    action = models.CharField(_("步骤"), max_length=10, choices=list(VISIT_ACTION_LABELS.items()))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"), default=now, editable=False)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    data = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.action}"


class Observation(models.Model):
    """One verdict on one item at one visit (测评记录), as measured; never overwritten.

    Outcome and count as engine.md section 2. A correction before publication is a row of
    `Correction`; the original stays here.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="observations")
    item = models.ForeignKey(CheckItem, models.PROTECT, related_name="+")
    outcome = models.CharField(_("判定"), max_length=20, blank=True)
    count = models.IntegerField(_("数量"), null=True, blank=True)
    watched_seconds = models.IntegerField(_("观察时长（秒）"), null=True, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "item"], name="observation_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.outcome or self.count}"


class Photo(models.Model):
    """A photo of a visit (照片), with time and place from the shutter where there is one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(_("拍摄时间"), null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    accuracy_m = models.IntegerField(_("定位精度（米）"), null=True, blank=True)
    is_from_album = models.BooleanField(_("相册补传"), default=False)

    def __str__(self) -> str:
        return str(self.pk)


class Finding(models.Model):
    """One fault found (发现): where exactly, and a photo where there is one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    observation = models.ForeignKey(Observation, models.CASCADE, related_name="findings")
    order = models.IntegerField(_("第几处"), default=1)
    spot = models.CharField(_("具体位置"), max_length=60)
    phrase = models.CharField(_("问题描述"), max_length=100, blank=True)
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="findings")
    is_fixed_on_spot = models.BooleanField(_("现场整改"), default=False)
    after_photo = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="fixed_findings"
    )

    class Meta:
        ordering = ["observation", "order"]

    def __str__(self) -> str:
        return self.spot


class Correction(models.Model):
    """A verdict corrected before publication (更正) by a second person; the original is kept.

    The newest correction of an observation counts.
    """

    observation = models.ForeignKey(Observation, models.PROTECT, related_name="corrections")
    outcome = models.CharField(_("判定"), max_length=20, blank=True)
    count = models.IntegerField(_("数量"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reason
