"""The navigation: the loop as numbered steps, with what waits for the person at each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from wenming.core import menu, todo
from wenming.core.keeping import Keeper
from wenming.instructions.permissions import may_instruct

# The steps that exist, in the order in which the work flows. Each app answers at its own root.
STEPS: list[tuple[str, Promise]] = [
    ("documents", pgettext_lazy("步骤", "文件")),
    ("framework", pgettext_lazy("步骤", "测评体系")),
    ("duties", pgettext_lazy("步骤", "责任分解")),
    ("places", pgettext_lazy("步骤", "点位")),
    ("projects", pgettext_lazy("步骤", "建设项目")),
    ("inspections", pgettext_lazy("步骤", "督查测评")),
    ("scoring", pgettext_lazy("步骤", "得分")),
    ("problems", pgettext_lazy("步骤", "问题整改")),
    ("publicity", pgettext_lazy("步骤", "宣传")),
    ("bulletins", pgettext_lazy("步骤", "简报")),
]


@dataclass(frozen=True, slots=True)
class Page:
    """A page under the open step."""

    label: str | Promise
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the loop; only the current one has pages."""

    number: int
    app: str
    label: Promise
    url: str
    count: int
    is_current: bool
    pages: list[Page] = field(default_factory=list)


class Shell:
    """What the frame of a signed-in page shows; reckoned only where a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        match = request.resolver_match
        self._user: Any = request.user
        self.keeper = Keeper(self._user)
        self._view = match.view_name if match else ""
        self.app = menu.app_of(self._view) or (match.app_name if match else "")

    @cached_property
    def waiting(self) -> dict[str, int]:
        """To-dos by source; asked once a request at most."""
        return self.keeper.kept("todo", lambda: todo.by_source(self._user))

    @cached_property
    def counts(self) -> dict[str, int]:
        """To-dos by step."""
        return todo.by_step(self.waiting)

    @property
    def total(self) -> int:
        """All to-dos of the person."""
        return sum(self.counts.values())

    @property
    def may_instruct(self) -> bool:
        """Whether the person writes lines on pages (批示)."""
        return may_instruct(self._user)

    @property
    def is_workbench(self) -> bool:
        """Whether the workbench is open."""
        return self._view == "web:workbench"

    @property
    def is_map(self) -> bool:
        """Whether the map is open."""
        return self._view == "places:map"

    def steps(self) -> Iterator[Step]:
        """The steps that the person has a page of; each opens at the first of them."""
        for number, (app, label) in enumerate(STEPS, 1):
            entries = menu.of(app, self._user)
            if not entries and menu.has_pages(app):
                continue
            is_current = app == self.app and not self.is_map
            yield Step(
                number=number,
                app=app,
                label=label,
                url=reverse(entries[0].route) if entries else root_of(app),
                count=self.counts.get(app, 0),
                is_current=is_current,
                pages=self._pages(entries) if is_current else [],
            )

    @property
    def organization_url(self) -> str:
        """Units and people stand outside the loop."""
        return root_of("organization")

    @property
    def is_organization(self) -> bool:
        """Whether units or people are open."""
        return self.app in {"organization", "accounts"}

    @property
    def organization_pages(self) -> list[Page]:
        """Pages of units and of people, while one of them is open."""
        if not self.is_organization:
            return []
        apps = ("organization", "accounts")
        return self._pages([entry for app in apps for entry in menu.of(app, self._user)])

    def _pages(self, entries: list[menu.Entry]) -> list[Page]:
        return [
            Page(entry.label, reverse(entry.route), is_current=menu.leads_to(entry, self._view))
            for entry in entries
        ]


def shell_of(request: HttpRequest) -> Shell:
    """The shell of a request, made once: its counts are asked once."""
    shell: Shell | None = getattr(request, "_shell", None)
    if shell is None:
        shell = Shell(request)
        request._shell = shell  # type: ignore[attr-defined]
    return shell


def root_of(app: str) -> str:
    """The address at which an app answers."""
    return f"{get_script_prefix()}{app}/"
