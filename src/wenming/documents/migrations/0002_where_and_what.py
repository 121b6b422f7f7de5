"""A draft knows its page and paragraph and what it touches; a document, who drafted it.

Why     Each line shows where it stands; indicators, place types and areas go on to the duty.
Rows    Old drafts have no place; nobody has looked at suggestions for them.
Locks   New columns with a default; short.
Back    Drops the columns and the table of areas.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("organization", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="drafted_by",
            field=models.CharField(blank=True, max_length=80, verbose_name="拟稿"),
        ),
        migrations.AddField(
            model_name="document",
            name="drafting_note",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="draft",
            name="areas",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="organization.area", verbose_name="区域"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="indicators",
            field=models.JSONField(blank=True, null=True, verbose_name="对应指标"),
        ),
        migrations.AddField(
            model_name="draft",
            name="page",
            field=models.IntegerField(blank=True, null=True, verbose_name="页"),
        ),
        migrations.AddField(
            model_name="draft",
            name="paragraph",
            field=models.IntegerField(default=0, verbose_name="段"),
        ),
        migrations.AddField(
            model_name="draft",
            name="place_types",
            field=models.JSONField(blank=True, null=True, verbose_name="点位类型"),
        ),
        migrations.AlterField(
            model_name="draft",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("open", "待审"),
                    ("accepted", "采纳"),
                    ("kept", "工作要求"),
                    ("dropped", "不采纳"),
                    ("merged", "已并入"),
                    ("linked", "已有任务"),
                ],
                default="open",
                max_length=10,
                verbose_name="审核",
            ),
        ),
    ]
