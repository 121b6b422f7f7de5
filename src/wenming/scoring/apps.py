"""Registers the app and what it tells of places."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """Results of rounds and their explanation (得分)."""

    name = "wenming.scoring"
    verbose_name = "得分"

    def ready(self) -> None:
        """Tell the places their last score."""
        from wenming.places.facts import facts
        from wenming.scoring import standing

        facts.add("scoring", standing.facts)
