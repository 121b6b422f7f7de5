"""The whole demonstration city, deterministic by seed, with dates relative to the day it starts."""

import random
from collections.abc import Callable
from datetime import timedelta

from wenming.core import audit, clock
from wenming.demo import beside, framework, ground, people, pictures
from wenming.demo.chance import seeded
from wenming.demo.instructing import Instructing
from wenming.demo.internal import Internal
from wenming.demo.linkage import Linkage
from wenming.demo.meetings import Meetings
from wenming.demo.papers import Papers
from wenming.demo.photographs import Album
from wenming.demo.pledging import Pledging
from wenming.demo.problems import Problems
from wenming.demo.projects import Projects
from wenming.demo.publicity import Publicity
from wenming.demo.quality import Quality
from wenming.demo.rounds import BESIDE, PLANS, Rounds
from wenming.demo.sharing import Sharing
from wenming.demo.sightings import Sightings
from wenming.demo.timeline import Timeline
from wenming.organization.models import Area

SEED = 20261


def exists() -> bool:
    """Whether this database holds a city already."""
    found: bool = Area.objects.exists()
    return found


def build(*, seed: int = SEED, tell: Callable[[str], None] = print) -> None:
    """Make the city.

    Args:
        seed: the same seed and day give the same city.
        tell: is told each stage, in words.
    """
    with audit.transaction(), seeded(f"{seed}:chance"):
        tell("区划、单位、点位")
        city = ground.build(seed)
        accounts = people.build(city)
        began = clock.now() - timedelta(days=PLANS[0].before + 28)
        with clock.at(began):
            office, second = accounts["demo-office"], accounts["demo-office-2"]
            edition = framework.build(city, office, second)
            beside.province(edition, city, office, second)
            beside.stricter(edition, office, second)
        tell("六轮测评与问题整改")
        rng = random.Random(f"{seed}:history")
        quality = Quality(city, seed)
        album = Album(quality, rng)
        timeline = Timeline(end=clock.now())
        days = (began.date(), clock.today())
        words, seen = quality.words["texts"], quality.words["seen"]
        rounds = Rounds(city, accounts, edition, quality, timeline, rng, album.before)
        rounds.plan(clock.today(), [*PLANS, *BESIDE])
        Problems(city, accounts, timeline, rng, words, album.after).plan(*days)
        Sightings(city, second, timeline, rng, seen, album.seen).plan(*days)
        Internal(
            accounts, edition, timeline, pictures.pair(next(iter(pictures.SCENES)), 0)[0]
        ).plan(began)
        Papers(city, accounts, timeline).plan(began)
        Instructing(accounts, timeline).plan()
        Meetings(city, accounts, timeline).plan()
        Pledging(accounts, timeline).plan()
        Projects(city, accounts, edition, timeline).plan()
        Linkage(city, accounts, timeline).plan()
        Sharing(city, accounts, edition, timeline).plan()
        Publicity(city, accounts, timeline).plan()
        timeline.live()
