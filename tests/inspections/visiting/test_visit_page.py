"""The page of a visit through its address: what it takes, what it refuses, who may open it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.inspections.visiting.forms import ids, judged
from wenming.accounts.models import Role
from wenming.core.models import AuditEntry, Upload
from wenming.inspections.errors import CorrectionRefused
from wenming.inspections.models import Finding, Observation, Photo
from wenming.inspections.services import (
    add_photo,
    close_round,
    correct_observation,
    send_back_visit,
    start_visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    found = make.visit()
    start_visit(visit_id=found.pk, by=found.inspectors.first())
    found.refresh_from_db()
    return found


@pytest.fixture
def inspector(visit, client):
    """An inspector of the visit, signed in."""
    person = visit.inspectors.first()
    client.force_login(person)
    return person


@pytest.fixture
def address(visit):
    return reverse("inspections:visit", args=[visit.pk])


def picture(name, content=None):
    return SimpleUploadedFile(name, content or make.photo_bytes(), "image/jpeg")


def text(response):
    return response.content.decode()


def test_a_whole_form_is_handed_in(client, inspector, visit, address):
    form = judged(
        visit,
        L01_01_choice="not_met",
        L01_01_r0_spot="北门入口",
        L01_01_r0_phrase="占道",
        L01_01_r4_spot="３号摊",
        L01_03_choice="not_applicable",
        L01_05_number="2",
    )

    response = client.post(address, form)

    assert response.status_code == 302
    assert response.url == reverse("inspections:today")
    visit.refresh_from_db()
    assert (visit.status, visit.result, visit.submitted_by) == ("submitted", "done", inspector)
    stored = {o.item.code: (o.outcome, o.count) for o in visit.observations.select_related("item")}
    assert stored["L01-01"] == ("", 2)
    assert stored["L01-03"] == ("not_applicable", None)
    assert stored["L01-05"] == ("", 2)
    assert visit.observations.get(item__code="L01-05").watched_seconds == 300
    assert [f.spot for f in Finding.objects.all()] == ["北门入口", "３号摊"]


def test_an_item_without_findings_is_met_only_when_said_so(client, inspector, visit, address):
    response = client.post(address, judged(visit, L01_01_choice=None))

    assert response.status_code == 422
    assert "还没有判定" in text(response)
    assert not Observation.objects.exists()


def test_looking_over_stores_nothing_and_shows_every_answer(client, inspector, visit, address):
    form = judged(visit, step="check", L01_02_choice="not_met", L01_02_r0_spot="西侧疏散口")

    response = client.post(address, form)

    page = text(response)
    assert response.status_code == 200
    assert "西侧疏散口" in page
    assert "1 条有问题" in page
    assert "1 处发现没有照片" in page
    assert not Observation.objects.exists()


def test_each_kind_of_verdict_is_told_in_words_with_what_the_record_lacks(
    client, inspector, visit, address
):
    at = f"i{ids(visit)['L01-01']}-r0"
    form = judged(
        visit,
        step="check",
        L01_01_choice="not_met",
        L01_01_r0_spot="北门",
        L01_03_choice="not_applicable",
        L01_04_choice="poor",
        L01_05_number="1",
        L01_05_seconds="192",
        L01_06_number="1",
    )
    form[f"{at}-photo_album"] = picture("a.jpg")

    page = text(client.post(address, form))

    for words in ("不符合，1 处", "不涉及", "差", "1 例，观察 3 分 12 秒", "1 处"):
        assert words in page
    assert "4 条有问题" in page
    for lack in ("1 张照片为相册补传", "1 张照片没有位置", "1 条观察时间不足"):
        assert lack in page


def test_going_back_from_there_keeps_everything(client, inspector, visit, address):
    keys = ids(visit)
    form = judged(visit, step="edit", L01_01_choice="not_met", L01_01_r0_spot="北门入口")

    page = text(client.post(address, form))

    assert 'value="北门入口"' in page
    assert f'name="i{keys["L01-04"]}-choice" value="good" checked' in page


WRONG = [
    ({"L01_01_choice": "not_met"}, "具体位置"),
    ({"L01_01_choice": "not_met", "L01_01_r0_phrase": "占道"}, "第 1 处没有写具体位置"),
    ({"L01_01_choice": "not_met", "L01_01_r0_spot": "长" * 61}, "超过 60 字"),
    ({"L01_01_choice": "met", "L01_01_r0_spot": "北门"}, "判为符合，却记了发现"),
    ({"L01_01_choice": "good"}, "还没有判定"),
    ({"L01_02_choice": "not_met"}, "具体位置"),
    ({"L01_02_choice": "perhaps"}, "还没有判定"),
    ({"L01_02_choice": "not_applicable", "L01_02_r0_spot": "北门"}, "没有问题"),
    ({"L01_04_choice": "best"}, "还没有判定"),
    ({"L01_05_seconds": None}, "没有写观察了几分钟"),
    ({"L01_05_minutes": "ten"}, "观察时长“ten”"),
    ({"L01_05_number": "-1"}, "数量“-1”"),
    ({"L01_06_number": "many"}, "数量“many”"),
    ({"L01_06_number": "99999"}, "数量“99999”"),
    ({"L01_06_choice": "not_applicable"}, "请留一样"),
    ({"L01_06_choice": "met"}, "填数量"),
    ({"L01_07_choice": "not_met", "L01_07_r0_spot": "服务台", "L01_07_r0_fixed": "1"}, "整改后"),
    ({"i999999-choice": "met"}, "不属于这类点位"),
    ({"result": "shut"}, "没有写原因"),
    ({"result": "shut", "reason": "长" * 201}, "超过 200 字"),
    ({"result": "nowhere"}, "没有选到访结果"),
]


@pytest.mark.parametrize(("parts", "words"), WRONG)
def test_each_kind_of_wrong_entry_is_named_and_nothing_is_stored(
    client, inspector, visit, address, parts, words
):
    response = client.post(address, judged(visit, **parts))

    assert response.status_code == 422
    assert words in text(response)
    assert "请更正以下" in text(response)
    visit.refresh_from_db()
    assert visit.status == "started"
    assert not Observation.objects.exists()


def test_what_was_typed_stands_there_after_a_refusal(client, inspector, visit, address):
    form = judged(
        visit,
        L01_01_choice="not_met",
        L01_01_r0_phrase="占道",
        L01_06_number="many",
        L01_02_choice="not_met",
        L01_02_r0_spot="西侧疏散口",
    )

    page = text(client.post(address, form))

    assert 'value="占道"' in page
    assert 'value="many"' in page
    assert 'value="西侧疏散口"' in page
    assert 'href="#i' in page


def test_control_characters_are_dropped(client, inspector, visit, address):
    form = judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北\x00门\x1b")

    client.post(address, form)

    assert Finding.objects.get().spot == "北门"


def test_markup_in_a_spot_is_shown_as_text(client, inspector, visit, address):
    form = judged(visit, step="check", L01_01_choice="not_met", L01_01_r0_spot="<script>x</script>")

    assert "<script>x" not in text(client.post(address, form))


def test_a_place_that_could_not_be_judged_is_handed_in_with_its_reason(
    client, inspector, visit, address
):
    form = {"step": "submit", "result": "shut", "reason": "铁门上锁"}
    form["proof_camera"] = picture("door.jpg")

    response = client.post(address, form)

    assert response.status_code == 302
    visit.refresh_from_db()
    assert (visit.status, visit.result, visit.result_reason) == ("submitted", "shut", "铁门上锁")
    assert visit.photos.count() == 1


def test_without_script_photos_come_with_the_form(client, inspector, visit, address):
    form = judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北门", L01_01_r0_fixed="1")
    at = f"i{ids(visit)['L01-01']}-r0"
    form[f"{at}-photo_camera"] = picture("a.jpg")
    form[f"{at}-after_album"] = picture("b.jpg")

    response = client.post(address, form)

    assert response.status_code == 302
    finding = Finding.objects.get()
    assert finding.is_fixed_on_spot
    assert not finding.photo.is_from_album
    assert finding.after_photo.is_from_album


def test_a_bad_photo_is_named_and_the_good_one_is_kept(client, inspector, visit, address):
    keys = ids(visit)
    form = judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北门", L01_01_r1_spot="南门")
    at = f"i{keys['L01-01']}"
    form[f"{at}-r0-photo_camera"] = picture("good.jpg")
    form[f"{at}-r1-photo_camera"] = picture("bad.jpg", b"no picture")

    response = client.post(address, form)

    assert response.status_code == 422
    assert "bad.jpg" in text(response)
    kept = Photo.objects.get()
    assert f'name="{at}-r0-photo" value="{kept.pk}"' in text(response)


def test_a_photo_of_another_visit_is_refused(client, inspector, visit, address):
    foreign = make.visit()
    theirs = add_photo(
        visit_id=foreign.pk, by=foreign.inspectors.first(), content=make.photo_bytes(), name="x.jpg"
    )
    form = judged(
        visit, L01_01_choice="not_met", L01_01_r0_spot="北门", L01_01_r0_photo=str(theirs.pk)
    )

    response = client.post(address, form)

    assert response.status_code == 422
    assert "照片没有传上来" in text(response)


def test_sending_twice_is_sending_once(client, inspector, visit, address):
    form = judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北门")
    client.post(address, form)
    entries = AuditEntry.objects.count()

    response = client.post(address, form)

    assert response.status_code == 302
    assert Finding.objects.count() == 1
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize(
    "change", [{"L01_06_number": "1"}, {"result": "shut", "reason": "铁门上锁"}]
)
def test_other_content_for_a_visit_handed_in_is_refused(client, inspector, visit, address, change):
    client.post(address, judged(visit))

    response = client.post(address, judged(visit, **change))

    assert response.status_code == 409
    assert "内容与这一份不同" in text(response)
    visit.refresh_from_db()
    assert visit.result == "done"


def test_photos_that_were_taken_and_not_used_are_dropped(client, inspector, visit, address):
    upload = reverse("inspections:visit_photo", args=[visit.pk])
    used, spare = (client.post(upload, {"photo": picture("a.jpg")}).json() for _ in range(2))
    form = judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北门", L01_01_r0_photo=used["id"])

    client.post(address, form)

    assert [str(photo.pk) for photo in visit.photos.all()] == [used["id"]]
    assert spare["id"] != used["id"]


def test_a_visit_sent_back_is_filled_in_already_and_says_why(client, inspector, visit, address):
    client.post(address, judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北门入口"))
    send_back_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER), reason="照片看不清")

    page = text(client.get(address))

    assert "照片看不清" in page
    assert 'value="北门入口"' in page
    assert 'value="300"' in page
    assert client.post(address, judged(visit)).status_code == 302


def test_after_handing_in_the_page_shows_the_record(client, inspector, visit, address):
    client.post(address, judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北门入口"))

    page = text(client.get(address))

    assert "待审核" in page
    assert "北门入口" in page
    assert 'name="step"' not in page


def test_a_round_that_is_over_takes_no_visit(client):
    visit = make.visit()
    client.force_login(visit.inspectors.first())
    close_round(round_id=visit.round_id, by=make.office())
    address = reverse("inspections:visit", args=[visit.pk])

    page = client.get(address)
    looking = client.post(address, judged(visit, step="check"))
    response = client.post(address, judged(visit))

    assert "没有提交过" in text(page)
    assert (looking.status_code, looking.url) == (302, address)
    assert response.status_code == 409
    assert "不能测评" in text(response)
    assert not Observation.objects.exists()


def test_before_it_is_begun_the_page_only_tells_what_is_looked_at(client):
    visit = make.visit()
    client.force_login(visit.inspectors.first())

    page = text(client.get(reverse("inspections:visit", args=[visit.pk])))

    assert "开始测评" in page
    assert "摊位不出线经营" in page
    assert 'name="step"' not in page


def test_one_more_row_without_script(client, inspector, visit, address):
    key = ids(visit)["L01-01"]
    form = judged(visit, step=f"row-{key}", L01_01_choice="not_met", L01_01_r0_spot="北门")

    page = text(client.post(address, form))

    assert f'name="i{key}-r1-spot"' in page
    assert client.post(address, judged(visit, step="row-x")).status_code == 200


def test_another_inspector_finds_nothing(client, visit, address):
    client.force_login(make.user(Role.INSPECTOR))

    assert client.get(address).status_code == 404
    assert client.post(address, judged(visit)).status_code == 404


def test_an_inspector_whose_right_has_ended_finds_nothing(client, inspector, visit, address):
    assert client.get(address).status_code == 200
    inspector.grants.all().delete()

    assert client.get(address).status_code == 404


def test_strangers_sign_in_first(client, address):
    assert client.get(address).status_code == 302
    assert "sign" in client.get(address).url


def test_nobody_opens_a_visit_before_release(client, visit, inspector, address):
    visit.round.status = "drawn"
    visit.round.save(update_fields=["status"])

    assert client.get(address).status_code == 404


@pytest.fixture
def desk(visit):
    return reverse("inspections:visit_desk", args=[visit.pk])


def test_an_organiser_enters_a_paper_sheet(client, visit, desk, address):
    clerk = make.office()
    client.force_login(clerk)
    day = visit.round.starts_on
    form = judged(visit, paper_on=day.isoformat(), L01_05_seconds=None, L01_05_minutes="4.5")

    response = client.post(desk, form)

    assert response.status_code == 302
    visit.refresh_from_db()
    assert visit.is_desk_entry
    assert visit.submitted_by == clerk
    assert timezone.localdate(visit.started_at) == day
    assert visit.observations.get(item__code="L01-05").watched_seconds == 270
    assert "补录" in text(client.get(desk))
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_on_the_paper_lies_within_the_round(client, visit, desk, days):
    client.force_login(make.office())
    day = visit.round.starts_on + timedelta(days=days)

    response = client.post(desk, judged(visit, paper_on=day.isoformat()))

    assert response.status_code == 422
    assert "纸质打分表的日期应在" in text(response)


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30"])
def test_the_day_on_the_paper_is_asked_for(client, visit, desk, day):
    client.force_login(make.office())

    response = client.post(desk, judged(visit, paper_on=day))

    assert response.status_code == 422
    assert "没有填纸质打分表上的日期" in text(response)


def test_an_inspector_may_enter_the_own_paper_and_a_department_may_not(client, visit, desk):
    client.force_login(visit.inspectors.first())
    assert client.get(desk).status_code == 200

    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert client.get(desk).status_code == 404


def test_the_page_costs_a_fixed_number_of_queries(
    client, inspector, visit, address, django_assert_max_num_queries
):
    client.get(address)

    with django_assert_max_num_queries(12):
        client.get(address)


def test_photos_of_what_was_sent_back_stay_and_later_spare_ones_go(
    client, inspector, visit, address
):
    upload = reverse("inspections:visit_photo", args=[visit.pk])
    first, second, spare = (make.photo_bytes(color=color) for color in ("red", "green", "blue"))

    def sent(content):
        return client.post(upload, {"photo": picture("a.jpg", content)}).json()["id"]

    def fault(photo):
        return judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北门", L01_01_r0_photo=photo)

    shown = sent(first)
    client.post(address, fault(shown))
    send_back_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER), reason="照片看不清")
    better, unused = sent(second), sent(spare)
    # The clock of the server was set back in between: what was submitted stays all the same.
    Upload.objects.filter(pk=Photo.objects.get(pk=shown).upload_id).update(
        at=timezone.now() + timedelta(hours=1)
    )

    client.post(address, fault(better))

    kept = {str(photo.pk) for photo in visit.photos.all()}
    assert kept == {shown, better}
    assert unused not in kept
    assert visit.steps.filter(action="submit").count() == 2


def test_the_photo_of_a_result_that_was_sent_back_stays(client, inspector, visit, address):
    form = {"step": "submit", "result": "shut", "reason": "停业装修"}
    client.post(address, form | {"proof_camera": picture("door.jpg")})
    proof = visit.photos.get()
    send_back_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER), reason="下午再去")

    client.post(address, judged(visit))

    assert visit.photos.get() == proof


def test_a_visit_that_was_corrected_is_not_sent_back(client, inspector, visit, address):
    client.post(address, judged(visit, L01_01_choice="not_met", L01_01_r0_spot="北门入口"))
    verifier = make.user(Role.VERIFIER)
    row = visit.observations.get(item__code="L01-03")
    correct_observation(observation_id=row.pk, by=verifier, outcome="not_met", reason="照片可见")

    with pytest.raises(CorrectionRefused, match="不能退回"):
        send_back_visit(visit_id=visit.pk, by=verifier, reason="照片看不清")

    row.corrections.all().delete()
    assert send_back_visit(visit_id=visit.pk, by=verifier, reason="照片看不清").status == "started"
