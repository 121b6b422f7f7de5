"""Registers the app."""

from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    """Editions of the assessment framework (测评体系)."""

    name = "wenming.framework"
    verbose_name = "测评体系"
