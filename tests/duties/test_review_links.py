"""What the review finds in the framework, the register and the duties in force."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.duties.test_review import page_of, press
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.core.models import Ask
from wenming.documents import services as drafting
from wenming.documents.errors import NotWritten
from wenming.documents.models import Draft
from wenming.duties.errors import NotInForce
from wenming.duties.models import Duty, Restatement
from wenming.duties.selectors import restated
from wenming.duties.services import draft_version, finish_review, issue_list, link_draft
from wenming.organization.models import Level, Unit, UnitAlias

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
MARKETS = (
    "一、市市场监管局牵头，12月10日前对东湖区农贸市场的占道经营、活禽宰杀开展整治。\n"
    "二、市市场监管局每周检查一次农贸市场的公平秤。"
)


@pytest.fixture
def bureau():
    return make.unit("市市场监管局")


@pytest.fixture
def document(bureau):
    """Two duties about markets, under the starter framework, in a city with a district."""
    make.edition()
    make.area(Level.DISTRICT, name="东湖区")
    return make.document(MARKETS, dated_on=date(2026, 11, 18))


def first_of(document) -> Draft:
    return document.drafts.first()


# --- What it touches ------------------------------------------------------------------------


def test_the_likeliest_indicator_and_what_is_named_stand_in_the_form(client, clerk, document):
    page = page_of(client, document, draft="1")

    assert 'name="indicators" value="D' in page
    assert 'name="place_types" value="农贸市场' in page
    assert 'name="areas" value="东湖区"' in page
    assert 'data-field="indicators"' in page
    assert 'data-key="1"' in page


def test_accepting_stores_what_stands_and_the_duty_gets_it(client, clerk, document):
    draft = first_of(document)

    press(client, draft, "accept", indicators="D06-02", place_types="农贸市场", areas="东湖区")
    made = finish_review(document_id=document.pk, by=clerk, title="清单", basis="讲话")

    duty = made.duties.get()
    assert [row.code for row in duty.indicators.all()] == ["D06-02"]
    assert [row.name_zh for row in duty.place_types.all()] == ["农贸市场"]
    assert [row.name for row in duty.areas.all()] == ["东湖区"]


def test_what_nobody_looked_at_goes_on_as_suggested(client, clerk, document):
    client.post(reverse("duties:accept_ticked", args=[document.pk]))
    made = finish_review(document_id=document.pk, by=clerk, title="清单", basis="讲话")

    first = made.duties.first()
    assert first.indicators.count() == 1
    assert first.areas.get().name == "东湖区"


def test_what_was_taken_out_stays_out(client, clerk, document):
    draft = first_of(document)

    press(client, draft, "save", indicators="", place_types="", areas="")

    page = page_of(client, document, draft="1")
    assert 'name="indicators" value=' not in page
    draft.refresh_from_db()
    assert (draft.indicators, draft.place_types) == ([], [])


def test_an_unknown_code_is_named(client, clerk, document):
    answer = press(client, first_of(document), "accept", indicators="D99-99")

    assert answer.status_code == 422
    assert "没有指标“D99-99”" in answer.content.decode()


def test_without_a_framework_nothing_is_suggested(client, clerk, bureau):
    page = page_of(client, make.document(MARKETS), draft="1")

    assert "data-field" not in page


# --- The same ordered twice -----------------------------------------------------------------


@pytest.fixture
def issued(document, bureau):
    """A list in force that asks the first thing already."""
    return make.issued_list(
        make.task(bureau, text=first_of(document).text, due_on=date(2026, 12, 31))
    )


def test_the_same_duty_is_offered_and_linked_with_one_press(client, clerk, document, issued):
    duty, draft = issued.duties.get(), first_of(document)
    shown = page_of(client, document, draft="1")
    asked = Ask.objects.count()

    answer = press(client, draft, f"link:{duty.pk}")

    assert "是同一件事，并过去" in shown
    assert "两处期限不同" in shown
    assert answer.url.endswith("?draft=2")
    draft.refresh_from_db()
    assert draft.verdict == Draft.Verdict.LINKED
    assert [row.draft for row in restated(duty)] == [draft]
    assert Ask.objects.count() == asked
    assert "已并到" in page_of(client, document, draft="1")


def test_what_is_linked_becomes_no_second_duty(client, clerk, document, issued, bureau):
    first, second = document.drafts.all()
    link_draft(draft_id=first.pk, duty_id=issued.duties.get().pk, by=clerk)
    press(client, second, "accept")

    made = finish_review(document_id=document.pk, by=clerk, title="清单", basis="讲话")
    before = set(Ask.objects.values_list("question", flat=True))
    issue_list(task_list_id=make.reviewed(made).pk, by=clerk, approver="主任")

    assert [duty.draft for duty in made.duties.all()] == [second]
    new = Ask.objects.exclude(question__in=before)
    assert {ask.kind for ask in new.filter(unit_code=bureau.code)} == {"task_list", "duty"}
    assert new.filter(unit_code=bureau.code, kind="duty").count() == 1


def test_a_document_that_only_says_again_what_is_asked_can_be_ended(
    client, clerk, document, issued
):
    link_draft(draft_id=first_of(document).pk, duty_id=issued.duties.get().pk, by=clerk)

    client.post(reverse("duties:review_end", args=[document.pk]))

    document.refresh_from_db()
    assert document.status == document.Status.DONE


def test_taking_it_back_ends_the_link(client, clerk, document, issued):
    duty, draft = issued.duties.get(), first_of(document)
    link_draft(draft_id=draft.pk, duty_id=duty.pk, by=clerk)

    press(client, draft, "restore")

    assert restated(duty) == []


def test_linking_again_points_at_the_other(client, clerk, document, issued, bureau):
    other = make.issued_list(make.task(bureau, text="整治农贸市场")).duties.get()
    draft = first_of(document)
    link_draft(draft_id=draft.pk, duty_id=issued.duties.get().pk, by=clerk)

    link_draft(draft_id=draft.pk, duty_id=other.pk, by=clerk)

    assert Restatement.objects.get().duty == other


@pytest.mark.parametrize("about", ["", "x", "0", "99999999999999999999"])
def test_a_button_that_was_bent_links_nothing(client, clerk, document, issued, about):
    answer = press(client, first_of(document), f"link:{about}")

    assert answer.status_code == 422
    assert not Restatement.objects.exists()


def test_a_duty_that_was_replaced_takes_no_link(clerk, document, issued):
    new = draft_version(task_list_id=issued.pk, by=clerk)
    issue_list(task_list_id=make.reviewed(new).pk, by=clerk, approver="主任")
    old = Duty.objects.get(task_list=issued)

    with pytest.raises(NotInForce):
        link_draft(draft_id=first_of(document).pk, duty_id=old.pk, by=clerk)


def test_only_the_office_links(document, issued, bureau):
    stranger = make.user(Role.DEPARTMENT, unit=bureau)

    with pytest.raises(NotAllowed):
        link_draft(draft_id=first_of(document).pk, duty_id=issued.duties.get().pk, by=stranger)

    assert not Restatement.objects.exists()


def test_units_that_the_duty_lacks_are_named(client, clerk, bureau):
    make.unit("市公安局")
    document = make.document("一、市市场监管局牵头，市公安局配合，12月10日前清理马路市场。")
    make.issued_list(make.task(bureau, text=first_of(document).text))

    assert "那一项没有 市公安局" in page_of(client, document, draft="1")


def test_the_unit_sees_that_it_was_ordered_again(client, clerk, document, issued, bureau):
    draft = first_of(document)
    link_draft(draft_id=draft.pk, duty_id=issued.duties.get().pk, by=clerk)
    client.force_login(make.user(Role.DEPARTMENT, unit=bureau))

    work = issued.duties.get().undertakings.get()
    page = client.get(reverse("duties:undertaking", args=[work.pk])).content.decode()

    assert "再次要求" in page
    assert draft.source in page


# --- Names that are no unit yet -------------------------------------------------------------


@pytest.fixture
def unnamed():
    """A document that writes a name which sounds like a unit of the register."""
    make.unit("市城市管理局")
    return make.document(
        "一、市城市管里局牵头，12月10日前完成整治。\n二、市城市管里局每周巡查一次。"
    )


def test_what_a_name_may_mean_is_offered_and_remembered(client, clerk, unnamed):
    unit = Unit.objects.get(name="市城市管理局")
    first, second = unnamed.drafts.all()
    shown = page_of(client, unnamed, draft="1")

    answer = press(client, first, f"means:{unit.pk}:市城市管里局")

    assert f"means:{unit.pk}:市城市管里局" in shown
    assert answer.url.endswith("?draft=1")
    assert list(first.lead_units.all()) == list(second.lead_units.all()) == [unit]
    assert UnitAlias.objects.get(name="市城市管里局").unit == unit


def test_a_name_that_is_not_written_is_refused(clerk, unnamed):
    with pytest.raises(NotWritten):
        drafting.name_unit(
            draft_id=first_of(unnamed).pk, written="市财政局", unit=make.unit(), by=clerk
        )


def test_a_unit_that_the_register_lacks_is_entered_on_the_spot(client, clerk):
    document = make.document("一、市数字办牵头，12月10日前完成整治。\n二、市数字办每周通报一次。")
    draft = first_of(document)
    assert "登记里没有“市数字办”" in page_of(client, document, draft="1")

    answer = client.post(
        reverse("duties:draft_unit", args=[draft.pk]),
        {
            "written": "市数字办",
            "name": "市数字经济办公室",
            "kind": "department",
            "area": make.city().pk,
        },
    )

    unit = Unit.objects.get(name="市数字经济办公室")
    assert answer.url.endswith("?draft=1")
    assert (unit.name, unit.code) == ("市数字经济办公室", f"{make.city().code}D001")
    assert [list(row.lead_units.all()) for row in document.drafts.all()] == [[unit], [unit]]
    assert UnitAlias.objects.get().name == "市数字办"


@pytest.mark.parametrize(
    ("changed", "said"), [({"name": ""}, "名称"), ({"name": "市公安局"}, "市公安局")]
)
def test_a_unit_that_cannot_be_entered_says_why(client, clerk, changed, said):
    make.unit("市公安局")
    document = make.document("一、市数字办牵头，12月10日前完成整治。")
    form = {"written": "市数字办", "name": "市数字办", "kind": "department", "area": make.city().pk}

    answer = client.post(
        reverse("duties:draft_unit", args=[first_of(document).pk]), {**form, **changed}, follow=True
    )

    assert said in answer.content.decode()
    assert not Unit.objects.filter(name="市数字办").exists()


# --- Where it stands ------------------------------------------------------------------------


def test_every_line_says_its_paragraph(client, clerk, document):
    page = page_of(client, document, draft="1")

    assert "第 1 段" in page
    assert "第 2 段" in page


def test_a_page_is_shown_where_there_are_pages():
    make.unit("市城管局")
    document = make.document(
        "通知\n\n市城管局要在12月10日前完成清理。\n市公安局要在12月20日前完成验收。",
        pages=(1, 1, 1, 2),
    )

    assert [(row.paragraph, row.page) for row in document.drafts.all()] == [(2, 1), (3, 2)]


# --- What the framework lacks ---------------------------------------------------------------


def test_an_indicator_that_the_framework_lacks_is_named(client, clerk, bureau):
    make.edition()
    document = make.document("一、市市场监管局牵头，12月10日前补齐“飞行秩序”指标的短板。")

    page = page_of(client, document, draft="1")

    assert "文中提到指标“飞行秩序”，现行测评体系中没有" in page
    assert "现行体系没有“飞行秩序”" in page


def test_the_page_costs_the_same_with_suggestions_however_long_the_document_is(
    client, clerk, document, issued, django_assert_max_num_queries
):
    long = make.document(MARKETS + "\n" + make.SPEECH * 6)
    page_of(client, document)

    with django_assert_max_num_queries(32):
        page_of(client, document)
    with django_assert_max_num_queries(32):
        page_of(client, long)
