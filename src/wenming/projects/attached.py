"""What hangs on a project in later apps (problems on the books, linked leaders), as counts with links.

A later app hands in its own part in `AppConfig.ready`; nothing here knows what it means.
"""

from collections.abc import Callable
from typing import Any

from wenming.core.registry import Registry
from wenming.organization.panels import Panel
from wenming.projects.models import Project

# (user, project) → counts of what the user may see.
attached: Registry[Callable[[Any, Project], list[Panel]]] = Registry()


def of(user: Any, project: Project) -> list[Panel]:
    """The counts of every app that knows of `project`; each app at a fixed number of queries."""
    return [panel for _app, tell in attached for panel in tell(user, project)]
