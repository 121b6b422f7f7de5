"""Registers the app and what it hands to the shell and to imports.

Its page stands under 测评体系, which names it.
"""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """Policies that indicators need (制度清单)."""

    name = "wenming.policies"
    verbose_name = "制度清单"

    def ready(self) -> None:
        """To-dos, files, the kind of import, what indicators need."""
        from wenming.core import files, imports, todo
        from wenming.framework import serving as indicators
        from wenming.policies import importing, permissions, serving, todos

        todo.sources.add("policies", todos.source)
        imports.kinds.add("policies", [importing.POLICIES])
        files.owners.add("policies", permissions.has_file)
        indicators.serving.add("policies", serving.serving)
