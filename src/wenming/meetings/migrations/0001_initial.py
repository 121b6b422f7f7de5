import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_where_and_what"),
        ("duties", "0019_answer_help"),
        ("organization", "0002_mailbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.IntegerField(default=0, verbose_name="序号")),
                ("stuck_since", models.DateTimeField(null=True)),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="议题")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("is_kept", models.BooleanField(default=False)),
                (
                    "put_off_for",
                    models.CharField(blank=True, max_length=200, verbose_name="延后原因"),
                ),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
                (
                    "asked",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duties.undertakingstep",
                    ),
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
                    "duty",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duties.duty",
                        verbose_name="有关任务",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="duties.undertaking",
                        verbose_name="任务",
                    ),
                ),
            ],
            options={
                "verbose_name": "议题",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.CharField(max_length=120, verbose_name="议定事项")),
                ("post", models.CharField(max_length=40, verbose_name="谁定的（职务）")),
                (
                    "follow",
                    models.CharField(
                        choices=[
                            ("back", "按议定接着推进"),
                            ("change", "调整单位或期限"),
                            ("order", "另行交办，见纪要"),
                            ("noted", "不另办"),
                        ],
                        max_length=10,
                        verbose_name="接下来",
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
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "议定事项",
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("group", "领导小组会议"),
                            ("joint", "联席会议"),
                            ("progress", "调度会"),
                            ("special", "专题会"),
                        ],
                        default="joint",
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="会议名称")),
                ("on", models.DateField(verbose_name="日期")),
                ("begins", models.TimeField(blank=True, null=True, verbose_name="时间")),
                ("place", models.CharField(max_length=100, verbose_name="地点")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (wenming.meetings.workflow.Status["PLANNED"], "待召开"),
                            (wenming.meetings.workflow.Status["HELD"], "已召开"),
                            (wenming.meetings.workflow.Status["CANCELLED"], "已取消"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "cancelled_for",
                    models.CharField(blank=True, max_length=200, verbose_name="取消原因"),
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
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="纪要",
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
                "verbose_name": "会议",
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="meetings.meeting",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="put_off_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.meeting",
                verbose_name="延至",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["owner", "status", "on"], name="meeting_owner_status_on"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "work", "stuck_since"), name="agenda_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("work__isnull", False), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="agenda_item_says_something",
            ),
        ),
    ]
