"""Indexes that answer the figures and sentences of the workbench by themselves.

Why     On 100,000 problems the workbench read every open row five times (0.7 s of queries on a busy machine).
Rows    None changes.
Locks   The table, while its indexes are built (a second for 100,000 rows on SQLite).
Back    Nothing to undo: backwards brings the old indexes back.
Tested  tests/problems/test_plans.py
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("framework", "0002_editions_events_cycles"),
        ("inspections", "0002_check_by_other_people"),
        ("organization", "0001_initial"),
        ("places", "0001_initial"),
        ("problems", "0002_stages_and_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="problem",
            name="problem_closed_at",
        ),
        migrations.RemoveIndex(
            model_name="problem",
            name="problem_unit_stage",
        ),
        migrations.RemoveIndex(
            model_name="problem",
            name="problem_stage",
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(
                fields=["stage", "unit", "status", "due_at"], name="problem_stage_unit"
            ),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(fields=["stage", "id", "relapse_of"], name="problem_stage_relapse"),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(
                fields=["closed_at", "unit", "submitted_at", "due_at"], name="problem_closed"
            ),
        ),
    ]
