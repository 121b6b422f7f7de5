"""What came of links, read from the records (包联成效): rates, problems, duties late; nothing is asked.

However many links there are, each kind of record is read once: counts by area, unit, indicator
and project are rolled up here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from wenming.accounts.rights import Person
from wenming.core.clock import now, today
from wenming.core.lights import Light
from wenming.duties import permissions as duty_rights
from wenming.duties.models import Undertaking
from wenming.duties.workflow import RUNNING
from wenming.engine import scoring as engine
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.inspections.models import Round
from wenming.inspections.selectors import counted_visits
from wenming.linkage.models import Link
from wenming.organization.models import Area
from wenming.problems import permissions as problem_rights
from wenming.problems.models import Problem
from wenming.problems.selectors import IS_OUT, NOTHING, Tally, between, counts
from wenming.projects.lights import light_of
from wenming.scoring import permissions as score_rights
from wenming.scoring import selectors as scores
from wenming.scoring.models import VisitSum


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one link stands.

    Attributes:
        indicator: of the edition in force, where the link is to one.
        rate: field rate of the area, or value of the indicator, in the round that the workbench
            shows, 0..100; None where nothing was measured.
        problems: dispatched, closed, open and overdue there.
        late: duties past their deadline that are still with their units.
        light: of a project.
        url: where the problems are listed; empty where there is no such list.
    """

    link: Link
    indicator: Indicator | None
    rate: float | None
    problems: Tally
    late: int
    light: Light | None
    url: str


class Outcomes:
    """The outcomes of some links as `user` may see them; a fixed number of queries."""

    def __init__(self, user: Person, links: Iterable[Link]) -> None:
        self._user = user
        self._links = list(links)
        self._at = now()

    def rows(self) -> list[Outcome]:
        """One outcome a link, in the order of the links."""
        return [self._of(link) for link in self._links]

    def _of(self, link: Link) -> Outcome:
        return Outcome(
            link=link,
            indicator=self._indicators.get(link.indicator),
            rate=self._rate(link),
            problems=self._problems(link),
            late=self._late(link),
            light=light_of(link.project, self._at) if link.project else None,
            url=_listed_at(link),
        )

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        """Indicators of the edition in force that are linked, by code."""
        codes = {link.indicator for link in self._links if link.indicator}
        if not codes:
            return {}
        rows = Indicator.objects.filter(edition=current_edition(), code__in=codes)
        return {row.code: row for row in rows}

    # --- Rates ------------------------------------------------------------------------------------

    @cached_property
    def round(self) -> Round | None:
        """The round that the workbench shows: whole, over, of the widest area that is seen."""
        return scores.telling(score_rights.visible_to(self._user))

    def _rate(self, link: Link) -> float | None:
        if self.round is None:
            return None
        if link.area is not None:
            return self._area_rate(link.area)
        return self._indicator_rates.get(link.indicator) if link.indicator else None

    def _area_rate(self, area: Area) -> float | None:
        found: dict[str, engine.FieldSums] = {}
        for path, row in self._sums:
            if path.startswith(area.path):
                before = found.get(row.indicator)
                found[row.indicator] = _added(before, row) if before else row
        assert self.round is not None, "asked for only where there is a round"
        framework = scores.base_framework(self.round.edition)
        rate = engine.field_rate(framework, tuple(found.values()))
        return None if rate is None else float(rate)

    @cached_property
    def _sums(self) -> list[tuple[str, engine.FieldSums]]:
        """Sums of the round by the path of the place's area and by indicator; one query."""
        assert self.round is not None, "asked for only where there is a round"
        rows = (
            VisitSum.objects.filter(visit__in=counted_visits(self.round, "first"), local_only=False)
            .values_list("visit__frame_place__place__area__path", "indicator__code")
            .annotate(Sum("n"), Sum("earned"), Sum("full"))
            .order_by()
        )
        return [(path, engine.FieldSums(code, "", *sums)) for path, code, *sums in rows]

    @cached_property
    def _indicator_rates(self) -> Mapping[str, float | None]:
        assert self.round is not None, "asked for only where there is a round"
        result = scores.scored(self.round, "first").result
        return {row.code: row.value for row in result.indicators}

    # --- Problems ---------------------------------------------------------------------------------

    def _problems(self, link: Link) -> Tally:
        if link.area is not None:
            rows = self._by_area.items()
            return _summed(one for path, one in rows if path.startswith(link.area.path))
        if link.target is not None:
            return self._by_unit.get(link.target_id, NOTHING)
        if link.project is not None:
            return self._by_project.get(link.project_id, NOTHING)
        return self._by_indicator.get(link.indicator, NOTHING)

    @cached_property
    def _by_area(self) -> dict[str, Tally]:
        return self._tallies("area__path")

    @cached_property
    def _by_unit(self) -> dict[int | None, Tally]:
        return self._tallies("unit")

    @cached_property
    def _by_project(self) -> dict[int | None, Tally]:
        return self._tallies("project")

    @cached_property
    def _by_indicator(self) -> dict[str, Tally]:
        return self._tallies("indicator__code")

    def _tallies(self, field: str) -> dict[Any, Tally]:
        """What the person may see of it, by one field; one query."""
        seen = problem_rights.visible_to(self._user).filter(IS_OUT).order_by()
        rows = seen.values_list(field).annotate(**counts(self._at))
        return {key: Tally(*counted) for key, *counted in rows}

    # --- Duties -----------------------------------------------------------------------------------

    def _late(self, link: Link) -> int:
        if link.area is not None:
            rows = self._late_by_unit.values()
            return sum(n for path, n in rows if path.startswith(link.area.path))
        if link.target_id is not None:
            return self._late_by_unit.get(link.target_id, ("", 0))[1]
        return self._late_by_indicator.get(link.indicator, 0)

    @cached_property
    def _late_by_unit(self) -> dict[int, tuple[str, int]]:
        """Path of the area and late duties of each unit."""
        rows = self._late_work.values_list("unit", "unit__area__path").annotate(n=Count("pk"))
        return {unit: (path, n) for unit, path, n in rows}

    @cached_property
    def _late_by_indicator(self) -> dict[str, int]:
        rows = self._late_work.values_list("duty__indicators__code").annotate(n=Count("pk"))
        return dict(rows)

    @property
    def _late_work(self) -> QuerySet[Undertaking]:
        seen = duty_rights.undertakings_visible_to(self._user).values("pk")
        late = Undertaking.objects.filter(status__in=RUNNING, due_key__lt=today())
        return late.filter(pk__in=seen).order_by()


