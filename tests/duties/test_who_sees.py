"""Who sees which duty: every part of a duty × every person around it, at every stage of its list."""

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.duties import permissions, services
from wenming.duties.models import Duty, Undertaking
from wenming.organization.models import Level, UnitKind

pytestmark = pytest.mark.django_db

PEOPLE = [
    "office", "leader", "lead", "responsible", "support", "above", "street", "community",
    "other", "office_there", "leader_there", "inspector", "administrator",
]  # fmt: skip
# What each sees once the list is issued: the list, the duty, the work of the lead, the part that
# the lead handed to the street, the part that the street handed to the community.
ISSUED = {
    "office": "list duty work part leaf",
    "leader": "list duty work part leaf",
    "lead": "list duty work part leaf",
    "responsible": "list duty work",
    "support": "list duty work",
    "street": "duty part leaf",
    "community": "duty leaf",
}
# While its opinions are asked a list is read by the units that it names; before, by the office.
CONSULTED = {"office", "leader", "lead", "responsible", "support"}
DRAFTED = {"office", "leader"}


@pytest.fixture
def world():
    """A district that leads, its street and community; two departments; a district elsewhere."""
    here, there = make.area(Level.DISTRICT), make.area(Level.DISTRICT)
    lead = make.unit("河东区", kind=UnitKind.DISTRICT, area=here)
    street = make.unit("石坊街道", kind=UnitKind.STREET, parent=lead, area=here)
    community = make.unit("文昌社区", kind=UnitKind.COMMUNITY, parent=street, area=here)
    responsible, support, other = make.unit(), make.unit(), make.unit()
    people = {
        "office": make.office(),
        "leader": make.user(Role.LEADER),
        "lead": make.user(Role.DISTRICT_OFFICE, unit=lead),
        "responsible": make.clerk(responsible, Role.DEPARTMENT),
        "support": make.clerk(support, Role.DEPARTMENT),
        "above": make.user(Role.VERIFIER),
        "street": make.clerk(street),
        "community": make.clerk(community, Role.COMMUNITY),
        "other": make.clerk(other, Role.DEPARTMENT),
        "office_there": make.user(Role.OFFICE, area=there),
        "leader_there": make.user(Role.LEADER, area=there),
        "inspector": make.user(Role.INSPECTOR),
        "administrator": make.user(Role.ADMINISTRATOR),
    }
    task = make.task(lead, responsible=[responsible], supports=[support])
    return people, make.task_list(task, by=people["office"])


def handed_down(people, task_list):
    """The list issued, its work handed down to the last level."""
    issued = services.issue_list(
        task_list_id=make.reviewed(task_list).pk, by=people["office"], approver="主任"
    )
    work = Undertaking.objects.get(duty__task_list=issued)
    for who in ("lead", "street"):
        units = list(work.unit.children.all())
        (work,) = services.hand_down(
            undertaking_id=work.pk, by=people[who], units=units, text="清理楼道", due_on=None
        )
    return issued


def seen(person, task_list) -> str:
    """What of a list a person sees."""
    work = permissions.undertakings_visible_to(person).filter(duty__task_list=task_list)
    found = {
        "list": permissions.visible_to(person).filter(pk=task_list.pk).exists(),
        "duty": permissions.duties_visible_to(person).filter(task_list=task_list).exists(),
        "work": work.filter(parent=None).exists(),
        "part": work.filter(parent__isnull=False, parent__parent=None).exists(),
        "leaf": work.filter(parent__parent__isnull=False).exists(),
    }
    return " ".join(name for name, is_seen in found.items() if is_seen)


def test_everybody_is_asked(world):
    assert sorted(world[0]) == sorted(PEOPLE)


def test_a_draft_is_read_by_the_office_and_leaders(world):
    people, task_list = world

    readers = {who for who in PEOPLE if seen(people[who], task_list)}

    assert readers == DRAFTED
    assert not Duty.objects.filter(pk__in=_duties(people["lead"])).exists()


def test_a_draft_out_for_opinions_is_read_by_whom_it_names(world):
    people, task_list = world
    services.consult(task_list_id=task_list.pk, by=people["office"], days=3)

    assert {who for who in PEOPLE if seen(people[who], task_list)} == CONSULTED


def test_issued_work_is_seen_by_who_orders_does_and_hands_it_down(world):
    people, task_list = world
    issued = handed_down(people, task_list)

    found = {who: seen(people[who], issued) for who in PEOPLE}

    assert found == dict.fromkeys(PEOPLE, "") | ISSUED


def test_pages_open_for_the_same_people(world, client):
    people, task_list = world
    issued = handed_down(people, task_list)
    levels = dict(zip(["work", "part", "leaf"], Undertaking.objects.order_by("pk"), strict=True))

    for who in PEOPLE:
        client.force_login(people[who])
        for level, row in levels.items():
            status = client.get(f"/duties/work/{row.pk}/").status_code
            may = level in ISSUED.get(who, "").split()
            assert status == (200 if may else 404), (who, level)
    assert issued.duties.count() == 1


def _duties(person):
    return permissions.duties_visible_to(person).values("pk")
