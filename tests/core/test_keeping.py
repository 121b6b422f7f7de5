"""Figures kept between pages: counted anew as soon as something was recorded, by each person apart."""

import pytest

from tests import make
from wenming.core import audit
from wenming.core.keeping import kept

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

    assert [kept("a", clerk, reckon), kept("a", clerk, reckon)] == [{"problems": 1}] * 2
    with audit.transaction():
        audit.record("problem.closed", clerk, by=clerk)
    assert kept("a", clerk, reckon) == {"problems": 2}


def test_is_each_persons_own():
    one, other = make.office(), make.office()

    assert kept("b", one, lambda: 1) == 1
    assert kept("b", other, lambda: 2) == 2
