"""A list is consulted on and reviewed by a second person before it is issued."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.duties.workflow


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("documents", "0001_initial"),
        ("duties", "0002_work_on_duties"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=600, verbose_name="意见")),
                ("at", models.DateTimeField(null=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("open", "待答复"), ("taken", "采纳"), ("declined", "不采纳")],
                        default="open",
                        max_length=8,
                        verbose_name="采纳情况",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ],
            options={
                "verbose_name": "意见",
                "ordering": ["unit__pinyin"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="tasklist",
            name="issued_list_is_complete",
        ),
        migrations.AddField(
            model_name="tasklist",
            name="consulted_until",
            field=models.DateField(blank=True, null=True, verbose_name="征求意见截止"),
        ),
        migrations.AddField(
            model_name="tasklist",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tasklist",
            name="sent_back_for",
            field=models.CharField(blank=True, max_length=200, verbose_name="退回原因"),
        ),
        migrations.AddField(
            model_name="tasklist",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="tasklist",
            name="status",
            field=models.CharField(
                choices=[
                    (wenming.duties.workflow.Status["DRAFT"], "拟稿"),
                    (wenming.duties.workflow.Status["CONSULTING"], "征求意见"),
                    (wenming.duties.workflow.Status["REVIEWING"], "审核中"),
                    (wenming.duties.workflow.Status["REVIEWED"], "待签批印发"),
                    (wenming.duties.workflow.Status["ISSUED"], "已印发"),
                    (wenming.duties.workflow.Status["REPLACED"], "已被新版代替"),
                ],
                default=wenming.duties.workflow.Status["DRAFT"],
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="tasklist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            wenming.duties.workflow.Status["CONSULTING"],
                            wenming.duties.workflow.Status["DRAFT"],
                            wenming.duties.workflow.Status["REVIEWED"],
                            wenming.duties.workflow.Status["REVIEWING"],
                        ],
                    ),
                    models.Q(
                        models.Q(("number", ""), _negated=True),
                        models.Q(("approver", ""), _negated=True),
                        ("issued_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="issued_list_is_complete",
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="task_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="opinions",
                to="duties.tasklist",
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(fields=("task_list", "unit"), name="opinion_once"),
        ),
    ]
