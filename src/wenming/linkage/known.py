"""What places, units, areas, indicators, projects and the search box are told of links."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import today
from wenming.framework.serving import Part, Served, part_of
from wenming.linkage.models import Link, active
from wenming.linkage.permissions import visible_to
from wenming.organization.models import Area, Unit
from wenming.organization.panels import Panel
from wenming.places.facts import Fact
from wenming.places.models import Place
from wenming.projects.models import Project

LEADERS, UNITS = "包联领导", "包联单位"  # columns of the list of places


def facts(user: Any, places: Collection[int]) -> Mapping[int, Fact]:
    """Who looks after the area of a place, the widest area first; two queries."""
    by_path: dict[str, list[Link]] = defaultdict(list)
    rows = visible_to(user).filter(active(today()), area__isnull=False)
    for link in rows.select_related("post__unit", "unit", "area").order_by("area__path", "pk"):
        by_path[link.area.path].append(link)  # type: ignore[union-attr]
    if not by_path:
        return {}
    url = reverse("linkage:list")
    found = {}
    areas = Place.objects.filter(pk__in=places).values_list("pk", "area__path", "area__code")
    for place, path, code in areas:
        ends = range(Area.steplen, len(path) + 1, Area.steplen)
        links = [link for end in ends for link in by_path.get(path[:end], ())]
        if links:
            found[place] = _fact(links, f"{url}?area={code}")
    return found


def _fact(links: list[Link], url: str) -> Fact:
    leaders = list(dict.fromkeys(str(link.post) for link in links if link.post))
    units = list(dict.fromkeys(str(link.unit) for link in links if link.unit))
    return Fact(
        label=_("包联"),
        written="、".join(leaders + units),
        url=url,
        cells={LEADERS: "、".join(leaders), UNITS: "、".join(units)},
    )


def panels(thing: Unit | Area) -> list[Panel]:
    """Links of a unit or to an area; they end before the unit does."""
    links = Link.objects.filter(active(today()))
    url = reverse("linkage:list")
    if isinstance(thing, Area):
        count = links.filter(area=thing).count()
        return [Panel(_("包联"), count, f"{url}?area={thing.code}", count > 0)]
    own = links.filter(unit=thing).count() + links.filter(post__unit=thing).count()
    to = links.filter(target=thing).count()
    return [
        Panel(_("包联别处"), own, f"{url}?{urlencode({'q': thing.name})}", own > 0),
        Panel(_("被包联"), to, f"{url}?{urlencode({'q': thing.name})}", to > 0),
    ]


def serving(user: Any, code: str) -> list[Part]:
    """Who looks after an indicator."""
    rows = visible_to(user).filter(active(today()), indicator=code)
    url = f"{reverse('linkage:list')}?{urlencode({'tab': 'indicator', 'q': code})}"
    shown = rows.select_related("post__unit", "unit").order_by("-since", "-pk")
    return [part_of(_("包联"), shown, _served, url)]


def _served(link: Link) -> Served:
    since = f"{link.get_kind_display()} · {link.since:%Y-%m-%d}"
    query = urlencode({"tab": "indicator", "q": link.indicator})
    return Served(
        title=str(link.post or link.unit), note=since, url=f"{reverse('linkage:list')}?{query}"
    )


def of_project(user: Any, project: Project) -> list[Panel]:
    """Who looks after a project."""
    count = visible_to(user).filter(active(today()), project=project).count()
    url = f"{reverse('linkage:list')}?{urlencode({'q': project.name})}"
    return [Panel(_("包联"), count, url)] if count else []
