"""Sum the items that only a local standard has apart from those of the base edition.

Why     A round that is measured by a stricter local standard gives two figures; the official one
        leaves out what the base edition does not ask.
Rows    False everywhere: no round was measured by a local standard before.
Back    Drops the column; count the visits of such rounds anew afterwards.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("framework", "0002_editions_events_cycles"),
        ("inspections", "0002_check_by_other_people"),
        ("organization", "0001_initial"),
        ("scoring", "0003_amend_what_is_published"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="visitsum",
            name="visit_sum_once",
        ),
        migrations.AddField(
            model_name="visitsum",
            name="local_only",
            field=models.BooleanField(default=False, verbose_name="只有本地加严标准要求"),
        ),
        migrations.AddConstraint(
            model_name="visitsum",
            constraint=models.UniqueConstraint(
                fields=("visit", "indicator", "unit", "local_only"), name="visit_sum_once"
            ),
        ),
    ]
