"""Policies as a model of this app; their table came from duties."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock
import wenming.policies.workflow


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("duties", "0014_policies_leave"),
        ("core", "0002_messages"),
        ("organization", "0002_mailbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Policy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "indicator",
                            models.CharField(db_index=True, max_length=20, verbose_name="指标"),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="制度名称")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    (wenming.policies.workflow.Status["MISSING"], "缺"),
                                    (wenming.policies.workflow.Status["TO_IMPROVE"], "待完善"),
                                    (wenming.policies.workflow.Status["SUBMITTED"], "待审"),
                                    (wenming.policies.workflow.Status["EXISTS"], "已有"),
                                ],
                                default=wenming.policies.workflow.Status["MISSING"],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="完成期限"),
                        ),
                        (
                            "due_key",
                            models.DateField(default=datetime.date(9999, 12, 31), editable=False),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, max_length=60, verbose_name="文号"),
                        ),
                        (
                            "remarks",
                            models.CharField(blank=True, max_length=200, verbose_name="要完善的"),
                        ),
                        ("opened_on", models.DateField(verbose_name="登记日期")),
                        ("turn", models.IntegerField(default=1)),
                        (
                            "submitted_on",
                            models.DateField(blank=True, null=True, verbose_name="报送日期"),
                        ),
                        (
                            "accepted_on",
                            models.DateField(blank=True, null=True, verbose_name="通过日期"),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=wenming.core.clock.now, editable=False),
                        ),
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
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organization.area",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.upload",
                            ),
                        ),
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
                                related_name="policies",
                                to="organization.unit",
                                verbose_name="责任单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "制度",
                        "indexes": [
                            models.Index(fields=["status", "due_key"], name="policy_status_due"),
                            models.Index(fields=["unit", "status"], name="policy_unit_status"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("indicator", "title", "unit"), name="policy_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "submitted"), _negated=True),
                                    ("paper__isnull", False),
                                    _connector="OR",
                                ),
                                name="handed_in_policy_has_paper",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
