"""Who answers for a matter answers in every framework: leads are taken over along the links."""

import pytest

from tests import make
from wenming.duties import services
from wenming.duties.selectors import leads_of, leads_to_take
from wenming.framework.services import copy_edition, publish_edition
from wenming.framework.services.crosswalks import Link, add_links

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("turned", [False, True])
def test_an_indicator_takes_the_lead_of_what_it_is_linked_to(turned):
    national = make.small_edition()
    made = copy_edition(edition_id=national.pk, by=None, code="province", kind="provincial")
    publish_edition(edition_id=made.pk, by=None)
    ends = (national.indicators.get(code="D01-01"), made.indicators.get(code="D01-02"))
    office, unit = make.office(), make.unit("市城管局")
    add_links(links=[Link(*(reversed(ends) if turned else ends))], by=office)
    services.set_lead(indicator_id=ends[0].pk, units=[unit], by=office)

    assert leads_to_take(made) == {"D01-02": [unit]}
    assert services.inherit_leads(edition_id=made.pk, by=office) == 1

    assert leads_of(made) == {"D01-02": [unit]}
    assert services.inherit_leads(edition_id=made.pk, by=office) == 0
