"""Keep corrections of published results: old run, new run, who approved, the scan.

Why     A published run never changes; a correction is a new run beside it.
Rows    None is changed.
Back    Drops the table; the runs stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("inspections", "0002_check_by_other_people"),
        ("scoring", "0002_publish_with_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("approver", models.CharField(max_length=40, verbose_name="审定领导")),
                (
                    "at",
                    models.DateTimeField(
                        default=wenming.core.clock.now, editable=False, verbose_name="更正"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspections.correction",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="scoring.run",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="scoring.run",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="scoring.publication",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.upload",
                    ),
                ),
            ],
            options={
                "verbose_name": "公布后更正",
                "ordering": ["pk"],
            },
        ),
    ]
