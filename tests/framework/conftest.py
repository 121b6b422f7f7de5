"""The cast of the tests of editions: the starter framework, a clerk, a draft."""

import pytest

from tests import make
from wenming.framework import services
from wenming.framework.models import Edition


@pytest.fixture
def edition() -> Edition:
    """The starter framework, in force."""
    return make.edition()


@pytest.fixture
def clerk():
    """A clerk of the office."""
    return make.office()


@pytest.fixture
def signed_in(client, clerk):
    """The clerk of the office, signed in."""
    client.force_login(clerk)
    return clerk


@pytest.fixture
def draft(edition, clerk) -> Edition:
    """A copy of the starter that the clerk works on."""
    return services.copy_edition(edition_id=edition.pk, by=clerk)
