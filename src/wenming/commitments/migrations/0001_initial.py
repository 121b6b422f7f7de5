"""Letters, plans and months as models of this app; their tables came from duties."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.commitments.workflow
import wenming.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0003_stored_imports"),
        ("duties", "0016_commitments_leave"),
        ("organization", "0002_mailbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Letter",
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
                        ("version", models.IntegerField(default=1, verbose_name="版次")),
                        ("number", models.CharField(max_length=40, verbose_name="编号")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    (wenming.commitments.workflow.Pledge["ISSUED"], "已发"),
                                    (wenming.commitments.workflow.Pledge["SIGNED"], "已签"),
                                    (wenming.commitments.workflow.Pledge["REPLACED"], "已换发"),
                                ],
                                default=wenming.commitments.workflow.Pledge["ISSUED"],
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("goals", models.IntegerField(verbose_name="目标任务")),
                        ("indicators", models.IntegerField(verbose_name="牵头指标")),
                        ("issued_on", models.DateField(verbose_name="发出日期")),
                        (
                            "signed_on",
                            models.DateField(blank=True, null=True, verbose_name="签回日期"),
                        ),
                        (
                            "sent_back_for",
                            models.CharField(blank=True, max_length=200, verbose_name="退回原因"),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=wenming.core.clock.now, editable=False),
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
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.upload",
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
                        "verbose_name": "责任状",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="LetterCopy",
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
                        ("is_current", models.BooleanField(default=True)),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="commitments.letter",
                            ),
                        ),
                        (
                            "upload",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.upload",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTerms",
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
                        ("year", models.IntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=100, verbose_name="标题")),
                        ("body", models.TextField(verbose_name="正文")),
                        ("signer", models.CharField(max_length=60, verbose_name="指挥部签字人")),
                        ("due_on", models.DateField(verbose_name="签字件交回期限")),
                        (
                            "at",
                            models.DateTimeField(default=wenming.core.clock.now, editable=False),
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
                    ],
                    options={
                        "verbose_name": "责任状文本",
                    },
                ),
                migrations.AddField(
                    model_name="letter",
                    name="terms",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="commitments.letterterms",
                    ),
                ),
                migrations.CreateModel(
                    name="MonthlyFocus",
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
                        ("month", models.DateField(verbose_name="月份")),
                        (
                            "picked_on",
                            models.DateField(blank=True, null=True, verbose_name="选定日期"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
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
                        "verbose_name": "月目标",
                    },
                ),
                migrations.CreateModel(
                    name="MonthlyGoal",
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
                            "line",
                            models.CharField(blank=True, max_length=100, verbose_name="本月做到"),
                        ),
                        (
                            "focus",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goals",
                                to="commitments.monthlyfocus",
                            ),
                        ),
                        (
                            "undertaking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="duties.undertaking",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "月目标",
                    },
                ),
                migrations.CreateModel(
                    name="PlanCollection",
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
                        ("year", models.IntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=100, verbose_name="方案名称")),
                        ("settlements", models.JSONField(verbose_name="要落实的")),
                        ("due_on", models.DateField(verbose_name="报送期限")),
                        (
                            "at",
                            models.DateTimeField(default=wenming.core.clock.now, editable=False),
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    (wenming.commitments.workflow.Planned["DRAFT"], "未报"),
                                    (wenming.commitments.workflow.Planned["SUBMITTED"], "待审"),
                                    (wenming.commitments.workflow.Planned["RETURNED"], "已退回"),
                                    (wenming.commitments.workflow.Planned["ACCEPTED"], "已通过"),
                                ],
                                default=wenming.commitments.workflow.Planned["DRAFT"],
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        ("sections", models.JSONField(default=dict, verbose_name="内容")),
                        (
                            "remarks",
                            models.CharField(blank=True, max_length=400, verbose_name="审核意见"),
                        ),
                        (
                            "submitted_on",
                            models.DateField(blank=True, null=True, verbose_name="报送日期"),
                        ),
                        (
                            "accepted_on",
                            models.DateField(blank=True, null=True, verbose_name="通过日期"),
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
                                to="commitments.plancollection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "工作方案",
                    },
                ),
                migrations.AddConstraint(
                    model_name="letterterms",
                    constraint=models.UniqueConstraint(
                        fields=("owner", "year"), name="letter_terms_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="letter",
                    constraint=models.UniqueConstraint(
                        fields=("terms", "unit", "version"), name="letter_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="monthlyfocus",
                    constraint=models.UniqueConstraint(
                        fields=("month", "unit"), name="monthly_focus_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="monthlygoal",
                    constraint=models.UniqueConstraint(
                        fields=("focus", "undertaking"), name="monthly_goal_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="plan",
                    index=models.Index(fields=["status"], name="plan_status"),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.UniqueConstraint(
                        fields=("collection", "unit"), name="plan_once"
                    ),
                ),
            ]
        ),
    ]
