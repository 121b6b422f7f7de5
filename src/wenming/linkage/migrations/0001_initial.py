import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wenming.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organization", "0001_initial"),
        ("projects", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contact", "联系"),
                            ("station", "驻点包片"),
                            ("supervise", "挂钩督导"),
                        ],
                        default="contact",
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("indicator", models.CharField(blank=True, max_length=20, verbose_name="指标")),
                ("since", models.DateField(verbose_name="开始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("at", models.DateTimeField(default=wenming.core.clock.now, editable=False)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="organization.area",
                        verbose_name="区域",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="organization.post",
                        verbose_name="领导",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_by",
                        to="organization.unit",
                        verbose_name="联系的单位",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="organization.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "包联",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("post__isnull", False), ("unit", None)),
                            models.Q(("post", None), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="link_has_one_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area__isnull", False),
                                ("indicator", ""),
                                ("project", None),
                                ("target", None),
                            ),
                            models.Q(
                                ("area", None),
                                ("indicator", ""),
                                ("project", None),
                                ("target__isnull", False),
                            ),
                            models.Q(
                                ("area", None),
                                ("indicator", ""),
                                ("project__isnull", False),
                                ("target", None),
                            ),
                            models.Q(
                                ("area", None),
                                ("project", None),
                                ("target", None),
                                models.Q(("indicator", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="link_has_one_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="link_ends_after_it_began",
                    ),
                ],
            },
        ),
    ]
