"""Hand the tables of instructions over to their own app; the rows stay where they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0012_sharing"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("Instruction", "instructions_instruction"),
                migrations.AlterModelTable("InstructionStep", "instructions_instructionstep"),
            ],
            state_operations=[
                migrations.DeleteModel("InstructionStep"),
                migrations.DeleteModel("Instruction"),
            ],
        ),
    ]
