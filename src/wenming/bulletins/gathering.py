"""The figures of a bulletin, taken from the records when it is drafted (通报的数据)."""

from collections import Counter
from datetime import datetime
from typing import Any

from wenming.engine.scoring import rounded
from wenming.framework.models import PlaceType
from wenming.inspections.models import Round
from wenming.organization.models import Area
from wenming.problems.models import Problem
from wenming.problems.selectors import tally
from wenming.problems.workflow import Status
from wenming.scoring import pages, selectors

MOST_PRAISED = 5


def gather(round_: Round, *, at: datetime) -> dict[str, Any]:
    """Everything that a bulletin on a published round says in numbers, as plain data.

    Returns:
        `at`, `field` (rate, before, change as written), `visited`, `drawn`, `unmeasured`,
        `types` (name, places), `areas` (name, rate as written), `tally` (dispatched, closed,
        open, overdue), `units` (name, count, lines), `praised` (names of units).
    """
    scored = selectors.scored(round_, "first")
    headline = pages.headline(round_, scored)
    progress = selectors.progress(round_)
    problems = Problem.objects.filter(round=round_)
    counted = tally(problems, at=at)
    return {
        "at": at.isoformat(),
        "field": {
            "rate": _written(headline.rate),
            "before": _written(headline.before),
            "before_round": headline.before_round.title if headline.before_round else "",
            "change": _written(headline.change),
        },
        "visited": progress.visited,
        "drawn": progress.drawn,
        "unmeasured": [[label, number] for label, number in progress.unmeasured],
        "types": _types(round_),
        "areas": _areas(round_),
        "tally": {
            "dispatched": counted.dispatched,
            "closed": counted.closed,
            "open": counted.open,
            "overdue": counted.overdue,
        },
        "units": _units(round_),
        "praised": _praised(round_),
    }


def _written(value: Any) -> str:
    """Two places, as bulletins write it; empty where there is none."""
    number = rounded(value)
    return "" if number is None else f"{number}"


def _types(round_: Round) -> list[list[Any]]:
    counts = Counter(
        round_.visits.filter(status="accepted", purpose="official").values_list(
            "frame_place__type_code", flat=True
        )
    )
    names = dict(PlaceType.objects.filter(edition=round_.edition_id).values_list("code", "name_zh"))
    return [[names[code], number] for code, number in sorted(counts.items())]


def _areas(round_: Round) -> list[list[str]]:
    """Areas of the round's level by code, with their field rate."""
    rates = selectors.rate_by_area(round_)
    names = dict(Area.objects.filter(code__in=rates).values_list("code", "name"))
    return [[names[code], _written(rate)] for code, rate in rates.items()]


def _units(round_: Round) -> list[dict[str, Any]]:
    """Problems that went out, by unit in the order of the names, then by place."""
    rows = (
        Problem.objects.filter(round=round_, unit__isnull=False)
        .exclude(status__in=[Status.PROPOSED, Status.DROPPED, Status.MERGED])
        .select_related("unit", "place", "area")
        .order_by("unit__pinyin", "place__code", "pk")
    )
    units: dict[int, dict[str, Any]] = {}
    for problem in rows:
        unit = units.setdefault(
            problem.unit_id or 0, {"name": str(problem.unit), "count": 0, "lines": []}
        )
        unit["count"] += 1
        unit["lines"].append(
            {
                "number": problem.number,
                "place": problem.place.name if problem.place else problem.area.name,
                "spot": problem.spot,
                "text": problem.text,
                "is_closed": problem.status == Status.CLOSED,
                "due": problem.due_at.date().isoformat() if problem.due_at else "",
            }
        )
    return list(units.values())


def _praised(round_: Round) -> list[str]:
    """Units that closed everything handed to them, most problems first."""
    done = [
        (unit["count"], unit["name"])
        for unit in _units(round_)
        if all(line["is_closed"] for line in unit["lines"])
    ]
    return [name for _count, name in sorted(done, key=lambda row: (-row[0], row[1]))[:MOST_PRAISED]]
