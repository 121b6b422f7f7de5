"""Tables of the ground: audit trail, uploads, number series, asks, scheduled runs, imports."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.crypto import decrypt_bytes


class AuditEntry(models.Model):
    """One change of state (审计记录), chained to the one before by its hash.

    Holds ids, codes and digests, never personal data or free text, or lawful deletion would
    break the chain. Written only by `core.audit`.
    """

    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("操作人"),
    )
    action = models.CharField(_("操作"), max_length=60)
    thing = models.CharField(_("对象"), max_length=40)
    thing_id = models.CharField(_("对象编号"), max_length=40)
    data = models.JSONField(_("内容"), default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["thing", "thing_id"], name="audit_thing")]

    def __str__(self) -> str:
        return f"{self.action} {self.thing} {self.thing_id}"


class AuditHead(models.Model):
    """The newest link of the audit chain; one row, locked while a transaction appends."""

    digest = models.CharField(max_length=64)
    length = models.BigIntegerField(default=0)


class Upload(models.Model):
    """A file, stored by its digest (上传文件); served only through a permission check.

    `public_digest` is the version fit for other eyes (metadata stripped); empty where the
    original is that version already.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    public_digest = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(_("字节数"))
    content_type = models.CharField(_("类型"), max_length=100)
    name = models.CharField(_("文件名"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last number given out of one series (编号): gaps are allowed, numbers never come back."""

    owner = models.CharField(_("地区代码"), max_length=20)
    kind = models.CharField(_("种类"), max_length=10)
    year = models.IntegerField(_("年份"))
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "year"], name="number_series_key")
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.kind} {self.year}"


class Ask(models.Model):
    """Something asked of a unit (向单位要的事): the ground of the burden ledger.

    `question` identifies what is asked; the same question is not put twice to a unit while an
    answer stands. What was withdrawn may be asked again.
    """

    unit_code = models.CharField(_("单位代码"), max_length=20)
    kind = models.CharField(_("种类"), max_length=20)
    question = models.CharField(_("问的是什么"), max_length=100)
    asked_at = models.DateTimeField(_("提出时间"))
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("收回时间"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_code", "question"], name="ask_once")]
        indexes = [models.Index(fields=["unit_code", "asked_at"], name="ask_unit_time")]

    def __str__(self) -> str:
        return f"{self.unit_code} {self.question}"


class ScheduledRun(models.Model):
    """One run of a scheduled job (定时任务): the unique key keeps two servers from running it twice."""

    name = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="run_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%F %T}"


class PendingImport(models.Model):
    """A sheet with wrong rows, kept for a day so that its sender can decide (待定的导入).

    Encrypted, for sheets hold names and phone numbers; read through `sheet`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    content = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now, editable=False, db_index=True)

    def __str__(self) -> str:
        return self.name

    @property
    def sheet(self) -> bytes:
        """The file as it was sent."""
        return decrypt_bytes(self.content)


class StoredImport(models.Model):
    """A sheet whose rows were stored (导入记录); `undo` is what its kind needs to take them out again."""

    kind = models.CharField(max_length=20)
    name = models.CharField(_("文件"), max_length=200)
    added = models.IntegerField(_("新增"))
    changed = models.IntegerField(_("更新"))
    undo = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"), default=now, editable=False, db_index=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """Something told to a unit (消息): read here by whoever acts for it, and sent to its mailbox.

    `key` keeps the same thing from being told twice. What is mailed is `title` and `text` with
    the address of `path`. `tries` counts the attempts to mail; the next is due at `mail_at`.
    """

    class Mail(models.TextChoices):
        """Where the mail of a message stands."""

        NONE = "none", _("不发邮件")
        WAITING = "waiting", _("待发")
        SENDING = "sending", _("正在发")
        SENT = "sent", _("已发")
        FAILED = "failed", _("发送失败")

    unit_code = models.CharField(_("单位代码"), max_length=20)
    key = models.CharField(max_length=80)
    title = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("内容"))
    path = models.CharField(max_length=200)
    made_at = models.DateTimeField(_("时间"), default=now)
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)
    mail = models.CharField(_("邮件"), max_length=8, choices=Mail.choices, default=Mail.NONE)
    mail_at = models.DateTimeField(null=True, blank=True)
    tries = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("消息")
        constraints = [models.UniqueConstraint(fields=["unit_code", "key"], name="message_once")]
        indexes = [
            models.Index(fields=["unit_code", "made_at"], name="message_unit_time"),
            models.Index(fields=["mail", "mail_at"], name="message_mail_due"),
        ]

    def __str__(self) -> str:
        return self.title
