"""Bulletins: drafted, reviewed and signed by three people, then frozen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.bulletins.workflow import Status
from wenming.core.models import Upload
from wenming.inspections.models import Round
from wenming.organization.models import Area

STATUS_LABELS = {
    Status.DRAFT: _("拟稿"),
    Status.REVIEWED: _("待签发"),
    Status.SIGNED: _("已签发"),
}
ACTION_LABELS = {
    "edit": _("修改"),
    "review": _("审核"),
    "send_back": _("退回拟稿"),
    "sign": _("签发"),
}


class Bulletin(models.Model):
    """A bulletin on a round (督查通报). `figures` is frozen when it is drafted anew."""

    number = models.CharField(_("编号"), max_length=40, unique=True)
    title = models.CharField(_("标题"), max_length=120)
    round = models.ForeignKey(Round, models.PROTECT, related_name="bulletins")
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+")
    opening = models.TextField(_("督查情况"), blank=True)
    demands = models.TextField(_("工作要求"), blank=True)
    figures = models.JSONField(default=dict)
    status = models.CharField(
        _("状态"), max_length=10, choices=list(STATUS_LABELS.items()), default=Status.DRAFT
    )
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    paper = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("通报")

    def __str__(self) -> str:
        return self.title
