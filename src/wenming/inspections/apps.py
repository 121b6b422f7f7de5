"""Registers the app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Rounds, draws, visits, observations and photos (督查测评)."""

    name = "wenming.inspections"
    verbose_name = "督查测评"
