"""Reading the register: what counts as open and overdue, and the figures that other pages show.

Every function takes the problems that the caller may see (`permissions.visible_to`, or `out` for
a paper of an area) and costs a fixed number of queries. What is not dispatched counts nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Substr

from wenming.engine.worktime import CHINA
from wenming.organization.models import Area, Unit
from wenming.problems.models import Problem, ProblemPhoto
from wenming.problems.permissions import NOT_OUT
from wenming.problems.workflow import OPEN, RUNNING, Stage, Status

# What is out is told by what it is not, so that no list of states keeps an index from sorting.
IS_OUT = ~Q(stage=Stage.BEFORE) & ~Q(stage=Stage.SET_ASIDE)
IS_OPEN = Q(stage=Stage.OPEN)
IS_CLOSED = Q(stage=Stage.CLOSED)
IS_SET_ASIDE = Q(stage=Stage.SET_ASIDE)


def is_overdue(at: datetime) -> Q:
    """With the unit and past the deadline (超期): while somebody verifies, the clock stands."""
    return Q(status__in=RUNNING, due_at__lt=at)


def is_near(at: datetime) -> Q:
    """With the unit, the light amber (临期)."""
    return Q(status__in=RUNNING, due_at__gte=at, warn_at__lte=at)


def out(area: Area) -> QuerySet[Problem]:
    """All that was dispatched in an area."""
    return Problem.objects.filter(IS_OUT, area__path__startswith=area.path)


def between(field: str, first: date, last: date) -> Q:
    """Moments from the start of `first` to the end of `last`, days of China, both included.

    Bounds as moments, not a cast to days, so that an index answers.
    """
    start = datetime.combine(first, time.min, CHINA)
    end = datetime.combine(last + timedelta(days=1), time.min, CHINA)
    return Q(**{f"{field}__gte": start, f"{field}__lt": end})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were dispatched, and of these closed, open, and open past the deadline.

    `closed`/`dispatched` is written 28/57, as circulars do.
    """

    dispatched: int
    closed: int
    open: int
    overdue: int


NOTHING = Tally(0, 0, 0, 0)


def tally(problems: QuerySet[Problem], *, at: datetime) -> Tally:
    """The tally of `problems`; one query, answered by indexes for a whole city."""
    by_status = problems.order_by().values_list("status").annotate(n=Count("status"))
    overdue = problems.order_by().filter(is_overdue(at)).annotate(_of=Value("overdue"))
    late = overdue.values_list("_of").annotate(n=Count("status"))
    counts = dict(by_status.union(late, all=True))
    n_overdue = counts.pop("overdue", 0)
    return Tally(
        dispatched=sum(n for status, n in counts.items() if status not in NOT_OUT),
        closed=counts.get(Status.CLOSED, 0),
        open=sum(counts.get(status, 0) for status in OPEN),
        overdue=n_overdue,
    )


def tally_by_unit(problems: QuerySet[Problem], *, at: datetime) -> list[tuple[Unit, Tally]]:
    """The tally of each unit that answers for some, most overdue first; two queries.

    Not a league table: units of different kinds have different work.
    """
    rows = problems.filter(IS_OUT, unit__isnull=False).order_by().values_list("unit")
    found = {key: Tally(*counts) for key, *counts in rows.annotate(**counts(at))}
    units = Unit.objects.in_bulk(found)
    pairs = [(units[key], counted) for key, counted in found.items()]
    return sorted(pairs, key=lambda pair: (-pair[1].overdue, -pair[1].open, pair[0].pinyin))


def tally_by_area(
    problems: QuerySet[Problem], areas: Iterable[Area], *, at: datetime
) -> dict[str, Tally]:
    """The tally of each of `areas`, all of one level, by code; an area without problems is 0/0.

    One query.
    """
    areas = list(areas)
    if not areas:
        return {}
    length = len(areas[0].path)
    rows = problems.order_by().values_list(Substr("area__path", 1, length))
    found = {path: Tally(*counts) for path, *counts in rows.annotate(**counts(at))}
    return {area.code: found.get(area.path, NOTHING) for area in areas}


def dispatched_between(problems: QuerySet[Problem], first: date, last: date) -> int:
    """How many were dispatched from `first` to `last`, both included (新交办)."""
    return problems.filter(IS_OUT, between("dispatched_at", first, last)).count()


@dataclass(frozen=True, slots=True)
class OnTime:
    """Of those closed in a period, how many were rectified within their limit (按期整改)."""

    on_time: int
    closed: int


def closed_by_unit(problems: QuerySet[Problem], first: date, last: date) -> list[tuple[Unit, int]]:
    """How many each unit had closed in a period, most first; two queries."""
    rows = problems.filter(between("closed_at", first, last))
    counts = list(rows.order_by().values_list("unit").annotate(n=Count("closed_at")).order_by("-n"))
    units = Unit.objects.in_bulk([key for key, _n in counts if key is not None])
    return [(units[key], n) for key, n in counts if key in units]


def on_time_between(problems: QuerySet[Problem], first: date, last: date) -> OnTime:
    """On-time closing of a period, by the day of closing; one query."""
    closed = problems.filter(between("closed_at", first, last))
    is_on_time = Q(submitted_at__lte=F("due_at"))
    counted = closed.aggregate(
        on_time=Count("closed_at", filter=is_on_time), closed=Count("closed_at")
    )
    return OnTime(**counted)


def longest_overdue(problems: QuerySet[Problem], *, at: datetime, limit: int) -> list[Problem]:
    """The cases that have been overdue longest, oldest deadline first; one query."""
    rows = problems.filter(IS_OPEN, is_overdue(at)).select_related("unit", "place", "area")
    return list(rows.order_by("due_at", "pk")[:limit])


def most_relapsed(problems: QuerySet[Problem], *, limit: int) -> list[Problem]:
    """Open cases of a place and item that had been closed before (复发), newest first; one query."""
    rows = problems.filter(IS_OPEN, relapse_of__isnull=False)
    return list(rows.select_related("unit", "place", "item", "relapse_of").order_by("-pk")[:limit])


def before_and_after(problems: QuerySet[Problem], *, limit: int) -> list[Problem]:
    """Closed cases with photos of both moments, newest first, for bulletins; two queries.

    The photos are in `problem.photos.all()`, oldest first.
    """
    closed = problems.filter(status=Status.CLOSED)
    for moment in ProblemPhoto.Moment.values:
        having = ProblemPhoto.objects.filter(moment=moment).values("problem")
        closed = closed.filter(pk__in=having)
    rows = closed.select_related("unit", "place", "area").prefetch_related(WITH_PHOTOS)
    return list(rows.order_by("-closed_at", "-pk")[:limit])


WITH_PHOTOS = Prefetch("photos", ProblemPhoto.objects.select_related("upload").order_by("pk"))


def counts(at: datetime) -> dict[str, Count]:
    """The counts of a `Tally`, in the order of its fields."""
    return {
        "dispatched": Count("status", filter=IS_OUT),
        "closed": Count("status", filter=IS_CLOSED),
        "open": Count("status", filter=IS_OPEN),
        "overdue": Count("status", filter=is_overdue(at)),
    }
