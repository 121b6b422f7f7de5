"""Registers the app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Speeches, plans and notices, and the directives drafted from them (文件)."""

    name = "wenming.documents"
    verbose_name = "文件"
