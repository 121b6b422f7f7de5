"""Where an inspector may not go (回避): places of the own unit, and what one is to check oneself."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from django.utils.translation import gettext as _

from wenming.accounts.models import Grant, User
from wenming.inspections.models import FramePlace, Round, Visit
from wenming.inspections.workflow import VisitStatus
from wenming.organization.models import Unit

People: TypeAlias = Sequence[User]


class Ties:
    """The units of some people, read once; a unit goes by its names of today and before.

    A person belongs to every unit for which a right names them.
    """

    def __init__(self, people: Iterable[User]) -> None:
        grants = Grant.objects.filter(user__in=list(people), unit__isnull=False)
        units = Unit.objects.filter(pk__in=grants.values("unit")).prefetch_related("aliases")
        found = {unit.pk: unit for unit in units}
        self._units: dict[int, list[Unit]] = defaultdict(list)
        for user, unit in grants.values_list("user", "unit").distinct():
            self._units[user].append(found[unit])

    def of(self, person: User, row: FramePlace) -> str:
        """What ties `person` to a place as the round froze it, in words; empty where nothing does."""
        for unit in self._units[person.pk]:
            if part := _part_of(unit, row):
                return _("%(person)s属于“%(unit)s”，是“%(place)s”的%(part)s") % {
                    "person": person,
                    "unit": unit,
                    "place": row.place,
                    "part": part,
                }
        return ""


class Obstacles:
    """What keeps people from places of a round: ties of their units, and the other side of a
    second inspection (平行复查), which is made by other people than the visit that it checks."""

    def __init__(self, round_: Round, people: People) -> None:
        self._ties = Ties(people)
        rows = Visit.inspectors.through.objects.filter(visit__round=round_).exclude(
            visit__status=VisitStatus.VOID
        )
        self._there: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for place, purpose, user in rows.values_list(
            "visit__frame_place", "visit__purpose", "user"
        ):
            self._there[place][purpose].add(user)

    def between(self, team: People, row: FramePlace, purpose: str) -> str:
        """Why a team may not make a visit of this purpose, in words; empty where it may."""
        return next(filter(None, (self._of(person, row, purpose) for person in team)), "")

    def _of(self, person: User, row: FramePlace, purpose: str) -> str:
        there = self._there[row.pk]
        others = set().union(*(there[other] for other in there if other != purpose))
        if person.pk in others:
            return _("%(person)s已经安排在“%(place)s”的另一次到访，平行复查要由别人做") % {
                "person": person,
                "place": row.place,
            }
        return self._ties.of(person, row)


def _part_of(unit: Unit, row: FramePlace) -> str:
    """As what a unit answers for a place; empty where it does not."""
    if unit.pk == row.holder_id:
        return _("属地单位")
    if unit.pk == row.sector_id:
        return _("行业主管部门")
    names = {unit.name, *(alias.name for alias in unit.aliases.all())}
    return _("运营管理单位") if row.operator.strip() in names else ""
