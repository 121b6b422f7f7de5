"""A city of many places and problems in an empty database, for benchmarks of pages.

Areas, units and their names are those of the demonstration; a third of the problems is open, a
fifth of these overdue, as in a bad year.
"""

import io
import random
from datetime import datetime, timedelta
from typing import Any

PLACE_NAMES = ["农贸市场", "公交站台", "背街小巷", "社区广场", "主干道路口", "便民服务点"]
TEXTS = ["消防通道堆放杂物", "垃圾桶满溢未清运", "非机动车乱停放", "公益广告破损", "摊位出线经营"]
LONG_AGO = timedelta(days=300)


def fill(rows: int) -> dict[str, Any]:
    """Make the city; returns the session of a clerk, and what to search for."""
    import django
    from django.core.management import call_command

    django.setup()
    from wenming.demo.ground import build

    call_command("migrate", verbosity=0)
    ground = build(20260101)
    call_command("load_framework", publish=True, stdout=io.StringIO())
    rng = random.Random(7)
    user = clerk(ground.city)
    _places(rng, rows)
    _problems(rng, ground, user, rows)
    analyze()
    return {
        "session": session(user),
        "unit": ground.unit_of[ground.streets[3].pk].code,
        "area": ground.districts[1].code,
        "deep": _mark(rows // 10),
    }


def _mark(last: int) -> str:
    """The mark of a page deep in the list of all problems, as the pager of the page above writes it."""
    from wenming.core.paging import page_by_key
    from wenming.problems.models import Problem

    return page_by_key(Problem.objects.filter(pk__lt=last + 50), keys=["-pk"], size=50).next_mark


def clerk(city: Any) -> Any:
    """Somebody of the city office, with the rights of the role."""
    from wenming.accounts.models import Grant, Role, User
    from wenming.organization.models import Unit

    user = User.objects.create(username="clerk", display_name="市创城办")
    unit = Unit.objects.filter(area=city).order_by("pk").first()
    Grant.objects.create(user=user, role=Role.OFFICE, area=city, unit=unit)
    return user


def session(user: Any) -> str:
    """A signed-in session, as the sign-in page gives it."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _places(rng: random.Random, rows: int) -> None:
    """Further places like those of the demonstration, up to `rows`."""
    from wenming.places.models import Place

    models = list(Place.objects.all())
    new = []
    for number in range(len(models), rows):
        like = rng.choice(models)
        new.append(
            Place(
                code=f"{like.type_code}-{number:06d}",
                name=f"{rng.choice(PLACE_NAMES)}{number}号",
                type_code=like.type_code,
                area_id=like.area_id,
                address=like.address,
                longitude=like.longitude,
                latitude=like.latitude,
                holder_id=like.holder_id,
                sector_id=like.sector_id,
            )
        )
    Place.objects.bulk_create(new, batch_size=2000)


def _round(user: Any, city: Any) -> Any:
    from wenming.framework.models import Edition
    from wenming.inspections.models import Round

    today = datetime(2026, 1, 1).date()
    return Round.objects.create(
        number="LC-1", title="第 1 轮", purpose=Round.Purpose.WEEKLY, manner=Round.Manner.COVERT,
        basis="计划", edition=Edition.objects.get(), owner=city, starts_on=today, ends_on=today,
        by=user,
    )  # fmt: skip


def _problems(rng: random.Random, ground: Any, user: Any, rows: int) -> None:
    """Problems of places, each with a photo."""
    from wenming.core import clock
    from wenming.core.models import Upload
    from wenming.framework.models import Indicator
    from wenming.places.models import Place
    from wenming.problems.models import Problem, ProblemPhoto

    round_ = _round(user, ground.city)
    indicators = list(Indicator.objects.values_list("pk", flat=True))
    places = list(Place.objects.values_list("pk", "area_id", "holder_id"))
    now = clock.now()
    new = []
    for number in range(rows):
        place, area, holder = rng.choice(places)
        found = now - LONG_AGO + LONG_AGO * number / rows
        new.append(
            Problem(
                number=f"WT-2026-{number:06d}",
                origin=f"bench:{number}",
                source=rng.choice(Problem.Source.values),
                owner=ground.city,
                place_id=place,
                area_id=area,
                spot="东门左侧",
                text=rng.choice(TEXTS),
                round=round_,
                indicator_id=rng.choice(indicators),
                unit_id=holder,
                handler_id=holder,
                found_at=found,
                **_stage(rng, now, found),
            )
        )
    upload = Upload.objects.create(
        digest="0" * 64, size=1, content_type="image/jpeg", name="a.jpg", by=user
    )
    made = Problem.objects.bulk_create(new, batch_size=2000)
    photos = [ProblemPhoto(problem_id=p.pk, moment="before", upload=upload) for p in made]
    ProblemPhoto.objects.bulk_create(photos, batch_size=2000)


def _stage(rng: random.Random, now: datetime, found: datetime) -> dict[str, Any]:
    """How far a problem has come: a third is open, in every state that there is."""
    chance = rng.random()
    if chance < 0.64:
        done = min(now, found + timedelta(days=4))
        return {"status": "closed", "closed_at": done, "submitted_at": done, **_limit(found, 5)}
    if chance < 0.66:
        return {"status": "dropped"}
    if chance < 0.67:
        return {"status": "proposed"}
    status = rng.choice(
        ["dispatched", "received", "received", "submitted", "deferring", "deferred"]
    )
    days = rng.randint(-8, 30) + rng.random()
    more = {"deferred_until": (now + timedelta(days=60)).date()} if status == "deferred" else {}
    return {"status": status, "due_at": now + timedelta(days=days),
            "warn_at": now + timedelta(days=days - 2), "dispatched_at": found, **more}  # fmt: skip


def _limit(found: datetime, days: int) -> dict[str, datetime]:
    due = found + timedelta(days=days)
    return {"dispatched_at": found, "due_at": due, "warn_at": due - timedelta(days=1)}


def analyze() -> None:
    """What autovacuum has done by then on PostgreSQL; SQLite keeps no statistics in the product."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
