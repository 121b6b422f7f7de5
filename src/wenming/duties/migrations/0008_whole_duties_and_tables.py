"""A duty carries all that orders hold; a list may be a table of a framework (责任分解表).

Why     Measures, start, milestones, areas, place types, shares of units, and the table whose rows
        are duties for an indicator or a place type. Who answers for a type has a table of its own.
Rows    Old duties keep empty values; old lists are of kind "list".
Locks   New columns with a default; short.
Back    Drops the columns and the table.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("documents", "0001_initial"),
        ("duties", "0007_months"),
        ("framework", "0002_editions_events_cycles"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlaceTypeLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="duty",
            name="acceptance",
            field=models.CharField(blank=True, max_length=300, verbose_name="验收标准"),
        ),
        migrations.AddField(
            model_name="duty",
            name="areas",
            field=models.ManyToManyField(blank=True, related_name="+", to="organization.area"),
        ),
        migrations.AddField(
            model_name="duty",
            name="evidence",
            field=models.CharField(blank=True, max_length=200, verbose_name="要求的佐证"),
        ),
        migrations.AddField(
            model_name="duty",
            name="leader",
            field=models.CharField(blank=True, max_length=60, verbose_name="责任领导"),
        ),
        migrations.AddField(
            model_name="duty",
            name="measures",
            field=models.TextField(blank=True, verbose_name="具体措施"),
        ),
        migrations.AddField(
            model_name="duty",
            name="milestones",
            field=models.JSONField(default=list, verbose_name="阶段节点"),
        ),
        migrations.AddField(
            model_name="duty",
            name="place_types",
            field=models.ManyToManyField(blank=True, related_name="+", to="framework.placetype"),
        ),
        migrations.AddField(
            model_name="duty",
            name="starts_on",
            field=models.DateField(blank=True, null=True, verbose_name="开始日期"),
        ),
        migrations.AddField(
            model_name="dutyunit",
            name="carried_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="carries",
                to="duties.duty",
            ),
        ),
        migrations.AddField(
            model_name="dutyunit",
            name="share",
            field=models.CharField(blank=True, max_length=200, verbose_name="具体分工"),
        ),
        migrations.AddField(
            model_name="tasklist",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="framework.edition",
                verbose_name="测评体系版本",
            ),
        ),
        migrations.AddField(
            model_name="tasklist",
            name="kind",
            field=models.CharField(
                choices=[("list", "任务清单"), ("table", "责任分解表")],
                default="list",
                max_length=6,
                verbose_name="类别",
            ),
        ),
        migrations.AddConstraint(
            model_name="tasklist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edition__isnull", True), ("kind", "list")),
                    models.Q(("edition__isnull", False), ("kind", "table")),
                    _connector="OR",
                ),
                name="table_is_of_an_edition",
            ),
        ),
        migrations.AddField(
            model_name="placetypelead",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="type_leads",
                to="framework.edition",
            ),
        ),
        migrations.AddField(
            model_name="placetypelead",
            name="place_type",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="leads",
                to="framework.placetype",
            ),
        ),
        migrations.AddField(
            model_name="placetypelead",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="led_place_types",
                to="organization.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="placetypelead",
            constraint=models.UniqueConstraint(
                fields=("place_type", "unit"), name="place_type_lead_once"
            ),
        ),
    ]
