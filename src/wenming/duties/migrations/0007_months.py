"""What units put first in a month (月目标).

Why     Each unit picks the month's focus from its duties; what came of it is read from their steps.
Rows    None: two new, empty tables.
Back    Drops the tables; the work and its steps stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0006_plans"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthlyFocus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="月份")),
                ("picked_on", models.DateField(blank=True, null=True, verbose_name="选定日期")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "月目标",
            },
        ),
        migrations.CreateModel(
            name="MonthlyGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=100, verbose_name="本月做到")),
                (
                    "focus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="duties.monthlyfocus",
                    ),
                ),
                (
                    "undertaking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duties.undertaking",
                    ),
                ),
            ],
            options={
                "verbose_name": "月目标",
            },
        ),
        migrations.AddConstraint(
            model_name="monthlyfocus",
            constraint=models.UniqueConstraint(fields=("month", "unit"), name="monthly_focus_once"),
        ),
        migrations.AddConstraint(
            model_name="monthlygoal",
            constraint=models.UniqueConstraint(
                fields=("focus", "undertaking"), name="monthly_goal_once"
            ),
        ),
    ]
