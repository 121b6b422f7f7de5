"""A second inspection by other people (平行复查) names the visit that it checks.

Visits are numbered within their purpose from now on, so that a second inspection does not take the
number of the next official visit. No row changes: until now every visit was official.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="visit",
            name="visit_number",
        ),
        migrations.AddField(
            model_name="visit",
            name="parallel_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="doubles",
                to="inspections.visit",
                verbose_name="复查哪次到访",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                fields=("frame_place", "purpose", "number"), name="visit_number"
            ),
        ),
    ]
