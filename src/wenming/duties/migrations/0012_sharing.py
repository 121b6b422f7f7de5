import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("duties", "0011_posts_of_work"),
        ("framework", "0002_editions_events_cycles"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField(verbose_name="认领截止")),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offer",
                        to="duties.duty",
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
                        verbose_name="认领单位",
                    ),
                ),
                ("units", models.ManyToManyField(related_name="+", to="organization.unit")),
            ],
            options={
                "verbose_name": "公开认领",
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=200, verbose_name="打算怎么办")),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
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
                    "by",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="duties.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "认领",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.CharField(db_index=True, max_length=20, verbose_name="指标")),
                ("title", models.CharField(max_length=100, verbose_name="制度名称")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("missing", "缺"),
                            ("to_improve", "待完善"),
                            ("submitted", "待审"),
                            ("exists", "已有"),
                        ],
                        default="missing",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                ("due_key", models.DateField(default=datetime.date(9999, 12, 31), editable=False)),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("remarks", models.CharField(blank=True, max_length=200, verbose_name="要完善的")),
                ("opened_on", models.DateField(verbose_name="登记日期")),
                ("turn", models.IntegerField(default=1)),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="报送日期")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="通过日期")),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
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
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="标题")),
                ("text", models.CharField(max_length=800, verbose_name="做法")),
                ("result", models.CharField(blank=True, max_length=200, verbose_name="成效")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "待转发"),
                            ("forwarded", "已转发"),
                            ("withdrawn", "已撤下"),
                        ],
                        default="proposed",
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copies",
                        to="duties.practice",
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
            model_name="offer",
            index=models.Index(fields=["until"], name="offer_until"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(fields=("offer", "unit"), name="claim_once"),
        ),
        migrations.AddIndex(
            model_name="policy",
            index=models.Index(fields=["status", "due_key"], name="policy_status_due"),
        ),
        migrations.AddIndex(
            model_name="policy",
            index=models.Index(fields=["unit", "status"], name="policy_unit_status"),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.UniqueConstraint(
                fields=("indicator", "title", "unit"), name="policy_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "submitted"), _negated=True),
                    ("paper__isnull", False),
                    _connector="OR",
                ),
                name="handed_in_policy_has_paper",
            ),
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
