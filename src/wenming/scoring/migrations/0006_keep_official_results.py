"""Keep official totals, ranks and feedback lists, and what each indicator is to bring.

Rows    None is changed.
Back    Drops the three tables.
"""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("framework", "0002_editions_events_cycles"),
        ("scoring", "0005_keep_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Triage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "aim",
                    models.CharField(
                        choices=[("bonus", "特色"), ("full", "普通"), ("weak", "薄弱")],
                        max_length=6,
                        verbose_name="类别",
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
                    "indicator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="triage",
                        to="framework.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "争分策略",
            },
        ),
        migrations.CreateModel(
            name="OfficialFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("national", "国家测评"),
                            ("provincial", "省级测评"),
                            ("quarterly", "季度测评（上级）"),
                        ],
                        max_length=12,
                        verbose_name="来源",
                    ),
                ),
                ("year", models.IntegerField(verbose_name="年度")),
                ("period", models.CharField(blank=True, max_length=20, verbose_name="期次")),
                (
                    "indicator_code",
                    models.CharField(blank=True, max_length=20, verbose_name="指标编号"),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="点位")),
                ("text", models.CharField(max_length=300, verbose_name="问题")),
                (
                    "lost_millimarks",
                    models.IntegerField(null=True, verbose_name="扣分（千分之一分）"),
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
            ],
            options={
                "verbose_name": "官方反馈问题",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "year", "period", "place", "text"),
                        name="official_finding_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficialResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("national", "国家测评"),
                            ("provincial", "省级测评"),
                            ("quarterly", "季度测评（上级）"),
                        ],
                        max_length=12,
                        verbose_name="来源",
                    ),
                ),
                (
                    "year",
                    models.IntegerField(
                        validators=[django.core.validators.MinValueValidator(2000)],
                        verbose_name="年度",
                    ),
                ),
                ("period", models.CharField(blank=True, max_length=20, verbose_name="期次")),
                ("city", models.CharField(max_length=40, verbose_name="城市")),
                ("is_own", models.BooleanField(default=False, verbose_name="本市")),
                (
                    "total_millimarks",
                    models.IntegerField(null=True, verbose_name="总分（千分之一分）"),
                ),
                ("rank", models.IntegerField(null=True, verbose_name="名次")),
                ("of", models.IntegerField(null=True, verbose_name="参评城市数")),
                ("published_on", models.DateField(null=True, verbose_name="公布日期")),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "官方成绩",
                "ordering": ["-year", "source", "period", "rank", "city"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "year", "period", "city"), name="official_result_once"
                    )
                ],
            },
        ),
    ]
