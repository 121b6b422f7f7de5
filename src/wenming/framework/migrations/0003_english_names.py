"""Keep the English name of an edition beside the Chinese one.

Why     Pages in English showed the Chinese name, though the data of an edition has both.
Rows    Editions that are there get the English name that their data holds, if any.
Back    Drops the column; the data keeps the name.
"""

import json

from django.db import migrations, models


def fill(apps, schema_editor):
    Edition = apps.get_model("framework", "Edition")
    for edition in Edition.objects.iterator():
        name = json.loads(edition.data).get("meta", {}).get("name_en")
        if name:
            edition.name_en = str(name)[:160]
            edition.save(update_fields=["name_en"])


class Migration(migrations.Migration):
    dependencies = [("framework", "0002_editions_events_cycles")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="name_en",
            field=models.CharField(blank=True, max_length=160, verbose_name="英文名称"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
