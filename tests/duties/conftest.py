"""The cast of the tests of duties: the office, a bureau, a district with its street, what they have."""

import pytest

from tests import make
from tests.duties.tables import drafted
from wenming.accounts.models import Role
from wenming.organization.models import Level, UnitKind


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
def bureau():
    return make.unit("市城管局")


@pytest.fixture
def police():
    return make.unit("市公安局")


@pytest.fixture
def liaison(bureau):
    """Somebody who signs and reports for the bureau."""
    return make.clerk(bureau, Role.DEPARTMENT)


@pytest.fixture
def district():
    return make.unit("河东区", kind=UnitKind.DISTRICT)


@pytest.fixture
def clerk_of_district(district):
    return make.user(Role.DISTRICT_OFFICE, unit=district)


@pytest.fixture
def street(district):
    return make.unit("石坊街道", kind=UnitKind.STREET, parent=district)


@pytest.fixture
def clerk_of_street(street):
    return make.clerk(street)


@pytest.fixture
def districts():
    """The offices of three districts, each with its area."""
    found = []
    for name in ("东湖区", "西湖区", "南山区"):
        area = make.area(Level.DISTRICT, name=name)
        found.append(make.unit(f"{name}创城办", kind=UnitKind.DISTRICT, area=area))
    return found


@pytest.fixture
def units():
    """The units that the task tables name."""
    names = ["市城市管理综合执法局", "市公安局", "市市场监督管理局", "市教育局"]
    return {name: make.unit(name) for name in names}


@pytest.fixture
def edition():
    """The small framework, in force."""
    return make.small_edition()


@pytest.fixture
def table(edition, clerk, bureau, police):
    """The responsibility table of the small framework, drafted."""
    return drafted(clerk)
