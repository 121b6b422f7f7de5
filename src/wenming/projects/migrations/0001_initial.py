import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock
import wenming.projects.workflow


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("framework", "0002_editions_events_cycles"),
        ("organization", "0001_initial"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="项目编号")),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("facility", "设施建设"), ("livelihood", "民生实事")],
                        default="facility",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("content", models.CharField(max_length=400, verbose_name="建设内容")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            (wenming.projects.workflow.Stage["PROPOSED"], "待论证"),
                            (wenming.projects.workflow.Stage["APPRAISED"], "已论证"),
                            (wenming.projects.workflow.Stage["APPROVED"], "已立项"),
                            (wenming.projects.workflow.Stage["FUNDED"], "资金已落实"),
                            (wenming.projects.workflow.Stage["BUILT"], "已建成"),
                            (wenming.projects.workflow.Stage["ACCEPTED"], "已验收"),
                            (wenming.projects.workflow.Stage["DROPPED"], "已终止"),
                        ],
                        default=wenming.projects.workflow.Stage["PROPOSED"],
                        max_length=10,
                        verbose_name="阶段",
                    ),
                ),
                ("budget", models.BigIntegerField(blank=True, null=True, verbose_name="概算")),
                ("spent", models.BigIntegerField(default=0, verbose_name="已支出")),
                ("funding", models.CharField(blank=True, max_length=80, verbose_name="资金来源")),
                ("approval", models.CharField(blank=True, max_length=60, verbose_name="立项文号")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="当前阶段期限")),
                ("due_key", models.DateField(default=datetime.date(9999, 12, 31), editable=False)),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
                (
                    "appraised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="organization.area",
                        verbose_name="建设地点",
                    ),
                ),
                (
                    "built_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "indicators",
                    models.ManyToManyField(blank=True, related_name="+", to="framework.indicator"),
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
                    "places",
                    models.ManyToManyField(blank=True, related_name="projects", to="places.place"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="organization.unit",
                        verbose_name="责任单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "项目",
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            (wenming.projects.workflow.Stage["APPRAISED"], "论证"),
                            (wenming.projects.workflow.Stage["APPROVED"], "立项"),
                            (wenming.projects.workflow.Stage["FUNDED"], "资金"),
                            (wenming.projects.workflow.Stage["BUILT"], "建成"),
                            (wenming.projects.workflow.Stage["ACCEPTED"], "验收"),
                        ],
                        max_length=10,
                        verbose_name="阶段",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="计划日期")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="实际日期")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="projects.project",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProjectStep",
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
                            ("propose", "提出"),
                            ("appraise", "论证通过"),
                            ("approve", "批准立项"),
                            ("return", "退回论证"),
                            ("fund", "落实资金"),
                            ("report", "报进展"),
                            ("finish", "报建成"),
                            ("accept", "验收通过"),
                            ("redo", "验收退回"),
                            ("drop", "终止"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                (
                    "old",
                    models.CharField(
                        blank=True,
                        choices=[
                            (wenming.projects.workflow.Stage["PROPOSED"], "待论证"),
                            (wenming.projects.workflow.Stage["APPRAISED"], "已论证"),
                            (wenming.projects.workflow.Stage["APPROVED"], "已立项"),
                            (wenming.projects.workflow.Stage["FUNDED"], "资金已落实"),
                            (wenming.projects.workflow.Stage["BUILT"], "已建成"),
                            (wenming.projects.workflow.Stage["ACCEPTED"], "已验收"),
                            (wenming.projects.workflow.Stage["DROPPED"], "已终止"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "new",
                    models.CharField(
                        choices=[
                            (wenming.projects.workflow.Stage["PROPOSED"], "待论证"),
                            (wenming.projects.workflow.Stage["APPRAISED"], "已论证"),
                            (wenming.projects.workflow.Stage["APPROVED"], "已立项"),
                            (wenming.projects.workflow.Stage["FUNDED"], "资金已落实"),
                            (wenming.projects.workflow.Stage["BUILT"], "已建成"),
                            (wenming.projects.workflow.Stage["ACCEPTED"], "已验收"),
                            (wenming.projects.workflow.Stage["DROPPED"], "已终止"),
                        ],
                        max_length=10,
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("spent", models.BigIntegerField(null=True)),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="projects.project",
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
        migrations.CreateModel(
            name="ProjectFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="projects.projectstep",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["stage", "due_key"], name="project_stage_due"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["unit", "stage"], name="project_unit_stage"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("spent__gte", 0)), name="project_spent_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["proposed", "appraised", "dropped"]),
                    models.Q(models.Q(("approval", ""), _negated=True), ("budget__isnull", False)),
                    _connector="OR",
                ),
                name="approved_project_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(
                fields=("project", "stage"), name="project_milestone_once"
            ),
        ),
    ]
