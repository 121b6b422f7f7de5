"""Demo accounts, one or more a role; they exist in demo mode only and have no password."""

from wenming.accounts.models import Grant, Role, User
from wenming.demo.ground import Ground
from wenming.organization.models import Area, Unit

INSPECTORS = 12


def build(ground: Ground) -> dict[str, User]:
    """The accounts of the demonstration, by user name."""
    people: dict[str, User] = {}
    office, department = ground.units["市创城办"], ground.units["市城市管理综合执法局"]
    district, street = ground.districts[0], ground.streets[0]
    community = ground.communities[0]
    survey = ground.units["国家统计局云澜调查队"]

    def add(username: str, title: str, role: str, area: Area, unit: Unit | None) -> None:
        people[username] = _account(username, title, role, area, unit)

    add("demo-office", "市创城办·综合科", Role.OFFICE, ground.city, office)
    add("demo-office-2", "市创城办·督查科", Role.OFFICE, ground.city, office)
    add("demo-office-3", "市创城办·负责人", Role.OFFICE, ground.city, office)
    add("demo-leader", "市领导", Role.LEADER, ground.city, None)
    add(
        "demo-district",
        f"{district.name}创城办",
        Role.DISTRICT_OFFICE,
        district,
        ground.unit_of[district.pk],
    )
    add("demo-department", f"{department.name}·联络员", Role.DEPARTMENT, ground.city, department)
    add(
        "demo-witness",
        "市纪委监委·驻场",
        Role.DEPARTMENT,
        ground.city,
        ground.units["市纪委监委机关"],
    )
    add("demo-street", f"{street.name}·联络员", Role.STREET, street, ground.unit_of[street.pk])
    add(
        "demo-community",
        f"{community.name}·联络员",
        Role.COMMUNITY,
        community,
        ground.unit_of[community.pk],
    )
    add("demo-verifier", "复核员·督查科", Role.VERIFIER, ground.city, office)
    add("demo-verifier-2", "复核员·调查队", Role.VERIFIER, ground.city, survey)
    add("demo-admin", "系统管理员", Role.ADMINISTRATOR, ground.city, office)
    add("demo-inspector", "测评员 01", Role.INSPECTOR, ground.city, survey)
    for number in range(2, INSPECTORS + 1):
        add(
            f"demo-inspector-{number:02d}",
            f"测评员 {number:02d}",
            Role.INSPECTOR,
            ground.city,
            survey,
        )
    _liaisons(ground, people)
    return people


def _liaisons(ground: Ground, people: dict[str, User]) -> None:
    """Every district, street and department has somebody who signs and rectifies."""
    roles = {"department": Role.DEPARTMENT, "vertical": Role.DEPARTMENT}
    roles |= {"district": Role.DISTRICT_OFFICE, "street": Role.STREET, "community": Role.COMMUNITY}
    taken = {
        g.unit_id
        for g in Grant.objects.exclude(
            role__in=[Role.INSPECTOR, Role.OFFICE, Role.VERIFIER, Role.ADMINISTRATOR]
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
