"""Registers the app and puts the role cards on the start page."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration city and its role cards."""

    name = "wenming.demo"
    verbose_name = "演示"

    def ready(self) -> None:
        """Hand the cards to the start page."""
        from wenming.demo import cards
        from wenming.web.start import extras

        extras.add("demo", cards.offer)
