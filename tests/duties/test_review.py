"""The review of a document: correct, accept, keep, drop, merge, and learn names."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.core.models import AuditEntry
from wenming.documents import services
from wenming.documents.errors import LeadMissing, ReviewIsOver
from wenming.documents.models import Document, Draft
from wenming.duties.services import finish_review
from wenming.organization.models import UnitAlias

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
OPEN, ACCEPTED, KEPT, DROPPED, MERGED = (
    Draft.Verdict.OPEN,
    Draft.Verdict.ACCEPTED,
    Draft.Verdict.KEPT,
    Draft.Verdict.DROPPED,
    Draft.Verdict.MERGED,
)


@pytest.fixture
def document(bureau, police):
    return make.document(dated_on=date(2026, 11, 18))


def drafts_of(document: Document) -> list[Draft]:
    return list(document.drafts.all())


def correct(draft: Draft, by, **changed):
    fields = {
        "text": draft.text,
        "kind": draft.kind,
        "leads": list(draft.lead_units.all()),
        "supports": list(draft.support_units.all()),
        "deadline": draft.deadline,
        "due_on": draft.due_on,
        "cadence": draft.cadence,
        "targets": draft.targets,
    }
    return services.correct_draft(draft_id=draft.pk, by=by, **{**fields, **changed})


def test_a_correction_is_written_and_the_sentence_stays(document, bureau):
    draft = drafts_of(document)[0]
    source = draft.source

    correct(draft, make.office(), text="整治背街小巷", due_on=date(2026, 12, 20))

    draft.refresh_from_db()
    assert (draft.text, draft.due_on, draft.source) == ("整治背街小巷", date(2026, 12, 20), source)
    assert AuditEntry.objects.first().data == {"aliases": []}


def test_a_lead_is_no_support_of_the_same_task(document, bureau, police):
    draft = drafts_of(document)[0]

    correct(draft, make.office(), leads=[bureau, police], supports=[police])

    assert list(draft.support_units.all()) == []


def test_a_name_put_right_is_learned_and_heals_the_other_drafts():
    police = make.unit("云澜市公安局机关")
    text = "一、市公安分局牵头，12月10日前完成路口整治。\n二、市公安分局每周组织一次清查。"
    document = make.document(text)
    first, second = drafts_of(document)
    assert not second.lead_units.exists()

    correct(first, make.office(), leads=[police])

    alias = UnitAlias.objects.get()
    assert (alias.name, alias.unit, alias.kind) == ("市公安分局", police, UnitAlias.Kind.LEARNED)
    assert list(second.lead_units.all()) == [police]
    again = drafts_of(make.document(text))
    assert list(again[0].lead_units.all()) == [police]


def test_what_is_in_doubt_is_not_learned(bureau):
    document = make.document("市公安分局、市交警支队牵头，12月10日前完成整改。")

    correct(drafts_of(document)[0], make.office(), leads=[bureau])

    assert not UnitAlias.objects.exists()


def test_a_class_of_addressees_is_not_learned(bureau):
    document = make.document("各街道要在12月10日前完成整改。")

    correct(drafts_of(document)[0], make.office(), leads=[bureau])

    assert not UnitAlias.objects.exists()


def test_a_draft_without_a_unit_is_not_accepted():
    draft = drafts_of(make.document())[0]

    with pytest.raises(LeadMissing, match="第 1 条还没有牵头单位"):
        services.decide(draft_id=draft.pk, verdict=ACCEPTED, by=make.office())

    draft.refresh_from_db()
    assert draft.verdict == OPEN


def test_a_decision_is_taken_back(document):
    draft = drafts_of(document)[0]
    services.decide(draft_id=draft.pk, verdict=DROPPED, by=make.office())

    services.decide(draft_id=draft.pk, verdict=OPEN, by=make.office())

    draft.refresh_from_db()
    assert draft.verdict == OPEN
    assert [e.data for e in AuditEntry.objects.filter(action="documents.draft_decided")] == [
        {"old": "dropped", "new": "open"},
        {"old": "open", "new": "dropped"},
    ]


def test_merging_brings_words_units_and_targets_over(document, bureau, police):
    first, second, *_ = drafts_of(document)
    correct(second, make.office(), targets=[{"metric": "守法率", "op": ">=", "value": 90.0}])

    services.merge(draft_id=second.pk, into_id=first.pk, by=make.office())

    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.verdict, second.merged_into) == (MERGED, first)
    assert second.text in first.text
    assert first.targets[-1]["metric"] == "守法率"
    assert list(first.lead_units.all()) == [bureau]
    assert list(first.support_units.all()) == [police]
    assert first.cadence == "weekly"


def test_merging_stays_within_one_document(document):
    other = drafts_of(make.document())[0]

    with pytest.raises(Draft.DoesNotExist):
        services.merge(draft_id=drafts_of(document)[1].pk, into_id=other.pk, by=make.office())


def test_a_finished_review_is_closed(document):
    draft = drafts_of(document)[0]
    services.decide(draft_id=draft.pk, verdict=ACCEPTED, by=make.office())
    finish_review(document_id=document.pk, by=make.office(), title="清单", basis="讲话")

    for change in (
        lambda: services.decide(draft_id=draft.pk, verdict=DROPPED, by=make.office()),
        lambda: correct(draft, make.office(), text="改"),
    ):
        with pytest.raises(ReviewIsOver, match="已经审完"):
            change()

    draft.refresh_from_db()
    assert draft.verdict == ACCEPTED


def test_only_the_office_decides(document):
    stranger = make.user(Role.DEPARTMENT, unit=make.unit())

    with pytest.raises(NotAllowed):
        services.decide(draft_id=drafts_of(document)[0].pk, verdict=DROPPED, by=stranger)


# The page


def page_of(client: Client, document: Document, **query) -> str:
    answer = client.get(reverse("duties:review", args=[document.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, draft: Draft, then: str, headers=None, **changed):
    form = {
        "text": draft.text,
        "kind": draft.kind,
        "leads": "、".join(unit.name for unit in draft.lead_units.all()),
        "supports": "、".join(unit.name for unit in draft.support_units.all()),
        "deadline": draft.deadline,
        "due_on": draft.due_on or "",
        "cadence": draft.cadence,
        "targets": "",
        "then": then,
        **changed,
    }
    return client.post(reverse("duties:draft", args=[draft.pk]), form, headers=headers or {})


def test_the_first_undecided_draft_is_open(client, clerk, document):
    page = page_of(client, document)

    assert f'action="/duties/draft/{drafts_of(document)[0].pk}/"' in page
    assert "市城管局" in page
    assert "工作要求" in page


def test_another_draft_is_opened_by_its_number(client, clerk, document):
    third = drafts_of(document)[2]

    assert f'action="/duties/draft/{third.pk}/"' in page_of(client, document, draft="3")


@pytest.mark.parametrize("number", ["99", "x", "", "-1"])
def test_a_wrong_number_opens_the_first(client, clerk, document, number):
    assert 'id="draft"' in page_of(client, document, draft=number)


def test_accepting_saves_and_goes_on_to_the_next(client, clerk, document):
    first = drafts_of(document)[0]

    answer = press(client, first, "accept", text="整治背街小巷，达标率九成")

    first.refresh_from_db()
    assert answer.url.endswith("?draft=2")
    assert (first.verdict, first.text) == (ACCEPTED, "整治背街小巷，达标率九成")


def test_targets_that_nobody_touched_stay_as_drafted(client, clerk, document):
    first = drafts_of(document)[0]
    shown = page_of(client, document, draft="1")
    assert "≥ 90 %" in shown

    press(client, first, "accept", targets="保洁达标率 ≥ 95 %（现 74.2）")

    first.refresh_from_db()
    assert first.targets == [
        {"metric": "保洁达标率", "op": ">=", "value": 95.0, "unit": "%", "current": 74.2}
    ]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("leads", "市不存在局", "没有找到单位“市不存在局”"),
        ("leads", "市城官局", "相近的有：市城管局"),
        ("targets", "尽快提高", "第 1 行“尽快提高”看不出目标"),
        ("due_on", "2026-02-30", "有效的日期"),
        ("text", "", "没有填"),
        ("kind", "recurring", "周期性事项要选周期"),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_is_kept(
    client, clerk, document, field, value, said
):
    first = drafts_of(document)[0]

    answer = press(client, first, "accept", **{"deadline": "年底前", field: value})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "年底前" in answer.content.decode()
    first.refresh_from_db()
    assert first.verdict == OPEN


def test_accepting_without_a_unit_says_what_to_do(client, clerk):
    draft = drafts_of(make.document())[0]

    answer = press(client, draft, "accept", leads="")

    assert answer.status_code == 422
    assert "第 1 条还没有牵头单位" in answer.content.decode()


def test_every_street_is_named_on_purpose(client, clerk, document):
    streets = [make.unit(name, kind="street") for name in ("东湖街道", "西湖街道")]
    first = drafts_of(document)[0]

    press(client, first, "accept", supports="全部街道")

    assert set(first.support_units.all()) == set(streets)
    assert "全部街道" in page_of(client, document, draft="1")


def test_a_change_saves_itself(client, clerk, document):
    first = drafts_of(document)[0]

    answer = press(client, first, "save", {"HX-Request": "true"}, text="改过的任务")

    assert "已自动保存" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    first.refresh_from_db()
    assert (first.text, first.verdict) == ("改过的任务", OPEN)


def test_a_change_that_cannot_be_saved_says_so(client, clerk, document):
    answer = press(client, drafts_of(document)[0], "save", {"HX-Request": "true"}, leads="无此局")

    assert answer.status_code == 422
    assert answer.content.decode().count("没有保存") == 1


def test_saving_without_script_comes_back_to_the_draft(client, clerk, document):
    assert press(client, drafts_of(document)[1], "save", text="改").url.endswith("?draft=2")


@pytest.mark.parametrize(("then", "verdict"), [("keep", KEPT), ("drop", DROPPED)])
def test_keeping_and_dropping_go_on(client, clerk, document, then, verdict):
    first = drafts_of(document)[0]

    assert press(client, first, then).url.endswith("?draft=2")

    first.refresh_from_db()
    assert first.verdict == verdict
    assert "撤销" in page_of(client, document)


def test_merging_opens_the_draft_above(client, clerk, document):
    answer = press(client, drafts_of(document)[1], "merge")

    assert answer.url.endswith("?draft=1")
    assert "已并入 1" in page_of(client, document)


def test_the_first_has_nothing_above_to_merge_into(client, clerk, document):
    answer = press(client, drafts_of(document)[0], "merge")

    assert answer.status_code == 422
    assert "没有可以并入" in answer.content.decode()


def test_all_ticked_with_a_unit_are_accepted_at_once(client, clerk, bureau):
    document = make.document()  # its second draft names a unit that is not in the register

    client.post(reverse("duties:accept_ticked", args=[document.pk]))

    assert [draft.verdict for draft in drafts_of(document)[:2]] == [ACCEPTED, OPEN]


def test_a_contradiction_and_an_early_date_are_shown(client, clerk, bureau):
    text = (
        "三、抓好三项整治\n（一）市城管局要在11月10日前完成清理。\n（二）市城管局要每周巡查一次。"
    )
    document = make.document(text, dated_on=date(2026, 11, 18))

    page = page_of(client, document)

    assert "文件自相矛盾" in page
    assert "早于" in page


def test_the_page_costs_the_same_however_long_the_document_is(
    client, clerk, bureau, police, django_assert_max_num_queries
):
    short, long = make.document(), make.document(make.SPEECH * 6)
    page_of(client, short)

    with django_assert_max_num_queries(24):
        page_of(client, short)
    with django_assert_max_num_queries(24):
        page_of(client, long)


def test_markup_in_a_document_is_shown_as_text(client, clerk):
    document = make.document("<script>alert(1)</script>\n市城管局要在12月10日前完成<b>清理</b>。")

    page = page_of(client, document)

    assert "<script>alert" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.LEADER, Role.STREET])
def test_others_find_no_review(client, document, role):
    client.force_login(make.user(role, unit=make.unit()))
    draft = drafts_of(document)[0]

    assert client.get(reverse("duties:review", args=[document.pk])).status_code == 404
    assert press(client, draft, "drop").status_code == 404
    assert client.post(reverse("duties:accept_ticked", args=[document.pk])).status_code == 404
    assert client.post(reverse("duties:review_finish", args=[document.pk])).status_code == 404
    draft.refresh_from_db()
    assert draft.verdict == OPEN


def test_a_duty_in_force_that_says_the_same_is_pointed_out(client, clerk, document, bureau):
    first = drafts_of(document)[0]
    issued = make.issued_list(make.task(bureau, text=first.text))

    shown = page_of(client, document, draft="1")

    assert f"与已印发的 {issued.number} 第 1 项相近（100%）" in shown
    assert "相近" not in page_of(client, document, draft="2")


def test_a_duty_of_another_lead_is_another_duty(client, clerk, document):
    make.issued_list(make.task(text=drafts_of(document)[0].text))

    assert "相近" not in page_of(client, document, draft="1")


def test_what_names_no_unit_is_said_at_the_field(client, clerk):
    document = make.document(
        "一、市数字办牵头，各街道配合，12月10日前完成整治。\n二、市数字办每周通报一次。"
    )

    shown = page_of(client, document, draft="1")

    assert "原文“市数字办”没有对上单位" in shown
    assert "原文“各街道”是泛称" in shown


def test_the_oldest_document_waits_first(client, clerk):
    make.document(title="先收的")
    older = Document.objects.get()
    make.document(title="后收的")

    assert client.get(reverse("duties:review")).url == reverse("duties:review", args=[older.pk])


def test_with_nothing_waiting_the_list_is_shown(client, clerk):
    assert client.get(reverse("duties:review")).url == reverse("documents:list")


def test_a_support_put_right_heals_the_other_drafts_too(bureau):
    school = make.unit("云澜市教育局机关")
    document = make.document(
        "一、市城管局牵头，市教委配合，12月10日前完成整治。\n"
        "二、市城管局牵头，市教委配合，12月20日前完成验收。"
    )
    first, second = drafts_of(document)

    correct(first, make.office(), supports=[school])

    assert list(second.support_units.all()) == [school]


def test_merging_into_a_draft_without_a_lead_gives_it_one(bureau):
    document = make.document("一、市数字办牵头，12月10日前完成整治。\n二、市城管局每周巡查一次。")
    first, second = drafts_of(document)

    services.merge(draft_id=second.pk, into_id=first.pk, by=make.office())

    assert list(first.lead_units.all()) == [bureau]
    assert not first.support_units.exists()


def test_a_review_is_finished_once(document):
    draft = drafts_of(document)[0]
    services.decide(draft_id=draft.pk, verdict=ACCEPTED, by=make.office())
    finish_review(document_id=document.pk, by=make.office(), title="清单", basis="讲话")

    with pytest.raises(ReviewIsOver):
        finish_review(document_id=document.pk, by=make.office(), title="再来", basis="讲话")


def test_a_document_without_tasks_is_ended(client, clerk):
    document = make.document("同志们，文明创建靠大家。")
    assert (
        "没有要派的任务"
        in client.get(reverse("duties:review_finish", args=[document.pk])).content.decode()
    )

    client.post(reverse("duties:review_end", args=[document.pk]))

    document.refresh_from_db()
    assert document.status == Document.Status.DONE


def test_accepted_tasks_are_not_lost_by_ending(client, clerk, document):
    services.decide(draft_id=drafts_of(document)[0].pk, verdict=ACCEPTED, by=clerk)

    answer = client.post(reverse("duties:review_end", args=[document.pk]))

    assert answer.status_code == 409
    assert "还没有进清单" in answer.content.decode()
    document.refresh_from_db()
    assert document.status == Document.Status.REVIEWING
