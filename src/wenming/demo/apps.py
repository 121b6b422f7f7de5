"""Registers the app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration city and its role cards."""

    name = "wenming.demo"
    verbose_name = "演示"
