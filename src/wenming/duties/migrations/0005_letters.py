"""Letters of responsibility (责任状).

Why     Each unit signs for its goals of the year; the office must see who has not.
Rows    None: three new, empty tables. Letters signed on paper before may be issued and uploaded.
Back    Drops the tables.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("duties", "0004_instructions"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(default=1, verbose_name="版次")),
                ("number", models.CharField(max_length=40, verbose_name="编号")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("issued", "已发"),
                            ("signed", "已签"),
                            ("replaced", "已换发"),
                        ],
                        default="issued",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("goals", models.IntegerField(verbose_name="目标任务")),
                ("indicators", models.IntegerField(verbose_name="牵头指标")),
                ("issued_on", models.DateField(verbose_name="发出日期")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="签回日期")),
                (
                    "sent_back_for",
                    models.CharField(blank=True, max_length=200, verbose_name="退回原因"),
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_current", models.BooleanField(default=True)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="duties.letter",
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.IntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=100, verbose_name="标题")),
                ("body", models.TextField(verbose_name="正文")),
                ("signer", models.CharField(max_length=60, verbose_name="指挥部签字人")),
                ("due_on", models.DateField(verbose_name="签字件交回期限")),
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
                "verbose_name": "责任状文本",
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="terms",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="duties.letterterms",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterterms",
            constraint=models.UniqueConstraint(fields=("owner", "year"), name="letter_terms_once"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("terms", "unit", "version"), name="letter_version_once"
            ),
        ),
    ]
