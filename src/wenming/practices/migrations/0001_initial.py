"""Practices and who got them as models of this app; their tables came from duties."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock
import wenming.practices.workflow


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_messages"),
        ("duties", "0015_practices_leave"),
        ("framework", "0002_editions_events_cycles"),
        ("organization", "0002_mailbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Practice",
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
                        ("title", models.CharField(max_length=80, verbose_name="标题")),
                        ("text", models.CharField(max_length=800, verbose_name="做法")),
                        (
                            "result",
                            models.CharField(blank=True, max_length=200, verbose_name="成效"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    (wenming.practices.workflow.Status["PROPOSED"], "待转发"),
                                    (wenming.practices.workflow.Status["FORWARDED"], "已转发"),
                                    (wenming.practices.workflow.Status["WITHDRAWN"], "已撤下"),
                                ],
                                default=wenming.practices.workflow.Status["PROPOSED"],
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=wenming.core.clock.now, editable=False),
                        ),
                        (
                            "forwarded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="转发时间"),
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
                            "indicators",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="framework.indicator"
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practices",
                                to="duties.plan",
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
                        "verbose_name": "典型经验",
                    },
                ),
                migrations.CreateModel(
                    name="PracticeCopy",
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
                            "at",
                            models.DateTimeField(default=wenming.core.clock.now, editable=False),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="copies",
                                to="practices.practice",
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
                ),
                migrations.AddIndex(
                    model_name="practice",
                    index=models.Index(fields=["status"], name="practice_status"),
                ),
                migrations.AddConstraint(
                    model_name="practicecopy",
                    constraint=models.UniqueConstraint(
                        fields=("practice", "unit"), name="practice_copy_once"
                    ),
                ),
            ]
        ),
    ]
