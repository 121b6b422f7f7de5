"""Registers the app and what it hands to the shell, to units and to imports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Places that are inspected (点位)."""

    name = "wenming.places"
    verbose_name = "点位"

    def ready(self) -> None:
        """Pages, search hits, panels of units and areas, the kind of import."""
        from wenming.core import imports, menu, search
        from wenming.organization.panels import panels
        from wenming.places import finding, importing

        imports.kinds.add("places", [importing.PLACES])
        search.finders.add("places", finding.find)
        panels.add("places", finding.panels)
        menu.entries.add("places", [menu.Entry(_("点位清单"), "places:list")])
