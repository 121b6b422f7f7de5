"""The mailbox of a unit (单位邮箱).

Why     Reminders are mailed to the unit, never to a person.
Rows    One column, empty, on a table of some hundred rows.
Back    Drops the column.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="mailbox",
            field=models.EmailField(blank=True, max_length=120, verbose_name="单位邮箱"),
        ),
    ]
