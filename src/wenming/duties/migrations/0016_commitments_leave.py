"""Hand the tables of letters, plans and months over to their own app; the rows stay where they are.

The models leave the state in 0017, when nothing points at them any more.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0015_practices_leave"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("LetterTerms", "commitments_letterterms"),
                migrations.AlterModelTable("Letter", "commitments_letter"),
                migrations.AlterModelTable("LetterCopy", "commitments_lettercopy"),
                migrations.AlterModelTable("PlanCollection", "commitments_plancollection"),
                migrations.AlterModelTable("Plan", "commitments_plan"),
                migrations.AlterModelTable("MonthlyFocus", "commitments_monthlyfocus"),
                migrations.AlterModelTable("MonthlyGoal", "commitments_monthlygoal"),
            ],
        ),
    ]
