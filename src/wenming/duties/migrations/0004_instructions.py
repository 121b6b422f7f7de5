"""Leaders' instructions and their steps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("duties", "0003_consult_and_review"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Instruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="批示")),
                ("about_title", models.CharField(blank=True, max_length=200, verbose_name="批在")),
                ("about_path", models.CharField(blank=True, max_length=200)),
                ("leader", models.CharField(max_length=60, verbose_name="批示领导")),
                ("given_on", models.DateField(verbose_name="批示日期")),
                ("is_entered", models.BooleanField(default=False, verbose_name="代录")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "待拟办"),
                            ("proposed", "待转办"),
                            ("assigned", "待反馈"),
                            ("answered", "待办结"),
                            ("closed", "已办结"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                ("assigned_on", models.DateField(blank=True, null=True, verbose_name="转办日期")),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="办理结果")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.area",
                        verbose_name="所属地区",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.upload",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="承办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "批示",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="InstructionStep",
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
                            ("give", "批示"),
                            ("propose", "拟办"),
                            ("assign", "转办"),
                            ("answer", "反馈"),
                            ("send_back", "退回再办"),
                            ("close", "办结"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=300, verbose_name="内容")),
                ("at", models.DateTimeField(default=wenming.core.clock.now, verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="duties.instruction",
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
            model_name="instruction",
            index=models.Index(fields=["status", "due_on"], name="instruction_status_due"),
        ),
    ]
