"""Which post of a unit does a piece of work (落实到岗).

Why     A duty is handed down to streets, communities, and there to a post; never to a name.
Rows    One column, empty, on a table of some ten thousand rows.
Back    Drops the column; the steps that named posts stay.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0010_restatements"),
        ("organization", "0002_mailbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="undertaking",
            name="post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.post",
                verbose_name="责任岗位",
            ),
        ),
        migrations.AlterField(
            model_name="undertakingstep",
            name="action",
            field=models.CharField(
                choices=[
                    ("carry_on", "报进展"),
                    ("ask_help", "请求协调"),
                    ("finish", "报完成"),
                    ("accept", "认定完成"),
                    ("send_back", "退回"),
                    ("suspend", "暂停"),
                    ("resume", "恢复"),
                    ("cancel", "取消"),
                    ("open", "印发"),
                    ("transfer", "转办"),
                    ("entrust", "落实到岗"),
                    ("request", "要求报进展"),
                    ("continue", "换发新版"),
                ],
                max_length=12,
                verbose_name="步骤",
            ),
        ),
    ]
