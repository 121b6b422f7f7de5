"""Who most pages of problems are opened by."""

import pytest

from tests import make


@pytest.fixture
def office(client):
    """The city office, signed in."""
    person = make.office()
    client.force_login(person)
    return person
