"""A building matter on the books points at the project that will end it (挂账问题指向项目)."""

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock
from wenming.problems import deadlines
from wenming.problems.errors import NotOnTheBooks
from wenming.problems.models import Problem
from wenming.problems.permissions import can_act
from wenming.problems.services.deferring import back_in_work
from wenming.problems.services.life import advance, taken, trail
from wenming.problems.workflow import ON_THE_BOOKS, Status
from wenming.projects.models import Project
from wenming.projects.workflow import Stage


@audit.audited
def point_at_project(*, problem_id: int, project: Project | None, by: User) -> Problem:
    """Say which project will end a building matter; None takes that back.

    Raises:
        NotAllowed: neither who dispatches there nor the unit that has it in hand.
        NotOnTheBooks: it is no building matter, or not on the books.
    """
    problem = taken(problem_id)
    if not can_act(by, problem):
        rights.require(by, Ability.DISPATCH, area=problem.owner)
    if problem.remedy != Problem.Remedy.BUILD or problem.status not in ON_THE_BOOKS:
        raise NotOnTheBooks(number=problem.number)
    problem.project = project
    problem.save(update_fields=["project"])
    note = f"{project.number} {project.name}" if project else ""
    number = project.number if project else ""
    trail(problem, "point", problem.status, by=by, note=note, project=number)
    return problem


@audit.audited
def resume_built() -> int:
    """Take off the books what waited for a project that was accepted; returns how many.

    For the daily job. The unit has the allowed days to show that the fault is gone.
    """
    waiting = Problem.objects.filter(
        status=Status.DEFERRED, project__stage=Stage.ACCEPTED
    ).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True))
    for key in keys:
        problem = taken(key)
        old = advance(problem, "resume")
        due = deadlines.due_after(clock.now(), problem.allowed_days)
        back_in_work(problem, old, due.date(), None, str(problem.project))
    return len(keys)
