"""Let drafts be edited, let local editions stand on published ones; add what stands beside editions.

Why     Several frameworks stand side by side (kind), drafts may hold faults while somebody works on
        them (fault_count, changed_by), and publishing takes a second person (published_by).
        New tables: correspondences of indicators, events of the negative list and bonuses with
        their evidence, cycles with their stages.
Rows    Editions that are there become 国测 without faults; nothing else is written.
Back    Drops the new tables and columns.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.framework.workflow


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("framework", "0001_initial"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="base",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="local_editions",
                to="framework.edition",
                verbose_name="所依据的版本",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="最后修改时间"),
        ),
        migrations.AddField(
            model_name="edition",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="最后修改人",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="fault_count",
            field=models.IntegerField(default=0, verbose_name="检查出的错误数"),
        ),
        migrations.AddField(
            model_name="edition",
            name="kind",
            field=models.CharField(
                choices=[
                    ("national", "国测"),
                    ("provincial", "省测"),
                    ("own", "本市季度测评"),
                    ("minors", "未成年人"),
                    ("local", "本地加严标准"),
                ],
                default="national",
                max_length=12,
                verbose_name="类别",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="overlay",
            field=models.TextField(blank=True, verbose_name="加严内容"),
        ),
        migrations.AddField(
            model_name="edition",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="发布人",
            ),
        ),
        migrations.CreateModel(
            name="Correspondence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="serves",
                        to="framework.indicator",
                        verbose_name="来源指标",
                    ),
                ),
                (
                    "target",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="served_by",
                        to="framework.indicator",
                        verbose_name="对应指标",
                    ),
                ),
            ],
            options={
                "verbose_name": "指标对照",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("first_year", models.IntegerField(verbose_name="第一年")),
                ("last_year", models.IntegerField(verbose_name="最后一年")),
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
                "verbose_name": "创建周期",
                "ordering": ["-first_year", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                ("code", models.CharField(max_length=20, verbose_name="清单编号")),
                ("effect", models.CharField(max_length=8, verbose_name="处理")),
                ("occurred_on", models.DateField(verbose_name="发生日期")),
                ("effective_on", models.DateField(verbose_name="生效日期")),
                ("reason", models.TextField(max_length=1000, verbose_name="事由")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (wenming.framework.workflow.EventStatus["REPORTED"], "待核定"),
                            (wenming.framework.workflow.EventStatus["CONFIRMED"], "已核定"),
                            (wenming.framework.workflow.EventStatus["DECLINED"], "不予认定"),
                        ],
                        default=wenming.framework.workflow.EventStatus["REPORTED"],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reported_at", models.DateTimeField(verbose_name="上报时间")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="核定时间"),
                ),
                ("decision", models.CharField(blank=True, max_length=300, verbose_name="核定意见")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核定人",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="framework.edition",
                        verbose_name="测评体系版本",
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
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上报人",
                    ),
                ),
                (
                    "withdraws",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="framework.event",
                        verbose_name="撤销的事项",
                    ),
                ),
            ],
            options={
                "verbose_name": "负面与加分事项",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="EventFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="framework.event",
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
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.IntegerField()),
                ("code", models.CharField(max_length=20, verbose_name="代码")),
                ("procedure", models.CharField(max_length=20, verbose_name="程序")),
                ("name_zh", models.CharField(max_length=60, verbose_name="名称")),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("earliest_on", models.DateField(verbose_name="最早")),
                ("latest_on", models.DateField(verbose_name="最迟")),
                ("is_unannounced", models.BooleanField(default=False, verbose_name="不通知")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("note_zh", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("note_en", models.CharField(blank=True, max_length=300)),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="framework.cycle",
                    ),
                ),
            ],
            options={
                "verbose_name": "周期阶段",
                "ordering": ["order"],
            },
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(fields=("owner", "first_year"), name="cycle_once"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["status", "effective_on"], name="event_in_effect"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(fields=("cycle", "code"), name="stage_code"),
        ),
    ]
