import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("problems", "0003_figures_by_index"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="problem",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="problems",
                to="projects.project",
                verbose_name="项目",
            ),
        ),
    ]
