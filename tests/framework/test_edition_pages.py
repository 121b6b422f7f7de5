"""版本管理: editions are listed, copied, edited, compared, published by a second person."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests import make
from wenming.accounts.models import Role
from wenming.core.models import AuditEntry, PendingImport
from wenming.engine.framework.text import framework_yaml
from wenming.framework import services
from wenming.framework.models import Edition
from wenming.framework.selectors import current_edition, local_edition_over
from wenming.framework.services.storing import data_of
from wenming.framework.workbooks import xlsx_of
from wenming.framework.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    return make.edition()


@pytest.fixture
def clerk(client: Client) -> Any:
    """A clerk of the office, signed in."""
    found = make.office()
    client.force_login(found)
    return found


@pytest.fixture
def draft(edition: Edition, clerk: Any) -> Edition:
    """A copy of the starter that the clerk works on."""
    return services.copy_edition(edition_id=edition.pk, by=clerk)


def page(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"framework:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def told(client: Client, route: str, *args: object, **data: object) -> str:
    """What the page says after a POST."""
    answer = client.post(reverse(f"framework:{route}", args=args), data, follow=True)
    assert answer.status_code < 500
    return answer.content.decode()


def row_form(client: Client, draft: Edition, table: str, code: str) -> dict[str, str]:
    """What the form of a row starts with."""
    answer = client.get(reverse("framework:editions_row", args=[draft.pk, table, code]))
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


# Steps of an edition


def test_an_edition_is_copied_to_the_next_version(client, clerk, edition):
    answer = client.post(
        reverse("framework:editions_copy", args=[edition.pk]),
        {"name": edition.name, "code": edition.code, "kind": "national"},
    )

    made = Edition.objects.get(version=2)
    assert answer.url == reverse("framework:editions_one", args=[made.pk])
    assert (made.code, made.status, made.changed_by) == (edition.code, Status.DRAFT, clerk)
    assert made.name_en == edition.name_en != ""
    assert made.check_items.count() == edition.check_items.count()
    assert current_edition() == edition


def test_another_framework_stands_beside_and_does_not_take_its_place(edition, clerk):
    copied = services.copy_edition(
        edition_id=edition.pk, by=clerk, code="province-2026", name="省测", kind="provincial"
    )

    services.publish_edition(edition_id=copied.pk, by=make.user(Role.OFFICE))

    edition.refresh_from_db()
    assert edition.status == Status.PUBLISHED
    assert copied.name_en == ""  # the English name was that of the other one
    assert current_edition() == edition


def test_who_changed_a_draft_last_does_not_publish_it(client, clerk, draft):
    assert "由另一个人" in told(client, "editions_publish", draft.pk)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT

    client.force_login(make.user(Role.OFFICE))
    assert "已发布并锁定" in told(client, "editions_publish", draft.pk)
    draft.refresh_from_db()
    assert (draft.status, draft.published_by_id is None) == (Status.PUBLISHED, False)


def test_a_published_edition_is_locked(client, clerk, edition):
    address = reverse("framework:editions_row", args=[edition.pk, "indicators", "D01-01"])

    assert client.get(address).status_code == 404
    assert "复制为新草稿" in page(client, "editions_one", edition.pk)
    assert (
        "不能删除" in told(client, "editions_drop", edition.pk) or Edition.objects.get() == edition
    )


def test_a_draft_is_thrown_away(client, clerk, draft):
    assert "草稿已删除" in told(client, "editions_drop", draft.pk)

    assert not Edition.objects.filter(pk=draft.pk).exists()
    assert AuditEntry.objects.order_by("-pk")[0].action == "framework.dropped"


def test_an_edition_is_taken_out_of_force(client, clerk, edition):
    told(client, "editions_retire", edition.pk)

    assert current_edition() is None


@pytest.mark.parametrize("role", [Role.LEADER, Role.DISTRICT_OFFICE, Role.DEPARTMENT])
def test_others_read_what_is_published_and_see_no_draft(client, draft, edition, role):
    client.force_login(make.user(role, unit=make.unit()))

    shown = page(client, "editions")
    assert edition.get_status_display() in shown
    assert reverse("framework:editions_one", args=[draft.pk]) not in shown
    assert client.get(reverse("framework:editions_one", args=[draft.pk])).status_code == 404
    assert "复制为新草稿" not in page(client, "editions_one", edition.pk)
    assert client.post(reverse("framework:editions_retire", args=[edition.pk])).status_code == 403
    assert client.get(reverse("framework:editions_import")).status_code == 403


# The editor


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


# Files


def as_written(edition: Edition) -> Any:
    """The data of an edition apart from its version."""
    data = data_of(edition)
    del data["meta"]["version"]
    return data


def upload(client: Client, content: bytes, name: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("framework:editions_import"), {"file": file, "kind": ""})


def test_a_workbook_goes_out_and_comes_back(client, clerk, edition):
    content = client.get(reverse("framework:editions_xlsx", args=[edition.pk])).content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[:3] == ["说明", "基本信息", "体系"]
    assert len(book["检查项"].data_validations.dataValidation) >= 4
    book["基本信息"]["D3"] = 2
    out = io.BytesIO()
    book.save(out)

    answer = upload(client, out.getvalue(), "改.xlsx")

    made = Edition.objects.get(version=2)
    assert answer.url == reverse("framework:editions_one", args=[made.pk])
    assert as_written(made) == as_written(edition)


def test_yaml_goes_out_and_comes_back(client, clerk, edition):
    content = client.get(reverse("framework:editions_yaml", args=[edition.pk])).content
    changed = content.replace(b"version: 1\n", b"version: 2\n")

    upload(client, changed, "a.yaml")

    assert as_written(Edition.objects.get(version=2)) == as_written(edition)


def test_a_draft_goes_to_excel_and_takes_its_own_place_again(client, clerk, draft, edition):
    book = load_workbook(
        io.BytesIO(client.get(reverse("framework:editions_xlsx", args=[draft.pk])).content)
    )
    before = draft.indicators.get(code="D01-01").pk
    address = reverse("framework:editions_replace", args=[draft.pk])

    def send(name: str) -> Any:
        book["指标"]["B2"] = name
        out = io.BytesIO()
        book.save(out)
        return client.post(address, {"file": SimpleUploadedFile("a.xlsx", out.getvalue())})

    assert send("理论学习（改）").status_code == 302
    row = draft.indicators.get(code="D01-01")
    assert (row.pk, row.name_zh) == (before, "理论学习（改）")

    book["指标"]["G2"] = "重"
    refused = send("又改")
    report = client.get(refused.url)
    assert ("指标", 2, "G") in {(f.sheet, f.row, f.column) for f in report.context["faults"]}
    assert not report.context["can_take"]
    assert client.post(refused.url, {"seen": 1}).status_code == 404
    assert client.get(f"{refused.url}xlsx/").status_code == 200
    book["指标"]["G2"] = 1.28
    book["基本信息"]["D3"] = 9
    assert "不是这份草稿" in send("又改").content.decode()
    assert draft.indicators.get(code="D01-01").name_zh == "理论学习（改）"
    published = reverse("framework:editions_replace", args=[edition.pk])
    assert client.get(published).status_code == 404


@pytest.fixture
def faulty(edition) -> bytes:
    """A workbook of the next version with one wrong weight and one formula."""
    book = load_workbook(io.BytesIO(xlsx_of(data_of(edition))))
    book["基本信息"]["D3"] = 2
    book["指标"]["G2"] = "重"
    book["检查项"]["I3"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_faulty_workbook_is_reported_by_sheet_row_and_column(client, clerk, faulty):
    answer = upload(client, faulty, "错.xlsx")

    page = client.get(answer.url)
    found = [str(fault) for fault in page.context["faults"]]
    assert "指标 第 2 行 G 列：“重”不是数。" in found
    assert "检查项 第 3 行 I 列：是公式。请复制后“选择性粘贴”为数值。" in found
    assert "“重”不是数。" in page.content.decode()
    assert Edition.objects.count() == 1


def test_the_office_gets_its_own_workbook_back_with_the_faults_marked(client, clerk, faulty):
    report = upload(client, faulty, "错.xlsx").url

    answer = client.get(f"{report}xlsx/")

    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[0] == "导入说明"
    assert book["指标"]["G2"].value == "重"
    assert "G 列：“重”不是数。" in [cell.value for cell in book["指标"][2]]
    for other in (make.user(Role.OFFICE, unit=make.unit()), make.user(Role.LEADER)):
        client.force_login(other)
        assert client.get(f"{report}xlsx/").status_code in {403, 404}


def test_a_faulty_yaml_is_reported_without_a_workbook(client, clerk, edition):
    content = framework_yaml(data_of(edition)).replace("version: 1", "version: 2", 1)
    report = upload(client, content.replace("weight: 1.28", "weight: -1").encode(), "a.yaml").url

    page = client.get(report)

    assert page.status_code == 200
    assert "D01-01 weight" in page.context["faults"][0].sheet
    assert client.get(f"{report}xlsx/").status_code == 404


def test_a_report_speaks_the_language_of_its_reader(client, clerk, faulty):
    report = upload(client, faulty, "错.xlsx").url

    page = client.get(report, headers={"accept-language": "en"}).content.decode()

    assert "“重” is not a number." in page
    assert "不是数" not in page


def test_an_edition_has_its_english_name_on_english_pages(client, clerk, edition):
    address = reverse("framework:editions_one", args=[edition.pk])

    page = client.get(address, headers={"accept-language": "en"}).content.decode()

    assert data_of(edition)["meta"]["name_en"] in page
    assert edition.name not in page
    assert edition.name in client.get(address).content.decode()


def test_the_right_rows_alone_become_a_draft(client, clerk, faulty):
    pending = upload(client, faulty, "错.xlsx").url
    seen = client.get(pending).context["found"].right_count
    client.post(pending, {"seen": seen - 1})
    assert Edition.objects.count() == 1

    client.post(pending, {"seen": seen})

    made = Edition.objects.get(version=2)
    assert made.is_draft
    assert made.fault_count
    assert "D01-01" not in {row["code"] for row in data_of(made)["indicators"]}
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04broken", "a.xlsx", "已损坏"),
        (b"\xd0\xcf\x11\xe0old", "a.xls", "旧格式"),
        (b"a: [1", "a.yaml", "不是正确的 YAML"),
        (b"\xff\xfe\x00\x81\xff", "a.yaml", "编码的文本"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client, clerk, content, name, said):
    make.city()

    answer = upload(client, content, name)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_version_that_is_there_is_not_imported_again(client, clerk, edition):
    answer = upload(client, framework_yaml(data_of(edition)).encode(), "a.yaml")

    assert answer.status_code == 422
    assert "已经导入过" in answer.content.decode()


# Comparing


def test_two_editions_are_compared_on_a_page_and_as_xlsx(client, clerk, edition, draft):
    values = row_form(client, draft, "indicators", "D01-01")
    told(client, "editions_row", draft.pk, "indicators", "D01-01", **{**values, "weight": "2"})
    asked = {"old": edition.pk, "new": draft.pk}

    shown = page(client, "editions_compare", **asked)
    only = page(client, "editions_compare", **asked, kind="reweighted")
    content = client.get(reverse("framework:editions_compare_export"), asked).content

    assert "1.28" in shown
    assert "meta.version" in shown
    assert "meta.version" not in only
    english = client.get(
        reverse("framework:editions_compare"), asked, headers={"accept-language": "en"}
    ).content.decode()
    assert "Version" in english
    assert "版次" not in english
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    assert ("调整分值", "指标", "D01-01", "理论学习制度与责任落实", "权重", "1.28", "2") in rows


def test_before_two_editions_are_named_nothing_is_compared(client, clerk, edition):
    assert "选两个版本" in page(client, "editions_compare")
    assert client.get(reverse("framework:editions_compare_export")).status_code == 404
    answer = client.get(reverse("framework:editions_compare"), {"old": "x", "new": edition.pk})
    assert answer.status_code == 422


# Local standards


@pytest.fixture
def local(client, clerk, edition) -> Edition:
    """A draft of a local standard over the starter."""
    told(client, "editions_local", edition.pk, name="本市加严标准")
    return Edition.objects.get(base=edition)


def test_a_local_standard_makes_thresholds_stricter(client, clerk, local, edition):
    address = "editions_stricter_edit"
    told(client, address, local.pk, "indicators", code="D06-04", grades__A="93")
    told(client, address, local.pk, "place_types", code="L01", sample_count="8")
    item = {
        "code": "L01-90",
        "place_type": "L01",
        "indicator": "D06-04",
        "text_zh": "路口不压线停车",
        "scoring__type": "按处扣分",
        "scoring__max": "4",
        "scoring__per_finding": "1",
    }
    told(client, address, local.pk, "check_items", **item)

    local.refresh_from_db()
    shown = page(client, "editions_stricter", local.pk)
    assert "90 → <strong>93</strong>" in shown
    assert "路口不压线停车" in shown
    assert local.place_types.get(code="L01").sample_count == 8
    assert local.check_items.filter(code="L01-90").exists()
    assert not edition.check_items.filter(code="L01-90").exists()
    services.publish_edition(edition_id=local.pk, by=make.user(Role.OFFICE))
    assert local_edition_over(edition) == local
    assert current_edition() == edition


def test_a_local_standard_is_never_looser(client, clerk, local):
    answer = client.post(
        reverse("framework:editions_stricter_edit", args=[local.pk, "indicators"]),
        {"code": "D06-04", "grades__A": "80"},
    )

    assert answer.status_code == 422
    assert "比基准版放宽" in answer.content.decode()


def test_what_was_stricter_goes_back_to_the_base(client, clerk, local):
    told(client, "editions_stricter_edit", local.pk, "place_types", code="L01", sample_count="8")

    told(client, "editions_stricter_undo", local.pk, "place_types", "L01")

    local.refresh_from_db()
    assert local.place_types.get(code="L01").sample_count == 6


def test_the_next_local_standard_begins_with_what_still_holds(client, clerk, local, edition):
    told(client, "editions_stricter_edit", local.pk, "indicators", code="D06-04", grades__A="93")
    told(client, "editions_stricter_edit", local.pk, "place_types", code="L01", sample_count="8")
    services.publish_edition(edition_id=local.pk, by=make.user(Role.OFFICE))
    following = services.copy_edition(edition_id=edition.pk, by=clerk)
    values = row_form(client, following, "indicators", "D06-04")
    changed = {**values, "grades__A": "95"}
    told(client, "editions_row", following.pk, "indicators", "D06-04", **changed)
    services.publish_edition(edition_id=following.pk, by=make.user(Role.OFFICE))

    told(client, "editions_local", following.pk, name="本市加严标准")

    made = Edition.objects.get(base=following)
    assert made.version == 2
    assert made.place_types.get(code="L01").sample_count == 8
    assert made.indicators.get(code="D06-04").grades["A"] == 95


def test_a_local_standard_stands_on_a_published_edition_only(client, clerk, draft):
    answer = client.post(
        reverse("framework:editions_local", args=[draft.pk]), {"name": "本市加严标准"}
    )

    assert answer.status_code == 422
    assert "只能建立在已发布的" in answer.content.decode()
