"""Open problems of places and units, for their lists, their pages and the map."""

from collections.abc import Collection, Mapping

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.core.clock import now
from wenming.organization.models import Area, Unit
from wenming.organization.panels import Panel
from wenming.places.facts import Fact
from wenming.places.models import Place
from wenming.problems import permissions
from wenming.problems.models import Problem
from wenming.problems.selectors import IS_OPEN, is_near, is_overdue
from wenming.projects.models import Project

# Who holds one of these sees every problem of the area that is out.
WHOLE = (Ability.SEE_ALL, Ability.DISPATCH, Ability.VERIFY)
NONE = {"n": 0, "late": 0, "near": 0}


def facts(user: Person, places: Collection[int]) -> Mapping[int, Fact]:
    """How many problems of a place that `user` may see are open; the look is the worst light.

    None is written 0 only where the person sees all problems of the area; elsewhere nothing is said.
    """
    known = Place.objects.filter(pk__in=places).values_list("pk", "code", "area__path")
    counts = _counts(user, places)
    seen_whole = tuple(path for ability in WHOLE for path in rights.area_paths(user, ability))
    url = reverse("problems:list")
    return {
        place: _fact(counts.get(place, NONE), f"{url}?tab=open&q={code}")
        for place, code, path in known
        if place in counts or path.startswith(seen_whole)
    }


def _counts(user: Person, places: Collection[int]) -> dict[int, dict[str, int]]:
    """Open, overdue and nearly due problems by place."""
    at = now()
    problems = permissions.visible_to(user).filter(IS_OPEN, place__in=places).order_by()
    rows = problems.values("place").annotate(
        n=Count("pk", distinct=True),
        late=Count("pk", filter=is_overdue(at), distinct=True),
        near=Count("pk", filter=is_near(at), distinct=True),
    )
    return {row["place"]: {"n": row["n"], "late": row["late"], "near": row["near"]} for row in rows}


def _fact(count: Mapping[str, int], url: str) -> Fact:
    worst = "bad" if count["late"] else "warn" if count["near"] else "ok"
    return Fact(
        label=_("未销号问题"),
        written=str(count["n"]),
        url=url,
        cells={"未销号问题": count["n"]},
        look=worst if count["n"] else "",
        value=count["n"],
    )


def panels(thing: Unit | Area) -> list[Panel]:
    """How many open problems a unit answers for or handles; it cannot end while it does."""
    if not isinstance(thing, Unit):
        return []
    count = Problem.objects.filter(IS_OPEN, Q(unit=thing) | Q(handler=thing)).count()
    url = f"{reverse('problems:list')}?tab=open&unit={thing.code}"
    return [Panel(_("未销号问题"), count, url, is_open=count > 0)]


def of_project(user: Person, project: Project) -> list[Panel]:
    """How many problems that `user` may see wait for a project."""
    count = permissions.visible_to(user).filter(project=project).distinct().count()
    url = f"{reverse('problems:list')}?tab=all&q={project.number}"
    return [Panel(_("指向它的挂账问题"), count, url)] if count else []
