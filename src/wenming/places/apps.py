"""Registers the app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places that are inspected (点位)."""

    name = "wenming.places"
    verbose_name = "点位"
