"""Keep the stage of each problem in a column that an index sorts by, and index what is counted.

Why     The ledger over 100,000 rows took 0.35 s of processor time: a list of states cannot be sorted by
        an index, and the figures beside it read every open row. `stage` is computed by the database.
Rows    All; the column is computed while the table is rewritten (8 s for 100,000 rows on SQLite).
Locks   The table, for that long. Run it outside office hours.
Back    Nothing to undo: backwards drops the column and brings the old indexes back.
Tested  tests/problems/test_plans.py
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("framework", "0001_initial"),
        ("inspections", "0001_initial"),
        ("organization", "0001_initial"),
        ("places", "0001_initial"),
        ("problems", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="problem",
            name="problem_unit_status",
        ),
        migrations.RemoveIndex(
            model_name="problem",
            name="problem_status_due",
        ),
        migrations.AddField(
            model_name="problem",
            name="stage",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(status="dispatched", then=models.Value(1)),
                    models.When(status="received", then=models.Value(1)),
                    models.When(status="deferring", then=models.Value(1)),
                    models.When(status="submitted", then=models.Value(1)),
                    models.When(status="deferred", then=models.Value(1)),
                    models.When(status="closed", then=models.Value(2)),
                    models.When(status="dropped", then=models.Value(3)),
                    models.When(status="merged", then=models.Value(3)),
                    default=models.Value(0),
                ),
                output_field=models.SmallIntegerField(),
            ),
        ),
        migrations.AlterField(
            model_name="problem",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="整改期限"),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(fields=["unit", "stage", "due_at"], name="problem_unit_stage"),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(fields=["handler", "stage"], name="problem_handler_stage"),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(
                fields=["stage", "due_at", "id", "relapse_of"], name="problem_stage_due"
            ),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(fields=["stage", "id"], name="problem_stage"),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(fields=["place", "stage"], name="problem_place_stage"),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(
                fields=["status", "due_at", "warn_at", "relapse_of", "unit", "handler"],
                name="problem_counts",
            ),
        ),
    ]
