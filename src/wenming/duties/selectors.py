"""Reading leads, task lists and duties."""

from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wenming.core.clock import today
from wenming.documents.models import Draft
from wenming.duties.models import (
    Duty,
    DutyUnit,
    IndicatorLead,
    Opinion,
    PlaceTypeLead,
    Receipt,
    Restatement,
    TaskList,
    Undertaking,
)
from wenming.duties.workflow import LIVE, Status
from wenming.framework.models import Edition, Indicator
from wenming.organization.models import ACTIVE, Area, Unit


def leads_of(edition: Edition) -> dict[str, list[Unit]]:
    """Lead units by indicator code, sorted by name; who has no lead is left out. One query."""
    rows = IndicatorLead.objects.filter(edition=edition).select_related("unit", "indicator")
    leads: dict[str, list[Unit]] = {}
    for row in rows.order_by("unit__pinyin"):
        leads.setdefault(row.indicator.code, []).append(row.unit)
    return leads


def likely_leads(indicator: Indicator) -> list[Unit]:
    """Who may well lead an indicator that nobody leads: leads of its duties, else of the edition before.

    Duties in force come before drafts; a table that is being drafted is one of these.
    """
    leads = Unit.objects.filter(ACTIVE, duty_parts__part=DutyUnit.Part.LEAD)
    serving = leads.filter(duty_parts__duty__indicators=indicator)
    in_force = serving.filter(duty_parts__duty__task_list__status=Status.ISSUED)
    for found in (in_force, serving):
        if units := list(found.distinct()):
            return units
    source = source_of_leads(indicator.edition)
    return leads_of(source).get(indicator.code, []) if source else []


def type_leads_of(edition: Edition) -> dict[str, list[Unit]]:
    """Who answers for a place type, by its code, sorted by name; one query."""
    rows = PlaceTypeLead.objects.filter(edition=edition).select_related("unit", "place_type")
    leads: dict[str, list[Unit]] = {}
    for row in rows.order_by("unit__pinyin"):
        leads.setdefault(row.place_type.code, []).append(row.unit)
    return leads


def tables_in_hand(owner: Area) -> QuerySet[TaskList]:
    """The responsibility tables of an area that are drafted or in force, the newest first."""
    tables = TaskList.objects.filter(kind=TaskList.Kind.TABLE, owner=owner)
    return tables.exclude(status=Status.REPLACED)


def source_of_leads(edition: Edition) -> Edition | None:
    """The edition whose leads another one may take over: its base, else the newest other version."""
    others = Edition.objects.filter(leads__isnull=False).exclude(pk=edition.pk)
    same = Q(pk=edition.base_id) if edition.is_local else Q(code=edition.code)
    return others.filter(same).defer("data", "overlay").order_by("-version", "-pk").first()


def leads_to_take(edition: Edition) -> dict[str, list[Unit]]:
    """Leads that the indicators without one may take over, by code.

    Of the edition it came from, by code; else of the indicator of another framework that it is
    linked to (指标对照), in either direction: who answers for a matter answers in every test.
    """
    bare = edition.indicators.filter(leads=None)
    source = source_of_leads(edition)
    known = leads_of(source) if source else {}
    found = {i.code: known[i.code] for i in bare if i.code in known}
    rest = [indicator.pk for indicator in bare if indicator.code not in found]
    for path in ("indicator__serves__target", "indicator__served_by__source"):
        rows = IndicatorLead.objects.filter(**{f"{path}__in": rest}).select_related("unit")
        linked: dict[str, list[Unit]] = {}
        for row in rows.annotate(own=F(f"{path}__code")).order_by("unit__pinyin"):
            linked.setdefault(row.own, []).append(row.unit)
        found = linked | found
    return found


def still_silent(task_list: TaskList) -> list[Opinion]:
    """Who may still give an opinion on a draft that is out for it, and has given none."""
    until = task_list.consulted_until
    if until is None or today() > until:
        return []
    return list(task_list.opinions.filter(at=None).select_related("unit"))


def listed(lists: QuerySet[TaskList]) -> QuerySet[TaskList]:
    """`lists` with the number of tasks, and of receipts asked and given."""
    return lists.annotate(
        total=number_of(Duty.objects.all()),
        asked=number_of(Receipt.objects.all()),
        signed=number_of(Receipt.objects.filter(at__isnull=False)),
    )


def number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of `rows` a list has; joined, each duty would be counted with each receipt."""
    own = rows.filter(task_list=OuterRef("pk")).order_by().values("task_list")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


def with_units(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """`duties` with what a row shows of units and indicators, at a fixed number of queries."""
    parts = DutyUnit.objects.select_related("unit").order_by("pk")
    shown = parts.only("duty", "part", "share", "unit__name", "unit__kind")
    codes = Indicator.objects.only("code")
    return duties.prefetch_related(Prefetch("units", shown), Prefetch("indicators", codes))


def whole(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """`duties` with all that they point at, at a fixed number of queries."""
    areas = Prefetch("areas", Area.objects.defer("outline"))
    parts = Prefetch("units", DutyUnit.objects.select_related("unit").order_by("pk"))
    return duties.select_related("task_list").prefetch_related(
        parts, "indicators", "place_types", areas
    )


def restated(duty: Duty) -> list[Restatement]:
    """Sentences of later documents that were linked to `duty`, the newest first. One query."""
    rows = Restatement.objects.filter(duty=duty, draft__verdict=Draft.Verdict.LINKED)
    return list(rows.select_related("draft__document"))


def working(unit: Q) -> QuerySet[Undertaking]:
    """Work of units in force and not at its end, without its single periods.

    Rows of a responsibility table are left out: papers list the indicators that a unit leads.
    """
    rows = Undertaking.objects.filter(unit, status__in=LIVE, period_start=None)
    in_force = {
        "duty__task_list__status": Status.ISSUED,
        "duty__task_list__kind": TaskList.Kind.LIST,
    }
    return rows.filter(**in_force)
