"""Hand the tables of practices over to their own app; the rows stay where they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0014_policies_leave"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("Practice", "practices_practice"),
                migrations.AlterModelTable("PracticeCopy", "practices_practicecopy"),
            ],
            state_operations=[
                migrations.DeleteModel("PracticeCopy"),
                migrations.DeleteModel("Practice"),
            ],
        ),
    ]
