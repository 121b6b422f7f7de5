"""Registers the app and what it hands to places, units, projects and imports.

Its pages stand under 责任分解, which names them.
"""

from django.apps import AppConfig


class LinkageConfig(AppConfig):
    """Leader linkage (领导包联)."""

    name = "wenming.linkage"
    verbose_name = "领导包联"

    def ready(self) -> None:
        """Sentences, facts of places, panels of units, areas and projects, the kind of import."""
        from wenming.core import attention, imports
        from wenming.framework.serving import serving
        from wenming.linkage import importing, known
        from wenming.linkage.attention import sentences
        from wenming.organization.panels import panels
        from wenming.places.facts import facts
        from wenming.projects.attached import attached

        attention.sentences.add("linkage", sentences)
        imports.kinds.add("linkage", [importing.LINKS])
        facts.add("linkage", known.facts)
        serving.add("linkage", known.serving)
        panels.add("linkage", known.panels)
        attached.add("linkage", known.of_project)
