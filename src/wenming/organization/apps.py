"""Registers the app."""

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    """Areas, units, posts and working groups (区划、单位、岗位、工作组)."""

    name = "wenming.organization"
    verbose_name = "单位与区划"
