"""Registers the app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Duties from documents, and who leads each indicator (责任分解)."""

    name = "wenming.duties"
    verbose_name = "责任分解"
