from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0018_signed_sheets"),
    ]

    operations = [
        migrations.AlterField(
            model_name="undertakingstep",
            name="action",
            field=models.CharField(
                choices=[
                    ("carry_on", "报进展"),
                    ("ask_help", "请求协调"),
                    ("answer_help", "答复协调"),
                    ("finish", "报完成"),
                    ("accept", "认定完成"),
                    ("send_back", "退回"),
                    ("suspend", "暂停"),
                    ("resume", "恢复"),
                    ("cancel", "取消"),
                    ("open", "印发"),
                    ("transfer", "转办"),
                    ("entrust", "落实到岗"),
                    ("request", "要求报进展"),
                    ("continue", "换发新版"),
                ],
                max_length=12,
                verbose_name="步骤",
            ),
        ),
    ]
