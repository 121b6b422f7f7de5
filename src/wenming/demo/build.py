"""The whole demonstration city, deterministic by seed, with dates relative to the day it starts."""

from collections.abc import Callable

from wenming.core import audit
from wenming.demo import ground, people
from wenming.organization.models import Area

SEED = 20261


def exists() -> bool:
    """Whether this database holds a city already."""
    return Area.objects.exists()


def build(*, seed: int = SEED, tell: Callable[[str], None] = print) -> None:
    """Make the city.

    Args:
        seed: the same seed and day give the same city.
        tell: is told each stage, in words.
    """
    with audit.transaction():
        tell("区划、单位、点位")
        city = ground.build(seed)
        people.build(city)
