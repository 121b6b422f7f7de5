"""Pages of rounds: what they show to whom, and when; steps by POST; downloads that recompute."""

import csv
import io
import json
import subprocess
import sys

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.engine import framework as engine
from wenming.engine import sampling
from wenming.inspections import services
from wenming.inspections.models import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    person = make.office()
    client.force_login(person)
    return person


def page(client, name, *args, **query):
    return client.get(reverse(f"inspections:{name}", args=args), query)


def post_plan(client, *, purpose="weekly", **changed):
    edition = make.Edition.objects.first() or make.small_edition()
    today = f"{clock.today():%Y-%m-%d}"
    data = {
        "title": "第 47 周督查",
        "basis": "年度督查计划",
        "manner": "covert",
        "starts_on": today,
        "ends_on": today,
        "owner": make.city().code,
        "edition": edition.pk,
        "area_level": "district",
        "exclude_days": "0",
        "proposing": "daily",
        "size_L01": "2",
        **changed,
    }
    return client.post(f"{reverse('inspections:plan')}?purpose={purpose}", data)


def sealed_and_drawn(office, text="金桂'第三次'开花 $那天", **fields):
    """A mock round of six markets, drawn with a witness; its text is awkward for a shell."""
    unit = make.unit("市统计局")
    witness = make.user(Role.DEPARTMENT, unit=unit)
    for _ in range(6):
        make.place("L01")
    plan = make.round_plan(purpose=Round.Purpose.MOCK, invited=(unit,), sizes={"L01": 2}, **fields)
    found = services.plan_round(plan=plan, by=office)
    services.seal_round(round_id=found.pk, by=office)
    services.add_witness(round_id=found.pk, by=witness, unit=unit, text=text)
    return services.draw_round(round_id=found.pk, by=office), witness


def test_a_round_is_planned_on_one_page(client, office):
    make.place("L01")

    answer = post_plan(client)

    found = Round.objects.get()
    assert answer.headers["Location"] == reverse("inspections:round", args=[found.number])
    assert (found.purpose, found.by) == ("weekly", office)
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "简单抽取，未封存" in shown
    assert "农贸市场" in shown


def test_the_defaults_suit_the_purpose(client, office):
    make.small_edition()

    mock = page(client, "plan", purpose="mock").context["form"]
    weekly = page(client, "plan", purpose="weekly").context["form"]

    assert f'value="{clock.today():%Y-%m-%d}"' in str(mock["starts_on"])  # browsers take only this
    assert mock["size_L02"].value() == 3  # as the edition asks
    assert weekly["size_L02"].value() == 1  # a quarter of it
    assert (mock["proposing"].value(), weekly["proposing"].value()) == ("after_round", "daily")
    assert "invited" in mock.fields
    assert "invited" not in weekly.fields


def test_a_retest_starts_with_the_places_of_the_earlier_round(client, office):
    for _ in range(3):
        make.place("L01")
    earlier = make.released_round(office)

    form = page(client, "plan", purpose="retest", earlier=earlier.number).context["form"]

    assert form["size_L01"].value() == 2
    assert form["earlier"].value() == earlier.number


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "名称没有填"),
        ({"ends_on": "2020-01-01"}, "不能早于"),
        ({"ends_on": "2026-02-30"}, "有效的日期"),
        ({"named": "P99999 群众反映"}, "第 1 行：没有编号为“P99999”的点位"),
        ({"size_L01": "-1"}, "大于或等于0"),
        ({"size_L01": "0"}, "没有要抽取的类型"),
        ({"owner": "nowhere"}, "选择"),
    ],
)
def test_a_faulty_plan_comes_back_with_what_was_typed(client, office, changed, words):
    answer = post_plan(client, **changed)

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    assert "年度督查计划" in shown
    assert not Round.objects.exists()


def test_a_named_place_without_a_reason_is_told_by_its_line(client, office):
    place = make.place("L01")

    answer = post_plan(client, named=f"{place.code} 群众反映集中\n\n{place.code}")

    assert "第 3 行：编号后面空一格" in answer.content.decode()


def test_a_plan_is_changed_until_it_is_drawn(client, office):
    make.place("L01")
    post_plan(client)
    found = Round.objects.get()
    url = reverse("inspections:change_plan", args=[found.number])
    form = client.get(url).context["form"]
    data = {
        name: form[name].value() if form[name].value() is not None else ""
        for name in form.fields
        if name not in {"owner", "starts_on", "ends_on", "earlier", "edition", "is_per_area"}
    }
    data |= {
        "title": "改过的名称",
        "owner": make.city().code,
        "edition": found.edition_id,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
    }

    assert client.post(url, data).status_code == 302

    found.refresh_from_db()
    assert found.title == "改过的名称"
    services.draw_simple(round_id=found.pk, by=office)
    assert client.get(url).status_code == 302


