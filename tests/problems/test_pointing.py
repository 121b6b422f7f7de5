"""A building matter on the books waits for a project and comes off them when it is accepted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.core import clock
from wenming.core.errors import NotAllowed
from wenming.problems import services
from wenming.problems.errors import NotOnTheBooks
from wenming.problems.models import Problem
from wenming.projects import attached
from wenming.projects.services import StepData, advance

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_books():
    """A building matter that the office put on the books."""
    problem = make.dispatched(remedy=Problem.Remedy.BUILD, is_deferrable=True)
    day = clock.today() + timedelta(days=60)
    by = make.clerk(problem.unit)
    services.ask_deferral(problem_id=problem.pk, until=day, why="要建设", by=by)
    return services.defer(problem_id=problem.pk, by=make.office())


def test_points_and_comes_off_the_books_when_accepted(on_books):
    office, project = make.office(), make.project(on_books.unit, stage="built")
    services.point_at_project(problem_id=on_books.pk, project=project, by=office)
    assert [panel.count for panel in attached.of(office, project)] == [1]
    assert services.resume_built() == 0

    advance(project_id=project.pk, action="accept", data=StepData(), by=make.office())

    assert services.resume_built() == 1
    on_books.refresh_from_db()
    assert on_books.status == "received"
    assert on_books.due_at > clock.now()
    assert on_books.steps.last().note == project.name


def test_only_what_is_built_and_on_the_books_points():
    plain = make.dispatched(remedy=Problem.Remedy.BUILD)

    with pytest.raises(NotOnTheBooks):
        services.point_at_project(problem_id=plain.pk, project=make.project(), by=make.office())


def test_a_foreign_unit_points_nothing(on_books):
    with pytest.raises(NotAllowed):
        services.point_at_project(
            problem_id=on_books.pk, project=None, by=make.clerk(make.street())
        )


def test_by_the_page(client, on_books):
    project = make.project(on_books.unit)
    client.force_login(make.clerk(on_books.unit))
    url = reverse("problems:act", args=[on_books.number, "point"])

    client.post(url, {"project": project.pk})

    on_books.refresh_from_db()
    assert on_books.project == project
    client.force_login(make.office())
    listed = client.get(f"{reverse('problems:list')}?tab=all&q={project.number}")
    assert on_books.number in listed.content.decode()
