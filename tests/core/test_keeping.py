"""Figures kept between pages: counted anew as soon as something was recorded, by each person apart."""

import pytest

from tests import make
from wenming.core import audit
from wenming.core.keeping import Keeper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def remembering(settings):
    """A cache of this test alone: the tests' own remembers nothing."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "test-keeping",
        }
    }


def test_is_reckoned_once_until_something_is_recorded():
    clerk, asked = make.office(), []

    def reckon() -> dict[str, int]:
        asked.append(1)
        return {"problems": len(asked)}

    assert [Keeper(clerk).kept("a", reckon) for _ in range(2)] == [{"problems": 1}] * 2
    with audit.transaction():
        audit.record("problem.closed", clerk, by=clerk)
    assert Keeper(clerk).kept("a", reckon) == {"problems": 2}


def test_is_each_persons_own():
    one, other = make.office(), make.office()

    assert Keeper(one).kept("b", lambda: 1) == 1
    assert Keeper(other).kept("b", lambda: 2) == 2


def test_the_age_is_asked_for_once_a_request(django_assert_num_queries):
    keeper = Keeper(make.office())

    with django_assert_num_queries(1):
        assert keeper.kept("c", lambda: 1) == 1
        assert keeper.kept("d", lambda: 2) == 2