def test_the_steps_are_taken_by_post_from_the_page(client, office):
    make.place("L01")
    post_plan(client)
    number = Round.objects.get().number
    for action, status in [("draw_simple", "drawn"), ("release", "released")]:
        answer = client.post(reverse("inspections:step", args=[number, action]))
        assert answer.status_code == 302
        assert Round.objects.get().status == status

    again = client.post(reverse("inspections:step", args=[number, "release"]))

    assert again.status_code == 409
    assert "现为“测评中”，不能公布点位" in again.content.decode()
    assert client.post(reverse("inspections:step", args=[number, "publish"])).status_code == 404
    assert client.get(reverse("inspections:step", args=[number, "close"])).status_code == 405


@pytest.mark.parametrize("role", Role.values)
def test_before_release_no_page_gives_the_draw_away(client, role):
    office = make.office()
    found, witness = sealed_and_drawn(office)
    rows = found.frame.filter(order__isnull=False).select_related("place")
    drawn = [(row.place.code, row.place.name) for row in rows]
    secrets = [found.secret, found.seed, "第三次"]
    pages = [
        reverse(f"inspections:{name}", args=[found.number])
        for name in ("round", "draw", "export", "assign", "witness", "round_sheets")
    ] + [reverse("inspections:list"), reverse("inspections:today"), reverse("web:workbench")]

    for person in (make.user(role, unit=make.unit(), area=make.city()), witness, office):
        client.force_login(person)
        for url in pages:
            answer = client.get(url, follow=True)
            shown = b"".join(answer) if answer.streaming else answer.content
            text = shown.decode(errors="replace")
            assert not any(code in text or f">{name}<" in text for code, name in drawn), url
            assert not any(secret in text for secret in secrets), url


def test_after_release_the_office_sees_the_places_and_a_witness_does_not(client, office):
    found, witness = sealed_and_drawn(office)
    services.release_round(round_id=found.pk, by=office)
    name = found.frame.filter(order=1).get().place.name

    shown = page(client, "round", found.number).content.decode()
    assert name in shown
    client.force_login(witness)
    shown = page(client, "round", found.number).content.decode()
    assert name not in shown
    assert "还没有公布，公布后在这里" in shown
    assert page(client, "export", found.number).status_code == 404
    assert page(client, "frame_file", found.number).status_code == 404


def test_after_closing_anyone_who_knows_the_round_can_recompute_the_draw(client, office):
    found, witness = sealed_and_drawn(office)
    services.release_round(round_id=found.pk, by=office)
    drawn = list(
        found.frame.filter(order__isnull=False)
        .order_by("order")
        .values_list("place__code", flat=True)
    )
    assert found.secret not in page(client, "draw", found.number).content.decode()
    services.close_round(round_id=found.pk, by=office)

    client.force_login(witness)
    answer = page(client, "draw", found.number)

    assert "都一致" in answer.content.decode()
    assert answer.context["faults"] == []
    assert any(found.seed in line for line in answer.context["commands"])
    frame = page(client, "frame_file", found.number).content.decode()
    rows = [
        sampling.FramePlace(row["place_type"], row["area"], row["place"])
        for row in csv.DictReader(io.StringIO(frame))
    ]
    assert sampling.frame_digest(rows) == found.frame_digest
    data = json.loads(page(client, "framework_file", found.number).content)
    sizes = {code: row.sample_count for code, row in engine.load(data).place_types.items()}
    assert [row.place for row in sampling.draw(rows, sizes, found.seed)] == drawn


@pytest.mark.parametrize("per_area", [False, True])
def test_the_printed_commands_give_the_published_digests_and_the_draw(
    client, office, tmp_path, per_area
):
    found, _witness = sealed_and_drawn(office, is_per_area=per_area)
    services.release_round(round_id=found.pk, by=office)
    services.close_round(round_id=found.pk, by=office)
    *digests, sample = page(client, "draw", found.number).context["commands"]
    for name, file in [("frame_file", "places-%s.csv"), ("framework_file", "framework-%s.yaml")]:
        (tmp_path / (file % found.number)).write_bytes(page(client, name, found.number).content)

    def run(line):
        command = ["sh", "-c", line]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout

    assert [run(line).split()[0] for line in digests] == [
        found.seal,
        found.seed,
        found.frame_digest,
    ]
    printed = json.loads(run(f"{sys.executable} -m {sample} --json"))
    drawn = found.frame.filter(order__isnull=False).order_by("order")
    assert [row["place"] for row in printed["draw"]] == list(
        drawn.values_list("place__code", flat=True)
    )
    assert printed["frame"] == found.frame_digest


