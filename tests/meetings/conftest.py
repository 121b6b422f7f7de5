"""The cast of the tests of meetings: an office, a unit, work that is stuck."""

from datetime import timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.duties import services as duties
from wenming.duties.models import Undertaking
from wenming.meetings import services
from wenming.meetings.models import Meeting
from wenming.meetings.services import MeetingData


@pytest.fixture
def clerk():
    return make.office()


@pytest.fixture
def bureau():
    return make.unit("市城管局")


@pytest.fixture
def liaison(bureau):
    return make.clerk(bureau, Role.DEPARTMENT)


@pytest.fixture
def stuck(clerk, bureau, liaison):
    """A function: work of the bureau that asks for help."""

    def ask(text="整治背街小巷", line="管线迁改没有着落", **fields) -> Undertaking:
        made = make.issued_list(make.task(bureau, text=text, **fields), by=clerk, title=text)
        row = Undertaking.objects.get(duty__task_list=made, parent=None)
        return duties.report(undertaking_id=row.pk, by=liaison, action="ask_help", line=line)

    return ask


@pytest.fixture
def plan(clerk):
    """A function: a meeting of the city in so many days."""

    def planned(days=3, **fields) -> Meeting:
        data = {
            "kind": "joint",
            "title": f"第{days}次联席会议",
            "on": clock.today() + timedelta(days=days),
            "place": "市政府三楼会议室",
            **fields,
        }
        owner = data.pop("owner", make.city())
        by = data.pop("by", clerk)
        return services.plan_meeting(data=MeetingData(**data), owner=owner, by=by)

    return planned


@pytest.fixture
def hold(clerk):
    """A function: the meeting was held today."""

    def held(meeting: Meeting) -> Meeting:
        return services.hold_meeting(meeting_id=meeting.pk, on=clock.today(), by=clerk)

    return held
