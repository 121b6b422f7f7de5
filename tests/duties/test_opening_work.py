"""Work begins when its list is issued, with each lead."""

import pytest

from tests import make
from tests.duties.works import work
from wenming.core.models import Ask
from wenming.duties.models import Undertaking
from wenming.duties.workflow import Progress

pytestmark = pytest.mark.django_db


def test_issuing_opens_the_work_of_each_lead(district, street):
    other = make.unit("市公安局")
    made = make.issued_list(make.task(district, other, responsible=[street]))

    rows = Undertaking.objects.filter(duty__task_list=made)

    assert {(row.unit, row.status, row.parent) for row in rows} == {
        (district, Progress.NOT_STARTED, None),
        (other, Progress.NOT_STARTED, None),
    }


def test_without_a_lead_the_responsible_unit_undertakes_it(street):
    made = make.issued_list(make.task(leads=[], responsible=[street]))

    assert Undertaking.objects.get(duty__task_list=made).unit == street


def test_the_issuing_office_is_asked_nothing_by_itself(clerk, district):
    own = clerk.grants.get().unit
    mine, theirs = work(own, by=clerk), work(district, by=clerk)

    asked = Ask.objects.filter(kind="duty").values_list("question", flat=True)

    assert list(asked) == [f"undertaking:{theirs.pk}"]
    assert mine.unit == own
