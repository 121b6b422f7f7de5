"""The work on duties: who undertakes what, each step of it, contributions, transfers.

`Duty.continues` ties a task to the same one in the version before, so that work goes on.
"""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock
import wenming.duties.workflow


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0001_initial"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="continues",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="continued_by",
                to="duties.duty",
            ),
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.CharField(max_length=200, verbose_name="情况")),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="duties.duty",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "配合情况",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Undertaking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.CharField(blank=True, max_length=300, verbose_name="分解到本单位的内容"),
                ),
                ("period_start", models.DateField(blank=True, null=True, verbose_name="本期开始")),
                ("period_end", models.DateField(blank=True, null=True, verbose_name="本期结束")),
                ("opened_on", models.DateField(verbose_name="开始日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("due_key", models.DateField(default=datetime.date(9999, 12, 31), editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (wenming.duties.workflow.Progress["NOT_STARTED"], "未启动"),
                            (wenming.duties.workflow.Progress["UNDERWAY"], "推进中"),
                            (wenming.duties.workflow.Progress["STUCK"], "需协调"),
                            (wenming.duties.workflow.Progress["FINISHED"], "待认定"),
                            (wenming.duties.workflow.Progress["DONE"], "已完成"),
                            (wenming.duties.workflow.Progress["SUSPENDED"], "暂停"),
                            (wenming.duties.workflow.Progress["CANCELLED"], "已取消"),
                        ],
                        default=wenming.duties.workflow.Progress["NOT_STARTED"],
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(default=wenming.core.clock.now, verbose_name="状态起始"),
                ),
                ("line", models.CharField(blank=True, max_length=200, verbose_name="最新进展")),
                ("values", models.JSONField(default=dict, verbose_name="目标现值")),
                (
                    "wants",
                    models.CharField(blank=True, max_length=200, verbose_name="要求报进展的原因"),
                ),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="报完成日期")),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undertakings",
                        to="duties.duty",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="duties.undertaking",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undertakings",
                        to="organization.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理事项",
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("asked_at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("open", "待定"), ("agreed", "同意"), ("declined", "不同意")],
                        default="open",
                        max_length=8,
                        verbose_name="决定",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="答复")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="原单位",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="转给",
                    ),
                ),
                (
                    "undertaking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="duties.undertaking",
                    ),
                ),
            ],
            options={
                "verbose_name": "转办申请",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="UndertakingStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("carry_on", "报进展"),
                            ("ask_help", "请求协调"),
                            ("finish", "报完成"),
                            ("accept", "认定完成"),
                            ("send_back", "退回"),
                            ("suspend", "暂停"),
                            ("resume", "恢复"),
                            ("cancel", "取消"),
                            ("open", "印发"),
                            ("transfer", "转办"),
                            ("request", "要求报进展"),
                            ("continue", "换发新版"),
                        ],
                        max_length=12,
                        verbose_name="步骤",
                    ),
                ),
                (
                    "old",
                    models.CharField(
                        blank=True,
                        choices=[
                            (wenming.duties.workflow.Progress["NOT_STARTED"], "未启动"),
                            (wenming.duties.workflow.Progress["UNDERWAY"], "推进中"),
                            (wenming.duties.workflow.Progress["STUCK"], "需协调"),
                            (wenming.duties.workflow.Progress["FINISHED"], "待认定"),
                            (wenming.duties.workflow.Progress["DONE"], "已完成"),
                            (wenming.duties.workflow.Progress["SUSPENDED"], "暂停"),
                            (wenming.duties.workflow.Progress["CANCELLED"], "已取消"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "new",
                    models.CharField(
                        choices=[
                            (wenming.duties.workflow.Progress["NOT_STARTED"], "未启动"),
                            (wenming.duties.workflow.Progress["UNDERWAY"], "推进中"),
                            (wenming.duties.workflow.Progress["STUCK"], "需协调"),
                            (wenming.duties.workflow.Progress["FINISHED"], "待认定"),
                            (wenming.duties.workflow.Progress["DONE"], "已完成"),
                            (wenming.duties.workflow.Progress["SUSPENDED"], "暂停"),
                            (wenming.duties.workflow.Progress["CANCELLED"], "已取消"),
                        ],
                        max_length=12,
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("values", models.JSONField(default=dict)),
                ("at", models.DateTimeField(default=wenming.core.clock.now, verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undertaking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="duties.undertaking",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="undertaking",
            index=models.Index(fields=["status", "due_key"], name="undertaking_status_due"),
        ),
        migrations.AddIndex(
            model_name="undertaking",
            index=models.Index(fields=["unit", "status"], name="undertaking_unit_status"),
        ),
        migrations.AddConstraint(
            model_name="undertaking",
            constraint=models.UniqueConstraint(
                fields=("parent", "period_start"), name="undertaking_period"
            ),
        ),
    ]
