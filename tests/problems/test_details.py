"""Small truths of the pages: duplicates, relapses, places of grouped behaviour, odd input."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import make
from tests.problems.test_proposing import SMOKING, accepted, propose, second_visit
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.inspections.models import Round
from wenming.problems import services, standing
from wenming.problems.models import Problem
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


def page(client, problem):
    return client.get(reverse("problems:detail", args=[problem.number]))


def close(problem):
    """Through the whole life, as people do it."""
    services.release(problem_ids=[problem.pk], by=make.office())
    problem.refresh_from_db()
    photo = services.PhotoFile(make.photo_bytes(), "a.jpg")
    services.submit_rectification(
        problem_id=problem.pk, measure="已清理", photos=[photo], by=make.clerk(problem.unit)
    )
    return services.close(problem_id=problem.pk, by=make.user(Role.VERIFIER))


def test_a_relapse_shows_how_often_and_the_time_before(client, office):
    visit = accepted(L01_01=make.failed("L01-01", outcome=""))
    (first,) = propose(visit)
    close(first)
    (again,) = propose(second_visit(visit, L01_01=make.failed("L01-01", outcome="")))

    case = page(client, again).context["case"]

    assert (case.relapse_rank, case.relapses) == (2, [first])
    assert again.relapse_of == first


def test_the_same_fault_found_again_is_offered_as_a_twin(client, office):
    visit = accepted(L01_01=make.failed("L01-01", outcome=""))
    (first,) = propose(visit)
    services.release(problem_ids=[first.pk], by=office)
    propose(second_visit(visit, L01_01=make.failed("L01-01", outcome="")))

    (row,) = client.get(reverse("problems:pending")).context["rows"]

    assert row.twins == [first]
    assert first.number in client.get(reverse("problems:pending")).content.decode()


def test_faults_of_one_visit_are_no_twins(client, office):
    propose(accepted(L01_01=make.failed("L01-01", "3 号摊", "5 号摊", outcome="")))

    rows = client.get(reverse("problems:pending")).context["rows"]

    assert [row.twins for row in rows] == [[], []]


def test_behaviour_names_the_places_of_the_round(client, office):
    visit = accepted(L01_05=SMOKING)
    (problem,) = propose(visit)

    answer = page(client, problem)

    assert answer.context["case"].places == [visit.frame_place.place]


def test_a_proposal_leads_to_dispatch(client, office):
    problem = make.proposal()

    text = page(client, problem).content.decode()

    assert f"{reverse('problems:pending')}?q={problem.number}" in text


def test_what_waits_is_searched_by_words(client, office):
    wanted, _other = make.proposal(text="窨井盖松动"), make.proposal()

    answer = client.get(reverse("problems:pending"), {"q": "窨井盖"})

    assert [row.problem for row in answer.context["rows"]] == [wanted]


def test_a_returned_proposal_says_who_and_why(client, office):
    problem = make.dispatched()
    street = problem.unit
    services.return_problem(problem_id=problem.pk, why="属市管道路", by=make.clerk(street))

    text = client.get(reverse("problems:pending")).content.decode()

    assert f"{street}退回：属市管道路" in text


def test_leaving_a_form_gives_the_row_back(client, office):
    problem = make.proposal()
    address = reverse("problems:pending_row", args=[problem.number])

    assert client.get(address).url == reverse("problems:pending")
    answer = client.get(address, headers={"HX-Request": "true"})
    assert problem.text in answer.content.decode()


def test_what_went_out_meanwhile_is_not_corrected(client, office):
    problem = make.dispatched()

    assert client.get(reverse("problems:correct", args=[problem.number])).status_code == 404


def test_seven_photos_are_too_many(client):
    problem = make.dispatched()
    client.force_login(make.clerk(problem.unit))
    photos = [SimpleUploadedFile(f"{n}.jpg", make.photo_bytes()) for n in range(7)]

    answer = client.post(
        reverse("problems:act", args=[problem.number, "submit"]),
        {"measure": "已清理", "photo": photos},
    )

    assert answer.status_code == 422
    assert "最多 6 张" in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "kept"),
    [("2026-11-20T08:47:00Z", "2026-11-20"), ("2026-11-20T16:47", "2026-11-20"), ("x", None)],
)
def test_the_time_of_the_shutter_is_kept_where_it_can_be_read(client, said, kept):
    problem = make.dispatched()
    client.force_login(make.clerk(problem.unit))

    client.post(
        reverse("problems:act", args=[problem.number, "submit"]),
        {
            "measure": "已清理",
            "photo": [SimpleUploadedFile("a.jpg", make.photo_bytes())],
            "photo_taken_at": [said],
        },
    )

    taken = problem.photos.get().taken_at
    assert (taken and f"{taken:%Y-%m-%d}") == kept


def test_no_photo_is_taken_in_the_future(client):
    problem = make.dispatched()
    client.force_login(make.clerk(problem.unit))

    client.post(
        reverse("problems:act", args=[problem.number, "submit"]),
        {
            "measure": "已清理",
            "photo": [SimpleUploadedFile("a.jpg", make.photo_bytes())],
            "photo_taken_at": ["2999-01-01T00:00:00Z"],
        },
    )

    assert problem.photos.get().taken_at <= clock.now()


def test_the_ledger_tells_what_is_special(client, office):
    visit = accepted(L01_02=make.failed("L01-02"))
    Round.objects.filter(pk=visit.round_id).update(purpose=Round.Purpose.MOCK)
    (first,) = propose(visit)
    close(first)
    (again,) = propose(second_visit(visit, L01_02=make.failed("L01-02")))
    services.release(problem_ids=[again.pk], by=office)
    again.refresh_from_db()
    below = make.area("community", parent=again.unit.area)
    community = make.unit("光明社区", kind="community", area=below)
    services.hand_on(problem_id=again.pk, to=community, by=make.clerk(again.unit))
    duplicate = make.proposal()
    services.merge(problem_ids=[duplicate.pk], into=again.pk, by=office)
    Problem.objects.filter(pk=again.pk).update(status=Status.DEFERRED, deferred_until=clock.today())

    content = client.get(reverse("problems:export"), {"tab": "all"}).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    by_number = {row[1]: row for row in rows}

    row = by_number[again.number]
    assert row[3] == "模拟测评"
    assert row[5] == "农贸市场"
    assert "消防器材有效" in row[9]
    for words in (f"复发，上次为 {first.number}", "由光明社区办理", "挂账至", "关键项"):
        assert words in row[24]
    assert by_number[first.number][10] == ""
    assert by_number[first.number][19] == "1 张"
    dropped = client.get(reverse("problems:export"), {"tab": "dropped"}).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(dropped)).get_sheet_by_index(0).to_python()
    assert f"并入 {again.number}" in rows[1][24]


def test_a_photo_whose_file_is_gone_leaves_the_sheet_whole(client, office, uploads):
    problem = make.dispatched()
    photo = services.PhotoFile(make.photo_bytes(), "a.jpg")
    services.submit_rectification(
        problem_id=problem.pk, measure="已清理", photos=[photo], by=make.clerk(problem.unit)
    )
    for file in uploads.rglob("*"):
        if file.is_file():
            file.unlink()

    assert client.get(reverse("problems:export")).status_code == 200


def test_nothing_to_tell_is_said(client, office):
    make.rectified()

    assert "没有等待单位办理" in client.get(reverse("problems:notice")).context["text"]


def test_places_tell_their_open_problems_to_who_sees_them(client, office):
    (problem,) = propose(accepted(L01_02=make.failed("L01-02")))
    services.release(problem_ids=[problem.pk], by=office)

    fact = standing.facts(office, [problem.place_id])[problem.place_id]

    assert fact.written == "1"
    (found,) = [row for row, _light in client.get(fact.url).context["rows"]]
    assert found == problem
    assert standing.facts(make.clerk(make.street()), [problem.place_id]) == {}


def test_only_verifiers_have_something_to_verify(client):
    client.force_login(make.clerk(make.street()))
    assert client.get(reverse("problems:verify")).status_code == 403

    client.force_login(make.user(Role.VERIFIER))
    assert client.get(reverse("problems:verify")).url == reverse("problems:list") + "?tab=verify"


def test_batches_that_do_not_exist_are_not_found(client, office):
    assert client.post(reverse("problems:batch", args=["explode"])).status_code == 404
    assert client.post(reverse("problems:pending_act", args=["explode"])).status_code == 404


def test_who_reports_without_seeing_starts_the_next(client):
    area = make.street().area
    leader = make.user(Role.LEADER)
    client.force_login(leader)
    asked = {
        "key": "0f0e0d0c-0b0a-4908-8706-050403020100",
        "text": "杂物",
        "spot": "东门",
        "area": area.code,
        "source": "leader",
        "remedy": "fix",
        "longitude": "120.5",
        "latitude": "30.5",
    }
    assert client.get(reverse("problems:new")).context["form"].initial["source"] == "leader"

    answer = client.post(reverse("problems:new"), asked)

    problem = Problem.objects.get()
    assert answer.url == reverse("problems:detail", args=[problem.number])
    assert float(problem.latitude) == 30.5


def test_hand_on_offers_the_communities_of_the_street(client):
    problem = make.dispatched()
    below = make.area("community", parent=problem.unit.area)
    community = make.unit("光明社区", kind="community", area=below)
    client.force_login(make.clerk(problem.unit))
    assert "光明社区" in page(client, problem).content.decode()

    client.post(reverse("problems:act", args=[problem.number, "hand_on"]), {"to": community.code})

    problem.refresh_from_db()
    assert problem.handler == community


def test_the_office_moves_one_deadline_and_takes_one_back(client, office):
    problem = make.dispatched()
    extend = reverse("problems:act", args=[problem.number, "extend"])
    client.post(extend, {"due_on": "2099-01-02", "why": "需招标"})
    problem.refresh_from_db()
    assert problem.due_at.year == 2099

    recall = reverse("problems:act", args=[problem.number, "recall"])
    client.post(recall, {"why": "派错"})
    problem.refresh_from_db()
    assert problem.status == Status.PROPOSED
