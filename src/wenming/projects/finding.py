"""What the shell, the pages of places, units, areas and indicators ask of this app."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.attention import Counted, Sentence
from wenming.core.clock import today
from wenming.core.search import Hit
from wenming.framework.serving import Part, Served, part_of
from wenming.organization.models import Area, Unit
from wenming.organization.panels import Panel
from wenming.organization.selectors import below
from wenming.places.facts import Fact
from wenming.places.models import Place
from wenming.projects import permissions
from wenming.projects.listing import IS_RUNNING, is_late
from wenming.projects.models import Project, ProjectFile
from wenming.projects.workflow import Stage


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Projects by name, number or content."""
    named = Q(name__icontains=words) | Q(number__icontains=words) | Q(content__icontains=words)
    found = permissions.visible_to(user).filter(named).select_related("unit").order_by("pk")
    return [
        Hit(
            kind=_("项目"),
            title=project.name,
            note=f"{project.number} · {project.unit} · {project.get_stage_display()}",
            url=reverse("projects:detail", args=[project.number]),
        )
        for project in found[:limit]
    ]


def panels(thing: Unit | Area) -> list[Panel]:
    """Running projects of a unit, which keep it from ending, or in an area."""
    url = reverse("projects:list")
    if isinstance(thing, Area):
        count = Project.objects.filter(IS_RUNNING, below(thing)).count()
        return [Panel(gettext_lazy("在办项目"), count, f"{url}?area={thing.code}", count > 0)]
    count = Project.objects.filter(IS_RUNNING, unit=thing).count()
    return [Panel(gettext_lazy("在办项目"), count, f"{url}?unit={thing.code}", count > 0)]


def facts(user: Any, places: Collection[int]) -> Mapping[int, Fact]:
    """How many projects serve a place; nothing is said where none does."""
    seen = permissions.visible_to(user).values("pk")
    rows = Place.objects.filter(pk__in=places, projects__in=seen).order_by()
    counted = rows.annotate(n=Count("projects")).values_list("pk", "code", "n")
    url = reverse("projects:list")
    return {
        place: Fact(
            label=gettext_lazy("服务它的项目"),
            written=str(n),
            url=f"{url}?tab=all&place={code}",
            cells={},
            value=n,
        )
        for place, code, n in counted
    }


def serving(user: Any, code: str) -> list[Part]:
    """Projects that serve an indicator and were not dropped, those that run first."""
    named = Project.objects.filter(indicators__code=code).exclude(stage=Stage.DROPPED).values("pk")
    rows = permissions.visible_to(user).filter(pk__in=named).select_related("unit")
    url = f"{reverse('projects:list')}?tab=all&indicator={code}"
    return [part_of(gettext_lazy("项目"), rows.order_by("due_key", "pk"), _served, url)]


def _served(project: Project) -> Served:
    return Served(
        title=project.name,
        note=f"{project.unit} · {project.get_stage_display()}",
        url=reverse("projects:detail", args=[project.number]),
    )


def sentences(user: Any) -> Iterator[Counted]:
    """For who oversees projects: those that are behind their timetable."""
    oversees = rights.can(user, Ability.SEE_ALL) or permissions.can_manage(user)
    if oversees:
        late = permissions.visible_to(user).filter(is_late(today()))
        yield Counted(late, partial(_late, late))


def _late(late: QuerySet[Project], n: int) -> Sentence:
    worst = late.select_related("unit").order_by("due_key", "pk")[0]
    return Sentence(
        subject=_("%(n)d 个项目") % {"n": n},
        text=_("落后于进度计划，最久的是%(unit)s的%(project)s。")
        % {"unit": worst.unit, "project": worst.name},
        url=f"{reverse('projects:list')}?tab=late",
        verb=_("看是哪些"),
        weight=55,
    )


def has_file(user: Any, upload_id: uuid.UUID) -> bool:
    """Whether it came with a step of a project that `user` may see."""
    visible = permissions.visible_to(user).values("pk")
    return ProjectFile.objects.filter(upload=upload_id, step__project__in=visible).exists()
