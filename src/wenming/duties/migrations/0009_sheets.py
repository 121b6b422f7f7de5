"""Task tables that come in from Excel (导入任务表), and the heads that are remembered.

Why     A table goes into a list batch by batch and can be taken out again as a whole.
Rows    None: three new, empty tables.
Back    Drops the tables; the imported tasks stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock
import wenming.duties.workflow


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0008_whole_duties_and_tables"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signature", models.CharField(max_length=64, unique=True)),
                ("parts", models.JSONField()),
                ("at", models.DateTimeField(default=wenming.core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TaskSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_list", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=200, verbose_name="清单标题")),
                ("basis", models.CharField(max_length=300, verbose_name="依据")),
                ("dated_on", models.DateField(verbose_name="任务表的日期")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("content", models.TextField(blank=True)),
                ("grid", models.CharField(max_length=100, verbose_name="工作表")),
                ("head", models.IntegerField(verbose_name="表头末行")),
                ("parts", models.JSONField(default=dict, verbose_name="各列")),
                ("chosen", models.JSONField(default=dict, verbose_name="选定的单位")),
                ("plan", models.JSONField(default=list)),
                ("stored", models.IntegerField(default=0, verbose_name="已导入")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (wenming.duties.workflow.Sent["OPEN"], "待核对"),
                            (wenming.duties.workflow.Sent["STORING"], "正在导入"),
                            (wenming.duties.workflow.Sent["STORED"], "已导入"),
                            (wenming.duties.workflow.Sent["UNDONE"], "已撤销"),
                        ],
                        default=wenming.duties.workflow.Sent["OPEN"],
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=wenming.core.clock.now, editable=False
                    ),
                ),
                (
                    "by",
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
                    "task_list",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sheets",
                        to="duties.tasklist",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入的任务表",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SheetDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.IntegerField(verbose_name="表中行号")),
                (
                    "duty",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheet_row",
                        to="duties.duty",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="duties.tasksheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "row"), name="sheet_row_once")
                ],
            },
        ),
    ]