def since(user: Person, links: Iterable[Link]) -> dict[int, tuple[int, int]]:
    """Problems dispatched and closed since each link began, by the link's key; one query.

    For the links of one leader: each costs two counts.
    """
    links = list(links)
    parts = {}
    for link in links:
        here, days = _condition(link), (link.since, link.until or today())
        parts[f"n{link.pk}"] = Count("pk", filter=here & between("dispatched_at", *days))
        parts[f"c{link.pk}"] = Count("pk", filter=here & between("closed_at", *days))
    if not parts:
        return {}
    seen = problem_rights.visible_to(user).filter(IS_OUT)
    found = Problem.objects.filter(pk__in=seen.values("pk")).aggregate(**parts)
    return {link.pk: (found[f"n{link.pk}"], found[f"c{link.pk}"]) for link in links}


def _condition(link: Link) -> Q:
    """The problems that a link is about."""
    if link.area is not None:
        return Q(area__path__startswith=link.area.path)
    if link.target_id is not None:
        return Q(unit=link.target_id)
    if link.project_id is not None:
        return Q(project=link.project_id)
    return Q(indicator__code=link.indicator)


def _listed_at(link: Link) -> str:
    """Where the problems of a link are listed."""
    url = reverse("problems:list")
    if link.area is not None:
        return f"{url}?tab=open&area={link.area_id}"
    if link.target is not None:
        return f"{url}?tab=open&unit={link.target_id}"
    return f"{url}?tab=all&q={link.project.number}" if link.project else ""


def _summed(tallies: Iterable[Tally]) -> Tally:
    """Tallies added up."""
    found = list(tallies)
    return Tally(*(sum(getattr(one, name) for one in found) for name in Tally.__dataclass_fields__))


def _added(one: engine.FieldSums, other: engine.FieldSums) -> engine.FieldSums:
    """Sums of the same indicator added up."""
    return engine.FieldSums(
        one.indicator, "", one.n + other.n, one.earned + other.earned, one.full + other.full
    )
