"""Several problems at once, all or none: who refuses is listed, the others are not touched."""

from collections.abc import Callable, Sequence

from wenming.core.errors import DomainError
from wenming.problems.errors import BatchRefused, NothingChosen
from wenming.problems.models import ACTION_LABELS, Problem
from wenming.problems.services.life import taken_all

MOST = 500  # rows a batch takes


def batch(problem_ids: Sequence[int], action: str) -> list[Problem]:
    """The problems of a batch, locked.

    Raises:
        NothingChosen: none of these keys exists.
    """
    problems = taken_all(list(problem_ids)[:MOST])
    if not problems:
        raise NothingChosen(action=ACTION_LABELS[action])
    return problems


def each(problems: Sequence[Problem], action: str, check: Callable[[Problem], object]) -> None:
    """Run `check` on every problem before anything is written.

    Raises:
        BatchRefused: the problems whose check raised, each with its sentence.
    """
    refused: list[tuple[int, str, str]] = []
    for problem in problems:
        try:
            check(problem)
        except DomainError as error:
            refused.append((problem.pk, problem.number, str(error)))
    if refused:
        raise BatchRefused(ACTION_LABELS[action], refused)
