"""Registers the app."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """Bulletins and ledgers as papers (简报、通报、台账)."""

    name = "wenming.bulletins"
    verbose_name = "简报"
