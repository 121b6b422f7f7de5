"""Hand the table of policies over to their own app; the rows stay where they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0013_instructions_leave"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("Policy", "policies_policy")],
            state_operations=[migrations.DeleteModel("Policy")],
        ),
    ]
