"""Keep what the nightly comparison of scores with the records found.

Rows    None is changed.
Back    Drops the table.
"""

from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0004_count_local_items_apart"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScoreCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=wenming.core.clock.now, editable=False, verbose_name="时间"
                    ),
                ),
                ("rounds", models.IntegerField(verbose_name="轮数")),
                ("faults", models.JSONField(default=list, verbose_name="不一致")),
            ],
            options={
                "verbose_name": "得分核对",
                "ordering": ["-pk"],
            },
        ),
    ]
