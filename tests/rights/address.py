"""The parts of addresses, pointing at the things of a world."""

from collections.abc import Callable
from typing import Any

from tests.rights import history
from tests.rights.world import World, grant_of
from tests.test_urls import ALL
from wenming.accounts.models import User
from wenming.core import clock
from wenming.duties.models import TaskList, TaskSheet
from wenming.framework.models import Stage
from wenming.instructions.models import Instruction
from wenming.policies.models import Policy
from wenming.practices.models import Practice
from wenming.problems.models import ProblemPhoto

Parts = Callable[[World, User], dict[str, Any]]


def parts_of(name: str, there: World) -> dict[str, Any]:
    """The parts of a route's address, pointing into a world where they name one of its things."""
    app, _colon, page = name.partition(":")
    undertaking = there.task_list.duties.get().undertakings.first()
    known: dict[str, Any] = {
        "visit_id": there.visit.pk,
        "observation_id": there.visit.observations.order_by("pk")[0].pk,
        "frame_place_id": there.visit.frame_place_id,
        "photo_id": there.photo.pk,
        "upload_id": there.photo.upload_id,
        "unit_pk": there.street.pk,
        "duty_pk": there.task_list.duties.get().pk,
        "tag": there.place.tag,
        "round_number": there.round.number,
        "number": {"problems": there.problem.number, "projects": there.project.number}.get(
            app, there.round.number
        ),
        "post_id": there.post.pk,
        "username": there.account.username,
        "grant_id": grant_of(there.account).pk,
        "key": "places",
        "code": {
            "organization": there.district.code if "area" in page else there.street.code,
            "places": there.place.code,
            "linkage": there.street.code,
        }.get(app, "D01-01"),
        "pk": {"bulletins": there.bulletin.pk, "duties": there.task_list.pk}.get(app),
    }
    if page in {"order", "revoke", "renew"}:
        known["number"] = there.problem.order.number
    if page in {"review", "draft_add", "accept_ticked", "review_finish", "review_end"}:
        known["pk"] = there.document.pk
    if page in {"draft", "draft_unit"}:
        known["pk"] = there.document.drafts.order_by("order")[0].pk
    if page in {"undertaking", "act"} and app == "duties":
        known["pk"] = undertaking.pk
    if page in {"work_on", "contribute"}:
        known["pk"] = there.task_list.duties.get().pk
    return {part: known.get(part) or value for part, value in ALL[name].items()}


def linked_post(there: World, _person: User) -> dict[str, Any]:
    """The post that looks after the district."""
    return {"post_pk": there.link.post_id}


def linked_post_link(there: World, _person: User) -> dict[str, Any]:
    """Its link."""
    return {"pk": there.link.pk}


def orphan_offer(there: World, _person: User) -> dict[str, Any]:
    """The offer to the street."""
    return {"pk": history.orphan_of(there).offer.pk}


def street_claim(there: World, _person: User) -> dict[str, Any]:
    """The street's claim."""
    return {"pk": history.orphan_of(there).offer.claims.get().pk}


def street_policy(there: World, _person: User) -> dict[str, Any]:
    """The street's policy."""
    return {"pk": Policy.objects.get(unit=there.street).pk}


def displayed(there: World, _person: User) -> dict[str, Any]:
    """The street's display."""
    return {"pk": there.item.pk}


def planned_theme(there: World, _person: User) -> dict[str, Any]:
    """The street's theme."""
    return {"pk": there.theme.pk}


def practice(there: World, _person: User) -> dict[str, Any]:
    """The community's practice."""
    return {"pk": Practice.objects.get(unit=there.community).pk}


def letter(there: World, _person: User) -> dict[str, Any]:
    """The street's letter."""
    return {"pk": history.letter_of(there).pk}


def task_sheet(_there: World, _person: User) -> dict[str, Any]:
    """The task table."""
    return {"pk": TaskSheet.objects.get().pk}


def table(there: World, _person: User) -> dict[str, Any]:
    """The district's table."""
    return {"pk": TaskList.objects.get(kind=TaskList.Kind.TABLE, owner=there.district).pk}


def version(there: World, _person: User) -> dict[str, Any]:
    """The version that is being drafted."""
    return {"pk": TaskList.objects.get(replaces=there.task_list).pk}


def instruction(there: World, _person: User) -> dict[str, Any]:
    """The line that was handed to the street, to be answered."""
    return {**instructed_one(there, _person), "verb": "answer"}


def instructed_one(there: World, _person: User) -> dict[str, Any]:
    """The line that was handed to the street."""
    return {"pk": Instruction.objects.get(unit=there.street).pk}


def meeting(there: World, _person: User) -> dict[str, Any]:
    """The district's first meeting."""
    return {"pk": history.meeting_of(there).pk}


def agenda_item(there: World, _person: User) -> dict[str, Any]:
    """Its line."""
    found = history.meeting_of(there)
    return {"pk": found.pk, "key": f"i{found.items.get().pk}"}


def of_district(there: World, _person: User) -> dict[str, Any]:
    """The district's part of a result."""
    return {"code": there.district.code}


def of_street(there: World, _person: User) -> dict[str, Any]:
    """The street's lines of a result."""
    return {"code": there.street.code}


def plan(there: World, _person: User) -> dict[str, Any]:
    """The street's plan."""
    return {"pk": history.plan_of(there).pk}


def this_year(_there: World, _person: User) -> dict[str, Any]:
    """The year of the letters."""
    return {"year": clock.today().year}


def this_month(_there: World, _person: User) -> dict[str, Any]:
    """The month that runs."""
    return {"month": f"{clock.today():%Y-%m}"}


def picked(there: World, _person: User) -> dict[str, Any]:
    """The street's work, ticked."""
    work = there.street.undertakings.get(parent=None)
    return {f"pick_{work.pk}": "on"}


def verb(value: str) -> Parts:
    """The step of a route that names it."""
    return lambda _there, _person: {"verb": value}


def proposal(there: World, _person: User) -> dict[str, Any]:
    """What waits for dispatch."""
    return {"number": there.proposal.number}


def sheet(there: World, person: User) -> dict[str, Any]:
    """A sheet that the person, or somebody else, sent."""
    return {"pk": there.imports[person.pk].pk}


def stored_sheet(there: World, person: User) -> dict[str, Any]:
    """An import of the person, or of somebody else, that can be taken back."""
    return {"pk": there.stored[person.pk].pk}


def event(_there: World, _person: User) -> dict[str, Any]:
    """The event that was reported."""
    return {"number": "SX-1"}


def stage(_there: World, _person: User) -> dict[str, Any]:
    """The first stage of the cycle."""
    return {"pk": Stage.objects.order_by("pk")[0].pk}


def photo_of_problem(there: World, _person: User) -> dict[str, Any]:
    """The photo that went out with the problem."""
    return {"upload_id": ProblemPhoto.objects.filter(problem=there.problem)[0].upload_id}
