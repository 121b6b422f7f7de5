"""Registers the app and its start-up checks."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The ground that every app stands on."""

    name = "wenming.core"
    verbose_name = "基础"
