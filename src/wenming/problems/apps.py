"""Registers the app."""

from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    """The problem register: dispatch, rectification, verification, closing (问题整改)."""

    name = "wenming.problems"
    verbose_name = "问题整改"
