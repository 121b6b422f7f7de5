"""Publish results with people: draft, feedback of the units, disputes, approval.

Why     A result goes out only after the units read their lines and somebody named approved it;
        a run keeps what it was made from, so that it can be computed again.
Rows    None is changed. Rounds published before have no publication and are shown from their
        stored sums; their runs have no inputs and `rescore` says so.
Back    Drops the new tables and columns.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock
import wenming.scoring.workflow


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("inspections", "0001_initial"),
        ("organization", "0001_initial"),
        ("scoring", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="corrects",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="scoring.run",
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="inputs",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="run",
            name="overlay_digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="run",
            name="reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="更正理由"),
        ),
        migrations.AddField(
            model_name="run",
            name="rules",
            field=models.IntegerField(default=1, verbose_name="规则版本"),
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="申诉理由")),
                ("before", models.CharField(max_length=40, verbose_name="原判定")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (wenming.scoring.workflow.DisputeStatus["OPEN"], "待裁定"),
                            (wenming.scoring.workflow.DisputeStatus["CORRECTED"], "成立，已更正"),
                            (wenming.scoring.workflow.DisputeStatus["VOIDED"], "成立，不计分"),
                            (wenming.scoring.workflow.DisputeStatus["REJECTED"], "不成立"),
                            (wenming.scoring.workflow.DisputeStatus["WITHDRAWN"], "已撤回"),
                        ],
                        default=wenming.scoring.workflow.DisputeStatus["OPEN"],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=wenming.core.clock.now, editable=False, verbose_name="提出"
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="裁定")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="裁定理由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "correction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspections.correction",
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
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="inspections.observation",
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
            ],
            options={
                "verbose_name": "申诉",
            },
        ),
        migrations.CreateModel(
            name="DisputeFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="scoring.dispute",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.upload",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
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
                            (wenming.scoring.workflow.Status["DRAFT"], "计算稿"),
                            (wenming.scoring.workflow.Status["FEEDBACK"], "反馈核实"),
                            (wenming.scoring.workflow.Status["CHECKED"], "待审定"),
                            (wenming.scoring.workflow.Status["APPROVED"], "已审定，待公布"),
                            (wenming.scoring.workflow.Status["PUBLISHED"], "已公布"),
                        ],
                        default=wenming.scoring.workflow.Status["DRAFT"],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "drafted_at",
                    models.DateTimeField(default=wenming.core.clock.now, editable=False),
                ),
                ("opened_at", models.DateTimeField(null=True, verbose_name="发单位核实")),
                ("due_at", models.DateTimeField(null=True, verbose_name="核实期限")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="核实结束")),
                ("approver", models.CharField(blank=True, max_length=40, verbose_name="审定领导")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="审定")),
                ("published_at", models.DateTimeField(null=True, verbose_name="公布")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="scoring.run",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="scoring.run",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="inspections.round",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="scoring.run",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.upload",
                    ),
                ),
            ],
            options={
                "verbose_name": "得分公布",
            },
        ),
        migrations.AddField(
            model_name="dispute",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disputes",
                to="scoring.publication",
            ),
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="scoring.publication",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(
                fields=("publication", "observation", "unit"), name="dispute_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                fields=("publication", "unit"), name="confirmation_once"
            ),
        ),
    ]
