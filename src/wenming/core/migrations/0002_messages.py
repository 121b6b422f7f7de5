"""Messages to units (消息).

Why     Units are reminded once a day, in the platform and by mail.
Rows    None: a new, empty table.
Back    Drops the table with the messages; what they told is on the workbench anyway.
"""

from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_code", models.CharField(max_length=20, verbose_name="单位代码")),
                ("key", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("text", models.TextField(verbose_name="内容")),
                ("path", models.CharField(max_length=200)),
                (
                    "made_at",
                    models.DateTimeField(default=wenming.core.clock.now, verbose_name="时间"),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="阅读时间")),
                (
                    "mail",
                    models.CharField(
                        choices=[
                            ("none", "不发邮件"),
                            ("waiting", "待发"),
                            ("sending", "正在发"),
                            ("sent", "已发"),
                            ("failed", "发送失败"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="邮件",
                    ),
                ),
                ("mail_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "消息",
                "indexes": [
                    models.Index(fields=["unit_code", "made_at"], name="message_unit_time"),
                    models.Index(fields=["mail", "mail_at"], name="message_mail_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("unit_code", "key"), name="message_once")
                ],
            },
        ),
    ]
