"""Demo accounts, one or more a role; they exist in demo mode only and have no password."""

from collections.abc import Iterator

from wenming.accounts.models import Grant, Role, User
from wenming.demo.ground import Ground
from wenming.organization.models import Area, Unit

INSPECTORS = 12
Part = tuple[str, str, str, Area, Unit | None]  # user name, title, role, area, unit


def build(ground: Ground) -> dict[str, User]:
    """The accounts of the demonstration, by user name."""
    people = {
        username: _account(username, title, role, area, unit)
        for username, title, role, area, unit in [*_cast(ground), *_inspectors(ground)]
    }
    _liaisons(ground, people)
    return people


def _cast(ground: Ground) -> Iterator[Part]:
    """Who stands behind the role cards, and the colleagues that a second person needs."""
    city, units = ground.city, ground.units
    office, survey = units["市创城办"], units["国家统计局云澜调查队"]
    yield "demo-office", "市创城办·综合科", Role.OFFICE, city, office
    yield "demo-office-2", "市创城办·督查科", Role.OFFICE, city, office
    yield "demo-office-3", "市创城办·负责人", Role.OFFICE_HEAD, city, office
    yield "demo-leader", "市领导", Role.LEADER, city, None
    yield "demo-verifier", "复核员·督查科", Role.VERIFIER, city, office
    yield "demo-verifier-2", "复核员·调查队", Role.VERIFIER, city, survey
    yield "demo-admin", "系统管理员", Role.ADMINISTRATOR, city, office
    department = units["市城市管理综合执法局"]
    yield "demo-department", f"{department.name}·联络员", Role.DEPARTMENT, city, department
    yield "demo-witness", "市纪委监委·驻场", Role.DEPARTMENT, city, units["市纪委监委机关"]
    for username, role, name in [  # of the district that lags behind, where there is work
        ("demo-district", Role.DISTRICT_OFFICE, "澜西区"),
        ("demo-street", Role.STREET, "茶亭街道"),
        ("demo-community", Role.COMMUNITY, "茶亭街道光明社区"),
    ]:
        unit = units[name]
        yield username, f"{name}·联络员", role, unit.area, unit
    lagging = units["澜西区"]
    yield "demo-district-2", "澜西区·审核", Role.DISTRICT_OFFICE, lagging.area, lagging


def _inspectors(ground: Ground) -> Iterator[Part]:
    survey = ground.units["国家统计局云澜调查队"]
    for number in range(1, INSPECTORS + 1):
        username = "demo-inspector" if number == 1 else f"demo-inspector-{number:02d}"
        yield username, f"测评员 {number:02d}", Role.INSPECTOR, ground.city, survey


def _liaisons(ground: Ground, people: dict[str, User]) -> None:
    """Every district, street and department has somebody who signs and rectifies."""
    roles = {"department": Role.DEPARTMENT, "vertical": Role.DEPARTMENT}
    roles |= {"district": Role.DISTRICT_OFFICE, "street": Role.STREET, "community": Role.COMMUNITY}
    taken = {
        g.unit_id
        for g in Grant.objects.exclude(
            role__in=[
                Role.INSPECTOR,
                Role.OFFICE,
                Role.OFFICE_HEAD,
                Role.VERIFIER,
                Role.ADMINISTRATOR,
            ]
        )
    }
    for unit in ground.units.values():
        if unit.pk not in taken:
            username = f"demo-{unit.code.lower()}"
            grant = (roles[unit.kind], unit.area, unit)
            people[username] = _account(username, f"{unit.name}·联络员", *grant)


def _account(username: str, title: str, role: str, area: Area, unit: Unit | None) -> User:
    user = User(username=username, display_name=title[:40], is_demo=True)
    user.set_unusable_password()
    user.save()
    Grant.objects.create(user=user, role=role, area=area, unit=unit)
    return user
