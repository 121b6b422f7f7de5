"""Task tables that come in from Excel (导入的任务表): kept until their tasks are in a list."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.crypto import decrypt_bytes
from wenming.duties.models.lists import Duty, TaskList
from wenming.duties.workflow import Sent
from wenming.organization.models import Area

SENT_LABELS = {
    Sent.OPEN: _("待核对"),
    Sent.STORING: _("正在导入"),
    Sent.STORED: _("已导入"),
    Sent.UNDONE: _("已撤销"),
}
SENT_ACTION_LABELS = {
    "start": _("导入"),
    "store": _("接着导入"),
    "finish": _("导入完"),
    "undo": _("撤销导入"),
}


class TaskSheet(models.Model):
    """A task table as it was sent, what its columns hold, and how much of it is in a list.

    The file is encrypted, for tables hold names and phones of persons, and is dropped once its
    tasks are in the list. `plan` is what goes in, row by row, fixed when the import starts;
    `stored` of it are in. `chosen` is what the sender said of names that the register did not
    know.
    """

    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    task_list = models.ForeignKey(
        TaskList, models.SET_NULL, null=True, blank=True, related_name="sheets"
    )
    made_list = models.BooleanField(default=False)
    title = models.CharField(_("清单标题"), max_length=200)
    basis = models.CharField(_("依据"), max_length=300)
    dated_on = models.DateField(_("任务表的日期"))
    name = models.CharField(_("文件名"), max_length=200)
    content = models.TextField(blank=True)
    grid = models.CharField(_("工作表"), max_length=100)
    head = models.IntegerField(_("表头末行"))
    parts = models.JSONField(_("各列"), default=dict)
    chosen = models.JSONField(_("选定的单位"), default=dict)
    plan = models.JSONField(default=list)
    stored = models.IntegerField(_("已导入"), default=0)
    status = models.CharField(
        _("状态"), max_length=8, choices=list(SENT_LABELS.items()), default=Sent.OPEN
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False, db_index=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("导入的任务表")

    def __str__(self) -> str:
        return self.name

    @property
    def file(self) -> bytes:
        """The workbook as it was sent."""
        return decrypt_bytes(self.content)


class SheetDuty(models.Model):
    """Which row of which table a task came from; so that a table goes in once, and out again."""

    sheet = models.ForeignKey(TaskSheet, models.CASCADE, related_name="rows")
    row = models.IntegerField(_("表中行号"))
    duty = models.OneToOneField(Duty, models.CASCADE, related_name="sheet_row")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "row"], name="sheet_row_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id}:{self.row}"


class KnownHead(models.Model):
    """What the columns below a head hold, as a person last confirmed it (记住的表头)."""

    signature = models.CharField(max_length=64, unique=True)
    parts = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.signature
