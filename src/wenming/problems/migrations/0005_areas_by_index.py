"""Counts what lies in an area by index.

Why: the ledger of a district read every open problem for its total. Rows: none changed; the index
is built once, under a lock, in about a second for 100,000 problems. Back: drops the index.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("problems", "0004_project")]

    operations = [
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(fields=["stage", "area"], name="problem_stage_area"),
        ),
    ]
