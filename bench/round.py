"""One round of a prefecture city scored out of the product's database, beside a bare SQL group-by.

    wenming bench round
    WENMING_DATABASE=postgresql://USER:PASSWORD@HOST:PORT/EMPTY_DATABASE wenming bench round

1,200 places of 40 types with ten verdicts each, every visit accepted. Must: less than 300 ms and at
most 12 statements for the round; less than 50 ms after one new visit. The median of several runs,
beside `SELECT item, outcome, count, COUNT(*) … GROUP BY` over the same observations. Without
WENMING_DATABASE a SQLite file in a folder of its own is used; a PostgreSQL database must be empty.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from random import Random
from typing import Any

from machine import describe

PLACES, ITEMS = 1200, 10
DISTRICTS, STREETS = 7, 6  # of a district
BARE = """
SELECT o.item_id, o.outcome, o.count, COUNT(*)
FROM inspections_observation o JOIN inspections_visit v ON v.id = o.visit_id
WHERE v.round_id = %s AND v.status = 'accepted' GROUP BY o.item_id, o.outcome, o.count"""


def main() -> None:
    """Build the round, time it, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=9)
    args = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        _start(folder)
        round_ = _build()
        _measure(round_, args.runs)


def _start(folder: str) -> None:
    os.environ.setdefault("WENMING_DATA_DIR", folder)
    os.environ.setdefault("WENMING_SECRET_KEY", "bench")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from wenming.organization.models import Area

    if Area.objects.exists():
        sys.exit("这个数据库不是空的。The database is not empty.")


def _build() -> Any:
    """A released round whose visits are all accepted and counted."""
    from django.db import transaction

    from wenming.accounts.models import User
    from wenming.core import clock
    from wenming.engine.framework import parse_yaml
    from wenming.framework.management.commands.load_framework import STARTER
    from wenming.framework.services import import_edition, publish_edition
    from wenming.inspections.models import Round
    from wenming.organization.models import Area

    with transaction.atomic():
        city = Area.objects.add_root({"code": "3307", "name": "市", "level": "city"})
        data = parse_yaml(STARTER.read_text("utf-8"))
        edition = import_edition(data=data, owner=city, by=None)
        publish_edition(edition_id=edition.pk, by=None)
        edition.refresh_from_db()
        by = User.objects.create(username="bench")
        today = clock.today()
        round_ = Round.objects.create(
            number="LC-1",
            title="基准",
            purpose="mock",
            manner="covert",
            basis="基准",
            edition=edition,
            owner=city,
            starts_on=today,
            ends_on=today,
            status="released",
            by=by,
        )
        _fill(round_, city)
    return round_


def _fill(round_: Any, city: Any) -> None:
    from wenming.engine.framework import verdict_table
    from wenming.framework.models import CheckItem
    from wenming.framework.selectors import engine_framework
    from wenming.inspections.models import FramePlace, Observation, Visit
    from wenming.organization.models import Area, Unit
    from wenming.places.models import Place
    from wenming.scoring import services

    units = []
    for d in range(DISTRICTS):
        district = Area.objects.add_child(
            Area.objects.get(pk=city.pk), {"code": f"D{d}", "name": f"区{d}", "level": "district"}
        )
        for s in range(STREETS):
            street = Area.objects.add_child(
                Area.objects.get(pk=district.pk),
                {"code": f"S{d}{s}", "name": f"街道{d}{s}", "level": "street"},
            )
            units.append(
                Unit.objects.create(
                    code=f"U{d}{s}",
                    name=f"街道{d}{s}",
                    pinyin=f"{d}{s}",
                    kind="street",
                    area=street,
                )
            )
    table = verdict_table(engine_framework(round_.edition))
    by_type: dict[str, list[Any]] = {}
    for item in CheckItem.objects.filter(edition=round_.edition).select_related("place_type"):
        by_type.setdefault(item.place_type.code, []).append(item)
    types = sorted(by_type)
    rng = Random(7)
    places = Place.objects.bulk_create(
        Place(
            code=f"P{n}",
            name=f"点位{n}",
            type_code=types[n % len(types)],
            area=units[n % len(units)].area,
            holder=units[n % len(units)],
            tag=f"bench{n}",
        )
        for n in range(PLACES)
    )
    frame = FramePlace.objects.bulk_create(
        FramePlace(
            round=round_,
            place=place,
            type_code=place.type_code,
            area_code=place.area.code[:2],
            holder=place.holder,
            order=n,
        )
        for n, place in enumerate(places)
    )
    visits = Visit.objects.bulk_create(
        Visit(round=round_, frame_place=row, status="accepted", result="done") for row in frame
    )
    rows = []
    for visit, place in zip(visits, places, strict=True):
        items = by_type[place.type_code]
        for item in (items * ITEMS)[:ITEMS] if len(items) < ITEMS else items[:ITEMS]:
            verdict = rng.choice(table.items[item.code])
            count = verdict.low if verdict.low >= 0 else None
            rows.append(Observation(visit=visit, item=item, outcome=verdict.outcome, count=count))
    unique = {(row.visit_id, row.item_id): row for row in rows}
    Observation.objects.bulk_create(unique.values(), batch_size=2000)
    for visit in visits:
        services.count_visit(visit_id=visit.pk)


def _measure(round_: Any, runs: int) -> None:
    from django.db import connection

    from wenming.inspections.models import Observation, Round
    from wenming.scoring import recount, selectors, services

    found = Round.objects.select_related("edition", "owner").get(pk=round_.pk)
    visit = found.visits.first()
    print(f"{connection.vendor}; {PLACES} places, {Observation.objects.count()} observations")

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [found.pk])
            cursor.fetchall()

    def after_a_visit() -> None:
        services.count_visit(visit_id=visit.pk)
        selectors.scored(found, "first")

    works: list[tuple[str, Callable[[], object]]] = [
        ("bare SQL group-by of the observations", bare),
        ("round from the sums of its visits", lambda: selectors.scored(found, "first")),
        ("round counted from its observations", lambda: recount.scored(found, "first")),
        ("one visit counted, round scored again", after_a_visit),
    ]
    print(f"{'work':<42}{'ms':>8}{'of it CPU':>10}{'statements':>12}")
    for name, work in works:
        work()
        wall, own, statements = zip(*(_timed(work) for _n in range(runs)), strict=True)
        middle, cpu = (1000 * statistics.median(seconds) for seconds in (wall, own))
        print(f"{name:<42}{middle:>8.1f}{cpu:>10.1f}{max(statements):>12}")


def _timed(work: Callable[[], object]) -> tuple[float, float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began, cpu = time.perf_counter(), time.process_time()
    work()
    seconds = time.perf_counter() - began, time.process_time() - cpu
    with CaptureQueriesContext(connection) as queries:
        work()
    return *seconds, len(queries)


if __name__ == "__main__":
    main()
