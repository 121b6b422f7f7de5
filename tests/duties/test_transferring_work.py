"""Another unit takes work over, once somebody else has decided so."""

import pytest
from django.urls import reverse

from tests import make
from tests.duties.works import hand_down, work
from wenming.core.errors import NotAllowed
from wenming.core.models import Ask, AuditEntry
from wenming.duties import services
from wenming.duties.errors import DecidedAlready, LineMissing, SameUnit, TransferInHand
from wenming.duties.models import Transfer, Undertaking
from wenming.duties.workflow import Progress
from wenming.organization.models import Unit, UnitKind

pytestmark = pytest.mark.django_db


def test_an_agreed_transfer_moves_the_work(clerk, district, clerk_of_district):
    other = make.unit("市水务局")
    row = work(district)
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=clerk_of_district, to_id=other.pk, reason="河道归水务"
    )
    with pytest.raises(TransferInHand):
        services.ask_transfer(
            undertaking_id=row.pk, by=clerk_of_district, to_id=other.pk, reason="再问"
        )

    services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=True, answer="")

    row.refresh_from_db()
    assert (row.unit, row.status) == (other, Progress.NOT_STARTED)
    assert Ask.objects.filter(unit_code=other.code, answered_at=None).count() == 1
    assert not Ask.objects.filter(unit_code=district.code, kind="duty", answered_at=None).exists()
    with pytest.raises(DecidedAlready):
        services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=False, answer="晚了")


def test_a_transfer_takes_back_what_the_new_unit_does_not_have_below_it(
    client, clerk, district, clerk_of_district, street, clerk_of_street
):
    community = make.unit("文昌社区", kind=UnitKind.COMMUNITY, parent=street)
    moving = make.unit("东门街道", kind=UnitKind.STREET, parent=district)
    ended = make.unit("西门街道", kind=UnitKind.STREET, parent=district)
    row = work(district)
    part, along, done = hand_down(row, clerk_of_district, street, moving, ended)
    (below,) = hand_down(part, clerk_of_street, community)
    Undertaking.objects.filter(pk=done.pk).update(status=Progress.DONE)
    other = make.unit("开发区", kind=UnitKind.DISTRICT)
    Unit.objects.filter(pk=moving.pk).update(parent=other)
    client.force_login(clerk)
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=clerk_of_district, to_id=other.pk, reason="已划归开发区"
    )
    shown = client.get(reverse("duties:undertaking", args=[row.pk])).content.decode()
    assert "1 项不归开发区管，随之收回：石坊街道" in shown

    services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=True, answer="")

    states = dict(Undertaking.objects.values_list("pk", "status"))
    assert states[part.pk] == states[below.pk] == Progress.CANCELLED
    assert (states[along.pk], states[done.pk]) == (Progress.NOT_STARTED, Progress.DONE)
    assert "转给开发区" in part.steps.last().line
    entry = AuditEntry.objects.get(action="undertaking.transfer_decided")
    assert entry.data["taken_back"] == [part.pk]


def test_a_declined_transfer_leaves_the_work_where_it_is(clerk, district, clerk_of_district):
    other = make.unit("市水务局")
    row = work(district)
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=clerk_of_district, to_id=other.pk, reason="河道归水务"
    )

    with pytest.raises(LineMissing):
        services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=False, answer="")
    services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=False, answer="属地负责")

    row.refresh_from_db()
    asked.refresh_from_db()
    assert (row.unit, asked.verdict) == (district, Transfer.Verdict.DECLINED)


def test_a_unit_does_not_decide_on_its_own_transfer(district, clerk_of_district):
    row = work(district)
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=clerk_of_district, to_id=make.unit().pk, reason="不归我管"
    )

    with pytest.raises(NotAllowed):
        services.decide_transfer(transfer_id=asked.pk, by=clerk_of_district, agrees=True, answer="")


def test_a_transfer_to_itself_is_refused(district, clerk_of_district):
    row = work(district)

    with pytest.raises(SameUnit):
        services.ask_transfer(
            undertaking_id=row.pk, by=clerk_of_district, to_id=district.pk, reason="试试"
        )
