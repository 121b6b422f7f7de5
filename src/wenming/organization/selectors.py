"""Reading the register of units and areas."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet
from pypinyin import lazy_pinyin

from wenming.organization.matching import Match, UnitIndex
from wenming.organization.models import ACTIVE, Area, Level, Post, Unit, UnitKind, WorkingGroup

# Levels of the tree page; grids and micro-grids stand on the page of their community.
TREE_LEVELS = (Level.CITY, Level.DISTRICT, Level.STREET, Level.COMMUNITY)
# Kinds of units that stand for a territory, and the level of their area.
LEVEL_OF_KIND: dict[str, str] = {
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.STREET: Level.STREET,
    UnitKind.COMMUNITY: Level.COMMUNITY,
}


def match_unit(name: str) -> Match:
    """The unit called `name` (name, alias or former name), else the likely ones.

    Reads the whole register; for many names load a `UnitIndex` once.
    """
    return UnitIndex.load().match(name)


def pinyin_key(name: str) -> str:
    """The key by which names are sorted."""
    return " ".join(lazy_pinyin(name))[:200]


def city() -> Area | None:
    """The one city of this database; None before it is entered."""
    found: Area | None = Area.objects.filter(level=Level.CITY).order_by("path").first()
    return found


def below(area: Area) -> Q:
    """Rows of a model with an `area` that lie in `area` or below it."""
    return Q(area__path__startswith=area.path)


def unit_of_area(area: Area) -> Unit | None:
    """The territory's own unit of `area` (属地单位), or that of the nearest area above it."""
    paths = [area.path[:end] for end in range(area.steplen, len(area.path) + 1, area.steplen)]
    units = Unit.objects.filter(ACTIVE, kind__in=LEVEL_OF_KIND, area__path__in=paths)
    return units.order_by("-area__depth", "pk").first()


def listed(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Units with what a list shows: area, superior, aliases, active liaisons."""
    liaisons = Post.objects.filter(ACTIVE, kind=Post.Kind.LIAISON)
    return units.select_related("area", "parent").prefetch_related(
        "aliases", Prefetch("posts", liaisons, to_attr="liaisons")
    )


def matching(units: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    """Units whose name, alias or code contains `words`."""
    found = Q(name__icontains=words) | Q(code__icontains=words)
    found |= Q(pk__in=Unit.objects.filter(aliases__name__icontains=words).values("pk"))
    return units.filter(found)


def unreachable(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Active units without a liaison; communities are reached through their street."""
    reached = Post.objects.filter(ACTIVE, kind=Post.Kind.LIAISON).values("unit")
    return units.filter(ACTIVE).exclude(kind=UnitKind.COMMUNITY).exclude(pk__in=reached)


def groups(visible: QuerySet[WorkingGroup]) -> QuerySet[WorkingGroup]:
    """Working groups with their units."""
    return visible.select_related("lead").prefetch_related("members")


@dataclass(slots=True)
class Node:
    """An area of the tree page with the areas below it."""

    area: Area
    units: int
    below: list["Node"] = field(default_factory=list)


def tree(visible: "QuerySet[Area]", *, with_ended: bool = False) -> list[Node]:
    """The areas from the city to the communities, nested; two queries."""
    areas = visible.filter(level__in=TREE_LEVELS).order_by("path")
    if not with_ended:
        areas = areas.filter(ACTIVE)
    counted = dict(
        Unit.objects.filter(ACTIVE).values_list("area").annotate(n=Count("pk")).order_by()
    )
    by_path: dict[str, Node] = {}
    roots: list[Node] = []
    for area in areas.defer("outline"):
        node = Node(area, counted.get(area.pk, 0))
        by_path[area.path] = node
        above = by_path.get(area.path[: -area.steplen])
        (above.below if above else roots).append(node)
    return roots


def around(areas: "Iterable[Area]") -> "QuerySet[Area]":
    """These areas and all above them, for the names of what one page shows."""
    step = Area.steplen
    paths = {a.path[:end] for a in areas for end in range(step, len(a.path) + 1, step)}
    found: QuerySet[Area] = Area.objects.filter(path__in=paths)
    return found


def names_of_areas(areas: "QuerySet[Area]") -> dict[str, str]:
    """Path → full name below the city (云湖区 石坊街道), for lists; one query."""
    rows = areas.filter(level__in=TREE_LEVELS).order_by("path").values_list("path", "name")
    names: dict[str, str] = defaultdict(str)
    for path, name in rows:
        above = names.get(path[: -Area.steplen])
        names[path] = f"{above} {name}".strip() if len(path) > Area.steplen else ""
    return names