def test_a_changed_frame_is_found_out(client, office):
    found, _witness = sealed_and_drawn(office)
    services.release_round(round_id=found.pk, by=office)
    services.close_round(round_id=found.pk, by=office)
    found.frame.filter(order=None).first().delete()

    answer = page(client, "draw", found.number)

    assert "名单在公布后改动过" in answer.content.decode()


def test_an_invited_unit_witnesses_from_its_to_do(client):
    office, unit = make.office(), make.unit("市统计局")
    witness = make.user(Role.DEPARTMENT, unit=unit)
    make.place("L01")
    plan = make.round_plan(purpose=Round.Purpose.MOCK, invited=(unit,), sizes={"L01": 1})
    found = services.plan_round(plan=plan, by=office)
    client.force_login(witness)
    assert page(client, "witness", found.number).status_code == 404  # not sealed yet
    services.seal_round(round_id=found.pk, by=office)
    client.force_login(office)
    assert (
        "请市统计局打开 http://testserver/" in page(client, "draw", found.number).content.decode()
    )
    client.force_login(witness)
    assert "见证抽取：" in client.get(reverse("web:workbench")).content.decode()
    url = reverse("inspections:witness", args=[found.number])
    found.refresh_from_db()
    assert found.seal in client.get(url).content.decode()

    assert client.post(url, {"text": "", "unit": unit.pk}).status_code == 422
    assert client.post(url, {"text": "金桂第三次开花", "unit": unit.pk}).status_code == 302

    assert found.witnesses.get().by == witness
    assert "见证抽取：" not in client.get(reverse("web:workbench")).content.decode()
    assert client.get(url).status_code == 302
    client.force_login(office)
    shown = page(client, "draw", found.number).content.decode()
    assert "市统计局" in shown
    assert "金桂" not in shown


def test_teams_are_named_on_a_page_and_the_places_shared(client, office):
    for _ in range(4):
        make.place("L01")
    found = make.released_round(office, sizes={"L01": 4})
    one, two = make.inspectors(), make.inspectors()
    url = reverse("inspections:assign", args=[found.number])
    data = {
        "form-TOTAL_FORMS": "3",
        "form-INITIAL_FORMS": "0",
        "form-0-first": one[0].pk,
        "form-0-second": one[1].pk,
        "form-1-first": two[0].pk,
        "form-1-second": two[1].pk,
        "form-2-first": "",
        "form-2-second": "",
    }

    assert client.post(url, {**data, "form-2-first": one[0].pk}).status_code == 422
    assert client.post(url, {**data, "form-1-first": one[0].pk}).status_code == 422
    assert client.post(url, data).status_code == 302

    shares = client.get(url).context["shares"]
    assert [(share.count, share.left) for share in shares] == [(2, 2), (2, 2)]
    assert "2 处，还有 2 处没有提交" in client.get(url).content.decode()


def test_one_visit_is_changed_and_another_one_added(client, office):
    visit = make.visit()
    team = make.inspectors()
    data = {"first": team[0].pk, "second": team[1].pk, "planned_on": "2026-11-20"}
    url = reverse("inspections:change_people", args=[visit.pk])

    assert client.post(url, {**data, "second": team[0].pk}).status_code == 422
    assert client.post(url, data).status_code == 302
    assert set(visit.inspectors.all()) == set(team)

    again = reverse("inspections:again", args=[visit.round.number, visit.frame_place_id])
    assert client.post(again, data).status_code == 422  # the first is still under way
    services.submit_visit(visit_id=visit.pk, by=team[0], answers=make.answers(visit))
    services.accept_visit(visit_id=visit.pk, by=office)
    assert client.post(again, data).status_code == 302
    assert visit.frame_place.visits.count() == 2


def test_places_are_searched_and_exported_as_filtered(client, office):
    places = [make.place("L01"), make.place("L02")]
    found = make.released_round(office, sizes={"L01": 1, "L02": 1})

    shown = page(client, "round", found.number, type="L02").content.decode()
    answer = page(client, "export", found.number, type="L02")

    assert places[1].name in shown
    assert places[0].name not in shown
    header, row = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert row[:2] == (places[1].code, places[1].name)
    assert header[-1] == "测评员"


