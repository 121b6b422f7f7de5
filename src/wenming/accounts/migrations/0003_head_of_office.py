"""Let somebody be the head of the office (创城办负责人), who confirms events of the negative list.

Rows    None is changed.
Back    Nothing is lost; grants of the new role stand without a name.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_post"),
    ]

    operations = [
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.CharField(
                choices=[
                    ("leader", "市领导"),
                    ("office_head", "创城办负责人"),
                    ("office", "市创城办"),
                    ("district_office", "区创城办"),
                    ("department", "牵头部门"),
                    ("street", "街道（乡镇）"),
                    ("community", "社区（村）"),
                    ("inspector", "测评员"),
                    ("verifier", "复核员"),
                    ("administrator", "系统管理员"),
                ],
                max_length=16,
                verbose_name="角色",
            ),
        ),
    ]
