"""What of the duties needs a decision, and for whom."""

from datetime import timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.attention import collect
from wenming.duties.models import TaskList
from wenming.duties.services import set_lead, sign_list

pytestmark = pytest.mark.django_db


def told(user) -> str:
    return " ".join(f"{row.subject}{row.text}" for row in collect(user, limit=9))


def test_a_list_unsigned_for_days_is_told_until_all_have_signed():
    bureau = make.unit()
    issued = make.issued_list(make.task(bureau), title="迎测清单")
    assert "没有签收" not in told(make.office())

    TaskList.objects.update(issued_on=clock.today() - timedelta(days=4))

    assert "《迎测清单》印发 4 天了，还有 1 个单位没有签收" in told(make.office())
    sign_list(task_list_id=issued.pk, unit_id=bureau.pk, by=make.user(Role.DEPARTMENT, unit=bureau))
    assert "没有签收" not in told(make.office())


def test_indicators_without_a_lead_are_told_to_the_office_only():
    edition = make.edition()
    clerk = make.office()

    assert "110 项指标没有牵头单位" in told(clerk)
    assert "没有牵头单位" not in told(make.user(Role.DEPARTMENT, unit=make.unit()))
    unit = make.unit()
    for row in edition.indicators.all():
        set_lead(indicator_id=row.pk, units=[unit], by=clerk)
    assert "没有牵头单位" not in told(clerk)
