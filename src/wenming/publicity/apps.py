"""Registers the app and what it hands to the shell and to places."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicityConfig(AppConfig):
    """The publicity plan and its ledger (宣传)."""

    name = "wenming.publicity"
    verbose_name = "宣传"

    def ready(self) -> None:
        """Pages, search hits, files, facts of places, the kind of import."""
        from wenming.core import files, imports, menu, search
        from wenming.framework.serving import serving
        from wenming.places.facts import facts
        from wenming.publicity import finding, importing

        imports.kinds.add("publicity", [importing.ITEMS])
        search.finders.add("publicity", finding.find)
        files.owners.add("publicity", finding.has_file)
        facts.add("publicity", finding.facts)
        serving.add("publicity", finding.serving)
        menu.entries.add(
            "publicity",
            [
                menu.Entry(_("宣传计划"), "publicity:plan"),
                menu.Entry(_("宣传台账"), "publicity:list"),
            ],
        )
