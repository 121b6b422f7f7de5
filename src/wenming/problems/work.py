"""What the register tells other pages: to-dos, sentences, figures, search hits, files."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import clock
from wenming.core.attention import Counted, Figure, Sentence
from wenming.core.lights import Light, LightState
from wenming.core.search import Hit, holding
from wenming.core.todo import Source, Todo
from wenming.core.wording import labelled
from wenming.organization.models import Unit
from wenming.problems import permissions
from wenming.problems.deadlines import days_over, light_of
from wenming.problems.models import Problem, ProblemPhoto
from wenming.problems.selectors import (
    IS_OPEN,
    Tally,
    closed_by_unit,
    longest_overdue,
    most_relapsed,
    on_time_between,
    tally,
    tally_by_unit,
)
from wenming.problems.workflow import OPEN, Status

WORTH_PRAISE = 10  # cases closed
TO_RECTIFY = (Status.DISPATCHED, Status.RECEIVED)


# --- To-dos ---------------------------------------------------------------------------------


def to_rectify_by(user: Any) -> QuerySet[Problem]:
    """What the units of `user` have in hand (待签收、待整改)."""
    units = rights.unit_ids(user, Ability.RECTIFY)
    return Problem.objects.filter(handler__in=units, status__in=TO_RECTIFY)


def to_decide_by(user: Any) -> QuerySet[Problem]:
    """Requests to put on the books that wait for `user` (挂账待批)."""
    if not permissions.can_dispatch(user):
        return Problem.objects.none()
    return permissions.in_charge(user).filter(status=Status.DEFERRING)


def waiting(user: Any) -> list[QuerySet[Any]]:
    """The rows behind `todos`; what waits for dispatch is one, however much it is."""
    found: list[QuerySet[Any]] = []
    if rights.unit_ids(user, Ability.RECTIFY):
        found.append(to_rectify_by(user))
    if permissions.is_verifier(user):
        found.append(permissions.to_verify_by(user))
    if permissions.can_dispatch(user):
        pending = permissions.pending_for(user)
        found += [to_decide_by(user), pending.filter(pk__in=pending.order_by().values("pk")[:1])]
    return found


def todos(user: Any, limit: int) -> list[Todo]:
    """The most urgent to-dos, at most `limit` of each kind; at most four queries."""
    found: list[Todo] = []
    if rights.unit_ids(user, Ability.RECTIFY):
        found += [_unit_todo(problem) for problem in _urgent(to_rectify_by(user), limit)]
    if permissions.is_verifier(user):
        rows = _urgent(permissions.to_verify_by(user), limit)
        found += [_todo(problem, _("复核"), "?tab=verify", problem.handler) for problem in rows]
    if permissions.can_dispatch(user):
        rows = _urgent(to_decide_by(user), limit)
        found += [_todo(problem, _("批挂账"), "", problem.handler) for problem in rows]
        found += _pending_todo(user)
    return found


def _urgent(rows: QuerySet[Problem], limit: int) -> QuerySet[Problem]:
    return rows.select_related("place", "area", "handler", "owner").order_by("due_at")[:limit]


def _unit_todo(problem: Problem) -> Todo:
    verb = _("签收") if problem.status == Status.DISPATCHED else _("整改")
    return _todo(problem, verb, "", None)


def _todo(problem: Problem, verb: str, query: str, whom: Any) -> Todo:
    return Todo(
        light=light_of(problem, clock.now()),
        title=labelled(verb, f"{problem.place or problem.area} {problem.text}"),
        kind=verb,
        from_whom=str(whom) if whom else _("办公室交办"),
        due=problem.due_at,
        url=reverse("problems:detail", args=[problem.number]) + query,
        verb=verb,
    )


def _pending_todo(user: Any) -> list[Todo]:
    waiting = permissions.pending_for(user).count()
    if not waiting:
        return []
    return [
        Todo(
            light=None,
            title=_("派单：%(n)d 件问题待派") % {"n": waiting},
            kind=_("派单"),
            from_whom=_("督查测评、随手交办"),
            due=None,
            url=reverse("problems:pending"),
            verb=_("派单"),
        )
    ]


SOURCE = Source(items=todos, waiting=waiting)


# --- Sentences and figures -------------------------------------------------------------------


def oversees(user: Any) -> bool:
    """Whether `user` looks after an area: these sentences and figures are for them."""
    return rights.can(user, Ability.SEE_ALL) or rights.can(user, Ability.DISPATCH)


def sentences(user: Any) -> list[Sentence | Counted]:
    """What needs a decision: the unit most behind, the longest case, relapses, and praise."""
    if not oversees(user):
        return []
    at = clock.now()
    problems = permissions.visible_to(user)
    tallies = tally_by_unit(problems.filter(IS_OPEN), at=at)
    found = [*_most_overdue(tallies), *_all_closed(problems, {unit for unit, _n in tallies})]
    if any(counted.overdue for _unit, counted in tallies):
        found += _longest(problems, at)
    since = at - timedelta(days=2)
    waiting = permissions.pending_for(user).filter(found_at__lt=since)
    return [*found, *_relapses(problems), Counted(waiting, _waiting)]


def _most_overdue(tallies: list[tuple[Unit, Tally]]) -> list[Sentence]:
    if not tallies or tallies[0][1].overdue < 2:
        return []
    unit, counted = tallies[0]
    words = {"overdue": counted.overdue, "open": counted.open}
    return [
        Sentence(
            subject=unit.name,
            text=_("：未销号 %(open)d 件，其中超期 %(overdue)d 件") % words,
            url=f"{reverse('problems:list')}?tab=overdue&unit={unit.code}",
            verb=_("看超期"),
            weight=70 + min(counted.overdue, 20),
        )
    ]


def _all_closed(problems: QuerySet[Problem], with_open: set[Unit]) -> list[Sentence]:
    """Praise: who closed most in the last 30 days and has nothing left."""
    today = clock.today()
    closed = closed_by_unit(problems, today - timedelta(days=30), today)
    for unit, n in closed:
        if n >= WORTH_PRAISE and unit not in with_open:
            return [
                Sentence(
                    subject=unit.name,
                    text=_("：近 30 天销号 %(n)d 件，没有剩下的，可以表扬") % {"n": n},
                    url=f"{reverse('problems:list')}?tab=closed&unit={unit.code}",
                    verb=_("看整改"),
                    weight=20,
                )
            ]
    return []


def _longest(problems: QuerySet[Problem], at: datetime) -> list[Sentence]:
    return [
        Sentence(
            subject=str(problem.place or problem.area),
            text=_("：%(text)s，%(unit)s已超期 %(days)d 个工作日")
            % {"text": problem.text, "unit": problem.unit, "days": days_over(problem, at)},
            url=reverse("problems:detail", args=[problem.number]),
            verb=_("看问题"),
            weight=60,
        )
        for problem in longest_overdue(problems, at=at, limit=1)
    ]


def _relapses(problems: QuerySet[Problem]) -> list[Sentence]:
    return [
        Sentence(
            subject=str(problem.place or problem.area),
            text=_("：“%(text)s”销号后又出现，未销号") % {"text": problem.text},
            url=reverse("problems:detail", args=[problem.number]),
            verb=_("看前后"),
            weight=50,
        )
        for problem in most_relapsed(problems, limit=1)
    ]


def _waiting(n: int) -> Sentence:
    """Proposals that nobody has dispatched for two days."""
    return Sentence(
        subject=_("待派单"),
        text=_("：有 %(n)d 件发现已过两天还没有派出") % {"n": n},
        url=reverse("problems:pending"),
        verb=_("派单"),
        weight=65,
    )


def figures(user: Any) -> list[Figure]:
    """Open cases with their lights, and on-time closing of this month."""
    at, today = clock.now(), clock.today()
    problems = permissions.visible_to(user)
    if not oversees(user) and not rights.unit_ids(user, Ability.RECTIFY):
        return []
    counted = tally(problems.filter(status__in=OPEN), at=at)
    kept = on_time_between(problems, today.replace(day=1), today)
    share = f"{100 * kept.on_time / kept.closed:.1f}%" if kept.closed else _("本月还没有销号的")
    listed = reverse("problems:list")
    light = (
        Light(LightState.BAD, _("超期 %(n)d 件") % {"n": counted.overdue})
        if counted.overdue
        else Light(LightState.OK, _("没有超期"))
    )
    return [
        Figure(_("未销号问题"), str(counted.open), "", f"{listed}?tab=open", light),
        Figure(
            label=_("按期整改（本月销号）"),
            value=f"{kept.on_time}/{kept.closed}" if kept.closed else "–",
            note=share,
            url=f"{listed}?tab=closed",
        ),
    ]


# --- Search and files -------------------------------------------------------------------------


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Problems by number, words or place, newest first."""
    rows = permissions.visible_to(user).filter(holding(words, "number", "text", "place__name"))
    return [
        Hit(
            kind=_("问题"),
            title=labelled(f"{problem.number} {problem.place or problem.area}", problem.text),
            note=problem.get_status_display(),
            url=reverse("problems:detail", args=[problem.number]),
        )
        for problem in rows.select_related("place", "area").order_by("-pk")[:limit]
    ]


def owns(user: Any, upload_id: uuid.UUID) -> bool:
    """Whether a file is a photo of a problem that `user` may see."""
    photos = ProblemPhoto.objects.filter(upload=upload_id).values("problem")
    return permissions.visible_to(user).filter(pk__in=photos).exists()
