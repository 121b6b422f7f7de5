"""The one place where rights are decided (权限): role × area subtree × unit → abilities.

Apps ask `require(user, ability, area=...)` in services and `can(...)` in templates and
permissions; a superuser is no shortcut.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wenming.accounts.models import Grant, Role, User
from wenming.core.errors import NotAllowed
from wenming.organization.models import Area, Level, Unit

Person: TypeAlias = User | AnonymousUser


class Ability(StrEnum):
    """A step that needs a right; see ABILITY_LABELS for the words."""

    SEE_ALL = "see_all"
    MANAGE_GROUND = "manage_ground"
    REVIEW_DOCUMENTS = "review_documents"
    ISSUE_DUTIES = "issue_duties"
    SIGN_FOR_UNIT = "sign_for_unit"
    REPORT_DUTIES = "report_duties"
    INSTRUCT = "instruct"
    MANAGE_FRAMEWORKS = "manage_frameworks"
    REPORT_EVENTS = "report_events"
    CONFIRM_EVENTS = "confirm_events"
    SET_LEADS = "set_leads"
    HOLD_MEETINGS = "hold_meetings"
    ARRANGE_LINKS = "arrange_links"
    MANAGE_PLACES = "manage_places"
    MANAGE_PROJECTS = "manage_projects"
    PLAN_ROUNDS = "plan_rounds"
    WITNESS = "witness"
    INSPECT = "inspect"
    ACCEPT_VISITS = "accept_visits"
    SEE_RESULTS = "see_results"
    APPROVE_RESULTS = "approve_results"
    REPORT_PROBLEM = "report_problem"
    DISPATCH = "dispatch"
    RECTIFY = "rectify"
    VERIFY = "verify"
    PLAN_PUBLICITY = "plan_publicity"
    WRITE_BULLETINS = "write_bulletins"
    SIGN_BULLETINS = "sign_bulletins"
    SEE_AUDIT = "see_audit"
    MANAGE_ACCOUNTS = "manage_accounts"


ABILITY_LABELS = {
    Ability.SEE_ALL: _("查看全部"),
    Ability.MANAGE_GROUND: _("维护单位与区划"),
    Ability.REVIEW_DOCUMENTS: _("审核文件"),
    Ability.ISSUE_DUTIES: _("印发任务清单"),
    Ability.SIGN_FOR_UNIT: _("代单位签收"),
    Ability.REPORT_DUTIES: _("报送任务进展"),
    Ability.INSTRUCT: _("批示"),
    Ability.MANAGE_FRAMEWORKS: _("维护测评体系"),
    Ability.REPORT_EVENTS: _("上报负面与加分事项"),
    Ability.CONFIRM_EVENTS: _("核定负面与加分事项"),
    Ability.SET_LEADS: _("指定牵头单位"),
    Ability.HOLD_MEETINGS: _("组织会议"),
    Ability.ARRANGE_LINKS: _("安排领导包联"),
    Ability.MANAGE_PLACES: _("维护点位"),
    Ability.MANAGE_PROJECTS: _("管理项目"),
    Ability.PLAN_ROUNDS: _("组织督查测评"),
    Ability.WITNESS: _("见证抽取"),
    Ability.INSPECT: _("实地测评"),
    Ability.ACCEPT_VISITS: _("审核到访记录"),
    Ability.SEE_RESULTS: _("查看得分"),
    Ability.APPROVE_RESULTS: _("审定得分"),
    Ability.REPORT_PROBLEM: _("随手交办"),
    Ability.DISPATCH: _("派单"),
    Ability.RECTIFY: _("签收与整改"),
    Ability.VERIFY: _("复核销号"),
    Ability.PLAN_PUBLICITY: _("安排宣传"),
    Ability.WRITE_BULLETINS: _("拟写简报"),
    Ability.SIGN_BULLETINS: _("签发简报"),
    Ability.SEE_AUDIT: _("查看审计记录"),
    Ability.MANAGE_ACCOUNTS: _("管理账号"),
}

_A = Ability
_OFFICE = frozenset(
    {
        _A.SEE_ALL,
        _A.MANAGE_GROUND,
        _A.REVIEW_DOCUMENTS,
        _A.ISSUE_DUTIES,
        _A.MANAGE_FRAMEWORKS,
        _A.REPORT_EVENTS,
        _A.SET_LEADS,
        _A.HOLD_MEETINGS,
        _A.ARRANGE_LINKS,
        _A.MANAGE_PLACES,
        _A.MANAGE_PROJECTS,
        _A.PLAN_ROUNDS,
        _A.ACCEPT_VISITS,
        _A.SEE_RESULTS,
        _A.REPORT_PROBLEM,
        _A.DISPATCH,
        _A.VERIFY,
        _A.PLAN_PUBLICITY,
        _A.WRITE_BULLETINS,
        _A.SIGN_BULLETINS,
    }
)
ROLE_ABILITIES: dict[str, frozenset[Ability]] = {
    Role.LEADER: frozenset(
        {
            _A.SEE_ALL,
            _A.SEE_RESULTS,
            _A.INSTRUCT,
            _A.REPORT_PROBLEM,
            _A.SIGN_BULLETINS,
            _A.APPROVE_RESULTS,
            _A.CONFIRM_EVENTS,
        }
    ),
    Role.OFFICE_HEAD: _OFFICE | {_A.CONFIRM_EVENTS},
    Role.OFFICE: _OFFICE,
    Role.DISTRICT_OFFICE: frozenset(
        {
            _A.SIGN_FOR_UNIT,
            _A.REPORT_DUTIES,
            _A.ARRANGE_LINKS,
            _A.PLAN_PUBLICITY,
            _A.MANAGE_PLACES,
            _A.MANAGE_PROJECTS,
            _A.PLAN_ROUNDS,
            _A.ACCEPT_VISITS,
            _A.SEE_RESULTS,
            _A.WITNESS,
            _A.REPORT_PROBLEM,
            _A.DISPATCH,
            _A.RECTIFY,
            _A.VERIFY,
        }
    ),
    Role.DEPARTMENT: frozenset(
        {_A.SIGN_FOR_UNIT, _A.REPORT_DUTIES, _A.WITNESS, _A.SEE_RESULTS, _A.RECTIFY}
    ),
    Role.STREET: frozenset(
        {
            _A.SIGN_FOR_UNIT,
            _A.REPORT_DUTIES,
            _A.PLAN_ROUNDS,
            _A.ACCEPT_VISITS,
            _A.WITNESS,
            _A.SEE_RESULTS,
            _A.RECTIFY,
        }
    ),
    Role.COMMUNITY: frozenset({_A.SIGN_FOR_UNIT, _A.REPORT_DUTIES, _A.SEE_RESULTS, _A.RECTIFY}),
    Role.INSPECTOR: frozenset({_A.INSPECT}),
    Role.VERIFIER: frozenset({_A.VERIFY, _A.ACCEPT_VISITS, _A.SEE_RESULTS}),
    Role.ADMINISTRATOR: frozenset({_A.MANAGE_ACCOUNTS, _A.SEE_AUDIT}),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A grant as rules read it: the area's path in the tree and the unit's key."""

    role: str
    area_path: str
    unit_id: int | None


