"""What the pages of rounds show: steps with their times, progress, places, the check of a draw."""

import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.engine import sampling
from wenming.framework.models import PlaceType
from wenming.framework.words import in_language
from wenming.inspections import frames
from wenming.inspections.models import FramePlace, Round, Visit
from wenming.inspections.selectors import last_visited
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.organization.models import Area
from wenming.places.models import Place

WARN_DAYS = 14  # visits so close together are pointed out, for places are asked too much of
HANDED_IN = (VisitStatus.SUBMITTED, VisitStatus.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a round: since when, until when where it lasts, and whether it is over."""

    label: str | Promise
    at: datetime | None
    until: datetime | None = None
    is_over: bool = False
    is_current: bool = False


def stages(round_: Round) -> list[Stage]:
    """The steps of a round, seven with a sealed draw, five with a simple one."""
    witnessed = round_.witnesses.aggregate(at=Max("at"))["at"] if round_.sealed_at else None
    sealing = [(_("封存"), round_.sealed_at), (_("见证"), witnessed)]
    last = _("揭示") if round_.is_sealed_draw else _("结束")
    rows = [
        (_("建轮"), round_.at),
        *(sealing if round_.is_sealed_draw else []),
        (_("抽取"), round_.drawn_at),
        (_("实地"), round_.released_at),
        (last, round_.closed_at),
        (_("公布得分"), round_.published_at),
    ]
    found: list[Stage] = []
    for label, at in rows:
        until = round_.closed_at if at and at == round_.released_at else None
        # The visits last until closing; every other step is over as soon as it is done.
        is_over = until is not None if at == round_.released_at else at is not None
        is_current = not is_over and all(stage.is_over for stage in found)
        found.append(Stage(label, at, until, is_over, is_current))
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the visits are, in places (named ones are counted apart).

    Attributes:
        drawn: places drawn.
        handed_in: of these, with a visit handed in or accepted.
        waiting: visits that wait for acceptance, of named places too.
        unmeasured: (result, places) of places that could not be judged.
        named: named places, and `named_handed_in` of them.
    """

    drawn: int
    handed_in: int
    waiting: int
    unmeasured: list[tuple[str, int]]
    named: int
    named_handed_in: int

    @property
    def not_visited(self) -> int:
        """Drawn places that nobody has handed in; after closing they stay not measured."""
        return self.drawn - self.handed_in


def progress(round_: Round) -> Progress:
    """How far a round is; a fixed number of queries."""
    places = round_.frame.aggregate(
        drawn=Count("pk", filter=Q(order__isnull=False)), named=Count("pk", filter=Q(is_named=True))
    )
    waiting = round_.visits.filter(status=VisitStatus.SUBMITTED).count()
    rows = list(
        official(round_.visits.all())
        .filter(status__in=HANDED_IN)
        .values_list("frame_place_id", "frame_place__is_named", "status", "result")
    )
    seen = {(place, is_named) for place, is_named, _status, _result in rows}
    measured = {place for place, _named, _status, result in rows if result == Visit.Result.DONE}
    missed = Counter(
        {
            place: result
            for place, _named, _status, result in rows
            if result != Visit.Result.DONE and place not in measured
        }.values()
    )
    labels = dict(Visit.Result.choices)
    return Progress(
        drawn=places["drawn"],
        handed_in=sum(1 for _place, is_named in seen if not is_named),
        waiting=waiting,
        unmeasured=[(str(labels[result]), n) for result, n in sorted(missed.items())],
        named=places["named"],
        named_handed_in=sum(1 for _place, is_named in seen if is_named),
    )


def with_progress(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """`rounds` with `drawn` and `handed_in` places, for the list."""
    drawn = FramePlace.objects.filter(round=OuterRef("pk"), order__isnull=False)
    handed_in = official(Visit.objects.all()).filter(
        round=OuterRef("pk"), status__in=HANDED_IN, frame_place__is_named=False
    )
    return rounds.annotate(
        drawn=Coalesce(Subquery(_counted(drawn, "pk")), 0),
        handed_in=Coalesce(Subquery(_counted(handed_in, "frame_place")), 0),
    )


def _counted(rows: QuerySet[Any], field: str) -> Any:
    return rows.order_by().values("round").annotate(n=Count(field, distinct=True)).values("n")


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A place type of a plan: how many the frame holds and how many are drawn."""

    code: str
    name: str
    in_frame: int
    sample_count: int
    per_area: bool

    @property
    def is_short(self) -> bool:
        """Fewer places than wanted: all of them are visited."""
        return self.in_frame < self.sample_count


def type_rows(round_: Round) -> list[TypeRow]:
    """The types of a round with what its frame holds, frozen or as it would be now."""
    if round_.status == RoundStatus.PLANNED:
        counts: Mapping[str, int] = frames.counts_by_type(frames.candidates(round_))
    else:
        rows = round_.frame.filter(is_named=False).values_list("type_code").annotate(Count("pk"))
        counts = dict(rows.order_by())
    names = type_names(round_)
    return [
        TypeRow(
            row.type_code,
            names.get(row.type_code, row.type_code),
            counts.get(row.type_code, 0),
            row.sample_count,
            round_.is_per_area,
        )
        for row in round_.types.all()
    ]


def type_names(round_: Round) -> dict[str, str]:
    """Names of place types of the round's edition in the language of the page, by code."""
    types = PlaceType.objects.filter(edition=round_.edition_id)
    return {row.code: in_language(row) for row in types}


def area_names(codes: set[str]) -> dict[str, str]:
    """Names of areas by code."""
    return dict(Area.objects.filter(code__in=codes).values_list("code", "name"))


def official(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """`visits` without second inspections (平行复查), which measure inspectors and not places."""
    return visits.filter(purpose=Visit.Purpose.OFFICIAL)


def places(round_: Round) -> QuerySet[FramePlace]:
    """Drawn and named places of a released round with their visits and inspectors."""
    visits = official(Visit.objects.order_by("number")).prefetch_related("inspectors")
    return (
        round_.frame.filter(Q(order__isnull=False) | Q(is_named=True, visits__isnull=False))
        .distinct()
        .select_related("place", "holder")
        .prefetch_related(Prefetch("visits", visits))
    )


def named_places(round_: Round) -> QuerySet[FramePlace]:
    """Places named apart, with why."""
    return round_.frame.filter(is_named=True).select_related("place", "holder")


def visited_lately(round_: Round, rows: list[FramePlace]) -> dict[int, date]:
    """Places of `rows` that another round visited in the days before this one began."""
    since = round_.starts_on - timedelta(days=WARN_DAYS)
    found = last_visited([row.place_id for row in rows], since=since, apart_from=round_)
    return {place: day for place, day in found.items() if day <= round_.ends_on}


def available_by_type(owner: Area) -> dict[str, int]:
    """Open places of each type in an area, for the plan."""
    rows = (
        Place.objects.filter(
            area__path__startswith=owner.path,
            status=Place.Status.OPEN,
            valid_until__isnull=True,
        )
        .values_list("type_code")
        .annotate(Count("pk"))
        .order_by()
    )
    return dict(rows)


def draw_faults(round_: Round) -> list[str]:
    """Recompute a sealed draw after closing; what does not agree with what was published."""
    rows = list(frames.drawable(round_))
    return sampling.verify(
        frame=frames.engine_rows(rows),
        digest=round_.frame_digest,
        secret=round_.secret,
        published_seal=round_.seal,
        texts=list(round_.witnesses.values_list("text", flat=True)),
        sizes=frames.sizes(round_),
        drawn=[row.place.code for row in rows if row.order is not None],
        within_areas=round_.is_per_area,
    )


def commands(round_: Round) -> list[str]:
    """The shell lines that recompute a disclosed draw, with nothing but standard tools until the last."""
    places, framework = (f"places-{round_.number}.csv", f"framework-{round_.number}.yaml")
    lines = []
    if round_.secret:
        texts = round_.witnesses.values_list("text", flat=True)
        lines = [
            f"printf %s {round_.secret} | sha256sum",
            f"printf %s {shlex.quote(':'.join([round_.secret, *texts]))} | sha256sum",
        ]
    rows = f'tail -n +2 {places} | awk -F, \'{{print $2","$3","$1}}\' | LC_ALL=C sort'
    per_area = " --within-areas" if round_.is_per_area else ""
    return [
        *lines,
        f'printf %s "$({rows})" | sha256sum',
        f"wenming sample --framework {framework} --places {places} --seed {round_.seed}{per_area}",
    ]
