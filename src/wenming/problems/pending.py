"""待派单 as a list: what waits, what may be the same, how many units it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from wenming.accounts.rights import Person
from wenming.core.search import holding
from wenming.problems import permissions
from wenming.problems.models import Problem
from wenming.problems.selectors import WITH_PHOTOS
from wenming.problems.workflow import OPEN, Status

KEYS = ["-is_critical", "pk"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One proposal and the problems of the same place and item that are still open."""

    problem: Problem
    twins: list[Problem]


def proposals(user: Person, *, words: str = "", unit: str = "") -> QuerySet[Problem]:
    """Proposals that `user` may release, with what their cards show.

    Args:
        words: in the description, spot or name of the place.
        unit: code of the proposed unit; "-" for those without one.
    """
    found = permissions.pending_for(user)
    if words:
        found = found.filter(holding(words, "number", "text", "spot", "place__name"))
    if unit:
        found = found.filter(unit=None) if unit == "-" else found.filter(unit__code=unit)
    return found.select_related(
        "place", "area", "unit", "support", "item", "indicator", "round", "relapse_of"
    ).prefetch_related(WITH_PHOTOS, "steps")


def with_twins(problems: Iterable[Problem]) -> list[Waiting]:
    """`problems` with their possible duplicates (可能重复); one query.

    Findings of one visit and item are different spots, so they are no twins.
    """
    rows = list(problems)
    places = {row.place_id for row in rows if row.item is not None} - {None}
    others = Problem.objects.filter(
        place__in=places, item__isnull=False, status__in=[Status.PROPOSED, *OPEN]
    ).select_related("item", "unit")
    by_key: dict[tuple[int | None, str], list[Problem]] = {}
    for other in others.order_by("pk"):
        by_key.setdefault(_key(other), []).append(other)
    return [
        Waiting(row, [o for o in by_key.get(_key(row), []) if _may_be_same(row, o)]) for row in rows
    ]


def summary(user: Person) -> dict[str, int]:
    """How many wait, for how many units, and how many have none; one query."""
    return permissions.pending_for(user).aggregate(
        total=Count("pk"),
        units=Count("unit", distinct=True),
        without=Count("pk", filter=Q(unit=None)),
        critical=Count("pk", filter=Q(is_critical=True)),
    )


def _key(problem: Problem) -> tuple[int | None, str]:
    return problem.place_id, problem.item.code if problem.item else ""


def _may_be_same(problem: Problem, other: Problem) -> bool:
    return other.pk < problem.pk and other.visit_id != problem.visit_id
