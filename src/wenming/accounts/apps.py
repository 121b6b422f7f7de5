"""Registers the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in and rights by role, area and unit (账号与权限)."""

    name = "wenming.accounts"
    verbose_name = "账号"
