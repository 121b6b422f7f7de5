"""Sub-pages of the steps: each app says which pages stand under its step, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from wenming.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Entry:
    """One page under a step: its name, the name of its route, and who sees it.

    `shown` runs for every page of the step's visitors, so it must not cost a query of its own.
    """

    label: str | Promise
    route: str
    shown: Callable[[Any], bool] = lambda user: True


entries: Registry[list[Entry]] = Registry()


def leads_to(entry: Entry, view: str) -> bool:
    """Whether `view` is the page of `entry` or below it (`web:acceptance`, `web:acceptance_visit`)."""
    return view == entry.route or view.startswith(f"{entry.route}_")


def app_of(view: str) -> str:
    """The app under whose step `view` stands, also where another app's page stands there."""
    found = (app for app, listed in entries for entry in listed if leads_to(entry, view))
    return next(found, "")


def has_pages(app: str) -> bool:
    """Whether any page was handed in for the step of `app`."""
    return any(name == app for name, _listed in entries)


def of(app: str, user: Any) -> list[Entry]:
    """The pages that `user` sees under the step of `app`."""
    return [e for name, listed in entries if name == app for e in listed if e.shown(user)]