def test_after_publication_units_see_the_places_and_not_who_was_there(client):
    office = make.office()
    visit = make.accepted_visit()
    person = visit.inspectors.first()
    person.display_name = "何测评"
    person.save()
    services.close_round(round_id=visit.round_id, by=office)
    services.publish_round(round_id=visit.round_id, by=office)

    for user, is_told in [
        (office, True),
        (make.user(Role.STREET, unit=visit.frame_place.holder), False),
    ]:
        client.force_login(user)
        text = page(client, "round", visit.round.number).content.decode()
        assert visit.frame_place.place.name in text
        assert ("何测评" in text) is is_told
        book = page(client, "export", visit.round.number).content
        cells = [c for row in load_workbook(io.BytesIO(book)).active.values for c in row]
        assert any("何测评" in str(cell) for cell in cells) is is_told


def test_a_place_visited_shortly_before_by_another_round_is_pointed_out(client, office):
    make.accepted_visit()
    found = make.released_round(office, sizes={"L01": 1})

    assert "刚到访过" in page(client, "round", found.number).content.decode()


def test_foreign_rounds_do_not_exist(client):
    office = make.office()
    make.place("L01")
    found = make.released_round(office, sizes={"L01": 1})
    foreign = make.user(Role.DISTRICT_OFFICE, unit=make.unit(area=make.area()))
    client.force_login(foreign)

    for name in ("round", "draw", "assign", "change_plan", "export", "witness"):
        assert page(client, name, found.number).status_code == 404, name
    assert client.post(reverse("inspections:step", args=[found.number, "close"])).status_code == 404
    assert found.title not in page(client, "list").content.decode()


def test_who_does_not_organise_plans_nothing(client):
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))

    assert page(client, "plan").status_code == 403


def test_the_list_filters_and_keeps_its_number_of_queries(
    client, office, django_assert_max_num_queries
):
    make.place("L01")
    make.released_round(office, title="甲轮")
    page(client, "list")

    for n in (1, 4):
        for _ in range(n):
            services.plan_round(plan=make.round_plan(title="乙轮"), by=office)
        with django_assert_max_num_queries(14):
            shown = page(client, "list").content.decode()
    assert "甲轮" in shown
    shown = page(client, "list", words="乙").content.decode()
    assert "甲轮" not in shown
    assert "没有符合条件的轮次" in page(client, "list", status="closed").content.decode()


def test_the_round_page_keeps_its_number_of_queries(client, office, django_assert_max_num_queries):
    counts = []
    for n in (2, 12):
        for _ in range(n):
            make.place("L01")
        found = make.released_round(office, sizes={"L01": n}, exclude_days=0)
        services.assign_inspectors(round_id=found.pk, by=office, teams=[make.inspectors()])
        with django_assert_max_num_queries(40) as queries:
            page(client, "round", found.number)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_photo_is_shown_to_who_may_read_the_visit(client):
    visit = make.visit()
    inspector = visit.inspectors.first()
    photo = services.add_photo(
        visit_id=visit.pk, by=inspector, content=make.photo_bytes(), name="a.jpg"
    )
    url = reverse("inspections:photo", args=[photo.pk])
    stored = reverse("files:open", args=[photo.upload_id])

    for person, status in [
        (inspector, 200),
        (make.office(), 200),
        (make.user(Role.INSPECTOR), 404),
        (make.user(Role.STREET, unit=visit.frame_place.holder), 404),
    ]:
        client.force_login(person)
        assert client.get(url).status_code == status
        assert client.get(stored).status_code == status


def test_a_simple_draw_says_so_and_can_be_recomputed_too(client, office):
    make.place("L01")
    found = make.released_round(office, sizes={"L01": 1})
    shown = page(client, "draw", found.number).content.decode()
    assert "没有封存，也没有见证" in shown
    assert found.seed not in shown
    services.close_round(round_id=found.pk, by=office)

    answer = page(client, "draw", found.number)

    assert len(answer.context["commands"]) == 2
    assert found.seed in answer.context["commands"][1]


def test_rounds_are_found_by_the_search_box(client, office):
    services.plan_round(plan=make.round_plan(title="金桂专项"), by=office)

    assert "金桂专项" in client.get(reverse("web:search"), {"q": "金桂"}).content.decode()
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert "金桂专项" not in client.get(reverse("web:search"), {"q": "金桂"}).content.decode()


def test_an_inspector_is_told_how_many_places_are_left_today(client):
    visit = make.visit()
    inspector = visit.inspectors.first()
    client.force_login(inspector)
    assert "今天要测 1 处" in client.get(reverse("web:workbench")).content.decode()

    services.submit_visit(visit_id=visit.pk, by=inspector, answers=make.answers(visit))

    assert "今天要测" not in client.get(reverse("web:workbench")).content.decode()


def test_an_inspector_lands_at_the_places_of_the_day(client):
    client.force_login(make.user(Role.INSPECTOR))

    assert page(client, "list").headers["Location"] == reverse("inspections:today")