def held(user: Person) -> list[Held]:
    """The grants of `user`, read once a request (kept on the user object)."""
    if not isinstance(user, User) or not user.is_active:
        return []
    cached: list[Held] | None = getattr(user, "_held", None)
    if cached is None:
        rows = Grant.objects.filter(user=user).select_related("area", "unit__area")
        cached = [Held(g.role, _reach(g), g.unit_id) for g in rows]
        user._held = cached  # type: ignore[attr-defined]
    return cached


def _reach(grant: Grant) -> str:
    """How far a right reaches: a territory's never beyond that of its unit, however old it is."""
    unit = grant.unit
    if grant.role in _LEVEL_OF_ROLE and unit and not grant.area.path.startswith(unit.area.path):
        return str(unit.area.path)
    return str(grant.area.path)


def can(
    user: Person, ability: Ability, *, area: Area | None = None, unit: Unit | None = None
) -> bool:
    """Whether `user` may do `ability`, at `area` (within a granted subtree) and for `unit`."""
    return any(
        ability in ROLE_ABILITIES[grant.role]
        and (area is None or area.path.startswith(grant.area_path))
        and (unit is None or grant.unit_id == unit.pk)
        for grant in held(user)
    )


def require(
    user: Person, ability: Ability, *, area: Area | None = None, unit: Unit | None = None
) -> None:
    """Refuse with a sentence where `can()` says no.

    Raises:
        NotAllowed: the person lacks the right here.
    """
    if not can(user, ability, area=area, unit=unit):
        raise NotAllowed(ability=ABILITY_LABELS[ability], grantor=_("系统管理员"))


