"""Browsing the framework, and who leads each indicator."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.core.models import AuditEntry
from wenming.core.search import find
from wenming.duties.selectors import leads_of
from wenming.duties.services import set_lead
from wenming.framework.services import copy_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


@pytest.fixture
def edition():
    return make.edition()


def indicator(edition, code: str = "D06-04"):
    return edition.indicators.get(code=code)


def page(client: Client, name: str, *args, **query) -> str:
    answer = client.get(reverse(f"framework:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


# Leads


def test_several_units_lead_together(edition):
    first, second = make.unit(pinyin="a"), make.unit(pinyin="b")

    set_lead(indicator_id=indicator(edition).pk, units=[second, first], by=make.office())

    assert leads_of(edition) == {"D06-04": [first, second]}


def test_a_lead_is_changed_and_taken_away(edition):
    first, second = make.unit(), make.unit()
    row = indicator(edition)
    set_lead(indicator_id=row.pk, units=[first], by=make.office())

    set_lead(indicator_id=row.pk, units=[second], by=make.office())
    set_lead(indicator_id=row.pk, units=[second], by=make.office())
    set_lead(indicator_id=row.pk, units=[], by=make.office())

    assert leads_of(edition) == {}
    entries = AuditEntry.objects.filter(action="duties.lead_set").order_by("pk")
    assert [(e.data["old"], e.data["new"]) for e in entries] == [
        ([], [first.code]),
        ([first.code], [second.code]),
        ([second.code], []),
    ]


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT, Role.DISTRICT_OFFICE])
def test_only_the_office_sets_leads(edition, role):
    with pytest.raises(NotAllowed):
        set_lead(
            indicator_id=indicator(edition).pk,
            units=[make.unit()],
            by=make.user(role, unit=make.unit()),
        )

    assert leads_of(edition) == {}


def test_a_lead_is_set_by_its_short_name(client, clerk, edition):
    unit = make.unit("市公安局")
    unit.aliases.create(name="公安局")
    address = reverse("framework:lead", args=["D06-04"])

    answer = client.post(address, {"units": "公安局"})

    assert answer.url.split("?")[0] == reverse("framework:indicator", args=["D06-04"])
    assert leads_of(edition) == {"D06-04": [unit]}
    assert "市公安局" in page(client, "indicator", "D06-04")


def test_an_unknown_unit_is_named(client, clerk, edition):
    answer = client.post(reverse("framework:lead", args=["D06-04"]), {"units": "市公案局"})

    assert answer.status_code == 422
    assert "没有找到单位“市公案局”" in answer.content.decode()
    assert leads_of(edition) == {}


def test_who_may_not_set_leads_gets_no_form(client, edition):
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))

    assert client.get(reverse("framework:lead", args=["D06-04"])).status_code == 403
    assert "指定" not in page(client, "indicator", "D06-04")


def test_a_new_version_takes_over_the_leads(client, clerk, edition):
    unit, own = make.unit("市公安局"), make.unit("市城管局")
    for code in ("D06-04", "D06-05"):
        set_lead(indicator_id=indicator(edition, code).pk, units=[unit], by=clerk)
    copied = copy_edition(edition_id=edition.pk, by=clerk)
    set_lead(indicator_id=indicator(copied, "D06-05").pk, units=[own], by=clerk)
    assert "沿用已有牵头" in page(client, "browse", edition=copied.pk)

    client.post(reverse("framework:inherit") + f"?edition={copied.pk}")

    assert leads_of(copied) == {"D06-04": [unit], "D06-05": [own]}
    client.force_login(make.user(Role.DEPARTMENT, unit=unit))
    assert client.post(reverse("framework:inherit")).status_code == 403


# Browsing


def test_the_first_dimension_stands_open(client, clerk, edition):
    shown = page(client, "browse")

    assert "理论学习制度与责任落实" in shown
    assert "10 个维度 · 100 项指标 · 40 类点位 · 345 条细项" in shown
    assert "无牵头 110 项" in shown
    assert "8 条" in shown
    assert "上限 5" in shown


def test_an_indicator_shows_band_items_and_rules_in_words(client, clerk, edition):
    shown = page(client, "indicator", "D06-04")

    for words in ("60 以下", "75 起", "90 起，达标", "每处扣 0.5 分", "主次干道", "属地整改"):
        assert words in shown
    assert "修复类：3 个工作日，要整改后照片" in shown


def test_every_indicator_can_be_shown(client, clerk, edition):
    for row in edition.indicators.all():
        assert row.name_zh in page(client, "indicator", row.code)


def test_the_negative_list_and_the_bonuses(client, clerk, edition):
    assert "一票否决" in page(client, "negative")
    assert "加 2 分" in page(client, "bonus")


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("停车", "D06-04"),
        ("D06-04", "D06-04"),
        ("划定区域", "D06-04"),
        ("市公安", "D06-04"),
        ("Parking order", "D06-04"),
    ],
)
def test_the_search_spans_indicators_items_and_leads(client, clerk, edition, q, found):
    set_lead(indicator_id=indicator(edition).pk, units=[make.unit("市公安局")], by=clerk)

    shown = page(client, "browse", q=q)

    assert reverse("framework:indicator", args=[found]) in shown
    assert reverse("framework:indicator", args=["D02-08"]) not in shown


def test_nothing_found_says_so(client, clerk, edition):
    assert "没有找到指标" in page(client, "browse", q="不存在的词")


def test_what_nobody_leads_is_listed(client, clerk, edition):
    for row in edition.indicators.exclude(code="D06-04"):
        set_lead(indicator_id=row.pk, units=[make.office().grants.get().unit], by=clerk)

    shown = page(client, "browse", lead="none")

    assert "停车秩序" in shown
    assert "市容秩序" not in shown


def test_unknown_codes_and_editions_are_not_found(client, clerk, edition):
    for address in (
        reverse("framework:indicator", args=["D99-99"]),
        reverse("framework:browse") + "?edition=999",
        reverse("framework:browse") + "?edition=x",
        reverse("framework:lead", args=["D99-99"]),
    ):
        assert client.get(address).status_code == 404


def test_before_any_edition_the_page_says_what_to_do(client, clerk):
    assert "wenming load_framework" in page(client, "browse")
    assert client.get(reverse("framework:export")).status_code == 404


def test_a_page_costs_the_same_whatever_it_shows(
    client, clerk, edition, django_assert_max_num_queries
):
    page(client, "browse")
    for row in edition.indicators.all()[:20]:
        set_lead(indicator_id=row.pk, units=[make.unit()], by=clerk)

    with django_assert_max_num_queries(21):
        page(client, "indicator", "D06-04")
    with django_assert_max_num_queries(17):
        page(client, "browse", q="公")


def test_who_answers_for_what_is_exported(client, clerk, edition):
    set_lead(indicator_id=indicator(edition).pk, units=[make.unit("市公安局")], by=clerk)

    answer = client.get(reverse("framework:export"))

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    _title, head, *rows = sheet.to_python()
    assert head[:6] == [
        "测评项目（Ⅰ）",
        "指标名称（Ⅱ）",
        "测评内容（Ⅲ）",
        "测评标准",
        "测评方法",
        "牵头单位",
    ]
    parking = [row for row in rows if row[1] == "D06-04 停车秩序"]
    assert len(parking) == edition.check_items.filter(indicator__code="D06-04").count()
    assert {(row[4], row[5]) for row in parking} == {("实地", "市公安局")}


def test_the_pages_speak_english_too(client, clerk, edition):
    client.cookies["django_language"] = "en"

    with translation.override("zh-hans"):  # so that the language ends with the test
        shown = page(client, "indicator", "D06-04")

    assert "Parking order" in shown


def test_the_search_box_finds_indicators_and_lists(edition):
    make.task_list(title="停车专项清单")

    hits = find(make.office(), "停车")

    assert {"指标", "任务清单"} <= {str(hit.kind) for hit in hits}
    assert all(hit.url.startswith("/") for hit in hits)
