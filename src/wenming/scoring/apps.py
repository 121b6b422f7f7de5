"""Registers the app."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """Results of rounds and their explanation (得分)."""

    name = "wenming.scoring"
    verbose_name = "得分"
