"""Plans of units (工作方案), collected once a year.

Why     The office asks for plans that settle named things, and must see who has not handed in.
Rows    None: two new, empty tables.
Back    Drops the tables.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0005_letters"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanCollection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.IntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=100, verbose_name="方案名称")),
                ("settlements", models.JSONField(verbose_name="要落实的")),
                ("due_on", models.DateField(verbose_name="报送期限")),
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.area",
                        verbose_name="所属地区",
                    ),
                ),
            ],
            options={
                "verbose_name": "收集方案",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "未报"),
                            ("submitted", "待审"),
                            ("returned", "已退回"),
                            ("accepted", "已通过"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("sections", models.JSONField(default=dict, verbose_name="内容")),
                ("remarks", models.CharField(blank=True, max_length=400, verbose_name="审核意见")),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="报送日期")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="通过日期")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="duties.plancollection",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作方案",
                "indexes": [models.Index(fields=["status"], name="plan_status")],
                "constraints": [
                    models.UniqueConstraint(fields=("collection", "unit"), name="plan_once")
                ],
            },
        ),
    ]
