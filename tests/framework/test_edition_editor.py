"""A draft of an edition is edited row by row, and the checker speaks at once."""

import pytest
from django.urls import reverse

from tests import make
from tests.framework.pages import page, row_form, told
from wenming.accounts.models import Role
from wenming.framework import services
from wenming.framework.services.storing import data_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_a_weight_is_changed_and_the_checker_speaks_at_once(client, clerk, draft):
    values = row_form(client, draft, "indicators", "D01-01")

    shown = told(
        client, "editions_row", draft.pk, "indicators", "D01-01", **{**values, "weight": "2"}
    )

    assert "检查出 1 处错误" in shown
    draft.refresh_from_db()
    assert draft.fault_count == 1
    assert "权重之和" in page(client, "editions_one", draft.pk)
    client.force_login(make.user(Role.OFFICE))
    assert "还不能发布" in told(client, "editions_publish", draft.pk)


def test_everything_of_an_item_is_changed(client, clerk, draft):
    values = row_form(client, draft, "check_items", "L05-02")
    changed = {
        **values,
        "exemption_zh": "施工围挡内不算",
        "scoring__levels": "good=1；fair=０.４；poor=0",
        "scoring__max": "4",
    }

    told(client, "editions_row", draft.pk, "check_items", "L05-02", **changed)

    draft.refresh_from_db()
    item = draft.check_items.get(code="L05-02")
    assert item.exemption_zh == "施工围挡内不算"
    assert item.scoring["levels"] == {"good": 1, "fair": "0.4", "poor": 0}
    assert draft.fault_count == 0


def test_unknown_keys_of_a_row_outlive_its_form(client, clerk, draft):
    values = row_form(client, draft, "check_items", "L02-10")

    told(client, "editions_row", draft.pk, "check_items", "L02-10", **{**values, "text_en": "x"})

    draft.refresh_from_db()
    row = next(r for r in data_of(draft)["check_items"] if r["code"] == "L02-10")
    assert (row["text_en"], row["scoring"]["on_fail"]) == ("x", "cap_place")


def test_what_a_field_cannot_hold_is_said_there(client, clerk, draft):
    values = row_form(client, draft, "indicators", "D01-01")

    answer = client.post(
        reverse("framework:editions_row", args=[draft.pk, "indicators", "D01-01"]),
        {**values, "weight": "重"},
    )

    assert answer.status_code == 422
    assert "“重”不是数" in answer.content.decode()


def test_a_row_that_somebody_else_changed_is_not_overwritten(client, clerk, draft):
    values = row_form(client, draft, "indicators", "D01-01")
    address = reverse("framework:editions_row", args=[draft.pk, "indicators", "D01-01"])
    client.post(address, {**values, "name_zh": "先改的"})

    answer = client.post(address, {**values, "name_zh": "后改的"})

    assert answer.status_code == 422
    assert "刚刚被别人改过" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.indicators.get(code="D01-01").name_zh == "先改的"


def test_rows_are_added_and_removed(client, clerk, draft):
    address = reverse("framework:editions_row_new", args=[draft.pk, "place_types"])
    told_new = client.post(address, {"code": "L41", "name_zh": "口袋公园", "sample_count": "2"})
    assert told_new.status_code == 302
    assert client.post(address, {"code": "L41", "name_zh": "又一个"}).status_code == 422
    assert "口袋公园" in page(client, "editions_rows", draft.pk, "place_types", q="L41")

    shown = client.get(
        reverse("framework:editions_row_remove", args=[draft.pk, "place_types", "L41"])
    )
    told(client, "editions_row_remove", draft.pk, "place_types", "L41", seen=shown.context["seen"])

    draft.refresh_from_db()
    assert not draft.place_types.filter(code="L41").exists()


def test_basic_settings_are_changed(client, clerk, draft):
    answer = client.get(reverse("framework:editions_basics", args=[draft.pk]))
    form = answer.context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    name = next(n for n, field in form.fields.items() if field.help_text == "meta.name_zh")

    told(client, "editions_basics", draft.pk, **{**values, name: "本市 2027 版"})

    draft.refresh_from_db()
    assert draft.name == "本市 2027 版"
    assert draft.fault_count == 0


def test_every_table_and_row_of_a_draft_opens(client, clerk, draft):
    for table in ("schemes", "dimensions", "contents", "meta.negative_list", "meta.bonus.items"):
        page(client, "editions_rows", draft.pk, table)
    for table, code in (
        ("schemes", "minors"),
        ("dimensions", "D01"),
        ("place_types", "L01"),
        ("meta.negative_list", "N01"),
        ("meta.bonus.items", "B01"),
        ("remedies", "fix"),
        ("level_names", "good"),
    ):
        page(client, "editions_row", draft.pk, table, code)


def test_unknown_tables_rows_and_editions_are_not_found(client, clerk, draft):
    for name, args in (
        ("editions_rows", [draft.pk, "x"]),
        ("editions_row", [draft.pk, "indicators", "D99"]),
        ("editions_row_remove", [draft.pk, "indicators", "D99"]),
        ("editions_one", [0]),
        ("editions_stricter", [draft.pk]),
    ):
        assert client.get(reverse(f"framework:{name}", args=args)).status_code == 404


def test_pages_cost_the_same_whatever_they_show(
    client, clerk, draft, edition, django_assert_max_num_queries
):
    for _ in range(3):
        services.copy_edition(edition_id=edition.pk, by=clerk)
    page(client, "editions")

    with django_assert_max_num_queries(16):
        page(client, "editions")
    with django_assert_max_num_queries(16):
        page(client, "editions_one", draft.pk)
    with django_assert_max_num_queries(16):
        page(client, "editions_rows", draft.pk, "check_items")
