"""Registers the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shell, components and pages that cross apps."""

    name = "wenming.web"
    verbose_name = "界面"