def area_paths(user: Person, ability: Ability) -> list[str]:
    """Paths of the subtrees in which `user` holds `ability`; filter with `path__startswith`."""
    return [g.area_path for g in held(user) if ability in ROLE_ABILITIES[g.role]]


def within(user: Person, ability: Ability, field: str = "owner") -> Q:
    """Rows whose area `field` lies where `user` holds `ability`; matches nothing without it."""
    found = Q(pk__in=[])
    for path in area_paths(user, ability):
        found |= Q(**{f"{field}__path__startswith": path})
    return found


def everywhere(user: Person, *abilities: Ability) -> bool:
    """Whether `user` holds one of `abilities` for the whole city: then no row has to be looked at."""
    paths = [path for ability in abilities for path in area_paths(user, ability)]
    return any(len(path) == Area.steplen for path in paths)


def unit_ids(user: Person, ability: Ability | None = None) -> set[int]:
    """Keys of the units that `user` acts for, of those with `ability` where one is named."""
    return {
        g.unit_id
        for g in held(user)
        if g.unit_id is not None and (ability is None or ability in ROLE_ABILITIES[g.role])
    }


class Decider:
    """Answers `core.permits` for the apps that stand before this one."""

    def can(
        self, user: Person, ability: str, *, area: Area | None = None, unit: Unit | None = None
    ) -> bool:
        """As `rights.can`, with the ability by its stored name."""
        return can(user, Ability(ability), area=area, unit=unit)

    def require(
        self, user: Person, ability: str, *, area: Area | None = None, unit: Unit | None = None
    ) -> None:
        """As `rights.require`, with the ability by its stored name."""
        require(user, Ability(ability), area=area, unit=unit)


# Abilities by which one acts for a unit: a right to them without a unit would be a right to nothing.
_FOR_A_UNIT = frozenset(
    {Ability.SIGN_FOR_UNIT, Ability.REPORT_DUTIES, Ability.RECTIFY, Ability.WITNESS}
)


def needs_unit(role: str) -> bool:
    """Whether a right of this role must name a unit."""
    return bool(ROLE_ABILITIES[role] & _FOR_A_UNIT)


# Roles that stand for a territory (块), and the widest level at which they may.
_LEVEL_OF_ROLE = {
    Role.DISTRICT_OFFICE: Level.DISTRICT,
    Role.STREET: Level.STREET,
    Role.COMMUNITY: Level.COMMUNITY,
}


def is_too_wide(role: str, area: Area, unit: Unit | None) -> bool:
    """Whether a territory's role would reach beyond its territory.

    A street that held its right for the whole city would plan and review the city's rounds.
    """
    if role not in _LEVEL_OF_ROLE:
        return False
    levels = list(Level)
    is_above = levels.index(Level(area.level)) < levels.index(_LEVEL_OF_ROLE[Role(role)])
    return is_above or (unit is not None and not area.path.startswith(unit.area.path))


def too_wide() -> Q:
    """Grants of which `is_too_wide` is true, given before that was asked."""
    levels = list(Level)
    found = Q(pk__in=[])
    for role, widest in _LEVEL_OF_ROLE.items():
        is_above = Q(area__level__in=levels[: levels.index(widest)])
        is_beside = Q(unit__isnull=False) & ~Q(area__path__startswith=F("unit__area__path"))
        found |= Q(role=role) & (is_above | is_beside)
    return found
