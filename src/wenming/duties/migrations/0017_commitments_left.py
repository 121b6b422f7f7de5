"""Letters, plans and months are models of their own app now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0016_commitments_leave"),
        ("practices", "0002_plan_moved"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("MonthlyGoal"),
                migrations.DeleteModel("MonthlyFocus"),
                migrations.DeleteModel("Plan"),
                migrations.DeleteModel("PlanCollection"),
                migrations.DeleteModel("LetterCopy"),
                migrations.DeleteModel("Letter"),
                migrations.DeleteModel("LetterTerms"),
            ],
        ),
    ]
